"""Complete profiles, with what must come out of each decision.

Every question is answered, save some whose silence is an answer, and every status is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from engine.export.dmn.names import FeelNames
from engine.interpret.evaluation import Collected, Counted, Evaluation, Outcome, Single
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, literals
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Answer, Members
from tests.packs.random_profile import DAYS, random_answer

Examples = Sequence[Mapping[str, Answer]]
Case = tuple[dict[str, Any], dict[str, Any]]
"""The inputs by name, and the outcome of each decision by name."""


TRIES = 20
"""How many profiles are tried for each case: some random rules give different values to nearly every one."""


def complete_cases(base: RuleBase, seed: int, count: int, examples: Examples = ()) -> Iterator[Case]:
    """Walk cases, at most as many as asked for; every second one begins with the answers of a worked example."""
    made = _cases(base, seed, examples)
    return islice((case for case in islice(made, count * TRIES) if case is not None), count)


def _cases(base: RuleBase, seed: int, examples: Examples) -> Iterator[Case | None]:
    rng, names, near = Random(seed), FeelNames(base), thresholds(base)
    while True:
        facts = {fact.name: answer for fact in base.facts.values() if (answer := random_answer(rng, fact)) is not None}
        facts |= {name: rng.choice(edges) for name, edges in near.items() if rng.random() < 0.7}
        facts |= {control: rng.choice((IN_PLACE, MISSING)) for control in base.controls}
        if examples and rng.random() < 0.5:
            given = rng.choice(examples)
            facts |= {
                name: answer for name, answer in given.items() if rng.random() < 0.9 and whole(base, name, answer)
            }
        facts = {name: answer for name, answer in facts.items() if not silent(rng, base, name)}
        day = rng.choice((*DAYS, *base.days, *(each - timedelta(days=1) for each in base.days)))
        evaluation = evaluate(base, facts, day)
        if conflicts(evaluation):
            yield None
            continue
        inputs: dict[str, Any] = {names.question(name): None for name in names.when_silent}
        inputs |= {names.question(name): plain(answer) for name, answer in facts.items()}
        yield (
            {**inputs, names.day: day},
            {
                names.decision(name): outcome(base.decisions[name], found)
                for name, found in evaluation.decisions.items()
            },
        )


def silent(rng: Random, base: RuleBase, name: str) -> bool:
    """Leave every second question without an answer, of those whose silence is one."""
    return name in base.facts and base.facts[name].when_silent is not None and rng.random() < 0.5


def thresholds(base: RuleBase) -> dict[str, list[int]]:
    """List, for each number that rules compare, the numbers at and beside where a comparison turns."""
    near: dict[str, set[int]] = {}
    for each in (each for rule in base.rules.values() for each in literals(rule.condition)):
        if isinstance(each.test, Between) and not each.on_decision:
            ends = [end for end in (each.test.low, each.test.high) if end is not None]
            near.setdefault(each.subject, set()).update(end + step for end in ends for step in (-1, 0, 1))
    limits = {name: base.facts[name].range or (0, 0) for name in near}
    return {name: sorted(n for n in found if limits[name][0] <= n <= limits[name][1]) for name, found in near.items()}


def conflicts(evaluation: Evaluation) -> bool:
    """A conflict is an error of the rules, for which the two notations have different words."""
    return any(isinstance(each, Single) and each.conflict for each in evaluation.decisions.values())


def whole(base: RuleBase, name: str, answer: Answer) -> bool:
    """Tell whether every member of a set is known."""
    return not isinstance(answer, Members) or len(answer.holds | answer.fails) == len(base.facts[name].values)


def plain(answer: Answer) -> bool | str | int | date | list[str]:
    """An answer as other programs take it."""
    return sorted(answer.holds) if isinstance(answer, Members) else answer


def outcome(decision: Decision, found: Outcome) -> str | int | list[str] | None:
    """The outcome of a decision that is settled, as other programs give it."""
    match found:
        case Collected(members, undecided):
            assert not undecided
            return decision.in_order(members)
        case Counted(low, high):
            assert low == high
            return low
        case Single(possible):
            (value,) = possible
            return value


def same(expected: object, found: object) -> bool:
    """Compare an outcome; two rules may give the same member, and a set that has no order stands here by name."""
    if isinstance(expected, list):
        return isinstance(found, list) and expected in (list(dict.fromkeys(found)), sorted(set(found)))
    return expected == found
