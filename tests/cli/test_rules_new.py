"""`rules new`: what it writes reads well, passes its own cases, and nothing that is there is written over."""

from pathlib import Path

import pytest

from engine import api
from engine.assessment.agreement import BOTH
from engine.checks.all_checks import check_pack
from engine.checks.cases import read_examples
from engine.checks.run import run_cases
from engine.rulebase.base import RuleBase
from tests.cli.program import run


def sound(folder: Path) -> RuleBase:
    base = api.load_pack(folder)
    tested = run_cases(base, BOTH)
    assert check_pack(base, read_examples(base)) == []
    assert tested.runs
    assert tested.faults == ()
    return base


def test_a_new_pack_is_sound(tmp_path: Path) -> None:
    done = run("rules", "new", "our rules", cwd=tmp_path)
    assert (done.code, done.text) == (0, "our rules/pack.yaml\nour rules/rules.yaml\nour rules/cases/first.yaml\n")
    base = sound(tmp_path / "our rules")
    assert base.pack.id == "our-rules"
    assert base.extends == ()


def test_a_new_pack_over_the_shipped_one_is_sound(tmp_path: Path) -> None:
    shipped = api.load_pack()
    assert run("rules", "new", "own", "--extends", shipped.pack.id, cwd=tmp_path).code == 0
    base = sound(tmp_path / "own")
    assert [pack.id for pack in base.extends] == [shipped.pack.id]
    assert len(base.rules) == len(shipped.rules) + 1


def test_a_new_pack_over_one_without_kinds_of_statements_is_sound(tmp_path: Path) -> None:
    assert run("rules", "new", "below", cwd=tmp_path).code == 0
    file = tmp_path / "below" / "pack.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  statement_kinds:")
    file.write_text(text[:start] + text[text.index("\ndocuments:", start) :], encoding="utf-8")
    assert run("rules", "check", "--rules", "below", cwd=tmp_path).code == 0
    assert run("rules", "new", "over", "--extends", "below", cwd=tmp_path).code == 0
    for command in ("check", "test"):
        done = run("rules", command, "--rules", "over", cwd=tmp_path)
        assert (done.code, done.out) == (0, b""), done.err


def test_new_packs_lie_over_each_other(tmp_path: Path) -> None:
    for name, below in (("first", ()), ("second", ("--extends", "first")), ("2nd/first", ("--extends", "second"))):
        assert run("rules", "new", name, *below, cwd=tmp_path).code == 0
        base = sound(tmp_path / name)
    assert base.pack.id == "first-2"
    assert [pack.id for pack in base.extends] == ["first", "second"]


@pytest.mark.parametrize("name", ["1984", "(?)", "Ärger", "x" * 90])
def test_where_the_folder_makes_no_name_there_is_another(tmp_path: Path, name: str) -> None:
    assert run("rules", "new", name, cwd=tmp_path).code == 0
    assert sound(tmp_path / name).pack.id in ("my-pack", "rger")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    done = run("rules", "new", "full", cwd=tmp_path)
    assert (done.code, done.text) == (2, "")
    assert done.err == "armslength: `full` is there already, and not an empty folder; choose another name\n"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["note.txt"]


def test_what_can_not_be_extended_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    done = run("rules", "new", "own", "--extends", "nowhere", cwd=tmp_path)
    shipped = api.load_pack().pack.id
    message = f"armslength: `--extends` names `nowhere`, which is no folder and not the shipped pack `{shipped}`\n"
    assert (done.code, done.text, done.err) == (2, "", message)
    assert not (tmp_path / "own").exists()


def test_a_folder_that_can_not_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("rules", "new", "file/own", cwd=tmp_path)
    assert (done.code, done.text) == (2, "")
    assert done.err == "armslength: `file/own` can't be written: not a directory\n"
