"""A run over a portfolio: open the table, decide every row with the engine asked for, write the results, count."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UsageError
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import Cell, result_columns
from engine.portfolio.earlier import Earlier, earlier_of
from engine.portfolio.job import Order
from engine.portfolio.ledger import Book
from engine.portfolio.refusal import Refusal
from engine.portfolio.rows import TextTable, by_reference, sharing_ids, text_table
from engine.portfolio.summary import CHANGED, Summary
from engine.portfolio.write_rows import write_rows
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.atomic import replaced
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.tables.forms import form_of


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to: the counts, the engines behind it, and what is doubtful about the table.

    `refusals` is empty where they went to a table of their own.
    """

    summary: Summary
    engines: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    warnings: tuple[Diagnostic, ...]


def run(base: RuleBase, order: Order) -> Ran:
    """Decide every row of a table and write the results, whole or not at all.

    Raises `InputError` where the shape of the table is in doubt (or, strictly, at the first row that can't be read),
    `MissingExtra` where the table or the engine needs one, `UsageError` where the results can't be written.
    """
    _check_places(order)
    found = Diagnostics()
    texts = opened(base, order, found)
    with earlier_of(order, base) as earlier, replaced(order.target) as beside:
        if order.engine == "columnar":
            from engine.portfolio.arrow.run import run_by_batches

            book = run_by_batches(base, order, texts, beside, earlier)
            engines: tuple[str, ...] = ("columnar", "reference")
        else:
            book = _run_by_reference(base, order, with_texts(base, order, texts), beside, earlier)
            engines = ("reference",)
    return Ran(book.tally.summary(), engines, tuple(book.refusals), found.items)


def opened(base: RuleBase, order: Order, found: Diagnostics) -> TextTable | None:
    """Open a table of texts; none where it is Parquet, which has types of its own."""
    if form_of(order.source, order.shown) == "parquet":
        from engine.portfolio import arrow

        arrow.need()
        return None
    return text_table(order.source, order.shown, base, order.id_heading, order.sheets, found)


def with_texts(base: RuleBase, order: Order, texts: TextTable | None) -> TextTable:
    """Give the table as texts, also where it is Parquet."""
    if texts is not None:
        return texts
    from engine.portfolio.arrow.parquet_rows import parquet_as_texts

    return parquet_as_texts(order.source, order.shown, base, order.id_heading)


def _run_by_reference(base: RuleBase, order: Order, table: TextTable, target: Path, earlier: Earlier | None) -> Book:
    names = [column.name for column in result_columns(base, changed=earlier is not None)]

    def decide(profile: Profile) -> Mapping[str, Cell]:
        results = row_result(base, profile.facts(), order.as_of)
        return results if earlier is None else {**results, CHANGED: earlier.changes(profile.id, results)}

    shared = sharing_ids((row.number, table.id_of(row)) for row in table.rows())
    with Book(base, order) as book:
        rows = book.accounted(by_reference(table, shared, decide))
        write_rows(target, order, base, table.columns, names, rows, book)
    return book


def _check_places(order: Order) -> None:
    """Refuse to write over the table that is read, or over the results of last time."""
    for name, path in (("the table itself", order.source), ("the results of last time", order.earlier)):
        if path is not None and path.exists() and order.target.exists() and path.samefile(order.target):
            raise UsageError(f"`{visible(str(order.target))}` is {name}; give the results another name")
