"""What `rules impact` counts is what changes: each decision, control and warning, and how soon things are due."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.outcomes import alike
from engine.interpret.evaluation import Collected, Evaluation, Outcome, Single
from engine.interpret.reference.evaluate import evaluate
from engine.portfolio.impact.count import count_impact
from engine.portfolio.impact.two_packs import PackComparison
from engine.portfolio.paired import ReadProfile, paired
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS, WARNINGS
from tests.claims.packs import other_times, tried_packs
from tests.claims.trying_all import without_rule
from tests.volume import seeds

Named = tuple[str, str]
EVERYONE = 10_000


def certain(found: Evaluation) -> set[tuple[str, str]]:
    """Name what is certain: values with their decision, controls alone."""
    values = {
        (name, value)
        for name, each in found.decisions.items()
        if isinstance(each, Single) and each.status == "settled"
        for value in each.possible
        if value is not None
    }
    members = ((name, each) for name, each in found.decisions.items() if isinstance(each, Collected))
    return values | {(name, member) for name, each in members for member in each.members}


def when_due(base: RuleBase, decision: str, value: str) -> tuple[str, str]:
    meant = base.controls[value] if decision == CONTROLS else base.decisions[decision].values.get(value)
    return ("", "") if meant is None else (meant.deadline, meant.cadence)


def as_told(found: Outcome) -> Outcome | tuple[object, ...]:
    """Give what a row of results tells of an outcome: not that, while it is open, no value at all may be left too."""
    if isinstance(found, Single) and found.status == "open":
        return replace(found, possible=found.possible - {None}), "open"
    return found


def changed(bases: tuple[RuleBase, RuleBase], one: Evaluation, other: Evaluation) -> Iterator[Named]:
    """Walk what comes out differently between two evaluations, and what is certain in both and due at another time."""
    for name in bases[0].pack.headline:
        if not alike(*(as_told(each.decisions[name]) for each in (one, other))):
            yield "decision", name
    before, after = one.collected(CONTROLS), other.collected(CONTROLS)
    for name in bases[0].controls:
        if (name in before.members, name in before.interim) != (name in after.members, name in after.interim):
            yield "control", name
    for name in one.collected(WARNINGS).members ^ other.collected(WARNINGS).members:
        yield "warning", name
    for decision, value in certain(one) & certain(other):
        was, now = (when_due(base, decision, value) for base in bases)
        if was != now and any(was) and any(now):
            yield "timing", value if decision == CONTROLS else f"{decision}.{value}"


def edited(rng: Random, base: RuleBase) -> RuleBase:
    """Leave out a rule that says something, change another a little, and let things be due at other times."""
    speaking = [name for name, rule in base.rules.items() if rule.values_for(CONTROLS) or rule.warning]
    after = without_rule(base, rng.choice(speaking)) if speaking and rng.random() < 0.6 else base
    found = list(mutants(after))
    after = applied(after, rng.choice(found)) if found and rng.random() < 0.6 else after
    return other_times(rng, after) if rng.random() < 0.8 else after


@pytest.mark.parametrize("seed", seeds(2, 3, first=140))
def test_every_change_is_counted_and_nothing_else(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    said = Counter[str]()
    for pack in tried_packs(seed, tmp_path, 8, most=600, speaks=True):
        after = edited(rng, pack.base)
        bases = pack.base, after
        for space in pack.every_day[:2]:
            everyone = [space.facts(place) for place in space.places]
            real = [set(changed(bases, *(evaluate(base, facts, space.day) for base in bases))) for facts in everyone]
            named = paired((ReadProfile(str(n), "row"), facts, facts) for n, facts in enumerate(everyone))
            impact = count_impact(PackComparison(*bases, space.day), named, EVERYONE)
            told = {each.id: Counter((one.kind, one.name) for one in each.changes) for each in impact.changed}
            for n, (facts, parts) in enumerate(zip(everyone, real, strict=True)):
                assert told.get(str(n), Counter()) == Counter(parts), f"{pack.base.folder}: {facts}"
            assert impact.changes == sum(map(bool, real))
            steps = Counter[Named]()
            for (kind, name, _, _), count in impact.steps.items():
                steps[kind, name] += count
            assert steps == Counter(part for parts in real for part in parts)
            said.update(kind for parts in real for kind, _ in parts)
    assert all(said[kind] >= 10 for kind in ("decision", "control", "warning", "timing")), said
