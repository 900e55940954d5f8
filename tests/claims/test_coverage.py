"""What `rules test --coverage` says is so: what it counts as tried a case tries, and what it leaves out can't be."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine.checks.cases import Case
from engine.checks.coverage import coverage
from engine.checks.run import CaseRun
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, Literal, Not, parts_of, with_parts
from engine.rulebase.facts import Facts
from engine.rulebase.notation import to_notation
from engine.source.span import Span
from engine.source.tree import Scalar
from tests.claims.packs import TriedPack, profile_of, tried_packs
from tests.volume import seeds

Situation = tuple[Facts, date | None]
CODES = {True: "never-fired", False: "never-ruled-out", None: "never-open"}
NOTHING = Scalar("", Span("here", 1, 1, 1, 1), quoted=False)


def turned(condition: Condition) -> Iterator[tuple[Literal, Condition]]:
    """Walk the tests of a condition, each with the condition in which it is the other way round."""
    if isinstance(condition, Literal):
        yield condition, Not(condition)
    parts = parts_of(condition)
    for place, part in enumerate(parts):
        for asked, other in turned(part):
            yield asked, with_parts(condition, (*parts[:place], other, *parts[place + 1 :]))


def tried(base: RuleBase, situations: Iterable[Situation]) -> Counter[tuple[str, str]]:
    """Count what situations try: how each rule comes out, and each of its tests that it hangs on somewhere.

    A test is named by its words; one that stands twice in a rule counts once for each place at which it decides.
    """
    found: set[tuple[str, str, int]] = set()
    for facts, day in situations:
        reference = Reference(base, facts, day)
        for name, rule in base.rules.items():
            status = reference.rule(rule)
            found.add((name, CODES[status], 0))
            if status is not None and name in reference.base.rules:
                for place, (asked, other) in enumerate(turned(rule.when)):
                    if reference.truth(expand(other, base.facts)) is not status:
                        found.add((name, to_notation(asked), place))
    return Counter((name, what) for name, what, _ in found)


def asked_for(base: RuleBase, code: str, message: str) -> tuple[str, str]:
    """Say of which rule and what a finding speaks."""
    (name,) = [each for each in base.rules if f"rule `{each}`" in message]
    return name, message.split("`")[1] if code == "never-decisive" else code


def contradicts(base: RuleBase, facts: Facts, day: date | None) -> bool:
    """Tell whether a decision gets two values. That leaves open what reads it; no case of such a fault is asked for."""
    return any(each.status == "conflict" for each in evaluate(base, facts, day).decisions.values())


def every_situation(pack: TriedPack) -> list[Situation]:
    """List every profile on every kind of day, and on none."""
    days = [(space, space.day) for space in pack.every_day] + [(space, None) for space in pack.every_day[:1]]
    return [(space.facts(place), day) for space, day in days for place in space.places]


def ran(base: RuleBase, situations: Iterable[Situation]) -> list[CaseRun]:
    return [
        CaseRun(Case("It is so.", profile_of(base, facts, day), NOTHING), evaluate(base, facts, day), ())
        for facts, day in situations
    ]


@pytest.mark.parametrize("seed", seeds(2, 4, first=100))
def test_what_is_missing_no_case_tries_and_what_is_not_asked_for_can_not_be(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    said = Counter[str]()
    for pack in tried_packs(seed, tmp_path, 10, most=400):
        base = pack.base
        everything = every_situation(pack)
        possible = tried(base, everything)
        cases = rng.sample(everything, min(len(everything), rng.choice((1, 4, 30))))
        found = coverage(base, ran(base, cases))
        missing = Counter(asked_for(base, each.code, each.message) for each in found.missing)
        reached = tried(base, cases)
        assert found.points == (reached + missing).total(), base.folder
        for name, rule in base.rules.items():
            for what in CODES.values():
                assert (name, what) not in reached & missing, f"{base.folder}: {name} {what}"
                if (name, what) not in reached + missing:
                    assert (name, what) not in possible, f"{base.folder}: {name} {what}"
                    said["can not be"] += 1
                elif (name, what) not in possible:
                    said["asked in vain"] += 1
            asked = Counter((name, to_notation(each)) for each, _ in turned(rule.when))
            assert asked == Counter({key: (reached + missing)[key] for key in asked}), f"{base.folder}: {name}"
        said["missing"] += missing.total()
        said["reached"] += reached.total()
    assert min(said["missing"], said["reached"], said["can not be"]) >= 3, said
