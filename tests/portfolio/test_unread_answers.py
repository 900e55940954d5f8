"""An answer that can't be read is an answer not known: the same in every form, by every engine, and listed."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from engine import api
from engine.batch.decide import decide, plan_of
from engine.errors import InputError
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.interpret.results import RowResult
from engine.portfolio.job import TableJob
from engine.portfolio.rows import reasons
from engine.portfolio.run.run_table import TableRun
from engine.profile.columns import bind
from engine.profile.rows import read_row
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.source.span import cell_at
from engine.source.tables.table import Row, Table
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.random_extras import with_silences
from tests.packs.tables import shown_whole, table_of
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.conftest import json_rows, needs_arrow
from tests.volume import seeds

pytestmark = needs_arrow
BASE = volunteer_drivers()
DAY = date(2026, 2, 28)
ENGINES = ("reference", "columnar")
Cells = Mapping[str, str]

GOOD = {
    "id": "good", "who": "Ann", "licence": "yes", "grade": "high", "points": "7", "born": "1990-01-01",
    "checked_on": "2026-02-01", "areas": "north", "alone": "no", "badge": "in place", "note": "-",
    "licence.on": "1 May 2025",
}  # fmt: skip

UNREAD = {
    "licence": ["maybe", "n/a", "#N/A", "yes; no"],
    "grade": ["none", "highest", "#REF!"],
    "points": ["many", "13", "3.5", "N/A", "#DIV/0!"],
    "born": ["March 1990", "1990", "not applicable", "31 June 1990", "03/25/1990"],
    "checked_on": ["15 Jun 62", "#VALUE!"],
    "areas": ["north|south", "North; none", "n/a", "money"],
    "alone": ["perhaps"],
    "badge": ["not in place", "na"],
    "who": ["a\u200bb", "#NAME?"],
    "note": ["a\u202eb", "#N/A"],
    "licence.on": ["last week", "May 2025"],
}
"""Texts that are no answer, by the heading under which they stand."""

ROWS = [
    GOOD,
    *({**GOOD, "id": f"{name} {n}", name: text} for name, texts in UNREAD.items() for n, text in enumerate(texts)),
    {**GOOD, "id": "all at once", **{name: texts[0] for name, texts in UNREAD.items()}},
]


def as_csv(rows: Sequence[Cells], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(GOOD))
        writer.writeheader()
        writer.writerows(rows)


def as_json_lines(rows: Sequence[Cells], path: Path) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def as_workbook(rows: Sequence[Cells], path: Path) -> None:
    """Write the texts as texts, and errors as the errors that they are."""
    made = Workbook()
    sheet: Any = made.active
    for number, row in enumerate([{name: name for name in GOOD}, *rows], 1):
        for column, name in enumerate(GOOD, 1):
            cell = sheet.cell(number, column)
            cell.value = row.get(name, "")
            cell.data_type = "e" if row.get(name, "").startswith("#") else "s"
    made.save(path)


def as_parquet(rows: Sequence[Cells], path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path)


FORMS: dict[str, Callable[[Sequence[Cells], Path], None]] = {
    "csv": as_csv,
    "jsonl": as_json_lines,
    "xlsx": as_workbook,
    "parquet": as_parquet,
}


def run(source: Path, target: str, engine: str, **more: Any) -> TableRun:
    folder = source.parent
    job = TableJob(
        source=source,
        shown=source.name,
        target=folder / target,
        refused=folder / f"{target}-refused.csv",
        as_of=DAY,
        engine=engine,  # type: ignore[arg-type]
        **more,
    )
    return api.decide_table(BASE, job)


def listed(folder: Path, target: str) -> list[dict[str, str]]:
    with (folder / f"{target}-refused.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def results(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if name.startswith("result_") and name != "result_not_read"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_a_row_is_decided_with_what_is_left(tmp_path: Path, form: str, engine: str) -> None:
    """Each row says what the same row says with a blank where the text stands, and lists the text with its place."""
    blank = [{name: "" if row[name] in UNREAD.get(name, ()) else row[name] for name in GOOD} for row in ROWS]
    as_csv(blank, tmp_path / "blank.csv")
    run(tmp_path / "blank.csv", "blank.jsonl", "reference")
    FORMS[form](ROWS, tmp_path / f"in.{form}")
    done = run(tmp_path / f"in.{form}", "out.jsonl", engine)
    found, expected = json_rows(tmp_path / "out.jsonl"), json_rows(tmp_path / "blank.jsonl")
    assert (done.summary.decided, done.summary.refused, done.summary.not_read) == (len(ROWS), 0, len(ROWS) - 1)
    assert [row["id"] for row in found] == [row["id"] for row in ROWS]
    assert list(map(results, found)) == list(map(results, expected))
    assert [("result_not_read" in row) for row in found] == [False, *[True] * (len(ROWS) - 1)]
    assert [(each["id"], each["column"], each["value"], each["row_was"]) for each in listed(tmp_path, "out.jsonl")] == [
        (row["id"], name, row[name], "decided without it")
        for row in ROWS
        for name in GOOD
        if row[name] in UNREAD.get(name, ())
    ]


def test_every_form_and_engine_gives_the_same_reasons(tmp_path: Path) -> None:
    said = set()
    for form, write in FORMS.items():
        write(ROWS, tmp_path / f"in.{form}")
        for engine in ENGINES:
            run(tmp_path / f"in.{form}", f"{form}-{engine}.jsonl", engine)
            rows = listed(tmp_path, f"{form}-{engine}.jsonl")
            said.add(tuple((row["id"], row["column"], row["reason"]) for row in rows))
            assert all(row["cell"].startswith("Sheet!") for row in rows) == (form == "xlsx")
    assert len(said) == 1


def test_where_silence_is_an_answer_the_reason_says_what_is_assumed(tmp_path: Path) -> None:
    as_csv(ROWS, tmp_path / "in.csv")
    run(tmp_path / "in.csv", "out.jsonl", "reference")
    (said,) = (row["reason"] for row in listed(tmp_path, "out.jsonl") if row["id"] == "alone 0")
    assert said == (
        "`perhaps` is neither `yes` nor `no`; write `yes` or `no`; "
        "until then `no` is assumed, as where nothing is answered"
    )
    found = {row["id"]: row for row in json_rows(tmp_path / "out.jsonl")}
    assert found["good"]["result_assumed"] == ["aids.ramp=no", "aids.belt=yes"]
    assert found["alone 0"]["result_assumed"] == ["aids.ramp=no", "aids.belt=yes", "alone=no"]
    assert "result_assumed" in found["licence 0"]  # it may apply
    as_csv([{**GOOD, "licence": "no"}], tmp_path / "no.csv")
    run(tmp_path / "no.csv", "no.jsonl", "columnar")
    assert "result_assumed" not in json_rows(tmp_path / "no.jsonl")[0]  # the aids do not apply


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "why"), [("", "the row has no id"), ("#N/A", "the cell shows the error `#N/A`")])
def test_only_a_row_without_an_id_is_refused(tmp_path: Path, form: str, engine: str, name: str, why: str) -> None:
    FORMS[form]([GOOD, {**GOOD, "id": name, "licence": "maybe"}], tmp_path / f"in.{form}")
    done = run(tmp_path / f"in.{form}", "out.jsonl", engine)
    assert (done.summary.decided, done.summary.refused, done.summary.not_read) == (1, 1, 0)
    rows = listed(tmp_path, "out.jsonl")
    assert [(row["column"], row["row_was"]) for row in rows] == [("id", "refused"), ("licence", "refused")]
    assert rows[0]["reason"].startswith(why)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_strictly_the_first_answer_that_cannot_be_read_ends_the_run(tmp_path: Path, form: str, engine: str) -> None:
    FORMS[form]([GOOD, {**GOOD, "id": "b", "points": "many"}], tmp_path / f"in.{form}")
    with pytest.raises(InputError, match="`many` is not a whole number"):
        run(tmp_path / f"in.{form}", "out.jsonl", engine, strict=True)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_workbook_has_against_a_cell_is_a_fault_of_that_cell(tmp_path: Path, engine: str) -> None:
    """Merged cells, a formula without a result, a number that was rounded: the other answers of the row stand."""
    rows = [GOOD, {**GOOD, "id": "merged"}, {**GOOD, "id": "formula"}, {**GOOD, "id": "rounded"}]
    made = Workbook()
    sheet: Any = made.active
    for row in ({name: name for name in GOOD}, *rows):
        sheet.append([row[name] for name in GOOD])
    columns = {name: chr(ord("A") + place) for place, name in enumerate(GOOD)}
    sheet.merge_cells(f"{columns['licence']}3:{columns['grade']}3")
    sheet[f"{columns['points']}4"] = "=1+1"
    sheet[f"{columns['points']}5"] = 1234567890123456789
    sheet[f"{columns['born']}5"] = "soon"
    made.save(tmp_path / "in.xlsx")
    done = run(tmp_path / "in.xlsx", "out.jsonl", engine)
    assert (done.summary.decided, done.summary.refused, done.summary.not_read) == (4, 0, 3)
    assert [(row["id"], row["cell"], row["column"]) for row in listed(tmp_path, "out.jsonl")] == [
        ("merged", "Sheet!C3", "licence"),
        ("formula", "Sheet!E4", "points"),
        ("rounded", "Sheet!E5", "points"),
        ("rounded", "Sheet!F5", "born"),
    ]
    found = {row["id"]: row for row in json_rows(tmp_path / "out.jsonl")}
    assert found["good"]["result_level"] == found["formula"]["result_level"] == "c"
    assert "licence" not in found["merged"]  # written out, it would be read as an answer the next time
    assert found["merged"]["result_level_status"] == "open"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_list_that_no_cell_can_hold_is_a_fault_of_that_answer(tmp_path: Path, engine: str) -> None:
    lines = [{**GOOD, "areas": ["north", "south"]}, {**GOOD, "id": "b", "areas": ["north", "a; b"]}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = run(tmp_path / "in.jsonl", "out.jsonl", engine)
    assert (done.summary.decided, done.summary.not_read) == (2, 1)
    assert [(row["id"], row["column"], row["value"], row["reason"]) for row in listed(tmp_path, "out.jsonl")] == [
        (
            "b",
            "areas",
            '["north", "a; b"]',
            "`areas` lists something that is no plain text, or has a `;` in it or spaces around it",
        )
    ]


JUNK = ("maybe", "March 2026", "n/a", "#N/A", "none", "1; 2", "\u200b", "15 Jun 62", "-", "99999999", "12/03/2025")


@pytest.mark.parametrize("seed", seeds(1, 3))
def test_the_kernel_reads_what_the_reference_reads(seed: int) -> None:
    """Over random packs, silences and dates, with texts in any cell that may be no answer to its question."""
    rng, unread, refused = Random(seed), 0, 0
    for _ in range(8):
        base = shown_whole(rng, with_silences(rng, random_base(rng)))
        dates = tuple(sorted(name for name, fact in base.facts.items() if fact.kind == "date"))
        headline = tuple(name for name in base.pack.headline if name not in (CONTROLS, WARNINGS, ADVICE))
        base = replace(base, about_the_past=dates, pack=replace(base.pack, headline=headline))
        profiles, as_of = [random_facts(rng, base) for _ in range(30)], random_day(rng)
        batch = with_junk(rng, table_of(rng, base, profiles))
        columns = result_columns(base)
        done = decide(plan_of(base), batch, as_of)
        assert done.schema.names[-len(columns) :] == [column.name for column in columns]
        cells = [column.to_pylist() for column in done.columns[-len(columns) :]]
        for found, row in zip(zip(*cells, strict=True), batch.to_pylist(), strict=True):
            texts = tuple(text or "" for text in row.values())
            expected = expected_row(base, tuple(batch.schema.names), texts, as_of)
            plain = [tuple(cell) if isinstance(cell, list) else cell for cell in found]
            if expected.errors is None:
                assert plain == [expected.cell(column) for column in columns]
            else:
                assert [cell for cell in plain if cell not in (None, ())] == [expected.errors]
            unread, refused = unread + (expected.not_read is not None), refused + (expected.errors is not None)
    assert unread > 30
    assert refused > 5


def with_junk(rng: Random, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put a text into some cells that may be no answer there, and take some ids away."""
    columns = []
    for place, column in enumerate(batch.columns):
        junk, often = (("", "#N/A", "a\u200bb"), 0.05) if place == 0 else (JUNK, 0.08)
        texts = [rng.choice(junk) if rng.random() < often else text for text in column.to_pylist()]
        columns.append(pa.array(texts, pa.string()))
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def expected_row(base: RuleBase, headings: tuple[str, ...], cells: tuple[str, ...], as_of: date | None) -> RowResult:
    """Read and decide a row by the reference."""
    table = Table(
        "t",
        "csv",
        "",
        headings,
        lambda: iter(()),
        lambda row, column: cell_at("t", row, column + 1),
        lambda n: cell_at("t", 1, n + 1),
    )
    read = read_row(bind(headings, base), Row(2, cells), table, base)
    if read.profile is None:
        return RowResult(errors=reasons(read.faults))
    return replace(row_result(base, read.profile.facts(), as_of), not_read=reasons(read.faults) or None)
