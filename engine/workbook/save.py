"""Saving: the same content gives the same bytes, with no clock in the file."""

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from engine.errors import UsageError
from engine.portfolio.run.complete_job import INSTEAD
from engine.source.tables.limits import MOST_UNPACKED_BYTES, MOST_WORKBOOK_BYTES
from engine.workbook.rows_aside import RowsAside

if TYPE_CHECKING:
    from openpyxl import Workbook

_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can name; every part of ours bears it."""


def save(workbook: "Workbook", path: Path, title: str, aside: RowsAside | None = None) -> None:
    """Write a workbook to a file, with nothing in it that depends on when or where it was written.

    `aside` holds rows that are put into their sheet.
    Raises `UsageError` where it is larger than one that is read.
    """
    workbook.properties.title = title
    workbook.properties.creator = "armslength"
    with TemporaryFile() as written:
        workbook.save(written)
        written.seek(0)
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for there in old.infolist():
                part = zipfile.ZipInfo(there.filename, _LONG_AGO)
                mine = aside if aside is not None and there.filename == aside.part else None
                part.file_size = there.file_size + (0 if mine is None else mine.size)
                part.compress_type = zipfile.ZIP_DEFLATED
                part.external_attr = 0o600 << 16
                part.create_system = 3
                with old.open(there) as source, new.open(part, "w") as target:
                    if mine is not None:
                        mine.copy(source, target)
                    else:
                        copyfileobj(io.BytesIO(_undated(source.read())) if there.filename == _CORE else source, target)
            unpacked = sum(there.file_size for there in new.infolist())
    if unpacked > MOST_UNPACKED_BYTES or path.stat().st_size > MOST_WORKBOOK_BYTES:
        raise UsageError(f"the workbook would be larger than one that can be read again; {INSTEAD}")


@contextmanager
def leaving_nothing(workbook: "Workbook") -> Iterator[None]:
    """Take away what was written aside for a workbook that is not saved after all: it holds people's answers."""
    from openpyxl.utils.exceptions import WorkbookAlreadySaved

    try:
        yield
    finally:
        for sheet in workbook.worksheets:
            writer = getattr(sheet, "_writer", None)
            if writer is not None and os.path.exists(writer.out):
                with suppress(OSError, WorkbookAlreadySaved):
                    sheet.close()
                writer.cleanup()


def _undated(core: bytes) -> bytes:
    """Take the days on which it was made and changed out of what a workbook says of itself."""
    tree = ET.fromstring(core)  # noqa: S314  it was written a moment ago, here
    for tag in ("created", "modified"):
        for found in tree.findall(_TERMS + tag):
            tree.remove(found)
    return bytes(ET.tostring(tree, encoding="utf-8", xml_declaration=True))
