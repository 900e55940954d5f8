"""The results of one row in words: what a decision came to, what is missing, what to answer next.

The results are values, as every machine gives them; here they get their labels. No conclusion is drawn.
"""

from collections.abc import Iterable, Iterator

from engine.interpret.result_columns import LEFT_OUT, ResultColumn, assumptions
from engine.interpret.results import CONFLICT, OPEN, SETTLED, DecisionCells, RowResult, cell_text
from engine.render.in_place import gravest_first
from engine.render.outcomes import conflict_words, count_words, open_words, set_words
from engine.render.words import listed, sentence, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision

STATUS_WORDS = {
    SETTLED: "settled",
    OPEN: "still open",
    CONFLICT: "rules contradict each other",
    LEFT_OUT: "does not apply",
}
"""How far a decision has come in one row, as people read it."""

COUNTED = {"missing": "missing", "unknown": "not known", "required": "required"}
"""What is said of each list of controls after how many they are."""

NONE = {"missing": "none known to be missing", "unknown": "none", "required": "none for certain"}
"""What is said of each where it is empty; more may be required once open questions are answered."""


def decision_words(decision: Decision, cells: DecisionCells) -> str:
    """Say what a decision came to: its label, or what is still possible and what to apply in the meantime."""
    if cells.status in ("", LEFT_OUT):
        return capital(STATUS_WORDS.get(cells.status, ""))
    names = cells.interim if isinstance(cells.interim, tuple) else (cell_text(cells.interim),)
    interim = listed([label_of(decision, name) for name in names if name], "and")
    words = _standing(decision, cells)
    return capital(f"{words}; meanwhile {interim}" if interim else words)


def _standing(decision: Decision, cells: DecisionCells) -> str:
    match decision.hit_policy, cells.status:
        case "collect" | "output_order", _:
            return set_words(decision, cells.value if isinstance(cells.value, tuple) else (), cells.possible)
        case "count" | "sum", _:
            return count_words(*(each if isinstance(each, int) else 0 for each in (cells.value, cells.at_most)))
        case _, "settled":
            return value_words(decision, cells.settled_value or None)
        case _, "conflict":
            return conflict_words(decision, cells.possible)
    return open_words(
        decision, cells.possible, *(each if isinstance(each, str) else None for each in (cells.at_least, cells.at_most))
    )


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def label_of(decision: Decision, value: str) -> str:
    """Give the label of a value of a decision; what stands there where there is no such value."""
    return value_words(decision, value) if value in decision.values else value


def control_titles(base: RuleBase, names: Iterable[str]) -> tuple[str, ...]:
    """Name controls by their titles, the gravest class first."""
    return tuple(base.controls[name].title for name in gravest_first(base, names))


def lines_of(base: RuleBase, column: ResultColumn, results: RowResult) -> tuple[str, ...]:
    """Write one result in words, member by member."""
    found = results.cell(column)
    members = found if isinstance(found, tuple) else ()
    match column.part:
        case "value":
            return (decision_words(base.decisions[column.decision], results.decision(column.decision)),)
        case "status":
            return (STATUS_WORDS.get(results.decision(column.decision).status, ""),)
        case "required" | "missing" | "unknown":
            if results.errors is not None:
                return ("",)
            if not members:
                return (NONE[column.part],)
            return (f"{len(members)} {COUNTED[column.part]}:", *control_titles(base, members))
        case "interim" if not column.decision:
            return control_titles(base, members)
        case "warnings":
            return tuple(sentence(base.rules[name].warning or base.rules[name].title) for name in members)
        case "open_questions" | "to_come":
            return tuple(base.question(name).question for name in members)
        case "assumed":
            return tuple(_assumed(base, members))
        case "possible" | "at_least" | "at_most" | "interim":
            decision = base.decisions[column.decision]
            return tuple(label_of(decision, text) for text in members or (cell_text(found),))
    return members or (cell_text(found),)


def _assumed(base: RuleBase, names: Iterable[str]) -> Iterator[str]:
    """Say what was assumed: the question, and the answer that its silence was taken for."""
    asked = {name: (fact, member) for name, fact, member in assumptions(base)}
    for name in names:
        if name in asked:
            fact, member = asked[name]
            question = f"{fact.question}: {fact.values[member]}" if member else fact.question
            answer = name.rpartition("=")[2]
            yield f"{question} {fact.values.get(answer, answer)}"
