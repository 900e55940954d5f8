"""Whatever text is written into a table is read from it again, letter for letter."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.source.diagnostics import Diagnostics
from engine.source.tables.guard import guarded, unguarded
from engine.source.tables.read import read_tables
from engine.source.tables.table import WHY_WE_ASK

TEXT = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    st.text("'=+-@\t\r\n \",;019E.", max_size=6),
    st.sampled_from(["NA", "null", "00123", "1E5", "-", "-5", "+5", "'-5", "=1+1", "TRUE", "[]", "x\r\ny", WHY_WE_ASK]),
)
Rows = list[list[str]]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Headings and rows; the first heading is plain, no row is blank, and the first is no explanation."""
    width = draw(st.integers(1, 4))
    headings = ["id", *(f"{n}{draw(TEXT)}" for n in range(1, width))]
    rows = draw(st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=5))
    rows = [row if any(cell.strip() for cell in row) else [f"x{row[0]}", *row[1:]] for row in rows]
    if rows[0][0] == WHY_WE_ASK:
        rows[0][0] = "why"
    return [headings, *rows]


def read_back(name: str, data: bytes) -> Rows:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        (table,) = read_tables(path, Diagnostics())
        rows = list(table.rows())
    assert not any(row.fault for row in rows)
    return [list(table.headings), *(list(row.cells) for row in rows)]


@given(tables(), st.booleans())
def test_csv(table: Rows, with_mark: bool) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([guarded(cell) for cell in row] for row in table)
    data = file.getvalue().encode("utf-8-sig" if with_mark else "utf-8")
    assert read_back("t.csv", data) == table


@given(tables(), st.booleans())
def test_json_lines(table: Rows, ascii_only: bool) -> None:
    headings, *rows = table
    lines = [json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=ascii_only) for row in rows]
    assert read_back("t.jsonl", "\n".join(lines).encode()) == table


@given(TEXT)
def test_the_guard_comes_off_as_it_went_on(text: str) -> None:
    written = guarded(text)
    assert unguarded(written) == text
    assert written[:1] not in ("=", "+", "@", "\t", "\r")
    assert not written.startswith("-") or written[1:].isdigit()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "-5"),
        ("-5x", "'-5x"),
        ("'-5", "''-5"),
        ("'so", "'so"),
        ("", ""),
        ("-", "'-"),
        ("5", "5"),
    ],
)
def test_what_is_guarded(text: str, written: str) -> None:
    assert guarded(text) == written


def test_rows_know_their_lines_and_cells_their_places(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'id,remark\r\n\r\na,"one\r\ntwo"\r\n , \r\nb,three\r\n')
    (table,) = read_tables(path, Diagnostics(), name="shown")
    assert [row.number for row in table.rows()] == [3, 6]
    assert str(table.place(6, 1)) == "shown:6:2"
    assert str(table.place_of_heading(1)) == "shown:1:2"
    assert [row.cells for row in table.rows()] == [("a", "one\r\ntwo"), ("b", "three")]
