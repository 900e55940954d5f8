"""JSON (RFC 8259) to the same tree as YAML, so that a program may write what a person would write by hand.

A reader of its own, because YAML's knows neither pairs of surrogates nor tabs between values. Numbers and `true` stay
text, as in YAML; `null` is the value that was left out. Strings are decoded by the standard library.
"""

import json
import re
from typing import NoReturn

from engine.source.characters import in_backticks, refused_character, why_refused
from engine.source.diagnostics import Diagnostics
from engine.source.entries import Entries
from engine.source.limits import Allowance, ReadingEnds
from engine.source.span import Span, start_of
from engine.source.text import Source, vet
from engine.source.tree import Mapping, Node, Scalar, Sequence

_BLANKS = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?![\w.+-])")
_FOUND = re.compile(r"[^\s\[\]{},:\"]+|\S")
_STRING = json.JSONDecoder()
_STRING_FAULTS = {
    "Unterminated string": "the quotation mark here is never closed",
    "Invalid control character": "a line break or tab inside a text; write `\\n` or `\\t`",
    "Invalid \\escape": "a backslash that starts no escape; write two backslashes",
    "Invalid \\uXXXX escape": "`\\u` needs four hexadecimal digits after it",
}


def read_json_tree(source: Source, diagnostics: Diagnostics) -> Node | None:
    """Read the tree of the source; None when there is none to be had.

    As with YAML, a tree comes back without the refused parts; nobody may act on it before `raise_if_errors()`.
    """
    if not vet(source, diagnostics):
        return None
    try:
        return _JsonReader(source, diagnostics).document()
    except ReadingEnds:
        return None


class _JsonReader:
    """Reads from left to right; keeps count of lines, so that no place is searched for."""

    __slots__ = ("_allowance", "_at", "_diagnostics", "_file", "_line", "_line_start", "_text")

    def __init__(self, source: Source, diagnostics: Diagnostics) -> None:
        self._allowance = Allowance(diagnostics)
        self._diagnostics = diagnostics
        self._file = source.name
        self._text = source.text
        self._at = 0
        self._line = 1
        self._line_start = 0

    def document(self) -> Node | None:
        """Read the one value of the text."""
        self._skip_blanks()
        if self._at == len(self._text):
            self._diagnostics.error("empty-file", start_of(self._file), "the file is empty")
            return None
        root = self._node(1)
        self._skip_blanks()
        if self._at < len(self._text):
            self._fault("the document has ended before this; delete the rest")
        return root

    def _node(self, depth: int) -> Node:
        bracket = self._text[self._at : self._at + 1]
        if bracket not in ("{", "["):
            return self._string() if bracket == '"' else self._word()
        start = self._span_from(self._at, self._at + 1)
        self._allowance.collection(start, depth)
        self._at += 1
        return self._mapping(start, depth) if bracket == "{" else self._sequence(start, depth)

    def _sequence(self, start: Span, depth: int) -> Sequence:
        items: list[Node] = []
        while not self._closes("]", first=not items):
            items.append(self._node(depth + 1))
        return Sequence(tuple(items), self._up_to_here(start))

    def _mapping(self, start: Span, depth: int) -> Mapping:
        entries = Entries(self._diagnostics)
        first = True
        while not self._closes("}", first=first):
            first = False
            if not self._text.startswith('"', self._at):
                self._fault(f"expected a key in double quotes here, not {self._found()}")
            key = self._string()
            self._skip_blanks()
            if not self._take(":"):
                self._fault(f"expected `:` here, not {self._found()}")
            self._skip_blanks()
            entries.add(key, self._node(depth + 1))
        return entries.mapping(self._up_to_here(start))

    def _closes(self, bracket: str, *, first: bool) -> bool:
        """Tell whether the list or mapping ends here; if not, what comes next is its next part."""
        self._skip_blanks()
        if self._take(bracket):
            return True
        if first:
            return False
        if not self._take(","):
            self._fault(f"expected `,` or `{bracket}` here, not {self._found()}")
        self._skip_blanks()
        if self._text.startswith(bracket, self._at):
            self._fault(f"a `,` with nothing after it before `{bracket}`; delete the `,`")
        return False

    def _string(self) -> Scalar:
        try:
            text, end = _STRING.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            said = (said for words, said in _STRING_FAULTS.items() if error.msg.startswith(words))
            self._fault(next(said, "this text cannot be read"))
        scalar = Scalar(text, self._span_from(self._at, end), True)
        self._allowance.node(scalar.span)
        if (offset := refused_character(text)) is not None:
            code, message = why_refused(text[offset])
            self._diagnostics.error(code, scalar.span, message)
        self._at = end
        return scalar

    def _word(self) -> Scalar:
        found = _WORD.match(self._text, self._at)
        if found is None:
            self._fault(f"expected a value here, not {self._found()}; put text in double quotes")
        text = "" if found.group() == "null" else found.group()
        scalar = Scalar(text, self._span_from(*found.span()), False)
        self._allowance.node(scalar.span)
        self._at = found.end()
        return scalar

    def _take(self, character: str) -> bool:
        taken = self._text.startswith(character, self._at)
        self._at += taken
        return taken

    def _skip_blanks(self) -> None:
        start, blanks = self._at, _BLANKS.match(self._text, self._at)
        self._at = start if blanks is None else blanks.end()
        lines = self._text.count("\n", start, self._at)
        if lines:
            self._line += lines
            self._line_start = self._text.rfind("\n", start, self._at) + 1

    def _span_from(self, start: int, end: int) -> Span:
        column = start - self._line_start + 1
        return Span(self._file, self._line, column, self._line, column + end - start)

    def _up_to_here(self, start: Span) -> Span:
        return Span(self._file, start.line, start.column, self._line, self._at - self._line_start + 1)

    def _found(self) -> str:
        """Quote what stands here, up to the next blank or bracket, as a message shows it."""
        found = _FOUND.match(self._text, self._at)
        return in_backticks(found.group()) if found else "the end of the file"

    def _fault(self, message: str) -> NoReturn:
        self._diagnostics.error("json-syntax", self._span_from(self._at, self._at + 1), message)
        raise ReadingEnds
