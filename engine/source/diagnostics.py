"""Faults in somebody's files as values: collected while reading goes on, then shown together, sorted by place."""

import re
from array import array
from functools import lru_cache
from typing import Literal

from engine.errors import InputError
from engine.frozen import frozen
from engine.source.characters import refused_character, terminal_width
from engine.source.span import CellSpan, Span

_MOST_ERRORS = 1000
"""Errors that one run names. Nobody reads on, and hostile input stays cheap. Beyond it: `too-many-errors`."""

_STANDS_IN = ("alias", "tag")

_WIDEST_EXCERPT = 100
"""Characters that are shown of a line with a fault in it. A terminal is about as wide; the line is cut around it."""


@frozen
class Diagnostic:
    """One fault: a code in kebab-case, a sentence in lower case, its place, and how grave it is."""

    code: str
    message: str
    span: Span | None
    severity: Literal["error", "warning"] = "error"
    help: str | None = None

    def __str__(self) -> str:
        """Write the one line that people and programs read: `file:line:column: code: message`."""
        place = "" if self.span is None else f"{self.span}: "
        return f"{place}{self.code}: {self.message}"


class Diagnostics:
    """Collects what is found, so that one run names every fault.

    After 1,000 errors it raises `InputError` with what it has: nobody reads on, and hostile input stays cheap.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._items: list[Diagnostic] = []
        self._errors = 0
        self._refused: set[tuple[str, int, int]] = set()

    def error(self, code: str, span: Span | None, message: str, help: str | None = None) -> None:  # noqa: A002
        """Note a fault for which the input will be refused.

        Where an alias or a tag was refused nobody knows what was meant, so that nothing else is said of that place.
        """
        if span is not None:
            place = (span.file, span.line, span.column)
            if place in self._refused:
                return
            if code in _STANDS_IN:
                self._refused.add(place)
        said = message if span is None else span.words + message
        self._items.append(Diagnostic(code, said, span, "error", help))
        self._errors += 1
        if self._errors == _MOST_ERRORS:
            message = f"reading stops after {_MOST_ERRORS} errors; mend these first"
            self._items.append(Diagnostic("too-many-errors", message, None))
            self.raise_if_errors()

    def warning(self, code: str, span: Span | None, message: str, help: str | None = None) -> None:  # noqa: A002
        """Note something doubtful that does not stand in the way."""
        self._items.append(Diagnostic(code, message, span, "warning", help))

    @property
    def items(self) -> tuple[Diagnostic, ...]:
        """List all by file (and sheet), line and column; those without a place last; else in the order found."""
        return tuple(sorted(self._items, key=_by_place))

    @property
    def has_errors(self) -> bool:
        """Tell whether anything was found for which the input will be refused."""
        return self._errors > 0

    def raise_if_errors(self) -> None:
        """End the reading when there was an error; the exception carries all items, warnings too."""
        if self.has_errors:
            raise InputError(self.items)


def excerpt(diagnostic: Diagnostic, text: str) -> str:
    """Show the source line and a caret line under the place; "" where there is none to show.

    What cannot be seen or would move the cursor is shown as `·`; a long line is cut around the place.
    """
    span = diagnostic.span
    line = None if span is None else _line(text, span.line)
    if span is None or line is None:
        return ""
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    left = max(0, start - _WIDEST_EXCERPT // 2)
    right = left + _WIDEST_EXCERPT
    before = _dotted(line[left:start])
    marked = _dotted(line[start : min(end, right)])
    after = _dotted(line[max(start, min(end, right)) : right])
    head = "…" if left else ""
    tail = "…" if right < len(line) else ""
    number = f"{span.line} | "
    indent = " " * (len(number) - 2) + "| " + " " * terminal_width(head + before)
    return f"{number}{head}{before}{marked}{after}{tail}\n{indent}{'^' * max(1, terminal_width(marked))}"


def _line(text: str, number: int) -> str | None:
    ends = _line_ends(text)
    if number > len(ends):
        return None
    start = ends[number - 2] + 1 if number > 1 else 0
    return text[start : ends[number - 1]].removesuffix("\r")


@lru_cache(maxsize=1)
def _line_ends(text: str) -> "array[int]":
    """List where lines end; kept for the next call, since a thousand diagnostics may point into one large file."""
    return array("L", (found.start() for found in re.finditer(r"\n|\Z", text)))


def _by_place(item: Diagnostic) -> tuple[bool, str, str, int, int]:
    span = item.span
    if span is None:
        return True, "", "", 0, 0
    return False, span.file, span.sheet if isinstance(span, CellSpan) else "", span.line, span.column


def _dotted(text: str) -> str:
    """Write each character that could hide or move others as one dot, so that columns stay columns."""
    text = text.replace("\t", " ")
    if refused_character(text) is None:
        return text
    return "".join("·" if refused_character(character) is not None else character for character in text)
