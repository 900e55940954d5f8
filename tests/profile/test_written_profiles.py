"""A profile that was written is read back as the same profile, hash included, whatever its texts hold."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.checks.cases import read_examples
from engine.profile import files
from engine.profile.files import profiles_from
from engine.profile.profile import KNOWN, Given, Profile
from engine.profile.read_profile import hashed
from engine.profile.write_profile import write_profile
from engine.rulebase.base import RuleBase
from engine.source.characters import refused_character
from engine.source.pure_parser import PureParser
from engine.source.tree import Mapping, Node, Scalar
from engine.source.yaml_tree import read_tree
from tests.packs.random_base import random_base
from tests.packs.random_profile import random_facts
from tests.profile.made_profiles import PACKS, TEXTS, random_profile

HOSTILE = (
    *(*TEXTS, "no", "Yes", "1:30", "0x1F", "1e3", "2026-03-31", "~", "null", "#1", "a #b", "a: b", "a:", "- a", "? a"),
    *("  leading", "trailing ", "two  spaces", "'", '"', "it's", '"so"', "\\", "\\n", "a\tb", "one\n\n two\n", "\r\n"),
    *("{a}", "[a]", "a, b", "&a", "*a", "!a", "|", ">", "%TAG", "@a", "`a`", "<<", "...", "---", "-", "=", "a\u0301"),
    *("Zo\u00eb", "\u540d\u524d", "\U0001f600", "x" * 3000, "(a)", "a -b", "a.", "_a", "\u0663", "."),
)  # fmt: skip


def bare(node: Node | None) -> object:
    """What a node says, without its places."""
    if node is None or isinstance(node, Scalar):
        return node and node.text
    if isinstance(node, Mapping):
        return {entry.key.text: bare(entry.value) for entry in node.entries}
    return [bare(item) for item in node.items]


def meaning(profile: Profile) -> object:
    return replace(profile, file="", places={}, expect=None), bare(profile.expect)


def read_back(base: RuleBase, profile: Profile) -> str:
    text = write_profile(base, profile)
    (again,) = profiles_from(text.encode(), base)
    assert meaning(again) == meaning(profile)
    return text


@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(PACKS)))
def test_profiles_with_hostile_texts_are_read_back_the_same(seed: int, name: str) -> None:
    rng, base = Random(seed), PACKS[name]
    data = random_profile(rng, base, 0, HOSTILE)
    (profile,) = profiles_from(json.dumps(data).encode(), base)
    read_back(base, profile)


@given(st.integers(0, 2**32 - 1))
def test_profiles_of_random_packs_are_read_back_the_same(seed: int) -> None:
    rng = Random(seed)
    base = random_base(rng)
    given_ = {
        name: Given(rng.choice((answer, None)), rng.choice(("", "seen: twice")), rng.choice(("", *KNOWN)))
        for name, answer in sorted(random_facts(rng, base).items())
    }
    answers, controls = (
        {name: each for name, each in given_.items() if name in known} for known in (base.facts, base.controls)
    )
    read_back(base, hashed(Profile("a", {}, answers, controls)))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), min_size=1))
def test_any_text_that_is_read_is_read_back_the_same(text: str) -> None:
    base = PACKS["boats"]
    assume(refused_character(text) is None)
    data = {"id": "a", "trip": text, "answers": {"remark": {"value": text, "evidence": text}}}
    (profile,) = profiles_from(json.dumps(data).encode(), base)
    read_back(base, profile)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_both_parsers_read_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = hashed(
        Profile("a", {"hirer.phones": (text, "x"), "trip": (text,)}, {"remark": Given("x", by="a: b")}, {})
    )
    monkeypatch.setattr(files, "read_tree", lambda source, found: read_tree(source, found, PureParser))
    read_back(PACKS["boats"], profile)


@pytest.mark.parametrize("name", PACKS)
def test_worked_examples_keep_their_day_and_what_is_expected(name: str) -> None:
    base = PACKS[name]
    for profile in read_examples(base):
        read_back(base, profile)
    assert name == "boats" or any(each.expect is not None for each in read_examples(base))


def test_a_written_profile_is_what_a_person_would_write() -> None:
    base = PACKS["boats"]
    text = """id: a
hirer:
  name: "Zo\u00eb: the second"
  phones: [work, "0123"]
trip: To the island and back
answers:
  extras: {includes: [anchor]}
  people: 4
  wind:
    value: calm
    evidence: "The log, and the flag"
    known: observed
    by: keeper
    on: 2026-03-01
  youngest: unknown
controls:
  life-jackets:
    in_place: no
    evidence: "no"
  trip-list: yes
"""
    (profile,) = profiles_from(text.encode(), base)
    assert profile.answers["wind"].on == date(2026, 3, 1)
    assert write_profile(base, profile) == text


def test_every_kept_profile_that_can_be_read_is_read_back_the_same() -> None:
    base, read = PACKS["shipped"], 0
    for path in sorted((Path(__file__).parent.parent.parent / "profiles").glob("*.yaml")):
        for profile in profiles_from(path, base):
            read_back(base, profile)
            read += 1
    assert read > 10
