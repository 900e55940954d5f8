"""Why a decision came out as it did, why not otherwise, and which single answers would change it."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.assessment.answers import possible_answers
from engine.assessment.routes import in_the_way
from engine.frozen import frozen
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.interpret.reference.derivation import Derivation, deciding_literals, derive
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.interpret.reference.what_if import WhatIf
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal, literals
from engine.rulebase.facts import Answer
from engine.rulebase.rules import Rule


@frozen
class LiteralFound:
    """One test of a rule, with what is so about its subject.

    Of a question: the answer (`None`: not known), and whether it is `assumed` from silence. Of a decision: its
    `outcome`; it is `None` for a question.
    """

    literal: Literal
    answer: Answer | None
    assumed: bool
    outcome: Outcome | None


@frozen
class RuleStep:
    """One rule on the way to a value: its status, the literals that hold, those that failed, those still open.

    `derivation` is its whole condition, worked out part by part. `unless` are the rules for other values that would
    have to be ruled out as well, were this one to give the value asked about: they are open, or would be.
    """

    rule: str
    status: bool | None
    holds: tuple[LiteralFound, ...]
    failed: tuple[LiteralFound, ...]
    open: tuple[LiteralFound, ...]
    derivation: Derivation
    unless: tuple[str, ...] = ()


@frozen
class ChangingAnswer:
    """One answer that alone would change the decision: what is answered now, the other answer, what comes out then."""

    question: str
    now: Answer | None
    answer: str
    outcome: Outcome


@frozen
class Explanation:
    """Why a decision has its outcome; with `asked`, why it has or has not that value. All that its page shows.

    `reached` tells whether the value asked about came out for certain. `rules` are those for that value (or for any),
    `others` those for other values that decided: they stand in the way of the value asked about. `blocked` are rules
    for that value that would not give it, and are not among `rules`: no answer would do, or, in a table read from the
    top, a row above would decide all the same. `waits_for` are the unanswered questions that matter to it, in the order
    in which people are asked. `changes` are the single answers by which the outcome is another, or the standing of the
    value asked about. `as_of` is the day of assessment.
    """

    decision: str
    asked: str | None
    as_of: date | None
    outcome: Outcome
    reached: bool
    rules: tuple[RuleStep, ...]
    others: tuple[RuleStep, ...]
    blocked: tuple[str, ...]
    waits_for: tuple[str, ...]
    changes: tuple[ChangingAnswer, ...]


def explain(reference: Reference, name: str, asked: str | None = None) -> Explanation:
    """Explain one decision of one evaluation; `asked` must be a declared value of it."""
    base = reference.base
    rules = base.rules_of[name]
    outcome = reference.outcome(name)
    ways: dict[str, tuple[str, ...] | None] = {rule.name: () for rule in rules}
    if asked is not None:
        ways = {rule.name: in_the_way(reference, name, rule, asked) for rule in rules if asked in rule.values_for(name)}
    fired = [rule for rule in rules if reference.rule(rule) is True]
    if base.decisions[name].hit_policy == "first":
        fired = fired[:1]
    return Explanation(
        decision=name,
        asked=asked,
        as_of=reference.as_of,
        outcome=outcome,
        reached=_reached(outcome, asked),
        rules=tuple(_step(reference, base.rules[each], unless) for each, unless in ways.items() if unless is not None),
        others=tuple(_step(reference, rule) for rule in fired if rule.name not in ways),
        blocked=tuple(each for each, unless in ways.items() if unless is None),
        waits_for=tuple(_in_asking_order(base, Relevance(reference).decision(name))),
        changes=tuple(_changes(reference, name, asked)),
    )


def standing_of(outcome: Outcome, value: str) -> str:
    """Say how one value of a decision stands: `certain`, `possible`, `contradicted` by another, or `out`."""
    if _reached(outcome, value):
        return "certain"
    match outcome:
        case Single(conflict=against) if value in against:
            return "contradicted"
        case Single(possible) if value in possible:
            return "possible"
        case Collected(undecided=undecided) if value in undecided:
            return "possible"
    return "out"


def _reached(outcome: Outcome, asked: str | None) -> bool:
    if asked is None:
        return outcome.status == "settled"
    if isinstance(outcome, Collected):
        return asked in outcome.members
    return isinstance(outcome, Single) and outcome.possible == {asked}


def _step(reference: Reference, rule: Rule, unless: tuple[str, ...] = ()) -> RuleStep:
    derivation = derive(reference, rule.condition)
    truth = derivation.truth
    return RuleStep(
        rule=rule.name,
        status=truth,
        holds=_found(reference, deciding_literals(derivation, True) if truth is True else ()),
        failed=_found(reference, deciding_literals(derivation, False) if truth is False else ()),
        open=_found(reference, _open_literals(reference, derivation)),
        derivation=derivation,
        unless=unless,
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

    With `asked`, those by which that value stands otherwise: certain, possible, contradicted, or out.
    """
    before, what_if = reference.outcome(name), WhatIf(reference)
    for question in _in_asking_order(reference.base, reference.base.reads.questions_behind(name)):
        now = reference.facts.get(question)
        for words, answer in possible_answers(reference.base, question, now, reference.as_of):
            after = what_if.outcome(name, question, answer)
            if after != before and (asked is None or standing_of(after, asked) != standing_of(before, asked)):
                yield ChangingAnswer(question, now, words, after)


def _in_asking_order(base: RuleBase, questions: Iterable[str]) -> list[str]:
    return sorted(questions, key=lambda each: base.asking_order(base.question(each)))
