"""Commands that write a file: whole or not at all, and in words where it can't be written."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.program import RULES

WRITING = (
    ("rules", "book"),
    ("rules", "export", "--to", "dmn"),
    ("rules", "schema"),
    ("rules", "schema", "cases"),
    ("rules", "schema", "profile"),
)
every_writer = pytest.mark.parametrize("command", WRITING, ids=" ".join)


@every_writer
def test_a_file_holds_what_standard_output_would(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    shown = call(*command, *RULES)
    assert shown.code == 0
    assert len(shown.out) > 1000
    file = tmp_path / "written"
    ended = call(*command, *RULES, "-o", file)
    assert (ended.code, ended.out, ended.err) == (0, b"", "")
    assert file.read_bytes() + (b"" if shown.out == file.read_bytes() else b"\n") == shown.out
    assert list(tmp_path.iterdir()) == [file]


@every_writer
def test_a_file_that_was_there_is_replaced(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "written"
    file.write_text("before")
    assert call(*command, *RULES, "--output", file).code == 0
    assert len(file.read_bytes()) > 1000


@every_writer
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder", "`folder` is not a file; name the file to write"),
        ("no/file", "`no/file` can't be written: no such file or directory"),
        ("", "`` is not a file; name the file to write"),
    ],
)
def test_where_nothing_can_be_written_it_says_so(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    ended = call(*command, *RULES, "-o", name)
    assert (ended.code, ended.out, ended.err) == (2, b"", f"armslength: {says}\n")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


@every_writer
def test_a_pack_that_cannot_be_read_leaves_the_file_alone(call: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "written"
    file.write_text("before")
    assert call(*command, "--rules", tmp_path / "none", "-o", file).code == 2
    assert file.read_text() == "before"
