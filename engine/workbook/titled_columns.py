"""The columns of results as people read them: a title, words for each row, and a colour that says the same."""

from collections.abc import Iterable

from engine.frozen import frozen
from engine.interpret.result_columns import ResultColumn, ResultPart, result_columns
from engine.interpret.results import CONFLICT, OPEN, SETTLED, DecisionCells, RowResult
from engine.render.portfolio.row_words import lines_of
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.taken_headings import folded
from engine.workbook import look

OF_RESULTS = "Result: "
"""What the title of every column of results begins with."""

AT_A_GLANCE: tuple[ResultPart, ...] = (
    *("value", "changed", "not_read", "to_come", "assumed", "missing", "unknown", "warnings", "open_questions"),
)
"""What stands first; everything else stands behind the answers."""

OF_A_DECISION: dict[str, tuple[str, float]] = {
    "value": ("", 24),
    "status": (" (how far)", 20),
    "possible": (" (still possible)", 26),
    "at_least": (" (at least)", 18),
    "at_most": (" (at most)", 18),
    "interim": (" (meanwhile)", 18),
    "rules": (" (rules)", 36),
}
"""What is put behind the title of a decision, and how wide the column is."""

OF_A_ROW: dict[str, tuple[str, float]] = {
    "required": ("Controls required", 46),
    "missing": ("Controls missing", 46),
    "unknown": ("Controls not known", 46),
    "interim": ("Controls to hold meanwhile", 46),
    "warnings": ("Warnings", 52),
    "open_questions": ("Answer next", 48),
    "assumed": ("Assumed, as nothing was answered", 36),
    "to_come": ("Days yet to come, where the past is asked about", 36),
    "not_read": ("Answers that can't be read", 40),
    "errors": ("Errors", 30),
    "changed": ("Changed since last time", 26),
}


@frozen
class TitledColumn:
    """A column of results under the title that people read."""

    column: ResultColumn
    title: str
    width: float

    def words(self, base: RuleBase, results: RowResult) -> str:
        """Write what one row has here: a list has one member on a line."""
        return "\n".join(lines_of(base, self.column, results))

    def fill(self, base: RuleBase, results: RowResult) -> str:
        """Choose the colour of a cell, "" for none; its words say the same."""
        match self.column.part:
            case "value":
                return _fill_of(base.decisions[self.column.decision], results.decision(self.column.decision))
            case "missing":
                return look.BAD if results.controls.missing else ""
            case "unknown":
                return look.DOUBT if results.controls.unknown else ""
            case "not_read":
                return look.BAD if results.not_read else ""
            case "to_come":
                return look.DOUBT if results.to_come else ""
        return ""


def titled_columns(base: RuleBase, *, changed: bool) -> tuple[tuple[TitledColumn, ...], tuple[TitledColumn, ...]]:
    """List the columns that stand first, and those behind the answers."""
    shown = _titled(base, result_columns(base, changed=changed))
    first = sorted(
        (each for each in shown if each.column.part in AT_A_GLANCE),
        key=lambda each: AT_A_GLANCE.index(each.column.part),
    )
    return tuple(first), tuple(each for each in shown if each not in first)


def _titled(base: RuleBase, columns: Iterable[ResultColumn]) -> list[TitledColumn]:
    """Give each column its title after `Result:`, or its name where another one has the same title."""
    found: list[TitledColumn] = []
    taken: set[str] = set()
    for column in columns:
        if column.decision:
            tail, width = OF_A_DECISION[column.part]
            words = base.decisions[column.decision].title + tail
        else:
            words, width = OF_A_ROW[column.part]
        title = f"{OF_RESULTS}{words}"
        if folded(title) in taken:
            title = column.name
        taken.add(folded(title))
        found.append(TitledColumn(column, title, width))
    return found


def _fill_of(decision: Decision, cells: DecisionCells) -> str:
    """Colour a decision: open, in conflict or, where its values have an order, how high it came out."""
    if cells.status != SETTLED:
        return {OPEN: look.DOUBT, CONFLICT: look.BAD}.get(cells.status, "")
    value = cells.settled_value
    if decision.hit_policy != "max" or value not in decision.values:
        return ""
    return look.LADDER[look.step(decision.rank(value), len(decision.values))]
