"""What a row of results says is the same by the kernel and by the reference, for texts as they stand in a table."""

from datetime import date
from random import Random

import pytest

from tests.columnar.comparing import differing
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.shipped import shipped, shipped_examples
from tests.packs.tables import shown_whole, table_of
from tests.volume import seeds


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_on_random_bases_that_show_everything(seed: int, way: str) -> None:
    rng = Random(seed)
    for _ in range(2 if way == "compiled" else 12):
        base = shown_whole(rng, random_base(rng))
        profiles, as_of = [random_facts(rng, base) for _ in range(70)], random_day(rng)
        assert differing(base, profiles, table_of(rng, base, profiles), as_of) == "", f"seed {seed}"


@pytest.mark.usefixtures("way")
def test_on_the_worked_examples_of_the_shipped_pack() -> None:
    base = shipped()
    profiles = [profile.facts() for profile in shipped_examples()]
    assert len(profiles) > 30
    assert differing(base, profiles, table_of(Random(1), base, profiles), date(2026, 11, 20)) == ""


@pytest.mark.usefixtures("way")
def test_on_random_profiles_of_the_shipped_pack() -> None:
    base, rng = shipped(), Random(5)
    profiles = [random_facts(rng, base) for _ in range(150)]
    for as_of in (date(2026, 11, 20), None):
        assert differing(base, profiles, table_of(rng, base, profiles), as_of) == ""
