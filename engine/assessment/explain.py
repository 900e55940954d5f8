"""Why a decision came out as it did, why not otherwise, and which single answers would change it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.assessment.answers import possible_answers
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.interpret.reference.derivation import Derivation, deciding_literals, derive
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.interpret.reference.what_if import WhatIf
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal, literals
from engine.rulebase.facts import Answer
from engine.rulebase.rules import Rule


@dataclass(frozen=True, slots=True)
class LiteralFound:
    """One test of a rule, with what is so about its subject.

    Of a question: the answer (`None`: not known), and whether it is `assumed` from silence. Of a decision: its
    `outcome`; it is `None` for a question.
    """

    literal: Literal
    answer: Answer | None
    assumed: bool
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class RuleStep:
    """One rule on the way to a value: its status, the literals that hold, those that failed, those still open.

    `derivation` is its whole condition, worked out part by part.
    """

    rule: str
    status: bool | None
    holds: tuple[LiteralFound, ...]
    failed: tuple[LiteralFound, ...]
    open: tuple[LiteralFound, ...]
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class ChangingAnswer:
    """One answer that alone would change the decision: what is answered now, the other answer, what comes out then."""

    question: str
    now: Answer | None
    answer: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a decision has its outcome; with `asked`, why it has or has not that value. All that its page shows.

    `reached` tells whether the value asked about came out for certain. `rules` are those for that value (or for any),
    `others` those for other values that fired: they stand in the way of the value asked about. `waits_for` are the
    unanswered questions that matter to it, in the order in which people are asked. `as_of` is the day of assessment.
    """

    decision: str
    asked: str | None
    as_of: date | None
    outcome: Outcome
    reached: bool
    rules: tuple[RuleStep, ...]
    others: tuple[RuleStep, ...]
    waits_for: tuple[str, ...]
    changes: tuple[ChangingAnswer, ...]


def explain(reference: Reference, name: str, asked: str | None = None) -> Explanation:
    """Explain one decision of one evaluation; `asked` must be a declared value of it."""
    base = reference.base
    rules = base.rules_of[name]
    towards = [rule for rule in rules if asked is None or asked in rule.values_for(name)]
    others = [rule for rule in rules if rule not in towards and reference.rule(rule) is True]
    outcome = reference.outcome(name)
    return Explanation(
        decision=name,
        asked=asked,
        as_of=reference.as_of,
        outcome=outcome,
        reached=_reached(outcome, asked),
        rules=tuple(_step(reference, rule) for rule in towards),
        others=tuple(_step(reference, rule) for rule in others),
        waits_for=tuple(_in_asking_order(base, Relevance(reference).decision(name))),
        changes=tuple(_changes(reference, name, asked)),
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
        holds=_found(reference, deciding_literals(derivation, True) if truth is True else ()),
        failed=_found(reference, deciding_literals(derivation, False) if truth is False else ()),
        open=_found(reference, _open_literals(reference, derivation)),
        derivation=derivation,
    )


def _found(reference: Reference, found: Iterable[Literal]) -> tuple[LiteralFound, ...]:
    """Put beside each literal what is so about its subject."""
    return tuple(
        LiteralFound(each, None, False, reference.outcome(each.subject))
        if each.on_decision
        else LiteralFound(each, reference.facts.get(each.subject), each.subject in reference.assumed, None)
        for each in found
    )


def _open_literals(reference: Reference, step: Derivation) -> Iterator[Literal]:
    """Walk the unknown literals on branches that are not decided, and, of a rule that failed, all that are unknown."""
    seen: set[Literal] = set()
    for literal in literals(step.condition):
        if literal not in seen and reference.literal(literal) is None:
            seen.add(literal)
            yield literal


def _changes(reference: Reference, name: str, asked: str | None) -> Iterator[ChangingAnswer]:
    """Walk the single answers that change a decision, each tried exactly, one at a time.

    With `asked`, only those by which that value is reached, or is lost.
    """
    before, what_if = reference.outcome(name), WhatIf(reference)
    for question in _in_asking_order(reference.base, reference.base.reads.questions_behind(name)):
        now = reference.facts.get(question)
        for words, answer in possible_answers(reference.base, question, now, reference.as_of):
            after = what_if.outcome(name, question, answer)
            if after != before and (asked is None or _reached(after, asked) != _reached(before, asked)):
                yield ChangingAnswer(question, now, words, after)


def _in_asking_order(base: RuleBase, questions: Iterable[str]) -> list[str]:
    return sorted(questions, key=lambda each: base.asking_order(base.question(each)))
