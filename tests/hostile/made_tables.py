"""Hostile tables, each with the lines that are said of it: of the whole table, or of the rows that are refused.

The lines were thought out before they were ever printed. Beside them stand the ids of the rows that are read.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A file and what must be said of it: `lines` of the whole table, `refused` of single rows, `warned` beside."""

    file: str
    data: bytes
    lines: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()


def table(file: str, data: bytes | str, *lines: str) -> MadeTable:
    """A table that is refused as a whole."""
    return MadeTable(file, _bytes(data), tuple(f"{file}:{line}" for line in lines))


def rows(
    file: str, data: bytes | str, ids: str | tuple[str, ...], *refused: str, warned: tuple[str, ...] = ()
) -> MadeTable:
    """A table of which some rows are read, and others refused."""
    listed = tuple(ids.split()) if isinstance(ids, str) else ids
    return MadeTable(
        file,
        _bytes(data),
        refused=tuple(f"{file}:{line}" for line in refused),
        ids=listed,
        warned=tuple(f"{file}:{line}" for line in warned),
    )


def _bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


NO_ID = "missing-id-column: no column says which row is which; head it `id`, or name it with `--id COLUMN`"
SHEETS = "; or name the sheets that hold the table with `--sheet NAME`"
NO_HEADING = "empty-heading: nothing says what this cell is about; give its column a heading, or empty the cell"
NOT_CLOSED = "csv-syntax: a quotation mark in this row is never closed; close it, or write it twice"
NUL = "control-character: control character NUL (U+0000) in the text; delete it"
OWN = " If the column is your own, head it `own: …`"
NOT_AN_EXTRA = (
    "is not one of the answers; choose from `A sail`, `An anchor`, `A radio`; put `;` between several answers"
)
SAVE = "save it as a workbook (`.xlsx`) or as CSV"
WAY_OUT = "save each sheet as CSV, or use Parquet"
PAGE = f"1:1: not-a-table: the file is a web page or XML, whatever its name; open it and {SAVE}"
BROKEN = "1:1: broken-workbook: the workbook is cut off or damaged; save it again"
PASSWORD = "1:1: encrypted: the workbook is protected by a password; save it without one"
TOO_LARGE = f"1:1: too-large: the workbook is larger than 20 MB; {WAY_OUT}"
UNPACKED = f"1:1: too-large: the workbook unpacks to more than 100 MB or 2,000 parts; {WAY_OUT}"
TOO_MANY = f"1:1: too-large: more than 1,000,000 cells in one workbook; {WAY_OUT}"
DOCTYPE = "1:1: document-type: the workbook holds a document type (DOCTYPE), which none needs; save it again"
NO_RESULT = (
    "no-stored-result: a formula without a stored result; open the workbook in a spreadsheet program and save it"
)
HIDDEN = "hidden-character: a character that cannot be seen: {}; delete it"
SHORT = "short-row: the row has {} cells, but there are 3 headings; is a comma missing?"
SURPLUS = "surplus-cells: the row has {} cells, but there are 3 headings; put a text with a comma in it in quotes"
ROW_TOO_LARGE = "too-large: a row is larger than 5 MB; is a quotation mark never closed?"
NOT_UTF8 = "not-utf8: byte 0x{} is not UTF-8; save the file as `CSV UTF-8`"
NOT_LISTED = "not-a-text: `extras` lists something that is no plain text, or has a `;` in it or spaces around it"


def twice(one: str, other: str) -> str:
    return f"column-twice: `{one}` and `{other}` are about the same; keep one of the two"


def disguised(ending: str, holds: str, right: str) -> str:
    return f"1:1: disguised: the name ends in `{ending}`, but the file is {holds}; let its name end in `{right}`"
