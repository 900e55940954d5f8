"""A file is ambiguous exactly where its quotation marks and line ends could be read in more than one way."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.portfolio.arrow.csv_ambiguity import WatchedFile


def watched(path: Path, data: bytes, at_a_time: int) -> WatchedFile:
    path.write_bytes(data)
    file = WatchedFile(path)
    for _ in file.stretches(at_a_time):
        pass
    return file


REGULAR = [b'a,b\n"x","y"\n', b'"a""b",c\r\n"",d\r\n', b'"a\nb",c\n', b"no,quotes\n", b'"""x""",y\n', b'a,""\n', b'a,"']
AMBIGUOUS = [b'a"b,c\n', b'"a"b,c\n', b"a,b\rc,d\n", b"a,\0\n", b' "a",b\n', b'"a" ,b\n']


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("data", REGULAR)
def test_regular(tmp_path: Path, data: bytes, size: int) -> None:
    assert not watched(tmp_path / "t.csv", data, size).ambiguous


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("data", AMBIGUOUS)
def test_ambiguous(tmp_path: Path, data: bytes, size: int) -> None:
    assert watched(tmp_path / "t.csv", data, size).ambiguous


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    assert watched(tmp_path / "t.csv", b'a,"b\n', 2).open
    assert not watched(tmp_path / "t.csv", b'a,"b"\n', 2).open


@given(
    st.lists(st.lists(st.text('ab,"\n', max_size=4), min_size=1, max_size=3), min_size=1, max_size=4), st.integers(1, 9)
)
@example([['"', ""], ["", '""']], 1)
def test_whatever_python_writes_is_regular(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], size: int
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path = tmp_path_factory.mktemp("t") / "t.csv"
    file = watched(path, out.getvalue().encode(), size)
    assert not file.ambiguous
    assert not file.open
    stretches = [bytes(each.data).decode() for each in file.stretches(size)]
    assert "".join(stretches) == out.getvalue()
    assert [row for each in stretches for row in csv.reader(io.StringIO(each))] == rows
