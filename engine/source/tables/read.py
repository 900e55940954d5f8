"""Tables from a file, in whatever form it is in."""

from collections.abc import Sequence
from pathlib import Path

from engine.errors import InternalError
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostics
from engine.source.opening import Unreadable
from engine.source.span import start_of
from engine.source.tables.comma_separated import read_comma_separated
from engine.source.tables.forms import form_of
from engine.source.tables.json_lines import read_json_lines
from engine.source.tables.table import Table, WeighHeadings, first_row

__all__ = ["form_of", "read_tables"]


def read_tables(
    path: Path, diagnostics: Diagnostics, sheets: Sequence[str] = (), name: str = "", weigh: WeighHeadings = first_row
) -> list[Table]:
    """Read the tables of a file: one, or in a workbook one for each sheet that asks something or is named in `sheets`.

    The headings are the first row that `weigh` finds like headings; titles may stand above. `name` stands in messages
    in place of the path. Warnings go to the diagnostics. Raises `InputError` where the shape of a table is in doubt, or
    where there is no row at all; so may the rows, once they are read.
    """
    shown = name or visible(str(path))
    tables: list[Table] = []
    try:
        tables = _tables(path, shown, sheets, weigh, diagnostics)
    except Unreadable as fault:
        diagnostics.error(fault.code, start_of(shown), fault.message)
    diagnostics.raise_if_errors()
    for table in tables:
        if table.above:
            place = table.place_of_heading(0)
            message = f"the headings stand in row {place.line}; what stands above is passed over"
            diagnostics.warning("headings-below", place, message)
    if all(next(table.rows(), None) is None for table in tables):
        message = "there are headings, but no row under them"
        diagnostics.error("no-rows", tables[0].place_of_heading(0), message)
    diagnostics.raise_if_errors()
    return tables


def _tables(
    path: Path, name: str, sheets: Sequence[str], weigh: WeighHeadings, diagnostics: Diagnostics
) -> list[Table]:
    form = form_of(path, name)
    if sheets and form != "xlsx":
        diagnostics.error("no-sheets", start_of(name), "only a workbook has sheets; leave out `--sheet`")
    match form:
        case "csv":
            return [read_comma_separated(path, name, weigh)]
        case "jsonl":
            return [read_json_lines(path, name)]
        case "xlsx":
            from engine.source.tables.workbook import read_workbook

            return read_workbook(path, name, sheets, weigh, diagnostics)
        case "parquet":
            raise InternalError("Parquet has types of its own; it is not read as text")
