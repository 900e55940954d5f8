"""Tables as people keep them: own columns, titles, totals, notes and ids written in two ways."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

from engine.errors import InputError
from engine.profile.stray_lines import MOST_NOTES
from engine.rulebase.base import RuleBase
from engine.source.tables.guard import unguarded
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.conftest import needs_arrow
from tests.portfolio.kept_tables import ENGINES, FORMS, Grid, born, decided, refused, rows_of, said, table, workbook

NOTE = (
    "nothing is answered in this row, and it stands apart from the others: it is taken for a note. "
    "If it is one of them, move it up to them, without a blank row between"
)
TOTALS = "a line of totals is no row; the results count the rows, so leave it out"
HEADINGS = ["id", "Region", "licence", "E-mail of the lead", "points"]


@pytest.fixture(scope="module")
def pack() -> RuleBase:
    return volunteer_drivers()


def own_tables(seed: int) -> Iterator[tuple[str, Grid]]:
    """Walk tables with columns of people's own, in every form, all with the same rows."""
    rng = Random(seed)
    cells = ("=1+1", "'quoted", " spaced ", "a, b; c", "Zoë", "n/a", "0017", "no", "+44 20", '"so"', "two\nlines")
    rows = [
        [f"d{n}", rng.choice(cells), rng.choice(("yes", "no", "")), rng.choice(cells), str(n % 9)] for n in range(12)
    ]
    for form in FORMS:
        yield form, [HEADINGS, *rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_ones_own_come_through_untouched_beside_their_place(
    pack: RuleBase, tmp_path: Path, engine: str
) -> None:
    """In every form, into every form: no cell of theirs is another one, and none is refused for what is in it."""
    seen = 0
    for (form, grid), into in product(own_tables(7), FORMS):
        run = decided(pack, table(tmp_path / f"in.{form}", grid), tmp_path / f"out.{into}", engine)
        assert (run.summary.decided, run.refused_cells) == (12, ())
        (line,) = said(run)
        assert line.endswith(
            "own-columns: 2 columns are about none of the questions, and kept as they are: `Region`, "
            "`E-mail of the lead`"
        )
        results = rows_of(tmp_path / f"out.{into}")
        for row, found in zip(grid[1:], results, strict=True):
            for heading, cell in zip(HEADINGS, row, strict=True):
                text = found.get(heading, "")
                assert (unguarded(text) if into == "csv" else text) == cell, (form, into, heading)
                seen += 1
        kept = [heading for heading in results[1] if heading in HEADINGS]
        assert sorted(kept, key=HEADINGS.index) == kept
    assert seen == len(FORMS) ** 2 * 60


@needs_arrow
def test_columns_of_ones_own_keep_their_types_in_parquet_and_on_a_cluster(pack: RuleBase) -> None:
    """What a cluster runs on each part is the same door; a structure or a moment is nobody's answer, so it may be."""
    import pyarrow as pa

    from engine.batch.decide import decide, plan_of

    own = {
        "Visits": pa.array([1, None], pa.int64()),
        "Seen": pa.array([0, 1], pa.timestamp("us", "UTC")),
        "Where": pa.array([{"lat": 1.5}, None], pa.struct([("lat", pa.float64())])),
        "Tags": pa.array([[1, 2], []], pa.list_(pa.int32())),
    }
    batch = pa.RecordBatch.from_pydict({"id": pa.array(["a", "Total"]), "licence": pa.array(["yes", ""]), **own})
    done = decide(plan_of(pack), batch)
    assert {name: done.column(name) for name in own} == own
    assert done.column("result_errors").to_pylist() == [None, f"id: {TOTALS}"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_a_heading_near_a_question_is_named_with_it(pack: RuleBase, tmp_path: Path, form: str, engine: str) -> None:
    source = table(
        tmp_path / f"in.{form}", [["id", "licnce", "Do they hold a license", "Do they hold"], ["a", "yes", "no", ""]]
    )
    with pytest.raises(InputError) as caught:
        decided(pack, source, tmp_path / "out.csv", engine)
    lines = [each.message for each in caught.value.diagnostics]
    tail = " If the column is your own, head it `own: …`"
    assert lines == [
        f"no question, control or field is called `licnce`; did you mean `licence`?{tail}",
        "no question, control or field is called `Do they hold a license`; did you mean `Do they hold a licence?`?"
        + tail,
        f"no question, control or field is called `Do they hold`; did you mean `Do they hold a licence?`?{tail}",
    ]
    source = table(tmp_path / f"in.{form}", [["id", "own: licnce", "points"], ["a", "yes", "2"]])
    decided(pack, source, tmp_path / "out.csv", engine)
    (row,) = rows_of(tmp_path / "out.csv")
    assert row["own: licnce"] == "yes"
    assert row["result_drive_status"] == "open"


def test_two_columns_of_ones_own_need_two_headings(pack: RuleBase, tmp_path: Path) -> None:
    source = table(tmp_path / "in.csv", [["id", "points", "Remarks", "remarks"], ["a", "1", "x", "y"]])
    with pytest.raises(InputError, match="two columns are headed `remarks`; give one of them another heading"):
        decided(pack, source, tmp_path / "out.csv", "reference")
    book = workbook(
        tmp_path / "in.xlsx",
        One=[["id", "points", "Remarks"], ["a", 1, "x"]],
        Two=[["id", "licence", "Remarks"], ["a", "yes", "y"]],
    )
    decided(pack, book, tmp_path / "out.csv", "reference")
    (row,) = rows_of(tmp_path / "out.csv")
    assert (row["Remarks"], row["Remarks (Two)"]) == ("x", "y")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_headings_may_stand_under_a_title(pack: RuleBase, tmp_path: Path, form: str, engine: str) -> None:
    grid: Grid = [
        ["Register of drivers 2026"],
        ["Prepared by the transport team, points as of March"],
        [],
        ["id", "licence", "points"],
        ["a", "yes", "3"],
        ["b", "maybe", "3"],
    ]
    run = decided(pack, table(tmp_path / f"in.{form}", grid), tmp_path / "out.csv", engine)
    assert rows_of(tmp_path / "out.csv")[0]["id"] == "a"
    place = "Data!A4" if form == "xlsx" else "4:1"
    assert said(run) == [
        f"in.{form}:{place}: headings-below: the headings stand in row 4; what stands above is passed over"
    ]
    assert [(each.id, each.row, each.column) for each in run.refused_cells] == [("b", 6, "licence")]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_totals_notes_and_headings_once_more_are_no_rows(
    pack: RuleBase, tmp_path: Path, form: str, engine: str
) -> None:
    """The same rows are refused at the same place for the same reason, whatever the form and the engine."""
    grid: Grid = [
        ["id", "licence", "points"],
        ["a", "yes", "3"],
        ["b", "no", "4"],
        ["Total", "", "7"],
        [],
        ["id", "licence", "points"],
        ["c", "yes", "1"],
        ["Sum:", "", "37"],
        [],
        ["Source: our register, March", "", ""],
        ["Checked by the office", "", ""],
        [],
        ["Total Care", "yes", ""],
        ["new", "", ""],
    ]
    run = decided(pack, table(tmp_path / f"in.{form}", grid), tmp_path / "out.csv", engine)
    assert [row["id"] for row in rows_of(tmp_path / "out.csv")] == ["a", "b", "c", "Total Care", "new"]
    assert run.summary.rows == 10
    assert [(each.id, each.row, each.reason) for each in run.refused_cells] == [
        ("Total", 4, TOTALS),
        ("id", 6, "the headings stand here once more; leave this row out"),
        ("Sum:", 8, TOTALS),
        ("Source: our register, March", 10, NOTE),
        ("Checked by the office", 11, NOTE),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_many_rows_behind_a_blank_one_are_rows(pack: RuleBase, tmp_path: Path, engine: str) -> None:
    for count, left in ((MOST_NOTES, 1), (MOST_NOTES + 1, MOST_NOTES + 2)):
        grid = [["id", "points"], ["a", "1"], ["", ""], *([f"n{n}", ""] for n in range(count))]
        run = decided(pack, table(tmp_path / "in.csv", grid), tmp_path / "out.csv", engine)
        assert (run.summary.decided, run.summary.rows) == (left, count + 1)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_columns_that_are_blank_from_top_to_bottom_pass(pack: RuleBase, tmp_path: Path, form: str, engine: str) -> None:
    grid: Grid = [["id", "licence", "", "points", "", ""], ["a", "yes", "", "3", "", ""], ["b", "no", "", "4", "", ""]]
    run = decided(pack, table(tmp_path / f"in.{form}", grid), tmp_path / "out.csv", engine)
    assert (run.summary.decided, said(run)) == (2, [])
    assert "" not in rows_of(tmp_path / "out.csv")[0]
    grid = [*grid, ["c", "no", "", "4", "", "ask Ann"]]
    run = decided(pack, table(tmp_path / f"in.{form}", grid), tmp_path / "out.csv", engine)
    reason = "nothing says what this cell is about; give its column a heading, or empty the cell"
    assert [(each.id, each.row, each.value, each.reason) for each in run.refused_cells] == [("c", 4, "ask Ann", reason)]


@pytest.mark.parametrize("engine", ENGINES)
def test_blank_columns_may_be_left_out_at_the_end_of_a_row(pack: RuleBase, tmp_path: Path, engine: str) -> None:
    """Excel ceases to write them after some rows."""
    (tmp_path / "in.csv").write_text("id,licence,points,,,\na,yes,3,,,\nb,no,4\nc,no,4,\nd,yes\n", encoding="utf-8")
    run = decided(pack, tmp_path / "in.csv", tmp_path / "out.csv", engine)
    assert [row["id"] for row in rows_of(tmp_path / "out.csv")] == ["a", "b", "c"]
    assert [(each.row, each.reason[:19]) for each in run.refused_cells] == [(5, "the row has 2 cells")]


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_that_differ_in_zeros_are_joined_and_named(pack: RuleBase, tmp_path: Path, engine: str) -> None:
    book = workbook(
        tmp_path / "in.xlsx",
        One=[["id", "licence", "born"], ["0017", "yes", born(1990)], ["0018", "no", born(1990)]],
        Two=[["id", "points"], [17, 8], [18, 2], ["19", 1]],
    )
    run = decided(pack, book, tmp_path / "out.csv", engine)
    found = {row["id"]: (row.get("licence"), row.get("points")) for row in rows_of(tmp_path / "out.csv")}
    assert found == {"0017": ("yes", "8"), "0018": ("no", "2"), "19": (None, "1")}
    assert said(run) == [
        (
            "in.xlsx:Two!A2: ids-alike: ids written otherwise than on the sheets before are taken for the same: "
            "`17` is `0017`, `18` is `0018`"
        )
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_that_differ_in_case_and_spaces_are_joined_and_two_of_a_kind_refused(
    pack: RuleBase, tmp_path: Path, engine: str
) -> None:
    book = workbook(
        tmp_path / "in.xlsx",
        One=[["id", "licence"], ["Lunch Club", "yes"], ["Bus ", "no"]],
        Two=[["id", "points"], ["lunch club", 8], ["Bus", 2], ["Lunch\xa0Club", 3]],
    )
    run = decided(pack, book, tmp_path / "out.csv", engine)
    found = {row["id"].strip(): (row.get("licence"), row.get("points")) for row in rows_of(tmp_path / "out.csv")}
    assert found == {"Bus": ("no", "2")}
    shared = "more than one row has this id; give each row one of its own"
    assert refused(run) == [("Lunch Club", "One!A2", shared), ("Lunch Club", "Two!A4", shared)]
    assert "`lunch club` is `Lunch Club`" in said(run)[0]


def test_a_sheet_for_each_year_is_refused_with_how_to_read_one(pack: RuleBase, tmp_path: Path) -> None:
    """Both headings are the same, so that the other one has to be named by where it stands."""
    year: Grid = [["id", "licence", "points", "born"], ["a", "yes", 3, born(1990)]]
    path = workbook(tmp_path / "in.xlsx", **{"2026": year, "2025": year})
    with pytest.raises(InputError) as caught:
        decided(pack, path, tmp_path / "out.csv", "reference")
    (line,) = map(str, caught.value.diagnostics)
    assert line.endswith(
        "in.xlsx:2025!B1: column-twice: `licence` and `licence` are about the same; keep one of the two. "
        "The other stands in 2026!B1, and so it is with 2 more on this sheet; "
        "to read one sheet alone, name it with `--sheet NAME`"
    )


def test_ids_of_one_sheet_that_are_nearly_the_same_are_named(pack: RuleBase, tmp_path: Path) -> None:
    book = workbook(tmp_path / "in.xlsx", One=[["id", "points"], ["Bus", 1], ["Van", 2], ["BUS", 3]])
    run = decided(pack, book, tmp_path / "out.csv", "reference")
    assert run.summary.decided == 3
    assert said(run) == [
        (
            "in.xlsx:One!A4: ids-alike: ids that differ only in case, spaces or zeros before a number are rows of "
            "their own: `Bus` in row 2, `BUS` in row 4"
        )
    ]


@pytest.mark.parametrize("name", ["~$partners.xlsx", ".~lock.partners.xlsx#"])
def test_a_lock_file_is_called_one(pack: RuleBase, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x03Ann" + b" " * 50 + "Ann".encode("utf-16-le") + b"\0" * 40)
    with pytest.raises(InputError) as caught:
        decided(pack, tmp_path / name, tmp_path / "out.csv", "reference")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.message) == (
        "lock-file",
        "this only says that somebody has `partners.xlsx` open; name the table itself",
    )


def test_a_table_that_is_called_like_a_lock_file_is_read(pack: RuleBase, tmp_path: Path) -> None:
    book = workbook(tmp_path / "~$in.xlsx", One=[["id", "points"], ["a", 1]])
    assert decided(pack, book, tmp_path / "out.csv", "reference").summary.decided == 1


def test_what_is_not_carried_over_is_said_before_any_row_is_decided(pack: RuleBase, tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    path = workbook(tmp_path / "in.xlsx", One=[["id", "points"], ["a", 1], ["b", 2]])
    book = load_workbook(path)
    fill = PatternFill("solid", start_color="FFFF00")
    book["One"]["A1"].fill = fill
    book.save(path)
    assert said(decided(pack, path, tmp_path / "out.xlsx", "reference")) == []
    book["One"]["B3"].fill = fill
    book["One"]["B2"].comment = Comment("ask", "Ann")
    book.save(path)
    told: list[str] = []
    run = decided(
        pack,
        path,
        tmp_path / "out.xlsx",
        "reference",
        warn=lambda warning: told.append(str(warning)),
        progress=lambda rows: told.append(f"{rows} through"),
    )
    line = (
        "in.xlsx:1:1: marks-stay: comments and colours of cells are not carried over to the results; "
        "they stay in this workbook"
    )
    assert said(run) == [line]
    assert told == [line, "1 through", "2 through"]
    again = decided(pack, tmp_path / "out.xlsx", tmp_path / "next.xlsx", "reference")
    assert said(again) == []
