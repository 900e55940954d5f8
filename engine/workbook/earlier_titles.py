"""Results of an earlier time as a workbook has them: under titles, and in words for people."""

from collections.abc import Iterator, Sequence

from engine.interpret.result_columns import result_columns
from engine.interpret.results import DecisionCells, RowResult
from engine.portfolio.earlier import DUE, SETS, members_changed, value_changed
from engine.portfolio.rows import TextTable
from engine.render.portfolio.row_words import COUNTED, lines_of
from engine.render.words import answer_words, timing_words
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from engine.rulebase.taken_headings import folded
from engine.workbook.titled_columns import OF_RESULTS, TitledColumn, titled_columns


class ReaderByTitle:
    """Holds the words of an earlier workbook against those that a row would have now."""

    def __init__(self, base: RuleBase, places: Sequence[tuple[TitledColumn, int]]) -> None:
        self._base = base
        self._places = places

    def kept(self, cells: Sequence[str]) -> list[str]:
        """List what is kept of a row: the text under each title."""
        return [cells[place].replace("\r\n", "\n") for _, place in self._places]

    def changes(self, kept: Sequence[str], results: RowResult) -> Iterator[str]:
        """Walk what came out differently; of a list, the first line only counts its members."""
        for (titled, _), text in zip(self._places, kept, strict=True):
            title = titled.title.removeprefix(OF_RESULTS)
            lines = lines_of(self._base, titled.column, results)
            if titled.column.decision:
                yield from value_changed(title, text, "\n".join(lines))
                yield from self._due_of(title, text, results.decision(titled.column.decision), titled.column.decision)
            else:
                headed = titled.column.part in COUNTED
                before, now = (list(dict.fromkeys(filter(None, each[headed:]))) for each in (text.split("\n"), lines))
                removed = [member for member in before if member not in now]
                added = [member for member in now if member not in before]
                yield from members_changed(title, removed, added)
                if titled.column.part == "required":
                    yield from self._due(added)

    def _due(self, titles: Sequence[str]) -> Iterator[str]:
        """Say how soon the controls with these titles are due."""
        for control in self._base.controls.values():
            if control.title in titles and timing_words(control):
                yield f"{DUE}{control.title}: {timing_words(control)}"

    def _due_of(self, title: str, before: str, cells: DecisionCells, decision: str) -> Iterator[str]:
        """Say how soon what a decision came to is due, where it did not come to that before."""
        values = self._base.decisions[decision].values
        for value in (values[name] for name in cells.certain if name in values):
            if timing_words(value) and value.label.casefold() not in before.casefold():
                yield f"{DUE}{title}, {value.label}: {timing_words(value)}"

    def question(self, name: str) -> str:
        """Give the words of a question."""
        return self._base.question(name).question

    def answer(self, name: str, answer: Answer | None) -> str:
        """Write an answer in the words of the lists."""
        return answer_words(self._base.question(name), answer)


def reader_by_title(table: TextTable) -> ReaderByTitle | None:
    """Find the reader of results by the titles of their columns; none where no heading is one."""
    places = {folded(heading): place for place, heading in enumerate(table.table.headings)}
    titled = {each.column: each for part in titled_columns(table.base, changed=False) for each in part}
    columns = (
        titled[each]
        for each in result_columns(table.base)
        if each.part in ("value", *SETS) and not (each.decision and each.part in SETS)
    )
    found = [(each, places[folded(each.title)]) for each in columns if folded(each.title) in places]
    return ReaderByTitle(table.base, found) if found else None
