"""The hash of a pack is over canonical JSON: the quick writer gives the bytes that a library made for it gives."""

from dataclasses import replace
from random import Random

import pytest
import rfc8785

from engine.rulebase.conditions import OlderThan
from engine.rulebase.fingerprint import canonical, plain
from engine.rulebase.overlay import RuleChange
from engine.rulebase.pack import LayoutSection
from engine.source.duration import Duration
from engine.source.span import start_of
from tests.packs.random_base import random_base
from tests.packs.random_extras import with_dates, with_silences
from tests.packs.shipped import shipped, shipped_examples


def test_the_shipped_pack_is_written_canonically() -> None:
    data = plain(replace(shipped(), rules_of={}))
    assert canonical(data) == rfc8785.dumps(data)


def test_profiles_are_written_canonically() -> None:
    for profile in shipped_examples():
        data = plain([profile.id, profile.header, profile.answers, profile.controls])
        assert canonical(data) == rfc8785.dumps(data)


@pytest.mark.parametrize("seed", range(20))
def test_random_packs_are_written_canonically(seed: int) -> None:
    rng = Random(seed)
    data = plain(with_silences(rng, with_dates(rng, random_base(rng))))
    assert canonical(data) == rfc8785.dumps(data)


@pytest.mark.parametrize("text", ["", '"\\/', "\b\t\n\f\r\x00\x1f\x7f", "é€😀\u2028\ufeff", "a\u0301"])
def test_texts_are_written_canonically(text: str) -> None:
    assert canonical([text, {text: text}]) == rfc8785.dumps([text, {text: text}])


def test_a_pack_keeps_its_hash_when_a_class_gets_another_name() -> None:
    assert plain(LayoutSection("Loans", ("loan",))) == {"Section": {"title": "Loans", "decisions": ["loan"]}}
    change = plain(RuleChange("card-needed", "replaced", "Cards are new.", "our-branch", start_of("")))
    assert change == {
        "Change": {"rule": "card-needed", "how": "replaced", "because": "Cards are new.", "pack": "our-branch"}
    }


def test_who_knows_an_answer_and_whether_it_can_be_changed_are_no_part_of_the_meaning() -> None:
    fact = next(iter(shipped().facts.values()))
    assert plain(replace(fact, changeable=not fact.changeable, known_by=("nobody",))) == plain(fact)
    assert plain(replace(fact, question="Another?")) != plain(fact)


def test_a_time_in_days_is_part_of_the_meaning() -> None:
    assert plain(OlderThan(Duration(days=30))) != plain(OlderThan(Duration(days=31)))
    assert plain(Duration(years=1)) == {"Duration": {"years": 1, "months": 0, "weeks": 0, "hours": 0}}, "as released"
