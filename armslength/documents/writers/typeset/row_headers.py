"""The headings of rows in a PDF: typst has none, so that the first cell of each row is made one in what it wrote."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def with_row_headers(content: bytes) -> bytes:
    """Make the first cell of each row in the body of a table the heading of its row, as a screen reader says it."""
    written = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        for row in _rows(pdf.Root.StructTreeRoot):
            first = next(_inside(row), None)
            if first is not None and first.S == Name.TD:
                first.S = Name.TH
                first.A = Array([*_attributes(first), Dictionary(O=Name.Table, Scope=Name.Row)])
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _rows(element: Any) -> Iterator[Any]:
    """Walk the rows in the bodies of tables below an element."""
    below = [element]
    while below:
        each = below.pop()
        if each.get("/S") == Name.TBody:
            yield from (row for row in _inside(each) if row.get("/S") == Name.TR)
        below += _inside(each)


def _inside(element: Any) -> Iterator[Any]:
    """Walk the elements right below one; content itself is a number or has no kind."""
    kids = element.get("/K")
    for each in kids if isinstance(kids, Array) else (kids,):
        if isinstance(each, Dictionary):
            yield each


def _attributes(element: Any) -> Iterator[Any]:
    found = element.get("/A")
    if found is not None:
        yield from found if isinstance(found, Array) else (found,)
