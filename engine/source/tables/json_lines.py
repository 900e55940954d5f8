"""JSON Lines as text: one object on each line, laid out flat, so that it reads like a row of any other table.

    {"id": "a", "group": {"name": "x"}, "answers": {"q": true, "s": ["m", "n"]}}  →  id, group.name, q, s
                                                                                     a   x           yes m; n

The file is gone through twice: first for the headings, which are the union of all keys, then for the rows. A line that
cannot be read is a fault of its row. A number with nothing but zeros behind its point is a whole one, as in every form
that has numbers.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.frozen import frozen
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.json_tree import read_json_tree
from engine.source.span import CellSpan, Span, cell_at
from engine.source.tables.flat import NO_PLAIN_TEXTS, NotACell, NotFlat, flat
from engine.source.tables.limits import MOST_COLUMNS
from engine.source.tables.lines import Lines, open_text, refuse
from engine.source.tables.table import WHY_WE_ASK, Row, Table
from engine.source.text import Source


@frozen
class FlatLine:
    """What a line holds: texts by heading. Where it can't be read there is a fault, and the texts before it."""

    cells: dict[str, str]
    fault: Diagnostic | None = None


_MOST_FAULTS = 100
"""Faults that are named where no line of a table can be read. The first ones show what is wrong."""

_HALF = re.compile("[\ud800-\udfff]")
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_PAIR = re.compile(r'\s*[{,]\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*"|-?[0-9][0-9.]*)(?=\s*[,}])')
"""A key and its text or number, as they follow each other from the beginning of a line."""


def read_json_lines(path: Path, name: str) -> Table:
    """Read the table in a file, its rows when they are asked for. Raises `InputError`, and `Unreadable`."""
    first: dict[str, int] = {}
    faults: list[Diagnostic] = []
    for number, line in _lines(path, name):
        if line.fault is not None:
            faults += [line.fault] if len(faults) < _MOST_FAULTS else []
            continue
        for key in line.cells:
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
            cells = tuple(line.cells.get(heading, "") for heading in headings)
            if line.fault is not None:
                yield Row(number, cells, line.fault)
            elif any(map(str.strip, cells)) and not (position == 0 and cells[0] == WHY_WE_ASK):
                yield Row(number, cells, wrong=_wrong(headings, cells, partial(place, number)))

    def place(row: int, column: int) -> CellSpan:
        return cell_at(name, row, column + 1)

    return Table(name, "jsonl", "", headings, rows, place, lambda column: place(first[headings[column]], column))


def _wrong(headings: Sequence[str], cells: Sequence[str], place: Callable[[int], CellSpan]) -> dict[int, Diagnostic]:
    """Say what no cell can hold; the other cells of the row can be relied on."""
    return {
        column: Diagnostic("not-a-text", f"{in_backticks(headings[column])} {NO_PLAIN_TEXTS}", place(column))
        for column, cell in enumerate(cells)
        if isinstance(cell, NotACell)
    }


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
            text, object_pairs_hook=_entries, parse_int=str, parse_float=_number, parse_constant=_not_a_number
        )
        if not isinstance(value, dict):
            fault = Diagnostic("not-an-object", "a line must be one object in braces", cell_at(name, number, 1))
            return FlatLine({}, fault)
        line = flat(value)
    except NotFlat as fault:
        return FlatLine(_begun(text), Diagnostic(fault.code, fault.message, cell_at(name, number, 1)))
    except (ValueError, RecursionError):
        return FlatLine(_begun(text), _fault(text, name, number))
    if "\\u" in text and any(_HALF.search(part) for entry in line.items() for part in entry):
        return FlatLine(_begun(text), _fault(text, name, number))
    return FlatLine(line)


def _begun(text: str) -> dict[str, str]:
    """Read the texts and numbers of a line that is refused, as far as that goes, so that people can tell which it is.

    A key that comes twice says nothing.
    """
    try:
        object_ = text if text.lstrip().startswith("{") else ""
        pairs = json.loads(object_, object_pairs_hook=list, parse_int=str, parse_float=_number, parse_constant=str)
    except (ValueError, RecursionError):
        pairs = list(_first_pairs(text))
    often = Counter(key for key, _ in pairs)
    plain = {key: value for key, value in pairs if isinstance(value, str) and often[key] == 1}
    return {key: value for key, value in plain.items() if not _HALF.search(key + value)}


def _first_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Walk the keys with plain texts and numbers with which a broken line begins."""
    end = 0
    while (found := _PAIR.match(text, end)) is not None:
        end = found.end()
        try:
            key, value = (json.loads(part, parse_int=str, parse_float=_number) for part in found.groups())
        except ValueError:
            return
        yield key, value


def _number(written: str) -> str:
    """Give a number as it was written, and a whole one without the zeros behind its point."""
    found = _WHOLE.fullmatch(written)
    return written if found is None else found[1]


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
