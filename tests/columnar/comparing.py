"""The rows of results of the kernel, held against those of the reference."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from engine.batch.decide import decide, plan_of
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.interpret.results import ResultCell
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer


def differing(
    base: RuleBase, profiles: Sequence[Mapping[str, Answer]], batch: pa.RecordBatch, as_of: date | None
) -> str:
    """Describe the first cell on which the two differ."""
    found = decide(plan_of(base), batch, as_of).to_pylist()
    assert len(found) == len(profiles)
    for number, profile in enumerate(profiles):
        expected = row_result(base, profile, as_of)
        for column in result_columns(base):
            if _plain(expected.cell(column)) != found[number][column.name]:
                return f"row {number}, {column.name}: {expected.cell(column)} and {found[number][column.name]}"
    return ""


def _plain(cell: ResultCell) -> object:
    return list(cell) if isinstance(cell, tuple) else cell
