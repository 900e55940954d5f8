"""What is wrong with a table is said exactly: of the whole, of each row at its place; and what is good is kept."""

import os
from pathlib import Path

import pytest

from tests.hostile.children import Ended, ended
from tests.hostile.every_table import TABLES
from tests.hostile.made_tables import MadeTable
from tests.hostile.packs import BASE, load
from tests.hostile.reading_tables import Said, read_whole
from tests.hostile.smaller_limits import smaller_workbooks

BOATS = load(BASE)


@pytest.fixture(autouse=True)
def smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    smaller_workbooks(monkeypatch.setattr)


def written(case: MadeTable, folder: Path) -> Path:
    path = folder / case.file
    path.write_bytes(case.data)
    return path


@pytest.mark.parametrize("case", TABLES.values(), ids=TABLES.keys())
def test_the_messages_are_those_beside_the_table(case: MadeTable, tmp_path: Path) -> None:
    said = read_whole(written(case, tmp_path), BOATS)
    assert said.lines == case.lines
    assert said.refused == case.refused
    assert tuple(profile.id for profile in said.profiles) == case.ids
    assert said.warned == case.warned


def test_every_table_ends_in_words_soon_and_in_little_memory(tmp_path: Path) -> None:
    calls = {}
    for number, (name, case) in enumerate(TABLES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = written(case, folder)
        calls[name] = ["portfolio", str(path), "-o", str(folder / "out.csv"), "--rules", str(BASE), *ALONE]
    home = tmp_path / "home"
    home.mkdir()
    ends = ended(list(calls.values()), home)
    wrong = {
        name: fault
        for (name, call), done in zip(calls.items(), ends, strict=True)
        if (fault := fault_of(TABLES[name], done, Path(call[1]).parent))
    }
    assert wrong == {}


ALONE = ("--engine", "reference", "--as-of", "2026-06-01")


def fault_of(case: MadeTable, done: Ended, folder: Path) -> str:
    """Say in what a run ended otherwise than it must; nothing where it ended well."""
    code = 2 if case.lines else int(bool(case.refused))
    if done.code != code or "Traceback" in done.err:
        return f"exit {done.code} after {done.steps:,.0f} steps, not {code}: {done.err[-600:]}"
    if case.lines:
        said = tuple(line.replace(f"{folder}/", "") for line in done.err.splitlines())
        if said != case.lines or done.out or (folder / "out.csv").exists():
            return f"said {said[:5]} and {done.out[:200]!r}"
    return ""


def lines_of(path: Path) -> Said:
    return read_whole(path, BOATS)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    folder, pipe, missing, odd = (tmp_path / name for name in ("d.csv", "p.csv", "m.csv", "o\0.csv"))
    folder.mkdir()
    os.mkfifo(pipe)
    assert lines_of(folder).lines == ("d.csv:1:1: not-a-file: this is a folder; name a file in it",)
    assert lines_of(pipe).lines == ("p.csv:1:1: not-a-file: this is a pipe or a device; name an ordinary file",)
    assert lines_of(missing).lines == ("m.csv:1:1: missing-file: there is no such file",)
    assert lines_of(odd).lines == ("o\\x00.csv:1:1: missing-file: no file can have this name",)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    path = tmp_path / "t.csv"
    path.write_text("id\na\n")
    path.chmod(0)
    assert lines_of(path).lines == ("t.csv:1:1: unreadable-file: the file cannot be read: permission denied",)
