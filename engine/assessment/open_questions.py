"""What is still open: the questions that matter, those that alone would settle a decision first."""

from collections.abc import Iterable

from engine.assessment.answers import possible_answers
from engine.assessment.assessment import OpenQuestion
from engine.interpret.evaluation import Highest, Single, not_left_out
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.interpret.reference.what_if import WhatIf
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.rules import Rule

Settling = dict[str, str | None]
"""The answers to one question that alone settle a decision, each with the value that comes out."""


def open_questions(reference: Reference, waiting: Relevance) -> tuple[OpenQuestion, ...]:
    """List every unanswered question that matters to what people are shown, in the order in which it pays to ask them.

    What a pack leaves out for this profile waits for nothing any more.
    """
    base = reference.base
    shown = {*not_left_out(base.pack, reference.outcome, base.pack.laid_out()), CONTROLS, WARNINGS, ADVICE}
    decides: dict[str, list[str]] = {}
    for name in not_left_out(base.pack, reference.outcome, sorted(base.decisions)):
        for fact in waiting.decision(name):
            if fact in base.facts:
                decides.setdefault(fact, []).append(name)
    what_if = WhatIf(reference)
    settles = {
        name: {fact: _settling(what_if, name, fact) for fact in _candidates(waiting, name) if fact in base.facts}
        for name in base.pack.primary
        if name in shown
    }
    found = [_question(fact, tuple(names), settles) for fact, names in decides.items() if not shown.isdisjoint(names)]
    return tuple(sorted(found, key=lambda question: _urgency(reference, question)))


def _question(fact: str, decides: tuple[str, ...], settles: dict[str, dict[str, Settling]]) -> OpenQuestion:
    mine = {name: answers[fact] for name, answers in settles.items() if answers.get(fact)}
    return OpenQuestion(fact, decides, mine)


def _urgency(reference: Reference, question: OpenQuestion) -> tuple[object, ...]:
    """Sort key: questions that settle a primary decision whatever the answer, then those that may, then by topic."""
    primary = reference.base.pack.primary
    reached = [name for name in primary if name in question.decides]
    return (
        -sum(len(settling) == _answers(reference, question.fact) for settling in question.settles.values()),
        -len(question.settles),
        primary.index(reached[0]) if reached else len(primary),
        reference.base.facts[question.fact].quick is None,
        *reference.base.asking_order(reference.base.facts[question.fact]),
    )


def _answers(reference: Reference, fact: str) -> int:
    """Count the answers that a question may have."""
    return sum(1 for _ in possible_answers(reference.base, fact, reference.facts.get(fact), reference.as_of))


def _candidates(waiting: Relevance, name: str) -> Iterable[str]:
    """Pick the questions that could settle a decision alone: the rules that do not wait for them must not keep it open.

    This only saves work: whether an answer settles the decision is found out by giving it.
    """
    outcome = waiting.reference.outcome(name)
    if not isinstance(outcome, Single) or outcome.status != "open":
        return ()
    rules = waiting.open_rules(name)
    decision = waiting.reference.base.decisions[name]

    def may_settle(fact: str) -> bool:
        if decision.hit_policy == "first":
            return True  # one answer may make an early row fire, whatever stands below it
        rest = {value for rule in rules if fact not in waiting.rule(rule) for value in rule.values_for(name)}
        if not isinstance(outcome, Highest):
            return len(rest) <= 1
        top = max((decision.rank(value) for value in rest), default=-1)
        return any(
            decision.rank(value) >= top
            for rule in _waiting_for(fact, rules, waiting)
            for value in rule.values_for(name)
        )

    return sorted(fact for fact in waiting.decision(name) if may_settle(fact))


def _waiting_for(fact: str, rules: Iterable[Rule], waiting: Relevance) -> list[Rule]:
    return [rule for rule in rules if fact in waiting.rule(rule)]


def _settling(what_if: WhatIf, name: str, fact: str) -> Settling:
    """Map each answer that alone settles a decision to the value that comes out."""
    reference, found = what_if.reference, dict[str, str | None]()
    for words, answer in possible_answers(reference.base, fact, reference.facts.get(fact), reference.as_of):
        outcome = what_if.outcome(name, fact, answer)
        if isinstance(outcome, Single) and outcome.status == "settled":
            found[words] = next(iter(outcome.possible))
    return found
