"""`rules import` at the command line: what it writes, what it says, and what it refuses."""

from pathlib import Path

from tests.cli.program import run
from tests.imports.written import one_table, saved


def test_it_writes_a_pack_and_says_what_people_should_know(tmp_path: Path) -> None:
    file = saved(tmp_path, one_table('"a" | - -> "b"', asks=["x", "y"]))
    ended = run("rules", "import", str(file), "-o", str(tmp_path / "pack"))
    names = ("pack.yaml", "questions.yaml", "decisions.yaml", "tables/d.csv")
    assert (ended.code, ended.text.split()) == (0, [str(tmp_path / "pack" / name) for name in names])
    assert ended.err == "note: input `y` is asked for by no cell, and is left out\n"
    checked = run("rules", "check", "--rules", str(tmp_path / "pack"))
    assert (checked.code, checked.text) == (0, "")


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    file = saved(tmp_path, one_table('a -> "b"'))
    ended = run("rules", "import", str(file), "-o", str(tmp_path / "pack"))
    assert (ended.code, ended.text) == (2, "")
    assert ended.err.startswith(f"{file}:1:")
    assert "`a` stands without quotation marks" in ended.err
    assert not (tmp_path / "pack").exists()


def test_a_folder_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    file = saved(tmp_path, one_table('"a" -> "b"'))
    ended = run("rules", "import", str(file), "-o", str(tmp_path))
    assert (ended.code, ended.text) == (2, "")
    assert ended.err.endswith("` is there already, and not an empty folder; choose another name\n")


def test_null_means_what_is_said(tmp_path: Path) -> None:
    file = saved(tmp_path, one_table('null -> "none"\n"a" -> "b"', policy="FIRST"))
    codes = [run("rules", "import", str(file), "-o", str(tmp_path / name), *how).code for name, how in NULLS.items()]
    assert codes == [2, 0, 0]


NULLS = {"one": (), "two": ("--null", "unknown"), "three": ("--null", "value")}
