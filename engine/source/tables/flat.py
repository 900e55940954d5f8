"""Objects laid out flat: every value of a nested object under one heading, as the text that a cell would hold."""

import json
from collections.abc import Iterator
from typing import Any

from engine.source.characters import in_backticks
from engine.source.opening import ReadingRefused

BETWEEN = "; "
NOTHING_LISTED = "[]"
GROUPS = ("answers", "controls")
"""The groups whose members stand under their own names."""

NO_PLAIN_TEXTS = "lists something that is no plain text, or has a `;` in it or spaces around it"

_VALUES = ("value", "in_place")
_BESIDE = ("evidence", "known", "by", "on")
_MEMBERS = {"includes": "yes", "excludes": "no"}
_DEEPEST = 8
"""Levels of objects within each other in a line of JSON Lines. A profile has four. Beyond it: `too-deep`."""


class NotFlat(ReadingRefused):
    """An object that no row can hold; the reader makes it the fault of a row."""


class NotACell(str):
    """What stands where no cell can hold it, as JSON; the reader makes it the fault of this cell alone."""

    __slots__ = ()


def flat(value: dict[str, Any]) -> dict[str, str]:
    """Lay an object out flat. Numbers have to be texts already, as they were written.

    Raises `NotFlat`; a list that no cell can hold is a `NotACell`.
    """
    cells: dict[str, str] = {}
    for heading, text in _object("", value, 1):
        if heading in cells:
            message = f"{in_backticks(heading)} is given twice in one line; keep one of the two"
            raise NotFlat("duplicate-key", message)
        cells[heading] = text
    return cells


def _object(path: str, value: dict[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise NotFlat("too-deep", f"nested more than {_DEEPEST} levels deep; lay it out flatter")
    keys = value.keys()
    if path and keys and keys <= _MEMBERS.keys():
        for key, said in _MEMBERS.items():
            yield from ((f"{path}.{member}", said) for member in _members(value.get(key), path))
        return
    answer = next((key for key in _VALUES if key in keys), None)
    if not path or answer is None or not keys <= {answer, *_BESIDE}:
        answer = None
    for key, inner in value.items():
        whole = path if key == answer else f"{path}.{key}" if path else key
        if not path and key in GROUPS and isinstance(inner, dict):
            for name, given in inner.items():
                yield from _value(name, given, depth + 1)
        else:
            yield from _value(whole, inner, depth)


def _value(path: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from _object(path, value, depth + 1)
    elif isinstance(value, list):
        try:
            yield path, BETWEEN.join(_members(value, path)) or NOTHING_LISTED
        except NotFlat:
            yield path, NotACell(json.dumps(value, ensure_ascii=False))
    else:
        yield path, _text(value)


def _members(value: Any, path: str) -> list[str]:
    """Give what a list holds; each has to be told from its neighbours once they stand in one cell."""
    listed = value if isinstance(value, list) else [] if value is None else [value]
    texts = [_text(each) if isinstance(each, (str, bool)) else "" for each in listed]
    for text in texts:
        if not text.strip() or ";" in text or text != text.strip():
            raise NotFlat("not-a-text", f"{in_backticks(path)} {NO_PLAIN_TEXTS}")
    return texts


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "yes" if value is True else "no" if value is False else str(value)
