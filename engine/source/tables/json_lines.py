"""JSON Lines as text: one object on each line, laid out flat, so that it reads like a row of any other table.

    {"id": "a", "group": {"name": "x"}, "answers": {"q": true, "s": ["m", "n"]}}  →  id, group.name, q, s
                                                                                     a   x           yes m; n

The file is gone through twice: first for the headings, which are the union of all keys, then for the rows. A line that
cannot be read is a fault of its row.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.json_tree import read_json_tree
from engine.source.span import CellSpan, Span, cell_at
from engine.source.tables.flat import NotFlat, flat
from engine.source.tables.limits import MOST_COLUMNS
from engine.source.tables.lines import Lines, open_text, refuse
from engine.source.tables.table import WHY_WE_ASK, Row, Table
from engine.source.text import Source

FlatLine = dict[str, str] | Diagnostic
"""What a line holds: texts by heading, or why it cannot be read."""

_MOST_FAULTS = 100
"""Faults that are named where no line of a table can be read. The first ones show what is wrong."""

_HALF = re.compile("[\ud800-\udfff]")


def read_json_lines(path: Path, name: str) -> Table:
    """Read the table in a file, its rows when they are asked for. Raises `InputError`, and `Unreadable`."""
    first: dict[str, int] = {}
    faults: list[Diagnostic] = []
    for number, line in _lines(path, name):
        if isinstance(line, Diagnostic):
            faults += [line] if len(faults) < _MOST_FAULTS else []
            continue
        for key in line:
            first.setdefault(key, number)
        if len(first) > MOST_COLUMNS:
            refuse(name, number, 1, "too-large", f"more than {MOST_COLUMNS:,} different keys; split the table")
    if not first and faults:
        raise InputError(tuple(faults))
    if not first:
        refuse(name, 1, 1, "no-headings", "no line holds an object with keys; write one object on each line")
    headings = tuple(first)

    def rows() -> Iterator[Row]:
        for position, (number, line) in enumerate(_lines(path, name)):
            if isinstance(line, Diagnostic):
                yield Row(number, (), line)
            elif any(map(str.strip, line.values())) and not (position == 0 and line.get(headings[0]) == WHY_WE_ASK):
                yield Row(number, tuple(line.get(heading, "") for heading in headings))

    def place(row: int, column: int) -> CellSpan:
        return cell_at(name, row, column + 1)

    return Table(name, "jsonl", "", headings, rows, place, lambda column: place(first[headings[column]], column))


def _lines(path: Path, name: str) -> Iterator[tuple[int, FlatLine]]:
    with open_text(path) as file:
        lines = Lines(file, name, "UTF-8")
        begun = False
        while True:
            number = lines.start_row()
            text = next(lines, None)
            if text is None:
                return
            if not text.strip():
                continue
            if not begun:
                _refuse_other_json(text, name, number)
            begun = True
            yield number, _line(text, name, number)


def _refuse_other_json(text: str, name: str, number: int) -> None:
    """Tell JSON that is no JSON Lines by its first line, since none of its lines would be an object."""
    if text.lstrip().startswith("["):
        refuse(name, number, 1, "not-json-lines", "the file is one JSON list; write one object on each line")
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) and text.lstrip().startswith("{"):
            message = "an object goes on over several lines; write one object on each line"
            refuse(name, number, 1, "not-json-lines", message)
    except RecursionError:
        return


def _line(text: str, name: str, number: int) -> FlatLine:
    try:
        value = json.loads(
            text, object_pairs_hook=_entries, parse_int=str, parse_float=str, parse_constant=_not_a_number
        )
        if not isinstance(value, dict):
            return Diagnostic("not-an-object", "a line must be one object in braces", cell_at(name, number, 1))
        line = flat(value)
    except NotFlat as fault:
        return Diagnostic(fault.code, fault.message, cell_at(name, number, 1))
    except (ValueError, RecursionError):
        return _fault(text, name, number)
    if "\\u" in text and any(_HALF.search(part) for entry in line.items() for part in entry):
        return _fault(text, name, number)
    return line


def _entries(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) < len(pairs) or "" in entries:
        raise ValueError("refused by the reader with places")
    return entries


def _not_a_number(_: str) -> str:
    raise ValueError("refused by the reader with places")


def _fault(text: str, name: str, number: int) -> Diagnostic:
    """Read the line again with places, to say what is wrong with it."""
    found = Diagnostics()
    read_json_tree(Source(name, text.rstrip("\r\n")), found)
    for item in found.items:
        span = item.span
        at = Span(name, number, span.column, number, span.end_column) if span else cell_at(name, number, 1)
        return Diagnostic(item.code, re.sub(r"first at \d+:", f"first at {number}:", item.message), at)
    return Diagnostic("json-syntax", f"{in_backticks(text)} cannot be read as JSON", cell_at(name, number, 1))
