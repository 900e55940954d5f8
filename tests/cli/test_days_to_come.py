"""A day after the day of assessment, where the past is asked about, is warned of wherever it is given."""

import json
from datetime import date
from pathlib import Path

import pytest

from engine import api
from engine.errors import InputError
from engine.export.stored import read_results
from engine.profile.files import profiles_from
from tests.cli.conftest import Call
from tests.packs.shipped import shipped
from tests.packs.volunteer_drivers import PACK, volunteer_drivers, written_pack
from tests.portfolio.conftest import json_rows, needs_arrow

BASE = volunteer_drivers()
DAY = "2026-02-28"
ENGINES = ("reference", pytest.param("columnar", marks=needs_arrow))

TABLE = """id,licence,born,checked_on,next_check
slip,yes,1990-01-01,15/01/2062,1 March 2027
that day,yes,1990-01-01,2026-02-28,2026-02-28
next day,yes,1 Mar 2026,2026-03-01,
unknown,yes,,n/a,
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_each_row_says_which_days_and_the_summary_counts_the_rows(call: Call, tmp_path: Path, engine: str) -> None:
    pack = written_pack(tmp_path / "pack")
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    ended = call(
        "portfolio",
        tmp_path / "in.csv",
        "-o",
        tmp_path / "o.jsonl",
        "--rules",
        pack,
        "--as-of",
        DAY,
        "--engine",
        engine,
    )
    assert "Warning: 2 rows have a day after the day of assessment where the past is asked about." in ended.text
    found = {row["id"]: row.get("result_to_come") for row in json_rows(tmp_path / "o.jsonl")}
    assert found == {"slip": ["checked_on"], "that day": None, "next day": ["born", "checked_on"], "unknown": None}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_warning_alone_is_no_finding(call: Call, tmp_path: Path, engine: str) -> None:
    pack = written_pack(tmp_path / "pack")
    (tmp_path / "in.csv").write_text("\n".join(TABLE.splitlines()[:2]) + "\n", encoding="utf-8")
    out = tmp_path / "o.xlsx"
    ended = call("portfolio", tmp_path / "in.csv", "-o", out, "--rules", pack, "--as-of", DAY, "--engine", engine)
    assert ended.code == 0
    import openpyxl

    (heads, row) = openpyxl.load_workbook(out)["Portfolio"].iter_rows(values_only=True)
    cells = dict(zip(heads, row, strict=True))
    title = "Result: Days yet to come, where the past is asked about"
    assert cells[title] == "When was the licence last checked?"


def test_a_profile_is_warned_of_with_its_place(call: Call, tmp_path: Path) -> None:
    pack, path = written_pack(tmp_path / "pack"), tmp_path / "x.yaml"
    path.write_text("id: x\nanswers:\n  checked_on: 2062-01-15\n  next_check: 2062-01-15\n", encoding="utf-8")
    words = "`checked_on` asks about the past, but 2062-01-15 lies after the day of assessment, 2026-02-28"
    for command in ("assess", ("profile", "check")):
        ended = call(*([command] if isinstance(command, str) else command), path, "--rules", pack, "--as-of", DAY)
        assert ended.code == 0
        assert f"{path}:3:3: day-to-come: {words}\n" in ended.err
        assert "next_check" not in ended.err
    page = " ".join(call("assess", path, "--rules", pack, "--as-of", DAY).text.split())
    assert "last checked? 15 January 2062 lies after the day of assessment; look whether it was meant." in page


def test_the_result_says_so_and_is_read_back() -> None:
    profiles = profiles_from(b"id: x\nanswers: {checked_on: 15 Jan 2062, born: 2026-02-28}\n", BASE)
    done = api.assess(BASE, profiles[0], date(2026, 2, 28), "reference")
    stored = api.to_json(BASE, [done])
    assert json.loads(stored)["result"]["to_come"] == {"checked_on": "2062-01-15"}
    assert read_results(BASE, stored, profiles) == (done,)
    without = api.assess(BASE, profiles[0], None, "reference")
    assert "to_come" not in json.loads(api.to_json(BASE, [without]))["result"]


def test_which_questions_are_about_the_past() -> None:
    """As declared; else where a rule asks how long ago it was, in force or not."""
    assert BASE.about_the_past == ("born", "checked_on")
    for before, after, expected in (
        ("past: no", "past: yes", ("born", "checked_on", "next_check")),
        ("P1M}}, then: {flags: [old]", "P0D}}, then: {flags: [old]", ("born",)),
    ):
        assert volunteer_drivers(PACK.replace(before, after)).about_the_past == expected
    assert shipped().about_the_past == ("last_reviewed_on", "started_on")
    with pytest.raises(InputError, match="past-not-allowed: a `yes_no` has no `past`"):
        volunteer_drivers(PACK.replace("name: licence, kind: yes_no,", "name: licence, kind: yes_no, past: yes,"))


def test_the_day_comes_first_only_where_the_pack_says_so() -> None:
    text = b"id: x\nanswers: {born: {value: 12/03/1990, evidence: passport, on: 1/2/2026}}\n"
    (profile,) = profiles_from(text, BASE)
    assert profile.facts() == {"born": date(1990, 3, 12)}
    assert profile.answers["born"].on == date(2026, 2, 1)
    with pytest.raises(InputError, match="does not say which is the day and which the month"):
        profiles_from(text, volunteer_drivers(PACK.replace("  day_first: yes\n", "")))
