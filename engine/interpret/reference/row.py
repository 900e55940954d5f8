"""One profile as a row of a table of results, by the reference."""

from collections.abc import Iterator, Sequence
from datetime import date

from engine.interpret.evaluation import (
    Collected,
    Counted,
    Evaluation,
    Highest,
    Outcome,
    Single,
    deciding_rules,
    is_left_out,
    not_left_out,
)
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.interpret.result_columns import (
    BY_DEFAULT,
    LEFT_OUT,
    MOST_QUESTIONS,
    ResultColumn,
    assumptions,
    questions_in_order,
    result_columns,
    warnings_in_order,
)
from engine.interpret.results import ResultCell, RowResult, row_from
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import CONTROLS, WARNINGS
from engine.rulebase.facts import Facts, Members, days_to_come


def row_result(base: RuleBase, facts: Facts, as_of: date | None) -> RowResult:
    """Decide one profile, and give what its row says: one cell for each of `result_columns(base)`."""
    reference = Reference(base, facts, as_of)
    return row_of(reference, reference.evaluation(), result_columns(base))


def row_of(reference: Reference, evaluation: Evaluation, columns: Sequence[ResultColumn]) -> RowResult:
    """Give what some columns say of one profile, as some machine has evaluated it."""
    return row_from(columns, {column.name: _cell(reference, evaluation, column) for column in columns})


def _cell(reference: Reference, evaluation: Evaluation, column: ResultColumn) -> ResultCell:
    if column.decision:
        return _of_decision(reference.base, evaluation, column)
    facts, controls = reference.facts, evaluation.collected(CONTROLS)
    match column.part:
        case "required":
            return tuple(sorted(controls.members))
        case "missing":
            return tuple(sorted(each for each in controls.members if facts.get(each) == MISSING))
        case "unknown":
            return tuple(sorted(each for each in controls.members if each not in facts))
        case "interim":
            return tuple(sorted(controls.interim))
        case "warnings":
            members = evaluation.collected(WARNINGS).members
            return tuple(name for name in warnings_in_order(reference.base) if name in members)
        case "open_questions":
            return tuple(_open_questions(reference))[:MOST_QUESTIONS]
        case "assumed":
            return tuple(_assumed(reference))
        case "to_come":
            return tuple(days_to_come(reference.base.about_the_past, reference.given, reference.as_of))
    return None


def _of_decision(base: RuleBase, evaluation: Evaluation, column: ResultColumn) -> ResultCell:
    outcome = evaluation.decisions[column.decision]
    left_out = is_left_out(base.pack, evaluation.decisions, column.decision)
    if column.part == "status":
        return LEFT_OUT if left_out else outcome.status
    empty = () if column.kind == "list" else None
    if left_out:
        return empty
    if column.part == "rules":
        return tuple(_deciding(base, evaluation, column.decision, outcome))
    match outcome:
        case Collected():
            return _of_set(base, column, outcome)
        case Counted(low, high):
            return low if column.part == "value" else high
        case Single() if column.part == "possible":
            order = base.decisions[column.decision].values
            shown = outcome.conflict or (outcome.possible if outcome.status == "open" else frozenset())
            return tuple(value for value in order if value in shown)
        case Single(interim=interim) if column.part == "interim":
            return interim
        case Single(possible) if column.part == "value":
            return next(iter(possible)) if outcome.status == "settled" else empty
        case Highest(at_least=low, at_most=high) if outcome.status == "open":
            return low if column.part == "at_least" else high
    return empty


def _of_set(base: RuleBase, column: ResultColumn, outcome: Collected) -> tuple[str, ...]:
    sides = {"value": outcome.members, "possible": outcome.undecided, "interim": outcome.interim}
    return tuple(base.decisions[column.decision].in_order(sides[column.part]))


def _deciding(base: RuleBase, evaluation: Evaluation, decision: str, outcome: Outcome) -> Iterator[str]:
    """Walk the rules that give a decision its value, or its lower bound; or say that it stands by default."""
    rules, stated = base.rules_of[decision], base.decisions[decision]
    found = deciding_rules(stated, rules, lambda rule: evaluation.rules[rule.name], outcome)
    yield from sorted(rule.name for rule in found)
    default = stated.default
    if isinstance(outcome, Single) and outcome.status == "settled" and not found and default is not None:
        yield BY_DEFAULT


def _assumed(reference: Reference) -> Iterator[str]:
    """Walk what silence was taken for, as far as the question applies."""
    for name, fact, member in assumptions(reference.base):
        given = reference.given.get(fact.name)
        said = member in given.holds | given.fails if isinstance(given, Members) else given is not None
        if not said and not reference.is_beside_the_point(fact):
            yield name


def _open_questions(reference: Reference) -> Iterator[str]:
    """Walk the unanswered questions that matter to a primary decision: those of the first primary decision first."""
    waiting = Relevance(reference)
    order = questions_in_order(reference.base)
    shown: set[str] = set()
    for name in not_left_out(reference.base.pack, reference.outcome, reference.base.pack.primary):
        matters = waiting.decision(name) - shown
        yield from (question for question in order if question in matters)
        shown |= matters
