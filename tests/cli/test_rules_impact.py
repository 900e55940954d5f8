"""`rules impact`: what it prints, how it ends, and that no text of a table becomes markup."""

import json
import re
from pathlib import Path

import pytest

from engine.page.markdown import escaped
from tests.cli.conftest import Call
from tests.differences.planted import GATE
from tests.differences.tables import ROWS, write_csv
from tests.mutation.small import pack


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pack(tmp_path / "a", rules=GATE)
    pack(tmp_path / "b", rules=GATE.replace("visits: {at_least: 3}", "visits: {at_least: 4}"))
    return tmp_path


def test_a_table_and_a_profile_do_not_go_together(call: Call, here: Path) -> None:
    write_csv(here / "table.csv")
    ended = call("rules", "impact", "a", "b", "table.csv", "one.yaml")
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err == "armslength: give one table, or any number of profiles (`.yaml`), not both\n"
    ended = call("rules", "impact", "a", "b", "one.yaml")
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith("one.yaml:1:1: missing-file: ")
    ended = call("rules", "impact", "a", "b", "none.csv")
    assert (ended.code, ended.out) == (2, b"")


PAGE = """\
Whose result changes from a to b
gate 1.0.0 (…) → gate 1.0.0 (…); assessed on 4 May 2026

6 profiles: 1 gets another result, 5 keep theirs.
Decisions
- Entry: Open → Shut: 1 profile (no longer opens-with-a-key; now by default)

Who changes
  - regular (row 2)
    - Entry: Open → Shut (no longer opens-with-a-key; now by default)
"""


def test_the_page_and_how_it_ends(call: Call, here: Path) -> None:
    write_csv(here / "table.csv")
    ended = call("rules", "impact", "a", "b", "table.csv", "--as-of", "2026-05-04")
    assert (re.sub(r"\([0-9a-f]{12}\)", "(…)", ended.text), ended.code, ended.err) == (PAGE, 1, "")
    assert call("rules", "impact", "a", "a", "table.csv").code == 0


def test_an_answer_that_nobody_can_read_is_something_to_see_to(call: Call, here: Path) -> None:
    """Nobody's result changes, but of that row nobody can tell: it may be the answer that would have shown it."""
    write_csv(here / "table.csv", [{**ROWS[0], "visits": "some"}])
    ended = call("rules", "impact", "a", "a", "table.csv")
    assert "0 get another result" in ended.text
    assert "1 with an answer that can't be read" in ended.text.replace("\n", " ")
    assert ended.code == 1


def test_a_database_is_called_one(call: Call, here: Path) -> None:
    (here / "r.db").write_bytes(b"SQLite format 3\0" + b"\xfb" * 100)
    ended = call("rules", "impact", "a", "a", "r.db")
    says = "r.db:1:1: not-a-table: the file is a database (SQLite); write what it holds as a table first\n"
    assert (ended.code, ended.err) == (2, says)


def test_programs_are_told_the_same(call: Call, here: Path) -> None:
    write_csv(here / "table.csv")
    found = json.loads(call("rules", "impact", "a", "b", "table.csv", "--format", "json", "--as-of", "2026-05-04").out)
    assert (found["profiles"], found["changed"], found["unchanged"], found["unread"]) == (6, 1, 5, 0)
    (step,) = found["steps"]
    assert (step["was"]["value"], step["now"]["value"], step["rules_gone"]) == ("open", "shut", {"opens-with-a-key": 1})


HOSTILE = "=cmd|' /C calc'!A0 <img src=x onerror=alert(1)> [a](javascript:b) **c** `d` @e"


def test_ids_of_a_table_stay_texts_in_markdown(call: Call, here: Path) -> None:
    write_csv(here / "table.csv", [{**ROWS[0], "id": HOSTILE}, {"id": "x", "visits": HOSTILE}])
    page = call("rules", "impact", "a", "b", "table.csv", "--format", "markdown").text
    assert f"**{escaped(HOSTILE)}**" in page
    rest = page.replace(escaped(HOSTILE), "")
    assert "<img" not in rest, "a reason quotes the beginning of it, as text"
    assert not re.search(r"(?<!\\)[\]`@]", rest)
