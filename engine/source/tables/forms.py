"""What form a table is in: by what the file holds, and by what it is called; where the two differ, that is said.

Nothing is read but the first bytes, and the list of what is in a zip archive.
"""

import codecs
import re
import zipfile
from pathlib import Path
from typing import BinaryIO, NoReturn

from engine.errors import InputError
from engine.source.characters import in_backticks, visible
from engine.source.diagnostics import Diagnostic
from engine.source.opening import Unreadable, open_ordinary, unreadable
from engine.source.span import start_of
from engine.source.tables.limits import MOST_WORKBOOK_BYTES, too_large
from engine.source.tables.table import TableForm
from engine.source.text import looks_like_utf16, mark_of

_NAMES: dict[str, TableForm] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
}
_CALLED: dict[TableForm, tuple[str, str]] = {
    "csv": ("plain text", ".csv"),
    "jsonl": ("JSON Lines", ".jsonl"),
    "xlsx": ("a workbook", ".xlsx"),
    "parquet": ("Parquet", ".parquet"),
}
_HEAD = 4096
_SAVE = "save it as a workbook (`.xlsx`) or as CSV"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "old-workbook", f"a workbook of the old kind (`.xls`), or another old document; {_SAVE}"),
    (b"\x1f\x8b", "compressed", "the file is compressed (gzip); unpack it first"),
    (b"%PDF", "not-a-table", f"the file is a PDF; {_SAVE}"),
    (b"SQLite format 3\0", "not-a-table", "the file is a database (SQLite); write what it holds as a table first"),
    (b"{\\rtf", "not-a-table", f"the file is a text document (RTF); {_SAVE}"),
    (codecs.BOM_UTF32_LE, "not-utf8", "the file is UTF-32; save it as `CSV UTF-8`"),
    (codecs.BOM_UTF32_BE, "not-utf8", "the file is UTF-32; save it as `CSV UTF-8`"),
)
_LIKE_AN_OBJECT = re.compile(rb"\{\s*(?:\"|\}\s*$|$)", re.MULTILINE)
_LOCK = re.compile(r"~\$(?P<excel>.+)|\.~lock\.(?P<office>.+)#", re.DOTALL)
_LARGEST_LOCK = 1_000
"""Bytes of a file that marks a table as open. It holds one or two names. Beyond it: it is read as a table."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_SEARCHED = 20_000_000
"""Bytes of an old workbook that are searched for a password. Its mark may stand anywhere; no more is read of one."""


def form_of(path: Path, name: str = "") -> TableForm:
    """Find the form of a table. Raises `InputError` where it is none, or another one than its name says."""
    try:
        with open_ordinary(path) as file:
            _refuse_lock(path, file)
            return _agreed(_found(file), _NAMES.get(path.suffix.lower()), path.suffix)
    except OSError as error:
        _refuse(path, name, unreadable(error))
    except Unreadable as fault:
        _refuse(path, name, fault)


def _refuse(path: Path, name: str, fault: Unreadable) -> NoReturn:
    span = start_of(name or visible(str(path)))
    raise InputError((Diagnostic(fault.code, fault.message, span),)) from None


def _agreed(found: TableForm, named: TableForm | None, suffix: str) -> TableForm:
    """Give the form by content; a plain text may be whatever text its name says, and is read as that."""
    if named is None or named == found or (found == "csv" and named == "jsonl"):
        return named or found
    holds, ending = _CALLED[found]
    raise Unreadable(
        "disguised", f"the name ends in `{suffix}`, but the file is {holds}; let its name end in `{ending}`"
    )


def _refuse_lock(path: Path, file: BinaryIO) -> None:
    """Refuse the small file by which a program marks a table as open; a table that is called so is none."""
    lock = _LOCK.fullmatch(path.name)
    if lock is None or file.seek(0, 2) > _LARGEST_LOCK:
        file.seek(0)
        return
    file.seek(0)
    table = lock["excel"] or lock["office"]
    message = f"this only says that somebody has {in_backticks(table)} open; name the table itself"
    raise Unreadable("lock-file", message)


def _found(file: BinaryIO) -> TableForm:
    head = file.read(_HEAD)
    if not head.strip(b" \t\r\n"):
        raise Unreadable("empty-file", "the file is empty")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK"):
        if file.seek(0, 2) > MOST_WORKBOOK_BYTES:
            raise too_large()
        return _in_archive(file)
    for mark, code, message in _OTHERS:
        if head.startswith(mark):
            if code == "old-workbook" and _ENCRYPTED in head + file.read(_MOST_SEARCHED):
                raise Unreadable("encrypted", "the workbook is protected by a password; save it without one")
            raise Unreadable(code, message)
    mark, written = mark_of(head)
    if not mark and looks_like_utf16(head):
        raise Unreadable("not-utf8", "the file looks like UTF-16; save it as `CSV UTF-8`")
    text = head[len(mark) :].decode(written, "replace").encode().lstrip()
    if not text:
        raise Unreadable("empty-file", "the file is empty")
    if text.startswith(b"<"):
        raise Unreadable("not-a-table", f"the file is a web page or XML, whatever its name; open it and {_SAVE}")
    return "jsonl" if _LIKE_AN_OBJECT.match(text) else "csv"


def _in_archive(file: BinaryIO) -> TableForm:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OverflowError):
        message = "the workbook is cut off or damaged; save it again"
        raise Unreadable("broken-workbook", message) from None
    if any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names):
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Unreadable("old-workbook", f"a binary workbook (`.xlsb`); {_SAVE}")
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable("not-a-table", f"an OpenDocument file; {_SAVE}")
    raise Unreadable("not-a-table", "a zip archive without a workbook in it; unpack it first")
