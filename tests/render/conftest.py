"""The library's rules, its profiles, and pages made from them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine import api
from engine.page.model import Page
from engine.profile.profile import Profile
from engine.render.page import result_page
from engine.rulebase.base import RuleBase

PACKS = Path(__file__).parent.parent / "packs"
LIBRARY, PROFILES = PACKS / "library", PACKS / "library-profiles"
AS_OF = date(2026, 5, 4)

MakePage = Callable[..., Page]
Read = Callable[[str], Profile]


@pytest.fixture(scope="session")
def library() -> RuleBase:
    return api.load_pack(LIBRARY)


@pytest.fixture(scope="session")
def read(library: RuleBase) -> Callable[[str], Profile]:
    """Read one of the library's profiles by its name, or a profile from YAML text."""

    def read_one(text: str) -> Profile:
        origin = PROFILES / f"{text}.yaml" if "\n" not in text else text.encode()
        return api.read_profiles(origin, library)[0]

    return read_one


@pytest.fixture(scope="session")
def make_page(library: RuleBase, read: Callable[[str], Profile]) -> MakePage:
    """Assess a profile by the reference engine and lay out its page, as if both engines had run."""

    def make(text: str, as_of: date | None = AS_OF, *, full: bool = True) -> Page:
        profile = read(text)
        result = api.assess(library, profile, as_of, "reference")
        return result_page(library, replace(result, engines=("reference", "durable")), full=full)

    return make


@pytest.fixture(scope="session")
def steady() -> Callable[[str], str]:
    """Put words for what differs between machines and versions of the engine: hashes, and where the pack lies."""

    def put(text: str) -> str:
        joined = re.sub(r"Written in\s+\S*(packs/\S+)", r"Written in \1", text)
        return re.sub(r"\([0-9a-f]{12}\)", "(a short hash)", joined)

    return put
