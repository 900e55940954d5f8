"""Decision tables: a declaration and a CSV file become the rules that their rows are, in the notation of rule files.

Everything that is true of rules is so true of rows: they are typed, checked, run and hashed as the same rules are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from engine.errors import InputError
from engine.frozen import frozen
from engine.rulebase.decisions import HIT_POLICIES, HitPolicy
from engine.rulebase.folders import CASES
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.table_cells import ANY, listed, mapping, parts, together
from engine.rulebase.load.table_columns import TableColumn, columns_of
from engine.rulebase.tables import DecisionTable
from engine.source.characters import in_backticks, refused_character, visible, why_refused
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle
from engine.source.opening import Unreadable, open_ordinary
from engine.source.span import CellSpan, start_of
from engine.source.suggest import did_you_mean
from engine.source.tables.comma_separated import read_comma_separated
from engine.source.tables.table import Row, Table
from engine.source.text import MOST_BYTES
from engine.source.tree import Mapping, Node, Scalar

REQUIRED = ("name", "file", "hit_policy", "decides")
FOR_ROWS = ("because", "cites", "origin", "from", "until")
"""What a table may say for all its rows; a cell of a row may say otherwise."""
OPTIONAL = ("title", *FOR_ROWS)
NEEDED = ("because", "cites")
MOST_ROWS = 5_000
"""Rows of a decision table. Each becomes a rule. Beyond it: `too-large`."""

MOST_CELLS = 60_000
"""Cells of a decision table that say something. Each becomes a test of a rule. Beyond it: `too-large`."""

LISTS = ("cites",)


@frozen
class Rows:
    """A table that was read, and its rows as rules in the making."""

    table: DecisionTable
    nodes: tuple[Node, ...]


def read_tables(nodes: Iterable[Node], folder: Path, names: DeclaredNames, diagnostics: Diagnostics) -> list[Rows]:
    """Read the tables that one pack declares; whatever is wrong goes to the diagnostics, with row and column."""
    found: list[Rows] = []
    files: dict[str, str] = {}
    for node in nodes:
        form = Form(node, "a table", diagnostics, required=REQUIRED, optional=OPTIONAL)
        declared = _declared(form, folder, names)
        if declared is None:
            continue
        if declared.file in files:
            message = f"{in_backticks(form.text('file'))} is the file of table `{files[declared.file]}` already"
            diagnostics.error("duplicate-file", form.at("file").span, message)
            continue
        files[declared.file] = declared.name
        try:
            found.append(_read(declared, form, folder, names, diagnostics))
        except InputError as error:
            for each in error.diagnostics:
                diagnostics.error(each.code, each.span, each.message)
    return found


def _declared(form: Form, folder: Path, names: DeclaredNames) -> DecisionTable | None:
    name, file = form.name("name", NameStyle.KEBAB), _file(form)
    policy = form.one_of("hit_policy", HIT_POLICIES)
    decides = [each for each in form.words("decides") if _decides(each, policy, names, form.diagnostics)]
    if not name or not file or policy is None or not decides:
        return None
    shown = visible(str(folder / file))
    decided = tuple(each.text for each in decides)
    return DecisionTable(name, form.text("title") or name, shown, policy, decided, (), form.at("name").span)


def _file(form: Form) -> str:
    """Read the name of the file: inside the folder of the pack, so that the pack is all that is in its folder."""
    text = form.text("file")
    path = PurePosixPath(text)
    if text and (path.suffix != ".csv" or path.is_absolute() or {"..", CASES} & set(path.parts) or "\\" in text):
        message = f"{in_backticks(text)} must be a file `*.csv` in the folder of the pack, and not among its cases"
        form.diagnostics.error("bad-file", form.at("file").span, message)
        return ""
    return text


def _decides(word: Scalar, policy: HitPolicy | None, names: DeclaredNames, diagnostics: Diagnostics) -> bool:
    decision = names.decisions.get(word.text)
    if word.text in names.spoilt:
        return False
    if decision is None or decision.built_in:
        own = [name for name, each in names.decisions.items() if not each.built_in]
        message = f"no decision is named {in_backticks(word.text)}{did_you_mean(word.text, own)}"
        diagnostics.error("unknown-decision", word.span, message)
    elif policy is not None and decision.hit_policy != policy:
        message = (
            f"the table is `{policy}`, but `{word.text}` is made by `{decision.hit_policy}`; let both say the same"
        )
        diagnostics.error("other-hit-policy", word.span, message)
    else:
        return True
    return False


def _read(table: DecisionTable, form: Form, folder: Path, names: DeclaredNames, diagnostics: Diagnostics) -> Rows:
    """Read the file of a table. Raises `InputError` where its shape is in doubt."""
    read = _opened(folder / form.text("file"), table.file)
    columns = columns_of(read, table, names, diagnostics)
    if columns is None:
        return Rows(table, ())
    missing = [key for key in NEEDED if not form.has(key) and key not in {column.word for column in columns}]
    for key in missing:
        message = f"a table needs `{key}`, here for all rows or as a column"
        diagnostics.error("missing-key", form.span, message)
    if missing:
        return Rows(table, ())
    rows = [_rule(row, columns, read, table, form, diagnostics) for row in _whole(read, diagnostics)]
    if next(read.rows(), None) is None:
        diagnostics.error("no-rows", read.place_of_heading(0), "there are headings, but no row under them")
    nodes = tuple(row for row in rows if row is not None)
    named = tuple(name.text for node in nodes if isinstance(name := node.get("name"), Scalar))
    return Rows(replace(table, rules=named), nodes)


def _opened(path: Path, shown: str) -> Table:
    try:
        with open_ordinary(path) as file:
            size = file.seek(0, 2)
        if size > MOST_BYTES:
            raise Unreadable("too-large", "larger than 5 MB; split it")
        return read_comma_separated(path, shown)
    except Unreadable as fault:
        raise InputError((Diagnostic(fault.code, fault.message, start_of(shown)),)) from None


def _whole(read: Table, diagnostics: Diagnostics) -> Iterator[Row]:
    """Walk the rows that are as long as the headings; report the others, and every character that hides meaning."""
    cells = 0
    for count, row in enumerate(read.rows(), start=1):
        cells += sum(cell.strip() not in ANY for cell in row.cells)
        if count > MOST_ROWS or cells > MOST_CELLS:
            message = f"more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells that say something in one table; split it"
            diagnostics.error("too-large", read.place(row.number, 0), message)
            return
        if row.fault is not None:
            diagnostics.error(row.fault.code, row.fault.span, row.fault.message)
            continue
        for place, text in enumerate(row.cells):
            hidden = refused_character(text)
            if hidden is not None:
                code, message = why_refused(text[hidden])
                diagnostics.error(code, read.place(row.number, place), message)
        yield row


def _rule(
    row: Row, columns: Sequence[TableColumn], read: Table, table: DecisionTable, form: Form, diagnostics: Diagnostics
) -> Mapping | None:
    """Write a row out as a rule."""
    whole = read.place(row.number, 0)
    cells = [
        (column, Scalar(text, _headed(read.place(row.number, column.place), column), quoted=False))
        for column in columns
        if (text := row.cells[column.place].strip()) not in ANY
    ]
    asked = [node for column, cell in cells for node in column.conditions(cell, diagnostics)]
    given = [(column.concludes, _conclusion(column, cell)) for column, cell in cells if column.concludes]
    left_out = [name for name in table.decides if name not in {key for key, _ in given}]
    if not given or (table.hit_policy == "first" and left_out):
        missing = ", ".join(f"`{name}`" for name in left_out)
        message = f"row {row.number} says nothing of {missing or 'what follows'}; a row of a table must decide"
        diagnostics.error("nothing-decided", whole, message)
        return None
    words: dict[str, Node] = {key: form.at(key) for key in FOR_ROWS if form.has(key)}
    words["name"] = Scalar(f"{table.name}-{row.number}", whole, quoted=False)
    for column, cell in cells:
        if column.word:
            words[column.word] = listed(parts(cell), cell.span) if column.word in LISTS else cell
    when = together(asked, whole) if asked else Scalar("always", whole, quoted=False)
    return mapping(
        whole, [("name", words.pop("name")), ("when", when), ("then", mapping(whole, given)), *words.items()]
    )


def _headed(place: CellSpan, column: TableColumn) -> CellSpan:
    return replace(place, heading=column.heading)


def _conclusion(column: TableColumn, cell: Scalar) -> Node:
    return listed(parts(cell), cell.span) if column.several else cell
