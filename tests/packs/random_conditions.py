"""Random conditions over declared facts, controls and earlier decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from engine.rulebase.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Literal,
    Not,
    OlderThan,
    OneOf,
    Value,
)
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.decisions import CONTROLS, NUMBERS, SETS, Decision
from engine.rulebase.facts import Fact
from tests.packs.random_profile import AGES


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a condition may read."""

    facts: tuple[Fact, ...]
    controls: tuple[str, ...]
    decisions: tuple[Decision, ...]


def random_condition(rng: Random, subjects: Subjects, depth: int) -> Condition:
    """Make a condition of at most this depth, with negations, empty lists and repeated parts among it."""
    chance = rng.random()
    if depth == 0 or chance < 0.25:
        return random_literal(rng, subjects)
    if chance < 0.35:
        return Not(random_condition(rng, subjects, depth - 1))
    parts = _parts(rng, subjects, depth)
    if chance < 0.62:
        return All(parts)
    if chance < 0.88:
        return AnyOf(parts)
    return AtLeast(rng.randint(0, len(parts) + 1) if rng.random() < 0.1 else rng.randint(1, max(1, len(parts))), parts)


def _parts(rng: Random, subjects: Subjects, depth: int) -> tuple[Condition, ...]:
    most = 4
    if rng.random() < 0.03:
        most, depth = 20, 1
    parts = [random_condition(rng, subjects, depth - 1) for _ in range(rng.randint(1, most))]
    if rng.random() < 0.1:
        parts.append(rng.choice(parts))
    return () if rng.random() < 0.02 else tuple(parts)


def random_literal(rng: Random, subjects: Subjects) -> Condition:
    """Make a literal (or what one line of a rule file comes to) over anything that may be read."""
    readable = [fact for fact in subjects.facts if fact.kind != "text"]
    decisions = [each for each in subjects.decisions if each.values or each.hit_policy in NUMBERS]
    chance = rng.random()
    if decisions and chance < 0.4:
        return _of_decision(rng, rng.choice(decisions))
    if subjects.controls and chance < 0.48:
        control = rng.choice(subjects.controls)
        literal = Literal(control, OneOf(frozenset({rng.choice((IN_PLACE, MISSING))})))
        required = Literal(CONTROLS, Includes(control), on_decision=True)
        known = any(each.name == CONTROLS for each in decisions)
        return All((literal, required)) if known and rng.random() < 0.5 else literal
    return _BY_KIND[(fact := rng.choice(readable)).kind](rng, fact)


def exclusive_literals(rng: Random, subjects: Subjects) -> tuple[Condition, ...]:
    """Make literals of which no two can hold at once, to keep rules for different values apart."""
    closed = [fact for fact in subjects.facts if fact.kind in ("yes_no", "choice")]
    fact = rng.choice(closed)
    answers: Sequence[Value] = (True, False) if fact.kind == "yes_no" else tuple(fact.values)
    return tuple(Literal(fact.name, OneOf(frozenset({answer}))) for answer in answers)


def with_level(rng: Random, subjects: Subjects, condition: Condition) -> Condition:
    """Join a condition with a literal over a decision that may have an interim value, if there is one to read."""
    levels = [each for each in subjects.decisions if each.while_open is not None]
    if not levels:
        return condition
    return rng.choice((All, AnyOf))((_of_decision(rng, rng.choice(levels)), condition))


def _of_decision(rng: Random, decision: Decision) -> Condition:
    values = tuple(decision.values)
    if decision.hit_policy in SETS:
        return Literal(decision.name, Includes(rng.choice(values)), on_decision=True)
    if decision.hit_policy in NUMBERS:
        most = 5 if decision.hit_policy == "count" else 20
        return Literal(decision.name, _between(rng, 0, most), on_decision=True)
    return Literal(decision.name, _one_of(rng, values, ordered=decision.hit_policy == "max"), on_decision=True)


def _yes_no(rng: Random, fact: Fact) -> Condition:
    return Literal(fact.name, OneOf(frozenset({rng.random() < 0.5})))


def _choice(rng: Random, fact: Fact) -> Condition:
    return Literal(fact.name, _one_of(rng, tuple(fact.values), ordered=fact.ordered))


def _choices(rng: Random, fact: Fact) -> Condition:
    members = rng.sample(tuple(fact.values), rng.randint(1, 2))
    tests = tuple(Literal(fact.name, Includes(member)) for member in members)
    return tests[0] if len(tests) == 1 else AnyOf(tests)


def _number(rng: Random, fact: Fact) -> Condition:
    return Literal(fact.name, _between(rng, -4, 13))


def _date(rng: Random, fact: Fact) -> Condition:
    return Literal(fact.name, OlderThan(rng.choice(AGES)))


_BY_KIND: dict[str, Callable[[Random, Fact], Condition]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "number": _number,
    "date": _date,
}


def _one_of(rng: Random, values: Sequence[Value], *, ordered: bool) -> OneOf:
    if ordered and rng.random() < 0.5:
        place = rng.randrange(len(values))
        return OneOf(frozenset(values[place:] if rng.random() < 0.5 else values[: place + 1]))
    return OneOf(frozenset(rng.sample(values, 1 if rng.random() < 0.5 else rng.randint(1, len(values)))))


def _between(rng: Random, least: int, most: int) -> Between:
    low, high = sorted((rng.randint(least, most), rng.randint(least, most)))
    return rng.choice((Between(low, low), Between(low, None), Between(None, high), Between(low, high)))
