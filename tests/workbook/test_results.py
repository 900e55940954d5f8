"""The workbook of results: nothing is lost, no spreadsheet works anything out, and every colour is said in words."""

import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.errors import UsageError
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.interpret.results import DecisionCells, RowResult
from engine.portfolio.rows import RefusedCell, text_table
from engine.portfolio.tally import Summary, Tally
from engine.profile.columns import Columns, bind, is_result
from engine.source.diagnostics import Diagnostics
from engine.workbook import results as results_of
from engine.workbook import save
from engine.workbook.results import write_results
from tests.packs.shipped import shipped
from tests.workbook.opened import opened
from tests.workbook.partners import AS_OF, decided, facts_of, read_rows

Rows = list[tuple[list[str], RowResult]]

BASE = shipped()
HEADINGS, ROWS = read_rows()
COLUMNS = bind(HEADINGS, BASE)
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    'DDE("cmd";"/C calc")',
    "#REF!",
    "'=1+1",
    "_x003D_1+1",
    "=",
    "two\r\nlines",
]


def write(
    results: Iterable[tuple[Sequence[str], RowResult]],
    refused: Sequence[RefusedCell],
    path: Path,
    columns: Columns = COLUMNS,
    **options: Any,
) -> Summary:
    """Write a workbook, counting rows as a run does."""
    tally = Tally(BASE)

    def counted() -> Iterator[tuple[Sequence[str], RowResult]]:
        for cells, found in results:
            tally.add(found)
            yield cells, found
        tally.refuse(len({each.row for each in refused}))

    write_results(BASE, columns, counted(), refused, path, tally, **options)
    return tally.summary()


@pytest.fixture(scope="module")
def results() -> Rows:
    return list(decided(BASE, HEADINGS, ROWS))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, results: Rows) -> tuple[Path, Summary]:
    path = tmp_path_factory.mktemp("results") / "results.xlsx"
    refused = [
        RefusedCell("x", 7, "places", "moon", "there is no such place"),
        RefusedCell("x", 7, "label", "?!", "no"),
    ]
    return path, write(results, refused, path, as_of=AS_OF)


