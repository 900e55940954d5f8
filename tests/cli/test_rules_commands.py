"""`rules check`, `rules test` and `rules show`: for those who extend the rules."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.conftest import Call
from tests.cli.program import EXAMPLES, LIBRARY, RULES, needs_second_engine, run

pytestmark = pytest.mark.engines


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the foreign pack, with its examples."""
    copytree(EXAMPLES, tmp_path / EXAMPLES.name)
    return copytree(LIBRARY, tmp_path / "pack")


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_sound_pack_has_no_findings() -> None:
    ended = run("rules", "check", *RULES)
    assert (ended.code, ended.out) == (0, b"")
    assert ended.err.startswith("town-library 2.3.0: ")
    assert ended.err.endswith("; no findings\n")


def test_findings_go_to_standard_output_and_end_with_1(pack: Path) -> None:
    change(
        pack / "vocabulary.yaml", "facts:\n", "facts:\n  - {name: idle, kind: yes_no, topic: desk, question: Idle?}\n"
    )
    ended = run("rules", "check", "--rules", pack)
    assert ended.code == 1
    assert ended.text.startswith(f"{pack / 'vocabulary.yaml'}:2:")
    assert "`idle`" in ended.text
    assert ended.err.endswith("; 1 finding\n")


@pytest.mark.parametrize("command", ["check", "test", "show"])
def test_a_pack_that_cannot_be_read_ends_with_2(call: Call, pack: Path, command: str) -> None:
    change(pack / "rules" / "lending.yaml", "then:", "than:")
    change(pack / "decisions.yaml", "hit_policy: unique", "hit_policy: uniq")
    ended = call("rules", command, "--rules", pack)
    assert (ended.code, ended.out) == (2, b"")
    assert f"{pack / 'decisions.yaml'}:" in ended.err
    assert f"{pack / 'rules' / 'lending.yaml'}:" in ended.err


@pytest.mark.parametrize("command", [["rules", "check"], ["rules", "test"], ["rules", "show"], ["profile", "new"]])
def test_what_is_no_pack_is_refused(call: Call, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.yaml").write_text("rules: []\n")
    (tmp_path / "file").write_text("pack: {}\n")
    os.mkfifo(tmp_path / "pipe")
    for name in ("missing", "empty", "other", "file", "pipe"):
        ended = call(*command, "--rules", tmp_path / name)
        assert (ended.code, ended.out) == (2, b"")
        assert "no-pack: " in ended.err


def test_a_pipe_among_the_rules_is_not_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "pipe.yaml")
    ended = run("rules", "check", "--rules", pack)
    assert ended.code == 2
    assert f"{pack / 'pipe.yaml'}:1:1: not-a-file: " in ended.err


def test_one_way_to_name_a_pack(call: Call) -> None:
    ended = call("rules", "check", LIBRARY)
    assert (ended.code, ended.out) == (2, b"")


def test_the_cases_hold() -> None:
    ended = run("rules", "test", *RULES)
    assert (ended.code, ended.out) == (0, b"")
    assert " cases, none failed; by reference" in ended.err


def test_a_case_that_fails_ends_with_1_and_its_place(pack: Path) -> None:
    change(pack / "cases" / "lending.yaml", "deposit: none", "deposit: full")
    ended = run("rules", "test", "--rules", pack)
    assert ended.code == 1
    assert ended.text.startswith(f"{pack / 'cases' / 'lending.yaml'}:")
    assert (
        ": case-failed: a grown-up of the district borrows a sound book on the usual terms: `deposit`: " in ended.text
    )
    assert ended.text.count("\n") == 1
    assert " cases, 1 failed; by " in ended.err


def test_a_case_that_cannot_be_read_ends_with_2(call: Call, pack: Path) -> None:
    change(pack / "cases" / "lending.yaml", "deposit: none", "depositt: none")
    ended = call("rules", "test", "--rules", pack)
    assert (ended.code, ended.out) == (2, b"")
    assert "unknown-decision: no decision is named `depositt`; did you mean `deposit`?" in ended.err


@needs_second_engine
@pytest.mark.parametrize("engine", ["reference", "durable"])
def test_the_cases_hold_by_each_engine(call: Call, engine: str) -> None:
    ended = call("rules", "test", *RULES, "--engine", engine)
    assert ended.code == 0
    assert ended.err.endswith(f"; by {engine}\n")


def test_show_without_a_name_lists_everything() -> None:
    ended = run("rules", "show", *RULES)
    assert (ended.code, ended.err) == (0, "")
    for name in ("loan", "a-term-for-schools", "guardian-signature", "fees_owed", "lr.debts"):
        assert name in ended.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("care", "Degree of care"),
        ("a-term-for-schools", "term"),
        ("guardian-signature", "guardian"),
        ("fees_owed", "How much do they owe?"),
        ("lr.debts", "lr.debts"),
        ("controls", "controls"),
    ],
    ids=["decision", "rule", "control", "question", "statement", "the controls"],
)
def test_show_one_of_each_kind(call: Call, name: str, words: str) -> None:
    ended = call("rules", "show", name, *RULES)
    assert (ended.code, ended.err) == (0, "")
    assert words in ended.text


def test_show_what_is_not_there(call: Call) -> None:
    ended = call("rules", "show", "fees_oved", *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert "`fees_oved`; did you mean `fees_owed`?" in ended.err
