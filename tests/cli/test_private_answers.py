"""Promise 15: what somebody wrote about a person stays out of standard error, logs and temporary files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import ON_DAY, PROGRAM, RULES, Finished, environment, run, with_fault

MARKER = re.compile(r"MARK-\d+")

SOUND = """
id: private
borrower: {name: MARK-01, cards: [MARK-02, MARK-03]}
item: "MARK-04"
counter: {value: bus, evidence: MARK-05, by: MARK-06}
answers:  # MARK-07
  borrower_kind: adult
  wanted_for: {value: MARK-08, evidence: MARK-09, known: told, by: MARK-10, on: 2026-05-01}
  fees_owed: {value: 6, evidence: 'MARK-11', by: MARK-12}
  lives_here:
    value: yes
    evidence: >-
      MARK-13
    by: MARK-14
controls:
  card-seen: {in_place: yes, evidence: MARK-15, by: MARK-16}
  condition-note: {in_place: unknown, evidence: MARK-17}
"""
"""Every field of free text holds a marker of its own, comments included."""

CHANGES = {
    "unknown question": ("  borrower_kind: adult", "  borower_kind: adult"),
    "unknown answer": ("borrower_kind: adult", "borrower_kind: grown-up"),
    "unknown control": ("  card-seen: {", "  card-sen: {"),
    "unknown status": ("in_place: yes, evidence: MARK-15", "in_place: perhaps, evidence: MARK-15"),
    "wrong kind beside the evidence": ("{value: 6, evidence", "{value: six, evidence"),
    "out of range beside the evidence": ("{value: 6, evidence", "{value: 6000000, evidence"),
    "unknown key beside the evidence": ("known: told, by", "knwon: told, by"),
    "unknown basis": ("known: told, by", "known: heard, by"),
    "wrong date beside the evidence": ("on: 2026-05-01", "on: 2026-02-31"),
    "evidence is a list": ("evidence: MARK-09", "evidence: [MARK-09, MARK-18]"),
    "evidence is a mapping": ("evidence: MARK-09", "evidence: {a: MARK-09}"),
    "name is a list": ("name: MARK-01", "name: [MARK-01]"),
    "item is a mapping": ('item: "MARK-04"', 'item: {a: "MARK-04"}'),
    "text is a list": ("value: MARK-08", "value: [MARK-08]"),
    "value left out": ("{value: MARK-08, ", "{"),
    "anchor": ("evidence: MARK-09", "evidence: &a MARK-09"),
    "tag": ("evidence: MARK-09", "evidence: !!str MARK-09"),
    "quote not closed": ("'MARK-11'", "'MARK-11"),
    "brace not closed": ("evidence: MARK-15, by: MARK-16}", "evidence: MARK-15, by: MARK-16"),
    "text after a quote": ("'MARK-11'", "'MARK-11' and MARK-18"),
    "colon in a text": ('item: "MARK-04"', "item: MARK-04: MARK-18"),
    "text outside": ("answers:  #", "MARK-18\nanswers:  #"),
    "tab": ("evidence: MARK-09", "evidence: MARK-09\tMARK-18"),
    "hidden character": ("evidence: MARK-09", "evidence: MARK-09\u200bMARK-18"),
    "escape": ("evidence: MARK-09", "evidence: MARK-09\x1b[31m"),
    "escaped escape": ('item: "MARK-04"', r'item: "MARK-04\x1b"'),
    "duplicate key": ("item:", "item: MARK-18\nitem:"),
    "second document": ("answers:  #", "---\nanswers:  #"),
    "no id": ("id: private", ""),
    "surplus key": ("id: private", "id: private\nremark: MARK-18"),
}


def assert_private(ended: Finished, folder: Path) -> None:
    """No marker in standard error, and none in any file but those that were put there."""
    assert not MARKER.search(ended.err), ended.err
    for path in files(folder):
        assert not MARKER.search(path.read_bytes().decode("latin-1")), path


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def surroundings(folder: Path) -> dict[str, str]:
    """Every place where a program might leave something, in one folder."""
    for name in ("home", "cache", "tmp", "cwd"):
        (folder / name).mkdir(exist_ok=True)
    return environment(HOME=str(folder / "home"), XDG_CACHE_HOME=str(folder / "cache"), TMPDIR=str(folder / "tmp"))


def test_a_profile_that_reads_well_leaves_nothing_behind(tmp_path: Path) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    env = surroundings(watched)
    path = tmp_path / "private.yaml"
    path.write_text(SOUND)
    stored = tmp_path / "result.json"
    calls: tuple[list[str | Path], ...] = (
        ["assess", path, *ON_DAY],
        ["assess", path, *ON_DAY, "--format", "json"],
        ["assess", path, *ON_DAY, "--format", "markdown", "--fail-on-open"],
        ["explain", path, "loan", *ON_DAY, "--full"],
        ["explain", path, "no-such", *ON_DAY],
        ["profile", "check", path, *RULES],
        ["replay", stored, path, *RULES],
        ["replay", path, path, *RULES],
    )
    for args in calls:
        ended = run(*args, env=env, cwd=watched / "cwd")
        assert_private(ended, watched)
        if "json" in args:
            stored.write_bytes(ended.out)


def test_the_markers_are_there_to_be_found(tmp_path: Path) -> None:
    """Otherwise the tests here would show nothing: people do see them, where they belong."""
    path = tmp_path / "private.yaml"
    path.write_text(SOUND)
    assert MARKER.search(run("assess", path, *ON_DAY).text)


@pytest.mark.parametrize(("before", "after"), CHANGES.values(), ids=CHANGES)
def test_an_error_says_where_and_not_what_somebody_wrote(tmp_path: Path, before: str, after: str) -> None:
    assert before in SOUND
    watched = tmp_path / "watched"
    watched.mkdir()
    path = tmp_path / "private.yaml"
    path.write_text(SOUND.replace(before, after, 1), encoding="utf-8")
    ended = run("assess", path, *ON_DAY, env=surroundings(watched), cwd=watched / "cwd")
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith(f"{path}:")
    assert_private(ended, watched)


FAULTS = {
    "an error that shows the line": "import sys; sys.stderr.isatty = lambda: True",
    "an internal error that shows its text": (
        "import engine.commands.failures as f; f.explained = lambda p: f.say(repr(p)) or 70; "
        "import engine.commands.profile_files as s; s.profiles_in = lambda names, base: {}['MARK-01']"
    ),
    "a log": "import engine.api as a; open('log', 'w').write('MARK-01')",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(tmp_path: Path, fault: str) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    path = tmp_path / "private.yaml"
    path.write_text(SOUND.replace("{value: 6, evidence", "{value: six, evidence"), encoding="utf-8")
    ended = run("assess", path, *ON_DAY, env=surroundings(watched), cwd=watched / "cwd", program=with_fault(fault))
    with pytest.raises(AssertionError):
        assert_private(ended, watched)


def test_the_program_without_a_fault_passes(tmp_path: Path) -> None:
    test_an_error_says_where_and_not_what_somebody_wrote(tmp_path, *CHANGES["wrong kind beside the evidence"])
    assert PROGRAM
