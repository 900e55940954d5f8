"""From a file that was read to the parts of a pack: its questions, its decisions in order, and what their rows ask."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from engine.frozen import frozen
from engine.imports.dmn.conditions import AllOf, Asks, FileCondition, FileSubject, OneOfThem, Opposite, asked_in
from engine.imports.dmn.model import AskingColumn, DmnFile, FileDecision, FileTable, Written
from engine.imports.dmn.names import PackNames
from engine.imports.dmn.outcomes import MadeDecision, OutcomeMaker, of_expression
from engine.imports.dmn.questions import NullMeans, Question, QuestionMaker
from engine.imports.dmn.subjects import Subjects
from engine.imports.dmn.unary_tests import read_cell_test
from engine.imports.dmn.values import ANYTHING, CellTest, FeelFault, FeelValue, kind_of, share_a_value
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics

FileColumn = FileSubject | FileCondition


@frozen
class MadeRow:
    """A row: what it asks, column by column as the file has it, and all of it together; and what is noted beside it."""

    cells: tuple[CellTest, ...]
    condition: FileCondition
    notes: tuple[str, ...]


@frozen
class MadeTable:
    """A decision with the columns and rows of its table; an expression has one row, which says when it is true."""

    decision: MadeDecision
    columns: tuple[FileColumn, ...]
    rows: tuple[MadeRow, ...]


@frozen
class MadePack:
    """All that is written: questions by their path in the file, and decisions by their id, each after what it reads."""

    questions: Mapping[str, Question]
    tables: Mapping[str, MadeTable]
    remarks: Sequence[str]


@frozen
class _ReadDecision:
    decision: FileDecision
    columns: tuple[FileColumn, ...]
    rows: tuple[MadeRow, ...]


class PackMaker:
    """Makes the parts of a pack; whatever can't be held goes to the diagnostics, all of it in one run."""

    def __init__(self, file: DmnFile, null: NullMeans, diagnostics: Diagnostics) -> None:
        """Take a file, and what `null` means in its cells."""
        self._file, self._null, self._diagnostics = file, null, diagnostics
        self._remarks: list[str] = []
        self._subjects = Subjects(file, diagnostics, self._remarks)
        self._names = PackNames()
        self._both_pass: dict[tuple[FileColumn, CellTest, CellTest], bool] = {}
        self._questions: dict[str, Question] = {}
        self._tables: dict[str, MadeTable] = {}

    def make(self) -> MadePack:
        """Make everything that can be made."""
        order = in_order(self._file, self._diagnostics)
        read = [self._read(each) for each in order]
        asked: dict[str, list[Asks]] = {}
        for each in chain.from_iterable(asked_in(row.condition) for one in read for row in one.rows):
            if not each.subject.decision:
                asked.setdefault(each.subject.name, []).append(each)
        maker = QuestionMaker(self._null, self._diagnostics, self._remarks)
        for path, declared in self._subjects.declared.items():
            if path not in asked:
                self._remarks.append(f"input {in_backticks(path)} is asked for by no cell, and is left out")
                continue
            made = maker.make(self._names.give(path, "question"), declared, asked[path])
            if made is not None:
                self._questions[path] = made
        for one in read:
            table = self._made(one)
            if table is not None:
                self._tables[one.decision.id] = table
        return MadePack(self._questions, self._tables, self._remarks)

    # ---- reading rows

    def _read(self, decision: FileDecision) -> _ReadDecision:
        if decision.table is None:
            written = decision.expression
            found = self._subjects.of_expression(written, decision) if written is not None and written.text else None
            return _ReadDecision(decision, (), (MadeRow((), found, ()),) if found is not None else ())
        columns = [self._subjects.of_column(each, decision) for each in decision.table.inputs]
        rows = tuple(self._row(decision, decision.table, columns, number) for number in range(len(decision.table.rows)))
        if any(each is None for each in columns):
            return _ReadDecision(decision, (), ())
        return _ReadDecision(decision, tuple(each for each in columns if each is not None), rows)

    def _row(
        self, decision: FileDecision, table: FileTable, columns: Sequence[FileColumn | None], number: int
    ) -> MadeRow:
        row = table.rows[number]
        parts: list[FileCondition] = []
        tests: list[CellTest] = []
        for cell, column, head in zip(row.inputs, columns, table.inputs, strict=True):
            test = self._cell(cell, head, decision, number)
            tests.append(test)
            if test.anything or column is None:
                continue
            if isinstance(column, FileSubject):
                parts.append(Asks(column, test, cell.span))
            else:
                parts += self._of_truth(column, test, cell, decision, number)
        return MadeRow(tuple(tests), AllOf(tuple(parts)), row.notes)

    def _cell(self, cell: Written, head: AskingColumn, decision: FileDecision, number: int) -> CellTest:
        try:
            return read_cell_test(cell.text)
        except FeelFault as fault:
            column, shown = in_backticks(head.expression.text), in_backticks(decision.name)
            reason = self._subjects.fault_in(cell.text, decision) or fault
            message = f"`inputEntry`: row {number + 1} of decision {shown}, column {column}: {reason}"
            self._diagnostics.error("not-held", cell.span, message)
            return ANYTHING

    def _of_truth(
        self, column: FileCondition, test: CellTest, cell: Written, decision: FileDecision, number: int
    ) -> Iterator[FileCondition]:
        """Turn the cell of a column that is true or false into what must hold."""
        if test.asks_for_null or any(kind != "boolean" for kind in test.kinds()):
            message = (
                f"`inputEntry`: row {number + 1} of decision {in_backticks(decision.name)}: its column is true or "
                f"false, and {in_backticks(cell.text)} is neither"
            )
            self._diagnostics.error("not-held", cell.span, message)
            return
        holds, fails = test.passes(True), test.passes(False)
        if not holds and not fails:
            yield OneOfThem(())
        elif not (holds and fails):
            yield column if holds else Opposite(column)

    # ---- making decisions

    def _made(self, read: _ReadDecision) -> MadeTable | None:
        decision = read.decision
        name = self._names.give(decision.name, "decision")
        if decision.table is None:
            made = of_expression(name, decision.title, decision.description)
            return MadeTable(made, (), read.rows) if read.rows else None
        outcomes = OutcomeMaker(
            decision.table,
            f"decision {in_backticks(decision.name)}",
            self._diagnostics,
            lambda one, other: self._may_both_fit(read, one, other),
        )
        found = outcomes.make(name, decision.title, decision.description)
        if found is None or len(read.columns) != len(decision.table.inputs):
            return None
        self._check_kinds(read)
        return MadeTable(found, read.columns, read.rows)

    def _may_both_fit(self, read: _ReadDecision, one: int, other: int) -> bool:
        """Tell whether no column keeps two rows apart."""
        if not read.columns:
            return True
        pairs = zip(read.columns, read.rows[one].cells, read.rows[other].cells, strict=True)
        return all(self._may_both_pass(column, mine, yours) for column, mine, yours in pairs)

    def _may_both_pass(self, column: FileColumn, first: CellTest, second: CellTest) -> bool:
        """Tell whether some answer passes two cells of a column; cells repeat, so each pair is worked out once."""
        plainly = share_a_value(first, second)
        if plainly is not None:
            return plainly
        key = column, first, second
        if key not in self._both_pass:
            atoms = _atoms(column, first, second, self._questions, self._tables)
            self._both_pass[key] = any(first.passes(value) and second.passes(value) for value in atoms)
        return self._both_pass[key]

    def _check_kinds(self, read: _ReadDecision) -> None:
        """Refuse a cell that compares what an earlier decision gives with a value of another kind."""
        for each in chain.from_iterable(asked_in(row.condition) for row in read.rows):
            earlier = self._tables.get(each.subject.name) if each.subject.decision else None
            if earlier is None:
                continue
            kinds = set(_given_kinds(earlier.decision, each.subject))
            for kind in each.test.kinds():
                if kinds and kind not in kinds:
                    message = (
                        f"{in_backticks(earlier.decision.title)} gives a {min(kinds)}, and is compared with a {kind}; "
                        "mend one of the two"
                    )
                    self._diagnostics.error("not-held", each.span, message)


