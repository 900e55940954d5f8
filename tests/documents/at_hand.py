"""What the tests of documents share: the offices of the packs, and results of their profiles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from armslength.documents.declared import read_office
from armslength.documents.kinds import build
from armslength.documents.model import Document
from armslength.documents.office import Office
from engine import Given, Profile, Result, RuleBase, assess, load_pack, read_profiles
from tests.packs.shipped import shipped, shipped_examples

PACKS = Path(__file__).parent.parent / "packs"
ON_DAY = date(2026, 11, 30)

OF_ONE = tuple(each.name for each in read_office(shipped()).documents.values() if each.about == "one")
"""The kinds of document that are about one profile."""


@lru_cache(maxsize=1)
def office() -> Office:
    return read_office(shipped())


@lru_cache(maxsize=1)
def library() -> RuleBase:
    return load_pack(PACKS / "library")


@cache
def result_of(name: str) -> Result:
    """Assess a shipped profile by the reference engine."""
    profile = next(each for each in shipped_examples() if each.id == name)
    return assess(shipped(), profile, ON_DAY, engine="reference")


def document_of(kind: str, name: str) -> Document:
    return build(shipped(), [result_of(name)], office(), kind)


def with_answers(result: Result, change: Callable[[dict[str, Given]], None]) -> Result:
    """Give a result whose profile has other answers; what was concluded stays, since documents only read it."""
    if result.profile is None:
        raise AssertionError("a result of a test has its profile")
    answers, controls = dict(result.profile.answers), dict(result.profile.controls)
    together = {**answers, **controls}
    change(together)
    base = shipped()
    profile: Profile = replace(
        result.profile,
        answers={name: given for name, given in together.items() if name in base.facts},
        controls={name: given for name, given in together.items() if name in base.controls},
    )
    return replace(result, profile=profile)


def read_one(text: str, base: RuleBase) -> Profile:
    (profile,) = read_profiles(text.encode(), base)
    return profile
