"""The results of one row in words: what a decision came to, what is missing, what to answer next.

The results come by name, as every machine gives them; here they get their labels. No conclusion is drawn.
"""

from collections.abc import Iterable, Mapping

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.interpret.result_columns import LEFT_OUT, PREFIX, Cell, ResultColumn
from engine.render.in_place import gravest_first
from engine.render.outcomes import outcome_words
from engine.render.words import listed, sentence, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision

RowResult = Mapping[str, Cell]
"""The results of one row, by the names of their columns; a name that is missing means that there is nothing in it."""

SETTLED, OPEN, CONFLICT = "settled", "open", "conflict"
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


def members_of(results: RowResult, name: str) -> tuple[str, ...]:
    """Give the members of a result that is a list."""
    found = results.get(name)
    return found if isinstance(found, tuple) else ()


def text_of(results: RowResult, name: str) -> str:
    """Give a result that is one text or number; empty where there is none."""
    found = results.get(name)
    return "" if found is None or isinstance(found, tuple) else str(found)


def status_of(results: RowResult, decision: str) -> str:
    """Say how far a decision has come: settled, open, conflict or left out; empty where the row was not decided."""
    return text_of(results, f"{PREFIX}{decision}_status")


def value_of(results: RowResult, decision: str) -> str:
    """Give the value of a decision that is settled; empty where there is none."""
    return text_of(results, f"{PREFIX}{decision}")


def decision_words(decision: Decision, results: RowResult) -> str:
    """Say what a decision came to: its label, or what is still possible and what to apply in the meantime."""
    status = status_of(results, decision.name)
    if status in ("", LEFT_OUT):
        return capital(STATUS_WORDS.get(status, ""))
    words = outcome_words(decision, _outcome(decision, results, status))
    interim = results.get(f"{PREFIX}{decision.name}_interim")
    names = (interim,) if isinstance(interim, str) else interim if isinstance(interim, tuple) else ()
    meanwhile = listed([label_of(decision, name) for name in names], "and")
    return capital(f"{words}; meanwhile {meanwhile}" if meanwhile else words)


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def _outcome(decision: Decision, results: RowResult, status: str) -> Outcome:
    """Put an outcome together again from the results of a row, as far as words need it."""
    name = f"{PREFIX}{decision.name}"
    possible = frozenset(members_of(results, f"{name}_possible"))
    match decision.hit_policy:
        case "collect":
            return Collected(frozenset(members_of(results, name)), possible)
        case "count":
            low, high = (int(text_of(results, each) or 0) for each in (name, f"{name}_at_most"))
            return Counted(low, high)
    if status == SETTLED:
        return Single(frozenset({text_of(results, name) or None}))
    if status == CONFLICT:
        return Single(frozenset(), conflict=possible)
    at_least, at_most = (text_of(results, f"{name}_{end}") or None for end in ("at_least", "at_most"))
    return Highest(possible, at_least=at_least, at_most=at_most) if decision.hit_policy == "max" else Single(possible)


def label_of(decision: Decision, value: str) -> str:
    """Give the label of a value of a decision; what stands there where there is no such value."""
    return value_words(decision, value) if value in decision.values else value


def control_titles(base: RuleBase, names: Iterable[str]) -> tuple[str, ...]:
    """Name controls by their titles, the gravest class first."""
    return tuple(base.controls[name].title for name in gravest_first(base, names))


def lines_of(base: RuleBase, column: ResultColumn, results: RowResult) -> tuple[str, ...]:
    """Write one result in words, member by member."""
    members = members_of(results, column.name)
    match column.part:
        case "value":
            return (decision_words(base.decisions[column.decision], results),)
        case "status":
            return (STATUS_WORDS.get(text_of(results, column.name), ""),)
        case "required" | "missing" | "unknown" if column.name not in results:
            return ("",)
        case "required" | "missing" | "unknown":
            if not members:
                return (NONE[column.part],)
            return (f"{len(members)} {COUNTED[column.part]}:", *control_titles(base, members))
        case "interim" if not column.decision:
            return control_titles(base, members)
        case "warnings":
            return tuple(sentence(base.rules[name].warning or base.rules[name].title) for name in members)
        case "open_questions":
            return tuple(base.question(name).question for name in members)
        case "possible" | "at_least" | "at_most" | "interim":
            decision = base.decisions[column.decision]
            texts = members or (text_of(results, column.name),)
            return tuple(label_of(decision, text) for text in texts)
    return members or (text_of(results, column.name),)