def _given_kinds(decision: MadeDecision, subject: FileSubject) -> Iterator[str]:
    if decision.policy in ("count", "sum"):
        yield "number"
    place = decision.components.index(subject.component) if subject.component else 0
    yield from (kind_of(outputs[place]) for outputs in decision.outputs.values() if outputs[place] is not None)


def _atoms(
    column: FileColumn,
    first: CellTest,
    second: CellTest,
    questions: Mapping[str, Question],
    tables: Mapping[str, MadeTable],
) -> list[FeelValue]:
    """List values of which one stands for each that two tests of a column can tell apart."""
    if not isinstance(column, FileSubject):
        return [True, False]
    if not column.decision:
        question = questions.get(column.name)
        return [None] if question is None else question.atoms((first, second))
    earlier = tables.get(column.name)
    if earlier is None or earlier.decision.policy in ("count", "sum"):
        whole = [end for test in (first, second) for end, _ in test.ends() if isinstance(end, Decimal)]
        return [None, Decimal(0), *(Decimal(int(end) + step) for end in whole for step in (-1, 0, 1))]
    place = earlier.decision.components.index(column.component) if column.component else 0
    return [None, *(outputs[place] for outputs in earlier.decision.outputs.values())]


def in_order(file: DmnFile, diagnostics: Diagnostics) -> list[FileDecision]:
    """Put decisions behind those that they need; one that needs itself in the end is refused, with the way."""
    done: dict[str, FileDecision] = {}
    for start in file.decisions.values():
        way: list[tuple[FileDecision, list[str]]] = [(start, _needed(file, start))]
        while way:
            decision, left = way[-1]
            if decision.id in done or not left:
                done.setdefault(decision.id, decision)
                way.pop()
                continue
            following = file.decisions[left.pop(0)]
            if any(each.id == following.id for each, _ in way):
                names = [each.name for each, _ in way]
                circle = [*names[names.index(following.name) :], following.name]
                message = f"decisions need each other in a circle: {' → '.join(map(in_backticks, circle))}; cut it"
                diagnostics.error("not-held", following.span, message)
                continue
            if following.id not in done:
                way.append((following, _needed(file, following)))
    return list(done.values())


def _needed(file: DmnFile, decision: FileDecision) -> list[str]:
    return [need.text for need in decision.needs if need.text in file.decisions]
