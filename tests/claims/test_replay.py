"""What `replay` names is what differs between two whole assessments, and all of it: other rules, answers, or both."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.assessment.assess import to_assessment
from engine.assessment.assessment import Assessment
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.export.json import result_object
from engine.export.replay import differences
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from tests.claims.packs import digest, other_times, profile_of, tried_packs
from tests.volume import seeds

LINE = re.compile(r"(decision|control|warning|advice|due|open question) `([^`]+)`: (.+)")
Named = set[tuple[str, str]]


def assessed(base: RuleBase, facts: Facts, day: date) -> Assessment:
    return to_assessment(base, profile_of(base, facts, day), day, evaluate(base, facts, day))


def due(base: RuleBase, found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Walk what is certain and how soon it is due, from the result as a program reads it."""
    for each in found["controls"]:
        if each["required"] == "yes":
            yield each["id"], f"{each['deadline'] or ''}{each['cadence'] or ''}"
    for name, each in found["decisions"].items():
        value = each["value"] if each["status"] == "settled" or isinstance(each["value"], list) else None
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                meant = base.decisions[name].values[one]
                yield f"{name}.{one}", f"{meant.deadline}{meant.cadence}"


def differing(bases: tuple[RuleBase, RuleBase], before: dict[str, Any], after: dict[str, Any]) -> Named:
    """Hold two results against each other as programs read them, part by part."""
    parts = {
        "decision": [each["decisions"] for each in (before, after)],
        "control": [{one["id"]: one["required"] for one in each["controls"]} for each in (before, after)],
        "warning": [{one["rule"]: True for one in each["warnings"]} for each in (before, after)],
        "advice": [{one["rule"]: True for one in each["advice"]} for each in (before, after)],
        "open question": [
            {one["fact"]: (one["decides"], one["settles"]) for one in each["open_questions"]}
            for each in (before, after)
        ],
        "due": [{name: w for name, w in due(*each) if w} for each in zip(bases, (before, after), strict=True)],
    }
    return {
        (kind, name)
        for kind, (one, other) in parts.items()
        for name in {*one, *other}
        if one.get(name) != other.get(name)
    }


def told(lines: list[str]) -> tuple[Named, list[str]]:
    """Read the lines of `replay`: what each names, and the rest."""
    found = [(LINE.fullmatch(line), line) for line in lines]
    named = [(match[1], match[2]) for match, _ in found if match]
    assert len(set(named)) == len(named), "one thing is named twice"
    return set(named), [line for match, line in found if not match]


def another(rng: Random, base: RuleBase) -> RuleBase:
    """Give the same pack, or one in which a rule is another, or things are due at another time, or both."""
    found, chance = list(mutants(base)), rng.random()
    changed = applied(base, rng.choice(found)) if found and chance < 0.5 else base
    changed = other_times(rng, changed) if 0.3 < chance < 0.7 else changed
    return changed if changed is base else replace(changed, sha256=digest("another"))


def is_unsaid(name: str, before: RuleBase, after: RuleBase, stored: dict[str, Any]) -> bool:
    """Tell whether a value came out before as well, by other rules: a stored result does not say when it was due."""
    return "." in name and before is not after and name in dict(due(before, stored))


@pytest.mark.parametrize("seed", seeds(2, 3, first=120))
def test_what_differs_is_named_and_nothing_else(seed: int, tmp_path: Path) -> None:
    """What is not due any more goes with its control or decision, and is not named again."""
    rng = Random(seed)
    said = Counter[str]()
    for pack in tried_packs(seed, tmp_path, 12, most=1_500, speaks=True):
        before, after = pack.base, another(rng, pack.base)
        for _ in range(20):
            space = rng.choice(pack.every_day)
            one, other = (space.facts(rng.choice(space.places)) for _ in range(2))
            other = one if rng.random() < 0.3 else other
            stored = result_object(before, assessed(before, one, space.day))
            again = assessed(after, other, space.day)
            lines = list(differences(after, stored, again))
            named, _ = told(lines)
            fresh = result_object(after, again)
            still_due = {name for name, words in due(after, fresh) if words}
            real = {
                (kind, name)
                for kind, name in differing((before, after), stored, fresh)
                if kind != "due" or (name in still_due and not is_unsaid(name, before, after, stored))
            }
            assert named == real, f"{before.folder}: {named ^ real}"
            assert bool(lines) is (stored != fresh)
            said.update(kind for kind, _ in named)
    assert all(said[kind] >= 5 for kind in ("decision", "control", "warning", "advice", "due", "open question")), said
