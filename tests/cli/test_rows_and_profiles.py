"""`profile to-row`, `from-row` and `portfolio template --evidence`: nothing is lost, and nothing written over."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine import load_pack, read_profiles
from tests.cli.conftest import Call
from tests.cli.program import ATLAS, BOOK, LIBRARY, MAP, ON_DAY, RULES, profile

BASE = load_pack(LIBRARY)
FORMS = pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])


@FORMS
def test_profiles_become_rows_and_rows_profiles(call: Call, tmp_path: Path, form: str) -> None:
    table = tmp_path / f"table.{form}"
    ended = call("profile", "to-row", ATLAS, BOOK, MAP, "-o", table, *RULES)
    assert (ended.code, ended.out) == (0, b""), ended.err
    for path in (ATLAS, BOOK, MAP):
        (before,) = read_profiles(path, BASE)
        target = tmp_path / f"{before.id}.yaml"
        assert call("profile", "from-row", table, before.id, "-o", target, *RULES).code == 0
        (after,) = read_profiles(target, BASE)
        assert after.sha256 == before.sha256
    decided = call("portfolio", table, "-o", tmp_path / "results.csv", *ON_DAY)
    assert decided.code == 0, decided.err


def test_what_a_row_has_no_room_for_is_said(call: Call, tmp_path: Path) -> None:
    path = profile(tmp_path, "id: a\nas_of: 2026-05-04\nanswers:\n  lives_here: {value: yes, also_said: {value: no}}\n")
    ended = call("profile", "to-row", path, "-o", tmp_path / "t.csv", *RULES)
    said = "a: left out, since a row has no room for it: `lives_here.also_said`, `as_of`\n"
    assert (ended.code, ended.err) == (0, said)


def test_what_a_row_would_say_otherwise_is_refused_and_nothing_is_left(call: Call, tmp_path: Path) -> None:
    path = profile(tmp_path, 'id: a\nborrower: {cards: ["a; b"]}\n')
    ended = call("profile", "to-row", path, "-o", tmp_path / "t.csv", *RULES)
    said = "armslength: a row can't hold what `a` says of `borrower.cards`; keep it as a profile\n"
    assert (ended.code, ended.err) == (2, said)
    assert [each.name for each in tmp_path.iterdir()] == ["profile.yaml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["profile", "to-row", ATLAS, "-o", "there.csv"], "`there.csv` is there already, perhaps filled in"),
        (["profile", "from-row", "t.csv", "a", "-o", "there.yaml"], "`there.yaml` is there already, perhaps filled in"),
        (["profile", "to-row", ATLAS, "-o", "t.pdf"], "`t.pdf` is no name for a table; let it end in .xlsx, .csv or"),
        (["profile", "from-row", "t.csv", "b"], "no row has the id `b`"),
    ],
)
def test_what_is_refused(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str | Path], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("there.csv", "there.yaml"):
        Path(name).write_text("id\nmine\n")
    Path("t.csv").write_text("id,lives_here\na,yes\n")
    ended = call(*arguments, *RULES)
    assert (ended.code, ended.out) == (2, b"")
    assert said in ended.err
    assert {Path(name).read_text() for name in ("there.csv", "there.yaml")} == {"id\nmine\n"}


def test_a_row_in_which_an_answer_can_t_be_read_is_not_written(call: Call, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,lives_here,fees_owed\na,perhaps,three\n")
    ended = call("profile", "from-row", table, "a", "-o", tmp_path / "a.yaml", *RULES)
    assert ended.code == 2
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == ["not-yes-no", "not-integer"]
    assert not (tmp_path / "a.yaml").exists()


def test_peoples_own_columns_are_named_and_left_out(call: Call, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,lives_here,Region,Budget\na,yes,North,\n")
    ended = call("profile", "from-row", table, "a", *RULES)
    assert (ended.code, ended.text) == (0, "id: a\nanswers:\n  lives_here: yes\n")
    assert ended.err == "left out, since no question asks for them: `Region`\n"


def test_evidence_columns_come_on_request_only(call: Call, tmp_path: Path) -> None:
    headings = {}
    for name, more in (("with", ["--evidence"]), ("without", [])):
        path = tmp_path / f"{name}.xlsx"
        assert call("portfolio", "template", "--quick", *more, "-o", path, *RULES).code == 0
        headings[name] = [cell.value for cell in load_workbook(path)["Portfolio"][1]]
    question = BASE.facts["lives_here"].question
    assert {f"{question}: {part}" for part in ("evidence", "known", "by", "on")} <= set(headings["with"])
    assert [each for each in headings["with"] if each in headings["without"]] == headings["without"]
    assert not [each for each in headings["without"] if str(each).endswith(": evidence")]
