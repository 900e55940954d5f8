"""A file is written whole or not at all; what can't be replaced is written to."""

import os
import stat
import threading
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.source.atomic import atomic_write, replaced


def test_a_file_is_written_and_replaced_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    before = os.umask(0o027)
    try:
        for data in (b"one", b"two"):
            atomic_write(file, data)
            assert file.read_bytes() == data
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_private_file_is_its_users_alone(tmp_path: Path) -> None:
    atomic_write(tmp_path / "a", b"x", private=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    atomic_write(pipe, b"through")
    reader.join(10)
    assert found == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_where_writing_breaks_off_the_file_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("before")
    with pytest.raises(RuntimeError), replaced(file) as beside:  # noqa: PT012  it breaks off in the middle
        beside.write_text("half")
        raise RuntimeError
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no/file", "`{path}` can't be written: no such file or directory"),
        ("x" * 300, "`{path}` can't be written: file name too long"),
        ("a\0b", "it can't be written: the system gives no reason"),
    ],
)
def test_what_cannot_be_written_says_so_and_leaves_nothing_behind(tmp_path: Path, name: str, says: str) -> None:
    path = tmp_path / name
    with pytest.raises(UsageError) as raised:
        atomic_write(path, b"x", "it" if "\0" in name else "")
    assert str(raised.value) == says.format(path=path)
    assert list(tmp_path.iterdir()) == []
