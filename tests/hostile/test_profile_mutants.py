"""Whatever happens to the bytes of a profile, it is refused with diagnostics, or read, and then it can be assessed."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine.api import assess
from engine.errors import InputError
from engine.page.text import page_text
from engine.profile.files import profiles_from
from engine.render.page import result_page
from engine.rulebase.base import RuleBase
from tests.hostile.mutants import WORD, mutated, mutated_bytes, words_of
from tests.hostile.packs import BASE, load
from tests.packs.random_profile import random_day

BOATS = load(BASE)
YAML = b"""\
# Down the river, if the weather holds.
id: 00123
boat: yacht
trip: "down the river, \xe2\x80\x9cquickly\xe2\x80\x9d"
hirer: {name: Ann Oar, phones: ["0123 456", '+44 1']}
as_of: 2026-06-01
answers:
  can_swim: {value: yes, evidence: "seen: at noon", known: observed, by: keeper, on: 2026-05-30}
  people: 9
  youngest: child
  wind: breezy
  extras: {includes: [sail], excludes: [anchor]}
  checked_on: 2024-02-29
  remark: >-
    They will be back
    by six.
  reads_charts: unknown
controls:
  life-jackets: {in_place: no, evidence: none seen}
  trip-list: yes
"""
JSON = b"""\
[
  {
    "id": "a",
    "boat": "yacht",
    "trip": "down\\u0020the \\ud83d\\ude00 river, \xe2\x80\x9cquickly\xe2\x80\x9d and back again by six",
    "hirer": {"name": "Ann Oar, who has been here before", "phones": []},
    "answers": {
      "can_swim": {"value": true, "evidence": "seen to swim, at noon, by the keeper of the boats", "on": "2026-05-30"},
      "people": 9,
      "youngest": null,
      "extras": {"includes": ["sail"], "excludes": ["anchor"]},
      "checked_on": "2024-02-29",
      "remark": "They will be back by six, unless it is too windy to sail; then they will come when it is calm again.",
      "wind": "calm"
    },
    "controls": {
      "life-jackets": {"in_place": false},
      "trip-list": "yes"
    }
  },
  {"id": "b"}
]
"""
PROFILES = {"yaml": YAML, "json": JSON}


def tried(data: bytes, base: RuleBase, rng: Random, path: Path | None = None) -> bool:
    """Read one mutant and assess what is read; tell whether it was accepted."""
    origin: Path | bytes = data
    if path is not None:
        path.write_bytes(data)
        origin = path
    try:
        profiles = profiles_from(origin, base)
    except InputError as error:
        check_refusal(error)
        return False
    assert profiles
    for profile in profiles:
        result = assess(base, profile, random_day(rng))
        page_text(result_page(base, result), 80, False)
    return True


def check_refusal(error: InputError) -> None:
    """Every refusal has its reasons, each on one line that any terminal can show."""
    assert error.diagnostics
    assert all(str(each).isprintable() for each in error.diagnostics)


def by_bytes(data: bytes, seeds: range) -> Iterator[bool]:
    for seed in seeds:
        rng = Random(seed)
        mutant = mutated_bytes(rng, data)
        try:
            yield tried(mutant, BOATS, rng)
        except Exception as problem:
            problem.add_note(f"seed {seed}: {mutant!r}")
            raise


def by_words(data: bytes, seeds: range) -> Iterator[bool]:
    files = {"profile": data.decode().splitlines()}
    words = [*words_of(files), *BOATS.facts, *BOATS.controls, "unknown", "null", "-", "'", '"', "[]", "{}", "*", "~"]
    for seed in seeds:
        rng = Random(seed)
        mutant, done = mutated(rng, files, words)
        try:
            yield tried("\n".join(mutant["profile"]).encode(), BOATS, rng)
        except Exception as problem:
            problem.add_note(f"seed {seed}: {done}")
            raise


@pytest.mark.parametrize("form", PROFILES)
def test_mutants_by_bytes(form: str) -> None:
    accepted = list(by_bytes(PROFILES[form], range(600)))
    assert 0.05 * len(accepted) <= sum(accepted) <= 0.9 * len(accepted)


@pytest.mark.parametrize("form", PROFILES)
def test_mutants_by_words(form: str) -> None:
    accepted = list(by_words(PROFILES[form], range(400)))
    assert 0.05 * len(accepted) <= sum(accepted) <= 0.9 * len(accepted)


HOSTILE = (
    *("", "~", "null", "NO", "no", "yes", "unknown", "?", "-", "--", "0", "-1", "012", "1:30", "1e5", ".inf", "NaN"),
    *("٣", "3.0", "9" * 5000, "2026-02-29", "0000-00-00", "canoe", "life-jackets", "can_swim", "[]", "{}", "[[]]"),
    *("[yes]", "{value: yes}", "{value: {value: yes}}", "{in_place: yes}", "{includes: sail}", "'", '"', "*a", "&a b"),
    *("!!int 3", "!x", "|", ">", "%", "@", "`", "{{7*7}}", "%s", "<<: {}", "a: b", "# c", "\t", "\0", "é", "\u202e"),
)


def test_every_word_of_a_profile_replaced_by_everything_hostile() -> None:
    """Each word in its turn, so that no reader of a value is left out."""
    text = YAML.decode()
    accepted = 0
    for found in WORD.finditer(text):
        for word in HOSTILE:
            mutant = text[: found.start()] + word + text[found.end() :]
            try:
                accepted += tried(mutant.encode(), BOATS, Random(1))
            except Exception as problem:
                problem.add_note(f"{found.group()} at {found.start()} replaced by {word[:50]!r}")
                raise
    assert accepted > 100


@pytest.mark.deep
@pytest.mark.parametrize("block", range(20))
@pytest.mark.parametrize("form", PROFILES)
def test_mutants_at_volume(form: str, block: int) -> None:
    seeds = range(10_000 + block * 2000, 12_000 + block * 2000)
    assert any(by_bytes(PROFILES[form], seeds))
    assert any(by_words(PROFILES[form], seeds))


@pytest.mark.parametrize("form", PROFILES)
def test_what_is_not_changed_is_accepted(form: str, tmp_path: Path) -> None:
    assert tried(PROFILES[form], BOATS, Random(1), tmp_path / f"profile.{form}")
