"""Answering an unknown only ever narrows: the lemmas from which "settled stays settled" follows for every profile.

Say that a truth is *refined* when unknown becomes true or false, and nothing else happens to it. Let a profile P be
answered further to P'. By the order of the decisions, and from the inside of each condition outwards:

1. *Answers.* Every literal over a question is refined from P to P', since what is known stays known
   (`answered_further`). What silence stands for is known in P already: of an answer to that, nothing is said.
2. *Tables.* If the parts of an `all`, `any`, `not` or `at_least` are refined, so is the whole. Asked of z3 for every
   connective with as many parts as occur in the pack (`tables`). So every rule whose literals are refined is refined.
3. *Hit policies.* If the statuses of the rules of a decision are refined, and they do not conflict afterwards, then
   what is possible after was possible before, something is possible still, and every test that the pack asks of the
   decision is refined. Asked of z3 for every decision over statuses left open (`policies`), whatever its conditions.
4. *No conflict.* Rules that fire in a profile fire in every completion of it (1 to 3), and every profile has one. So if
   no complete profile makes two rules fire against each other, no profile does. That is asked of the pack itself.

From 1 to 4: a decision with one value left has, after any further answers, that one left. No question of z3's is about
two copies of the pack, so the proof grows with the pack and not with its profiles. Only where rules do fire against
each other are two copies asked about, of the decisions that rest on these (`settled`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from engine.checks.prove.cones import Cones, written
from engine.frozen import frozen
from engine.interpret.symbolic.hit_policies import outcome
from engine.interpret.symbolic.outcomes import CollectedTerms, CountedTerms, OutcomeTerms, SingleTerms
from engine.interpret.symbolic.questions import AnswerTerms, Chosen, Dated, MemberTerms, Questions, open_questions
from engine.interpret.symbolic.terms import (
    Term,
    TruthTerms,
    all_of,
    any_of,
    at_least,
    both,
    either,
    implies,
    negation,
    no,
    unknown,
)
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not, Test, literals, parts_of
from engine.rulebase.decisions import Decision
from engine.rulebase.periods import ALWAYS, Period

TableShape = tuple[str, int, int]
"""A connective, the number it asks for, and how many parts it has."""


def refined(before: TruthTerms, after: TruthTerms) -> Term:
    """Say that what was true is true, and what was false is false."""
    return both((implies(before.true, after.true), implies(after.possible, before.possible)))


def statuses(count: int, prefix: str) -> tuple[list[TruthTerms], list[TruthTerms], Term]:
    """Leave so many truths open, before and after they are refined."""
    pairs = [
        [TruthTerms(unknown(f"{prefix}{when} {n} true"), unknown(f"{prefix}{when} {n} possible")) for n in range(count)]
        for when in ("before", "after")
    ]
    valid = [implies(pair.true, pair.possible) for side in pairs for pair in side]
    steps = [refined(one, other) for one, other in zip(*pairs, strict=True)]
    return pairs[0], pairs[1], both((*valid, *steps))


@frozen
class Lemma:
    """What it speaks of, in words; all that it rests on, written down; and what would break it."""

    about: str
    rests_on: str
    broken: Callable[[], Term]


def tables(base: RuleBase) -> Iterator[Lemma]:
    """Walk every connective that occurs, with what would break its table."""
    shapes = {shape for rule in base.rules.values() for shape in _shapes(rule.condition)}
    for kind, n, count in sorted(shapes):
        yield Lemma(f"`{kind}` of {count}", f"{kind} {n} {count}", partial(_broken_table, kind, n, count))


def _broken_table(kind: str, n: int, count: int) -> Term:
    before, after, given = statuses(count, "part ")
    one, other = _joined(kind, n, before), _joined(kind, n, after)
    return both((given, no(refined(one, other))))


def _shapes(condition: Condition) -> Iterator[TableShape]:
    parts = parts_of(condition)
    match condition:
        case All():
            yield "all", 0, len(parts)
        case AnyOf():
            yield "any", 0, len(parts)
        case Not():
            yield "not", 0, 1
        case AtLeast(n, _):
            yield "at_least", n, len(parts)
    for part in parts:
        yield from _shapes(part)


def _joined(kind: str, n: int, parts: Sequence[TruthTerms]) -> TruthTerms:
    match kind:
        case "all":
            return all_of(parts)
        case "any":
            return any_of(parts)
        case "not":
            return negation(parts[0])
        case _:
            return at_least(n, parts)


def policies(base: RuleBase, cones: Cones) -> Iterator[Lemma]:
    """Walk every decision, with what would make it wider when the statuses of its rules are refined."""
    asked: dict[str, set[Test]] = {name: set() for name in base.decisions}
    for literal in _literals(base):
        if literal.on_decision:
            asked[literal.subject].add(literal.test)
    for name, decision in base.decisions.items():
        tests = tuple(sorted(asked[name], key=written))
        values = [rule.values_for(name) for rule in base.rules_of[name]]
        rests_on = f"{cones.declared(name)} {written(values)} {written(tests)}"
        yield Lemma(f"`{name}`", rests_on, partial(_broken_policy, decision, values, tests))


def _broken_policy(decision: Decision, values: Sequence[tuple[str, ...]], tests: Sequence[Test]) -> Term:
    before, after, given = statuses(len(values), "rule ")
    one, other = (outcome(decision, list(zip(side, values, strict=True))) for side in (before, after))
    wider = [no(refined(one.truth(test), other.truth(test))) for test in tests]
    return both((given, _without_conflict(other), either((_wider(one, other), *wider))))


def _without_conflict(found: OutcomeTerms) -> Term:
    return no(found.conflict) if isinstance(found, SingleTerms) else True


def _wider(before: OutcomeTerms, after: OutcomeTerms) -> Term:
    """Say that something is possible that was not, or nothing is any more; what was certain is not."""
    if isinstance(before, SingleTerms) and isinstance(after, SingleTerms):
        new = [both((term, no(before.possible[value]))) for value, term in after.possible.items()]
        return either((*new, no(either(after.possible.values()))))
    if isinstance(before, CollectedTerms) and isinstance(after, CollectedTerms):
        return either(no(refined(pair, after.members[member])) for member, pair in before.members.items())
    if isinstance(before, CountedTerms) and isinstance(after, CountedTerms):
        return either(no(refined(one, other)) for one, other in zip(before.rules, after.rules, strict=True))
    return True


@dataclass(frozen=True)
class AnsweredFurther:
    """A profile, the same one answered further, and what holds between the terms of the two.

    What silence stands for is known in both, and the same.
    """

    before: Questions
    after: Questions
    constraints: tuple[Term, ...]

    def broken(self, base: RuleBase) -> Term:
        """Say that some literal over a question is not refined."""
        first, second = self.before.known, self.after.known
        return either(
            no(refined(first[each.subject].truth(each.test), second[each.subject].truth(each.test)))
            for each in of_questions(base)
        )


def answered_further(base: RuleBase, stretch: Period = ALWAYS) -> AnsweredFurther:
    """Leave open a profile, and the same one answered further, on one day of a stretch."""
    first, second = (
        open_questions(base, complete=False, prefix=when, stretch=stretch, day_known=True)
        for when in ("before ", "after ")
    )
    constraints = [*first.constraints, *second.constraints]
    for one, other in zip(first.days, second.days, strict=True):
        constraints.append(one[0] == other[0] if len(first.days) > 1 else True)
    for name, known in first.known.items():
        constraints += _kept(known, second.known[name])
    return AnsweredFurther(first, second, tuple(constraints))


def _kept(before: AnswerTerms, after: AnswerTerms) -> Iterator[Term]:
    """Walk what it means that what is known stays known."""
    if isinstance(before, Chosen) and isinstance(after, Chosen):
        yield from (implies(one, other) for one, other in zip(before.known, after.known, strict=True))
    if isinstance(before, MemberTerms) and isinstance(after, MemberTerms):
        yield from (implies(term, after.holds[member]) for member, term in before.holds.items())
        yield from (implies(term, after.fails[member]) for member, term in before.fails.items())
    if isinstance(before, Dated) and isinstance(after, Dated):
        yield implies(before.known, after.known)
        for age, term in before.older.items():
            yield either((no(before.known), both((implies(term, after.older[age]), implies(after.older[age], term)))))


def of_questions(base: RuleBase) -> list[Literal]:
    """List the tests of questions that the rules ask for."""
    return sorted((each for each in _literals(base) if not each.on_decision), key=written)


def _literals(base: RuleBase) -> set[Literal]:
    return {literal for rule in base.rules.values() for literal in literals(rule.condition)}
