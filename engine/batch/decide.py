"""The door for tables: a rule base compiled for them, and one function from Arrow batch to Arrow batch."""

from datetime import date
from threading import local
from typing import Any

import pyarrow as pa

from engine.batch.cells import cells_of
from engine.batch.read import NOTHING_WRONG, BatchReader, BatchReading, WrongCells
from engine.batch.result_planes import ResultPlanes
from engine.frozen import frozen
from engine.interpret.columnar.answers import to_planes
from engine.interpret.columnar.chosen_way import ChosenWay
from engine.interpret.columnar.plan import to_plan
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.columnar.run import Planes
from engine.interpret.result_columns import ERRORS, NOT_READ, result_columns
from engine.profile.columns import bind
from engine.rulebase.base import RuleBase
from engine.rulebase.in_force import in_force


class TablePlan:
    """A rule base compiled for tables of results: what runs, and which planes stand behind each column.

    It can be pickled, and used by several threads, each of which gets memory of its own.
    """

    def __init__(self, base: RuleBase) -> None:
        self.base = base
        rules = RuleCircuit(base)
        planes = ResultPlanes(rules)
        self.columns = tuple(planes.of(column) for column in result_columns(base))
        places = {wire: place for place, wire in enumerate(dict.fromkeys(self._wires()))}
        self.rows = tuple(tuple(places[wire] for wire in column.planes) for column in self.columns)
        self.plan = to_plan(rules.circuit, tuple(places))
        self._own = local()

    def _wires(self) -> list[int]:
        return [wire for column in self.columns for wire in column.planes]

    def for_day(self, as_of: date | None) -> "TablePlan":
        """Give the plan of the rules that are in force on a day; compiled once in each thread."""
        base = in_force(self.base, as_of)
        if base is self.base:
            return self
        plans: dict[str, TablePlan] = vars(self._own).setdefault("plans", {})
        if base.sha256 not in plans:
            plans[base.sha256] = TablePlan(base)
        return plans[base.sha256]

    def run(self, inputs: Planes) -> Planes:
        """Work out the planes behind the results, in the memory of this thread."""
        if not hasattr(self._own, "way"):
            self._own.way = ChosenWay(self.plan)
        way: ChosenWay = self._own.way
        return way.run(inputs)

    def reader(self, headings: tuple[str, ...], id_column: str) -> BatchReader:
        """Give the reader of this thread for tables with these headings, which remembers the texts that it has read."""
        if getattr(self._own, "headings", None) != (headings, id_column):
            self._own.reader = BatchReader(bind(headings, self.base, id_column))
            self._own.headings = (headings, id_column)
        reader: BatchReader = self._own.reader
        return reader

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the memory of each thread."""
        return {name: value for name, value in vars(self).items() if name != "_own"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Start with memory of its own."""
        vars(self).update(state, _own=local())


def plan_of(base: RuleBase) -> TablePlan:
    """Compile a rule base for tables.

    >>> plan_of(base).columns[0].result.decision == base.pack.headline[0]
    True
    """
    return TablePlan(base)


def decide(plan: TablePlan, batch: pa.RecordBatch, as_of: date | None = None, id_column: str = "") -> pa.RecordBatch:
    """Decide every row: the columns of the batch, results of earlier runs left out, and the columns of results.

        >>> import pyarrow as pa
        >>> batch = pa.RecordBatch.from_pylist([{"id": "somebody"}])
        >>> decide(plan_of(base), batch, date(2026, 5, 4)).num_rows
        1

    A row in is a row out. An answer that can't be read is not known, and `result_not_read` says so; a row without an id
    has its reasons in `result_errors` and no other result.
    Columns may hold text, or be typed as Arrow types them: booleans, whole numbers, days, dictionaries, lists of texts.
    Raises `InputError` where the headings are not those of the rule base, or a column has a type that no answer has.
    """
    return decide_batch(plan, batch, as_of, id_column).batch


@frozen
class DecidedBatch:
    """A batch with its results, and how it was read: typed answers, and the cells that could not be."""

    batch: pa.RecordBatch
    read: BatchReading


def decide_batch(
    plan: TablePlan, batch: pa.RecordBatch, as_of: date | None, id_column: str = "", wrong: WrongCells = NOTHING_WRONG
) -> DecidedBatch:
    """Decide every row, and keep how each was read; `wrong` is what the file itself has against cells."""
    plan = plan.for_day(as_of)
    reader = plan.reader(tuple(batch.schema.names), id_column)
    read = reader.read(batch, wrong)
    inputs = to_planes(plan.plan.inputs, read.columns, plan.base.question, as_of)
    planes = plan.run(inputs)
    results = [
        cells_of(column, planes[list(rows)], batch.num_rows, read.refused)
        for column, rows in zip(plan.columns, plan.rows, strict=True)
    ]
    names = [column.result.name for column in plan.columns]
    results[names.index(NOT_READ)] = read.reasons(read.not_read())
    results[names.index(ERRORS)] = read.reasons(read.refused)
    kept = [place for place, column in enumerate(batch.schema.names) if place in reader.kept]
    done = pa.RecordBatch.from_arrays(
        [*(batch.column(place) for place in kept), *results],
        names=[*(batch.schema.names[place] for place in kept), *names],
    )
    return DecidedBatch(done, read)
