"""A stored result read back is the result that was written; a page can be made from it; what is none is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import api
from engine.assessment.agreement import REFERENCE
from engine.assessment.result import Result
from engine.errors import UsageError
from engine.export.stored import read_results
from engine.rulebase.base import RuleBase
from tests.laws.laws import profile_of
from tests.packs.random_base import random_base
from tests.packs.random_profile import random_day, random_facts
from tests.packs.shipped import shipped, shipped_examples

TODAY = date(2026, 11, 22)
HASH = "0123456789abcdef" * 4
"""Random packs and profiles have none of their own."""
LIBRARY = api.load_pack(Path(__file__).parent.parent / "packs/library")
PROFILES = [
    api.read_profiles(path, LIBRARY)[0]
    for path in sorted((Path(__file__).parent.parent / "packs/library-profiles").glob("*.yaml"))
]


def assessed(base: RuleBase, place: int = 0) -> Result:
    return api.assess(base, PROFILES[place], TODAY, REFERENCE)


@given(st.integers(0, 2**32))
def test_of_any_pack_what_is_read_is_what_was_written(seed: int) -> None:
    rng = Random(seed)
    base, day = replace(random_base(rng), sha256=HASH), random_day(rng)
    names = ("one", "two")[: rng.choice((1, 2))]
    profiles = [replace(profile_of(random_facts(rng, base), base), id=name, sha256=HASH) for name in names]
    results = tuple(api.assess(base, each, day, REFERENCE) for each in profiles)
    data = api.to_json(base, results)
    again = read_results(base, data, profiles)
    assert again == results
    assert api.to_json(base, again) == data


@pytest.mark.parametrize("day", [TODAY, None])
def test_of_the_shipped_pack_what_is_read_is_what_was_written(day: date | None) -> None:
    examples = shipped_examples()
    results = tuple(api.assess(shipped(), each, day, REFERENCE) for each in examples[::4])
    assert len(results) > 5
    assert read_results(shipped(), api.to_json(shipped(), results), examples) == results


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("place", range(len(PROFILES)))
def test_with_its_profile_it_prints_as_it_did(form: str, place: int) -> None:
    result = assessed(LIBRARY, place)
    again = read_results(LIBRARY, api.to_json(LIBRARY, [result]), PROFILES)
    assert api.write_results(LIBRARY, again, form) == api.write_results(LIBRARY, [result], form)


@pytest.mark.parametrize("place", range(len(PROFILES)))
def test_without_its_profile_the_page_shows_what_the_result_names_and_says_so(place: int) -> None:
    result = assessed(LIBRARY, place)
    (again,) = read_results(LIBRARY, api.to_json(LIBRARY, [result]))
    assert (again.profile, again.assessment, again.engines) == (None, result.assessment, result.engines)
    whole, bare = (api.write_results(LIBRARY, [each], "text") for each in (result, again))
    assert bare.startswith(PROFILES[place].id)
    assert "The profile is not at hand: its heading, and what its answers rest on, are not shown." in bare
    assert "Evidence:" not in bare
    assert "No evidence is noted" not in bare, "nobody knows that without the profile"
    assert "Why" in whole
    assert whole.split("\nWhy")[1].split("\n\n")[0] == bare.split("\nWhy")[1].split("\n\n")[0]


def test_a_bare_page_of_every_example_claims_no_answer_that_was_not_given() -> None:
    for profile in shipped_examples()[::6]:
        result = api.assess(shipped(), profile, TODAY, REFERENCE)
        (again,) = read_results(shipped(), api.to_json(shipped(), [result]))
        assert again.answers().items() <= result.answers().items()
        assert len(again.answers()) > 3
        assert api.write_results(shipped(), [again], "text")


STORED = "the stored result of `school-atlas`"
OF_ANOTHER_SHAPE = "of the stored result is not as published"

Spoil = Callable[[dict[str, Any]], object]
SPOILT: list[tuple[Spoil, str]] = [
    (
        lambda it: it["pack"].update(sha256="0" * 64),
        f"{STORED} was made with other rules (town-library 2.3.0, 000000000000); read it with those",
    ),
    (
        lambda it: it["profile"].update(sha256="0" * 64),
        "the profile `school-atlas` has changed since its result was stored; assess it again",
    ),
    (
        lambda it: it["decisions"]["loan"].update(status="sure"),
        f"`result.decisions.loan.status` {OF_ANOTHER_SHAPE}: input should be 'settled', 'open' or 'conflict'",
    ),
    (lambda it: it.update(as_of="2026-02-30"), "`as_of` of the stored result is not a date"),
    (
        lambda it: it["decisions"]["loan"].update(possible=["lost"], value="lost"),
        f"{STORED} names a value that the rules do not have: `lost`",
    ),
    (lambda it: it["decisions"].pop("loan"), f"{STORED} says nothing of the decision `loan`"),
    (
        lambda it: it["warnings"].append({"rule": "nobody", "says": "no"}),
        f"{STORED} names a rule that the rules do not have: `nobody`",
    ),
    (
        lambda it: it["controls"][0].update(id="nothing"),
        f"{STORED} names a control that the rules do not have: `nothing`",
    ),
    (
        lambda it: it["decisions"]["loan"].update(value=[], possible=[], interim=[]),
        f"{STORED} has for `loan` what is no outcome of it",
    ),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILT, ids=[words[-40:] for _, words in SPOILT])
def test_what_cannot_be_trusted_is_refused(spoil: Spoil, words: str) -> None:
    place = [each.id for each in PROFILES].index("school-atlas")
    read = json.loads(api.to_json(LIBRARY, [assessed(LIBRARY, place)]))
    spoil(read["result"])
    with pytest.raises(UsageError) as refused:
        read_results(LIBRARY, json.dumps(read).encode(), PROFILES)
    assert str(refused.value) == words