def table_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    headings, *rows = opened(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_every_row_and_every_cell_of_the_input_is_there(written: tuple[Path, Summary]) -> None:
    found = table_of(written[0], "Portfolio")
    assert len(found) == len(ROWS)
    for row, cells in zip(found, ROWS, strict=True):
        assert {heading: row[heading] or "" for heading in HEADINGS} == dict(zip(HEADINGS, cells, strict=True))


def test_every_result_has_a_column_of_its_own_and_no_two_share_a_heading(written: tuple[Path, Summary]) -> None:
    (headings, *_) = opened(written[0])["Portfolio"].iter_rows(values_only=True)
    assert len(set(headings)) == len(headings)
    assert sum(map(is_result, headings)) == len(result_columns(BASE))
    assert headings[:4] == ("id", "partner.name", "service", "Result: Delivery model")


def test_what_comes_out_can_go_in_again(written: tuple[Path, Summary]) -> None:
    """Result columns are passed over, the summary and the refused rows are no data, and the answers are the same."""
    diagnostics = Diagnostics()
    table = text_table(written[0], "results.xlsx", BASE, "", (), diagnostics)
    assert not diagnostics.items
    profiles = [each.profile for each in map(table.read, table.rows()) if each.profile is not None]
    assert [each.facts() for each in profiles] == [facts_of(COLUMNS, cells) for cells in ROWS]
    assert [each.id for each in profiles] == [cells[0] for cells in ROWS]


def test_going_in_again_gives_the_same_workbook(written: tuple[Path, Summary], tmp_path: Path) -> None:
    table = text_table(written[0], "results.xlsx", BASE, "", (), Diagnostics())
    profiles = [each.profile for each in map(table.read, table.rows()) if each.profile is not None]
    again = [
        (row.cells, row_result(BASE, profile.facts(), AS_OF))
        for row, profile in zip(table.rows(), profiles, strict=True)
    ]
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write(list(decided(BASE, HEADINGS, ROWS)), [], first, as_of=AS_OF)
    write(again, [], second, columns=table.columns, as_of=AS_OF)
    assert second.read_bytes() == first.read_bytes()


def test_results_are_in_words(written: tuple[Path, Summary]) -> None:
    rows = {row["id"]: row for row in table_of(written[0], "Portfolio")}
    choir, quilts = rows["brookside-singers"], rows["thursday-quilters"]
    assert choir["Result: Delivery model"] == "Partnership"
    assert choir["Result: Oversight level"] == "Light touch"
    assert choir["Result: Controls missing"] == "none known to be missing"
    assert quilts["Result: Oversight level"] == "Still open (nothing is ruled out yet); meanwhile Enhanced"
    assert quilts["Result: Oversight level (how far)"] == "still open"
    assert quilts["Result: Oversight level (meanwhile)"] == "Enhanced"
    assert quilts["Result: Answer next"].splitlines()[0].endswith("?")
    assert rows["tallow-and-pryce"]["Result: Whether it is ready"] == "Does not apply"
    missing = rows["kettle-and-chat"]["Result: Controls missing"].splitlines()
    assert missing[0] == "3 missing:"
    assert len(missing) == 4
    rapid = rows["rapid-ride-taxis"]["Result: Oversight level (rules)"].splitlines()
    assert "floor-serious-incident-passed-on-late" in rapid


def test_every_colour_is_said_in_words(written: tuple[Path, Summary]) -> None:
    workbook = opened(written[0])
    coloured = [
        cell
        for sheet in workbook
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.fill.fill_type and cell.fill.start_color.rgb[2:] != "FFFFFF"
    ]
    assert len(coloured) > 100
    assert all(str(cell.value).strip() for cell in coloured if cell.value is not None)
    assert all(cell.value is not None for cell in coloured)


def test_the_same_level_has_the_same_colour_and_another_level_another(written: tuple[Path, Summary]) -> None:
    sheet = opened(written[0])["Portfolio"]
    place = next(cell.column for cell in sheet[1] if cell.value == "Result: Oversight level")
    seen: dict[str, set[str]] = {}
    for (cell,) in sheet.iter_rows(min_row=2, min_col=place, max_col=place):
        seen.setdefault(cell.value.partition(" (")[0], set()).add(cell.fill.start_color.rgb)
    assert set(seen) == {"Light touch", "Standard", "Enhanced", "Direct control", "Still open", "Does not apply"}
    assert all(len(colours) == 1 for colours in seen.values())
    of_levels = {name: colours for name, colours in seen.items() if name != "Does not apply"}
    assert len({colour for colours in of_levels.values() for colour in colours}) == 5


def test_headings_stay_in_sight_and_can_be_filtered(written: tuple[Path, Summary]) -> None:
    sheet = opened(written[0])["Portfolio"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{len(ROWS) + 1}"
    assert sheet.column_dimensions["A"].width > 20


def test_answers_can_be_filled_in_from_lists(written: tuple[Path, Summary]) -> None:
    workbook = opened(written[0])
    sheet = workbook["Portfolio"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "our_staff_present")
    rule = next(each for each in sheet.data_validations.dataValidation if str(each.sqref).startswith(letter + "2:"))
    offered = [cell.value for (cell,) in workbook["Lists"][rule.formula1.partition("!")[2]]]
    assert offered == [
        "Always",
        "Now and then, for part of it",
        "In the building, near enough to be called",
        "Never",
        "don't know yet",
    ]
    assert workbook["Lists"].sheet_state == "hidden"


def _level(found: DecisionCells) -> object:
    """Give the level of a row, and apart from what is open where the rules set none."""
    return found.status if found.status == "left_out" else found.value


def test_the_summary_counts_what_the_rows_say(written: tuple[Path, Summary], results: Rows) -> None:
    """Counted a second time here, by other means."""
    path, summary = written
    stated = [found.decisions for _, found in results]
    pairs = Counter((each["model"].value, _level(each["oversight"])) for each in stated)
    assert (summary.decided, summary.refused, summary.rows) == (40, 1, 41)
    assert summary.open == sum("open" in (each["model"].status, each["oversight"].status) for each in stated)
    rows = list(opened(path)["Summary"].iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if row[0] == "Delivery model")
    labels = {value.label: name for name, value in BASE.decisions["model"].values.items()}
    levels = {value.label: name for name, value in BASE.decisions["oversight"].values.items()}
    levels["Does not apply"] = "left_out"
    table = rows[top : top + len(labels) + 3]
    for row in table[1:-1]:
        for head, count in zip(table[0][1:-1], row[1:-1], strict=False):
            if head is not None and head != "Rows":
                assert (count or 0) == pairs[labels.get(row[0]), levels.get(head)], (row[0], head)
    heads = [head for head in table[0] if head]
    named = ["Light touch", "Standard", "Enhanced", "Direct control", "Still open", "Does not apply"]
    assert heads == ["Delivery model", *named, "Rows"]
    assert table[-1][len(heads) - 1] == 40
    missing = Counter(name for _, found in results for name in found.controls.missing)
    start = next(place for place, row in enumerate(rows) if row[0] == "Missing most often") + 2
    titles = {control.title: name for name, control in BASE.controls.items()}
    listed = [(titles[row[0]], row[1]) for row in rows[start : start + 5]]
    assert [count for _, count in listed] == sorted(missing.values(), reverse=True)[:5]
    assert all(missing[name] == count for name, count in listed)
    assert rows[start][2]


def test_the_chart_has_titles_and_shows_the_table(written: tuple[Path, Summary]) -> None:
    with zipfile.ZipFile(written[0]) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert chart.count("<title>") == 3
    rows = list(opened(written[0])["Summary"].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows, start=1) if row[0] == "Delivery model")
    last = next(number for number, row in enumerate(rows, start=1) if row[0] == "Rows") - 1
    assert f"<f>'Summary'!$A${top + 1}:$A${last}</f>" in chart
    for letter in "BCDEFG":
        assert f"<f>'Summary'!{letter}{top}</f>" in chart
        assert f"<f>'Summary'!${letter}${top + 1}:${letter}${last}</f>" in chart
    assert chart.count("<ser>") == 6
    assert 'grouping val="stacked"' in chart


def test_refused_rows_have_a_sheet_of_their_own(written: tuple[Path, Summary]) -> None:
    heads = ("Name or number", "Where", "Column", "What it says", "Why it can't be read", "What became of the row")
    assert table_of(written[0], "Refused") == [
        dict(zip(heads, row, strict=True))
        for row in (
            ("x", "row 7", "places", "moon", "there is no such place", "refused"),
            ("x", "row 7", "label", "?!", "no", "refused"),
        )
    ]


def test_the_sheet_says_so_where_nothing_was_refused_or_another_file_lists_it(tmp_path: Path, results: Rows) -> None:
    write(results, [], tmp_path / "none.xlsx")
    assert opened(tmp_path / "none.xlsx")["Refused"]["A2"].value == "None: every answer could be read."
    tally = Tally(BASE)
    tally.refuse(2)
    tally.not_read = 1
    write_results(BASE, COLUMNS, [], [], tmp_path / "two.xlsx", tally)
    said = opened(tmp_path / "two.xlsx")["Refused"]["A2"].value
    assert said == "What can't be read in 3 rows stands in the file in which it is listed."


def payload_rows() -> tuple[list[str], list[list[str]]]:
    headings = ["id", "partner.name", "partner.kind", "service", "meets_people_we_support.evidence"]
    rows = [[f"{place}{text}", text, text, text, text] for place, text in enumerate(PAYLOADS)]
    rows += [[text, "", "", "", ""] for text in PAYLOADS]
    return headings, rows


def test_no_text_becomes_a_formula_and_each_stays_what_it_is(tmp_path: Path) -> None:
    headings, rows = payload_rows()
    path = tmp_path / "payloads.xlsx"
    refused = [RefusedCell(text, 2, text, text, text) for text in PAYLOADS]
    write(decided(BASE, headings, rows), refused, path, columns=bind(headings, BASE))
    workbook = opened(path)
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.data_type != "e", (sheet.title, cell.coordinate, cell.value)
                if cell.value is not None:
                    assert cell.number_format == ("#,##0" if cell.data_type == "n" else "@"), cell.coordinate
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ />]", archive.read(name)), name
    table = text_table(path, "payloads.xlsx", BASE, "", (), Diagnostics())
    places = {column.heading: column.position for column in table.columns.all}
    found = [[row.cells[places[heading]] for heading in headings] for row in table.rows()]
    assert found == rows


