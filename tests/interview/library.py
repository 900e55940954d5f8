"""Where the tests of interviews begin: the pack of a library, a day, and somebody of whom nothing is known."""

from datetime import date

from engine import Profile, load_pack
from engine.profile.read_profile import hashed
from tests.packs.shipped import ROOT

DAY = date(2026, 5, 4)
LIBRARY = load_pack(ROOT / "tests" / "packs" / "library")
NOBODY = hashed(Profile("somebody", {}, {}, {}))
