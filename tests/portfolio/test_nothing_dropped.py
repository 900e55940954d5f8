"""Every row is decided or refused: bad answers, bad rows and shared ids are listed, and the run goes on."""

import csv
from pathlib import Path

import pytest

from engine.errors import InputError, InternalError, UsageError
from engine.portfolio.tally import Tally
from tests.portfolio.conftest import Run, json_rows, needs_arrow, write

ENGINES = ("reference", pytest.param("columnar", marks=needs_arrow))

GOOD = {"id": "a", "meets_people_we_support": "yes", "people_served": "12", "places": "community"}
ROWS = [
    GOOD,
    {**GOOD, "id": "b", "meets_people_we_support": "sometimes", "people_served": "-1"},
    {**GOOD, "id": "c", "places": "community; the moon"},
    {**GOOD, "id": "d"},
    {**GOOD, "id": "same"},
    {**GOOD, "id": "same", "people_served": "13"},
    {**GOOD, "id": ""},
    {**GOOD, "id": "NA"},
]


def refused(tmp_path: Path) -> list[dict[str, str]]:
    with (tmp_path / "refused.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("engine", ENGINES)
def test_what_cannot_be_read_is_listed_with_column_value_and_reason(tmp_path: Path, ran: Run, engine: str) -> None:
    write(tmp_path / "in.csv", ROWS)
    done = ran("in.csv", "out.jsonl", engine)
    assert [row["id"] for row in json_rows(tmp_path / "out.jsonl")] == ["a", "b", "c", "d", "NA"]
    assert (done.summary.decided, done.summary.not_read, done.summary.refused) == (5, 2, 3)
    assert [(row["id"], row["row"], row["column"], row["value"], row["row_was"]) for row in refused(tmp_path)] == [
        ("b", "3", "meets_people_we_support", "sometimes", "decided without it"),
        ("b", "3", "people_served", "-1", "decided without it"),
        ("c", "4", "places", "community; the moon", "decided without it"),
        ("same", "6", "id", "same", "refused"),
        ("same", "7", "id", "same", "refused"),
        ("", "8", "id", "", "refused"),
    ]
    reasons = [row["reason"] for row in refused(tmp_path)]
    assert reasons[0] == "`sometimes` is neither `yes` nor `no`; write `yes` or `no`"
    assert (
        reasons[1]
        == "`About how many of the people we support use their work?` must lie between 0 and 100000 people, not -1"
    )
    assert reasons[2].startswith("`the moon` is not one of the answers; choose from ")
    assert reasons[3] == reasons[4] == "more than one row has this id; give each row one of its own"
    assert reasons[5] == "the row has no id; give it one of its own"


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_with_too_few_or_too_many_cells(tmp_path: Path, ran: Run, engine: str) -> None:
    text = "id,meets_people_we_support,people_served\na,yes,1\nb,no\nc,yes,3,surplus\nd,yes,4,,\n,,\n\ne,no,5\n"
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    done = ran("in.csv", "out.jsonl", engine)
    assert [row["id"] for row in json_rows(tmp_path / "out.jsonl")] == ["a", "d", "e"]
    assert (done.summary.decided, done.summary.refused) == (3, 2)
    assert [(row["row"], row["reason"]) for row in refused(tmp_path)] == [
        ("3", "the row has 2 cells, but there are 3 headings; is a comma missing?"),
        ("4", "the row has 4 cells, but there are 3 headings; put a text with a comma in it in quotes"),
    ]


@needs_arrow
def test_misshapen_rows_that_arrow_itself_puts_aside(tmp_path: Path, ran: Run) -> None:
    text = 'id,people_served\na,1\nb\nc,3,surplus\n,\n" "\nd,x\n'
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    done = ran("in.csv", "out.jsonl", "columnar")
    assert (done.summary.decided, done.summary.not_read, done.summary.refused) == (2, 1, 2)
    assert [(row["row"], row["id"]) for row in refused(tmp_path)] == [("3", "b"), ("4", "c"), ("7", "d")]


@pytest.mark.parametrize("engine", ENGINES)
def test_strictly_the_first_bad_row_ends_the_run_and_nothing_is_written(tmp_path: Path, ran: Run, engine: str) -> None:
    write(tmp_path / "in.csv", ROWS)
    with pytest.raises(InputError) as caught:
        ran("in.csv", "out.csv", engine, strict=True)
    assert "`sometimes` is neither `yes` nor `no`" in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fault_of_structure_ends_the_run(tmp_path: Path, ran: Run, engine: str) -> None:
    (tmp_path / "in.csv").write_text("id,people_servd\na,1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        ran("in.csv", "out.csv", engine)
    assert "in.csv:1:2: unknown-heading: no question, control or field is called `people_servd`" in str(caught.value)
    assert "did you mean `people_served`?" in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_that_is_neither_decided_nor_refused_is_a_fault_of_the_program(
    tmp_path: Path, ran: Run, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in.csv", ROWS)
    monkeypatch.setattr(Tally, "refuse", lambda self, times=1: None)
    with pytest.raises(InternalError, match="8 rows were read, but 5 are accounted for"):
        ran("in.csv", "out.csv", engine)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_results_are_never_written_over_the_table(tmp_path: Path, ran: Run, engine: str) -> None:
    before = write(tmp_path / "in.csv", ROWS).read_bytes()
    with pytest.raises(UsageError, match="is the table itself; give the results another name"):
        ran("in.csv", "in.csv", engine)
    assert (tmp_path / "in.csv").read_bytes() == before


@needs_arrow
def test_the_reference_notices_when_the_kernel_is_wrong(
    tmp_path: Path, ran: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.errors import EnginesDisagree
    from engine.interpret.columnar.circuit import Circuit

    write(tmp_path / "in.csv", [GOOD])
    monkeypatch.setattr(Circuit, "either", Circuit.both)
    with pytest.raises(EnginesDisagree, match=r"different results for row 2, in `result_\w+`, so nothing is concluded"):
        ran("in.csv", "out.csv", "columnar")
    assert not (tmp_path / "out.csv").exists()