def test_the_same_results_give_the_same_bytes(tmp_path: Path, results: Rows) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write(results, [], tmp_path / name, as_of=date(2026, 11, 20))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_rows_are_written_as_they_come_and_refusals_may_grow_meanwhile(tmp_path: Path, results: Rows) -> None:
    refused: list[RefusedCell] = []

    def rows() -> Iterator[tuple[Sequence[str], RowResult]]:
        for number, row in enumerate(results, start=2):
            yield row
            refused.append(RefusedCell(f"r{number}", number, "id", "", "why not"))

    summary = write(rows(), refused, tmp_path / "out.xlsx")
    assert summary.refused == len(results)


def test_what_changed_has_a_column_and_a_count_only_where_it_was_asked(tmp_path: Path, results: Rows) -> None:
    changed = [
        (cells, replace(found, changed=("model",) if place < 3 else ())) for place, (cells, found) in enumerate(results)
    ]
    summary = write(changed, [], tmp_path / "out.xlsx", changed=True)
    assert summary.changed == 3
    rows = table_of(tmp_path / "out.xlsx", "Portfolio")
    assert [bool(row["Result: Changed since last time"]) for row in rows[:4]] == [True, True, True, False]
    plain = write(results, [], tmp_path / "plain.xlsx")
    assert plain.changed is None
    assert "Result: Changed since last time" not in table_of(tmp_path / "plain.xlsx", "Portfolio")[0]


