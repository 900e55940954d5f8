"""Answers by name, as a form sends them: the same profile as a row or a file gives, or every fault under its name."""

import json
from random import Random

import pytest

from engine.profile.files import profiles_from
from engine.profile.named_answers import read_answers
from engine.profile.profile import Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from tests.profile.filled_rows import as_name, by_name, cells_of
from tests.profile.made_profiles import PACKS, random_profile

BOATS = PACKS["boats"]


def read(answers: dict[str, str], base: RuleBase = BOATS) -> Profile:
    found = read_answers(base, {"id": "a", **answers})
    assert isinstance(found, Profile), found
    return found


def faults(answers: dict[str, str]) -> dict[str, str]:
    found = read_answers(BOATS, answers)
    assert not isinstance(found, Profile)
    assert all(fault.heading == name for name, fault in found.items())
    assert all(fault.value == answers.get(name, "") or fault.code == "column-twice" for name, fault in found.items())
    return {name: str(fault) for name, fault in found.items()}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("can_swim", "yes", True),
        ("can_swim", "No", False),
        ("people", " 4 ", 4),
        ("wind", "calm", "calm"),
        ("remark", "a: b", "a: b"),
        ("extras", "anchor; sail", Members(frozenset({"anchor", "sail"}), frozenset({"radio"}))),
        ("extras", "none", Members(frozenset(), frozenset({"anchor", "sail", "radio"}))),
        ("life-jackets", "in place", "in_place"),
        ("life-jackets", "no", "missing"),
    ],
)
def test_every_kind_of_answer(name: str, text: str, value: Answer) -> None:
    assert read({name: text}).facts() == {name: value}


def test_what_is_blank_or_unknown_is_not_known_yet() -> None:
    assert read({"can_swim": "", "wind": "unknown", "extras": "?", "trip": " ", "life-jackets": ""}).facts() == {}


def test_choices_one_by_one_what_answers_rest_on_and_the_head() -> None:
    found = read(
        {
            "extras.sail": "yes",
            "extras.radio": "no",
            "wind.evidence": "The log",
            "wind.known": "observed",
            "wind": "calm",
            "hirer.name": "Ann",
            "hirer.phones": "1; 2",
            "boat": "dinghy",
        }
    )
    assert found.answers["extras"] == Given(Members(frozenset({"sail"}), frozenset({"radio"})))
    assert found.answers["wind"] == Given("calm", "The log", "observed")
    assert found.answers["boat"] == Given("dinghy")
    assert found.header == {"hirer.name": ("Ann",), "hirer.phones": ("1", "2")}


@pytest.mark.parametrize("name", PACKS)
def test_a_form_says_the_same_as_a_file(name: str) -> None:
    base = PACKS[name]
    for seed in range(20):
        data = random_profile(Random(seed), base, seed)
        (profile,) = profiles_from(json.dumps(data).encode(), base)
        found = read(cells_of(profile, base, by_name, as_name), base)
        assert (found.facts(), found.header, found.sha256) == (profile.facts(), profile.header, profile.sha256)


def test_spaces_in_an_id_say_nothing_as_in_a_file() -> None:
    (profile,) = profiles_from(b'{"id": " two  words\\n"}', BOATS)
    assert read({"id": " two  words\n"}).sha256 == profile.sha256


def test_all_faults_at_once_each_under_its_name() -> None:
    assert faults(
        {
            "id": "a",
            "can_swim": "Maybe",
            "people": "13",
            "wind": "calmn",
            "checked_on": "2026-02-30",
            "extras": "anchor; kite",
            "life-jackets": "perhaps",
            "wind.known": "heard",
            "peple": "3",
            "trip": "\x07",
        }
    ) == {
        "can_swim": "not-yes-no: `Maybe` is neither `yes` nor `no`; write `yes` or `no`",
        "people": "out-of-range: `How many are going?` must lie between 1 and 12 people, not 13",
        "wind": "unknown-value: `calmn` is not one of the answers; did you mean `Calm`?",
        "checked_on": "not-date: `2026-02-30` is not a date; February 2026 has 28 days",
        "extras": (
            "unknown-value: `kite` is not one of the answers; choose from `A sail`, `An anchor`, `A radio`; "
            "put `;` between several answers"
        ),
        "life-jackets": (
            "not-a-status: control `Life jackets` is in place (`yes`), missing (`no`) or `unknown`, not `perhaps`"
        ),
        "wind.known": (
            "unknown-word: there is no way of knowing `heard`; "
            "choose from `observed`, `documented`, `told`, `assumed`, `doubtful`"
        ),
        "peple": "unknown-fact: there is no question `peple`; did you mean `people`?",
        "trip": "control-character: control character BELL (U+0007) in the text; delete it",
    }


def test_no_id_and_a_name_that_nothing_is_like() -> None:
    assert faults({"id": " ", "zzzzzzzz": "1"}) == {
        "id": "missing-id: there is no id; give one",
        "zzzzzzzz": "unknown-fact: there is no question `zzzzzzzz`",
    }
    assert faults({}) == {"id": "missing-id: there is no id; give one"}


def test_the_same_thing_is_not_answered_twice() -> None:
    assert faults({"id": "a", "extras": "anchor", "extras.sail": "yes"}) == {
        "extras.sail": "column-twice: `extras.sail` and `extras` are about the same; keep one of the two"
    }
