"""The tables that the bench makes are such as the pack can decide, and what it compares with reads and writes them."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from bench import only_files, tables
from engine import load_pack
from engine.batch.decide import decide, plan_of
from engine.rulebase.base import RuleBase

ROWS = 2_000


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_pack()


@pytest.fixture(scope="module")
def made(base: RuleBase) -> pa.RecordBatch:
    return next(tables.batches(base, ROWS))


def test_every_row_is_decided_and_the_results_are_of_many_kinds(base: RuleBase, made: pa.RecordBatch) -> None:
    results = decide(plan_of(base), made)
    assert results.column("result_errors").null_count == ROWS
    for decision in base.pack.primary:
        found = results.column(f"result_{decision}").to_pylist()
        assert len(set(found)) > 3
        assert 0.1 < found.count(None) / ROWS < 0.9


def test_every_question_has_a_column_with_one_answer_in_ten_blank(base: RuleBase, made: pa.RecordBatch) -> None:
    questions = [question.name for question in base.questions()]
    assert set(questions) < set(made.schema.names)
    blank = sum(made.column(name).null_count for name in questions)
    assert blank / (ROWS * len(questions)) == pytest.approx(tables.UNKNOWN_SHARE, rel=0.05)


def test_ids_are_all_different_across_batches(base: RuleBase) -> None:
    rows = tables.BATCH + ROWS
    ids = [name for batch in tables.batches(base, rows) for name in batch.column("id").to_pylist()]
    assert len(set(ids)) == len(ids) == rows


@pytest.mark.parametrize(("form", "write"), [("parquet", tables.write_parquet), ("csv", tables.write_csv)])
def test_the_files_alone_are_as_many_rows_with_the_columns_of_the_other(
    base: RuleBase, tmp_path: Path, form: str, write: Callable[[RuleBase, int, Path], None]
) -> None:
    source, like, target = (tmp_path / f"{name}.{form}" for name in ("source", "like", "target"))
    write(base, ROWS, source)
    small = pa.table({"id": [str(n) for n in range(300)], "result": ["x"] * 300})
    pq.write_table(small, like) if form == "parquet" else pyarrow.csv.write_csv(small, like)
    only_files.seconds(source, like, target)
    written = list(only_files.read(target))
    assert sum(batch.num_rows for batch in written) == ROWS
    assert written[0].schema.names == ["id", "result"]
