"""Why a decision came out as it did, why not otherwise, and which single answers would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.assessment.answers import possible_answers
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.interpret.reference.derivation import Step, deciding_literals, derive
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal, literals
from engine.rulebase.rules import Rule


@dataclass(frozen=True, slots=True)
class RuleStep:
    """One rule on the way to a value: its status, the literals that failed, those still open, those that hold."""

    rule: str
    status: bool | None
    holds: tuple[Literal, ...]
    failed: tuple[Literal, ...]
    open: tuple[Literal, ...]
    derivation: Step


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that alone would change the decision: what is answered now, the other answer, what comes out then."""

    question: str
    answer: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a decision has its outcome; with `asked`, why it has or has not that value.

    `reached` tells whether the value asked about came out for certain. `others` are the rules for the other values
    that fired: they stand in the way of the value asked about.
    """

    decision: str
    asked: str | None
    outcome: Outcome
    reached: bool
    rules: tuple[RuleStep, ...]
    others: tuple[RuleStep, ...]
    changes: tuple[Change, ...]


def explain(reference: Reference, name: str, asked: str | None = None) -> Explanation:
    """Explain one decision of one evaluation; `asked` must be a declared value of it."""
    rules = reference.base.rules_of[name]
    towards = [rule for rule in rules if asked is None or asked in rule.values_for(name)]
    others = [rule for rule in rules if rule not in towards and reference.rule(rule) is True]
    outcome = reference.outcome(name)
    return Explanation(
        decision=name,
        asked=asked,
        outcome=outcome,
        reached=_reached(outcome, asked),
        rules=tuple(_step(reference, rule) for rule in towards),
        others=tuple(_step(reference, rule) for rule in others),
        changes=tuple(changes(reference, name, asked)),
    )


def _reached(outcome: Outcome, asked: str | None) -> bool:
    if asked is None:
        return outcome.status == "settled"
    if isinstance(outcome, Collected):
        return asked in outcome.members
    return isinstance(outcome, Single) and outcome.possible == {asked}


def _step(reference: Reference, rule: Rule) -> RuleStep:
    derivation = derive(reference, rule.condition)
    truth = derivation.truth
    return RuleStep(
        rule=rule.name,
        status=truth,
        holds=tuple(deciding_literals(derivation, True)) if truth is True else (),
        failed=tuple(deciding_literals(derivation, False)) if truth is False else (),
        open=tuple(_open_literals(reference, derivation)),
        derivation=derivation,
    )


def _open_literals(reference: Reference, step: Step) -> Iterator[Literal]:
    """Walk the unknown literals on branches that are not decided, and, of a rule that failed, all that are unknown."""
    seen: set[Literal] = set()
    for literal in literals(step.condition):
        if literal not in seen and reference.literal(literal) is None:
            seen.add(literal)
            yield literal


def changes(reference: Reference, name: str, asked: str | None = None) -> Iterator[Change]:
    """Walk the single answers that change a decision, each tried exactly, one at a time.

    With `asked`, only those by which that value is reached, or is lost.
    """
    before = reference.outcome(name)
    for question in sorted(reference.base.reads.questions_behind(name), key=lambda each: _order(reference.base, each)):
        now = reference.facts.get(question)
        for words, answer in possible_answers(reference.base, question, now, reference.as_of):
            facts = {**reference.facts, question: answer}
            after = Reference(reference.base, facts, reference.as_of).outcome(name)
            if after != before and (asked is None or _reached(after, asked) != _reached(before, asked)):
                yield Change(question, words, after)


def _order(base: RuleBase, question: str) -> tuple[object, ...]:
    return base.asking_order(base.question(question))
