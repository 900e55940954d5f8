"""What is wrong with a cell is said in the words that people read, whatever the form, the engine and the heading."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.conftest import needs_arrow
from tests.portfolio.kept_tables import ENGINES, FORMS, decided, table

BASE = volunteer_drivers()
NAMES = ("id", "points", "badge", "aids", "alone")
WORDED = ("Name or number", "How many points?", "Badge worn", "Which aids?", "Are they alone with people?")
CELLS = ("a", "99", "perhaps", "a rope", "sometimes")
FAULTS = [
    "`How many points?` must lie between -5 and 12 points, not 99",
    "control `Badge worn` is in place (`yes`), missing (`no`) or `unknown`, not `perhaps`",
    (
        "`a rope` is not one of the answers; choose from `A ramp`, `A belt`; put `;` between several answers; until "
        "then `A belt` is assumed, as where nothing is answered"
    ),
    (
        "`sometimes` is neither `yes` nor `no`; write `yes` or `no`; until then `no` is assumed, as where nothing is "
        "answered"
    ),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("headings", [NAMES, WORDED])
def test_a_fault_names_the_question_as_people_read_it(
    tmp_path: Path, headings: Sequence[str], form: str, engine: str
) -> None:
    source = table(tmp_path / f"in.{form}", [headings, CELLS])
    run = decided(BASE, source, tmp_path / "out.csv", engine)
    assert sorted(each.reason for each in run.refused_cells) == sorted(FAULTS)


LISTED_TWICE = ("north; north", "North;north", "north, north", "north\nNORTH", "north; south; north")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_a_set_holds_once_what_a_cell_lists_twice(tmp_path: Path, form: str, engine: str) -> None:
    """It says the same as listed once: north, and nothing else (and south, in the last)."""
    rows = [[str(n), text] for n, text in enumerate((*LISTED_TWICE, "north", "north; south"))]
    source = table(tmp_path / f"in.{form}", [["id", "areas"], *rows])
    run = decided(BASE, source, tmp_path / "out.jsonl", engine)
    assert (run.refused_cells, run.summary.not_read) == ((), 0)
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    results = [{name: cell for name, cell in row.items() if name.startswith("result_")} for row in found]
    assert results[:4] == [results[5]] * 4
    assert results[4] == results[6]


@pytest.mark.parametrize("engine", ENGINES)
def test_so_does_a_list_of_json(tmp_path: Path, engine: str) -> None:
    lines = [{"id": "a", "areas": ["north", "north"]}, {"id": "b", "areas": ["north"]}]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    run = decided(BASE, tmp_path / "in.jsonl", tmp_path / "out.jsonl", engine)
    assert run.refused_cells == ()


@needs_arrow
@pytest.mark.parametrize("engine", ENGINES)
def test_so_does_a_list_of_parquet(tmp_path: Path, engine: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": ["a", "b"], "areas": [["north", "north"], ["north"]]}), tmp_path / "in.parquet")
    run = decided(BASE, tmp_path / "in.parquet", tmp_path / "out.jsonl", engine)
    assert run.refused_cells == ()