def test_no_row_at_all_still_makes_a_workbook(tmp_path: Path) -> None:
    summary = write([], [], tmp_path / "none.xlsx")
    assert summary.rows == 0
    assert opened(tmp_path / "none.xlsx").sheetnames[:3] == ["Summary", "Portfolio", "Refused"]


def test_a_text_that_fits_in_no_cell_is_refused_and_not_cut(tmp_path: Path, results: Rows) -> None:
    (cells, found), place = results[0], HEADINGS.index("service")
    long = [*cells[:place], "x" * 32_768, *cells[place + 1 :]]
    with pytest.raises(UsageError) as raised:
        write([(long, found)], [], tmp_path / "out.xlsx")
    assert str(raised.value) == (
        "a text of 32,768 characters does not fit in a cell of a workbook; write CSV, JSON Lines or Parquet instead"
    )
    fits = [*cells[:place], "x" * 32_767, *cells[place + 1 :]]
    write([(fits, found)], [], tmp_path / "out.xlsx")
    assert len(table_of(tmp_path / "out.xlsx", "Portfolio")[0]["service"]) == 32_767


def test_what_could_not_be_read_again_is_not_written_and_nothing_is_left_aside(
    tmp_path: Path, results: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    refused = [RefusedCell("a", 2, "people", "?", "not a number")] * 3
    monkeypatch.setattr(results_of, "most_reasons", lambda *_: 3)
    write(results[:3], refused, tmp_path / "out.xlsx")
    with pytest.raises(UsageError, match=r"^more than 3 reasons do not fit in a workbook that can be read again; list"):
        write(results[:3], refused * 2, tmp_path / "out.xlsx")
    assert not list(aside.iterdir())
    monkeypatch.setattr(save, "MOST_UNPACKED_BYTES", 20_000)
    with pytest.raises(UsageError, match=r"^the workbook would be larger than one that can be read again; write CSV"):
        write(results[:3], [], tmp_path / "out.xlsx")
    assert not list(aside.iterdir())
