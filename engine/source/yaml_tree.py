"""YAML to a tree, read from the parser's events, so that nothing is expanded, typed or merged behind anybody's back.

Refused: anchors, aliases, tags, directives, merge keys, duplicate keys, keys that are not text, several documents,
tabs, over 64 levels, over 200,000 values. All are reported in one run; only a syntax error, depth and size end it.
"""

import re
from collections.abc import Callable
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from engine.source.characters import in_backticks, refused_character, why_refused
from engine.source.diagnostics import Diagnostics
from engine.source.entries import Entries
from engine.source.limits import Allowance, ReadingEnds
from engine.source.pure_parser import PureParser
from engine.source.span import Span, span_at, start_of
from engine.source.text import Source, vet
from engine.source.tree import Entry, Mapping, Node, Scalar, Sequence
from engine.source.yaml_syntax import NO_TAG, explain

__all__ = ["FASTEST", "PARSERS", "Entry", "Mapping", "Node", "Scalar", "Sequence", "read_tree"]

_CONTENT = re.compile(r"^(?!%| *(?:#|\r?$)).", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_LOOKED_TOO_DEEP = "nesting depth"
_QUOTES = frozenset("'\"|>")


class _Events(Protocol):
    """All that is used of a parser."""

    def get_event(self) -> Any: ...


Parser = Callable[[str], _Events]

PARSERS: tuple[Parser, ...] = tuple(filter(None, (getattr(yaml, "CSafeLoader", None), PureParser)))
FASTEST = PARSERS[0]


def read_tree(source: Source, diagnostics: Diagnostics, parser: Parser = FASTEST) -> Node | None:
    """Read the tree of the one document in the source; None when there is none to be had.

    A tree comes back although something in it was refused, without the refused parts, so that later steps can report
    theirs in the same run; nobody may act on it before `diagnostics.raise_if_errors()`.
    """
    if not vet(source, diagnostics) or not _without_tabs(source, diagnostics):
        return None
    text = _without_directives(source, diagnostics)
    reader = _YamlReader(source, diagnostics, parser(text).get_event)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        if _LOOKED_TOO_DEEP in (error.problem or "") and parser is not PureParser:
            _report_depth(source, diagnostics)
        else:
            fault = explain(error, source.text)
            diagnostics.error(fault.code, span_at(source.name, source.text, fault.offset), fault.message)
    except ReadingEnds:
        pass
    return None


def _report_depth(source: Source, diagnostics: Diagnostics) -> None:
    """Find with the other parser where it gets too deep: the one in C gave up while it looked ahead of that place."""
    again = Diagnostics()
    read_tree(source, again, PureParser)
    for item in again.items:
        if item.code == "too-deep":
            diagnostics.error(item.code, item.span, item.message)


def _without_tabs(source: Source, diagnostics: Diagnostics) -> bool:
    """Refuse every tab, quoted or not: the two parsers disagree about them, and nobody can see them."""
    offset = source.text.find("\t")
    if offset < 0:
        return True
    before = source.text[source.text.rfind("\n", 0, offset) + 1 : offset]
    message = "a tab in the text; write a space instead"
    if not before.strip():
        message = "the line is indented with a tab; indent with spaces"
    diagnostics.error("tab", span_at(source.name, source.text, offset), message)
    return False


def _without_directives(source: Source, diagnostics: Diagnostics) -> str:
    """Make each directive a comment, so that reading can go on; its last line is ended."""
    text = source.text if source.text.endswith("\n") else source.text + "\n"
    if "%" not in text:
        return text
    content = _CONTENT.search(text)
    end = content.start() if content else len(text)
    for found in _DIRECTIVE.finditer(text, 0, end):
        place = span_at(source.name, source.text, found.start())
        diagnostics.error("directive", place, "a directive (`%`) is not allowed; delete the line")
    return _DIRECTIVE.sub("#", text[:end]) + text[end:]


class _YamlReader:
    """Builds nodes from events; little work for each, since a pack may hold tens of thousands."""

    __slots__ = ("_allowance", "_diagnostics", "_file", "_next", "_text")

    def __init__(self, source: Source, diagnostics: Diagnostics, next_event: Callable[[], Any]) -> None:
        self._file = source.name
        self._text = source.text
        self._diagnostics = diagnostics
        self._next = next_event
        self._allowance = Allowance(diagnostics)

    def document(self) -> Node | None:
        """Read the first document, with a diagnostic when there is none or a second."""
        self._next()
        start = self._next()
        if type(start) is StreamEndEvent:
            self._empty("the file holds only comments" if self._text.strip() else "the file is empty")
            return None
        root = self._node(self._next(), 1)
        self._next()
        after = self._next()
        if type(after) is DocumentStartEvent:
            message = "a second document starts here; put it into a file of its own"
            self._diagnostics.error("several-documents", self._span(after), message)
        elif isinstance(root, Scalar) and not root.text and not root.quoted:
            self._empty("the file is empty")
            return None
        return root

    def _empty(self, message: str) -> None:
        self._diagnostics.error("empty-file", start_of(self._file), message)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        span = self._span(event)
        if kind is AliasEvent:
            return self._alias(event.anchor, span)
        self._allowance.collection(span, depth)
        self._refuse_properties(event, span)
        return self._mapping(event, span, depth) if kind is MappingStartEvent else self._sequence(event, span, depth)

    def _sequence(self, start: Any, end: Span, depth: int) -> Sequence:
        items = []
        while type(event := self._next()) is not SequenceEndEvent:
            item = self._node(event, depth + 1)
            items.append(item)
            end = item.span
        return Sequence(tuple(items), self._whole(start, end, event))

    def _mapping(self, start: Any, end: Span, depth: int) -> Mapping:
        entries = Entries(self._diagnostics)
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if type(value) is Scalar and not value.text and not value.quoted:
                value = self._left_out(key.span)
            end = value.span
            if not isinstance(key, Scalar):
                self._diagnostics.error("key-not-text", key.span, "a key must be plain text, not a list or a mapping")
            elif type(event) is not AliasEvent:
                entries.add(key, value)
        return entries.mapping(self._whole(start, end, event))

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event)
        self._allowance.node(span)
        style, text = event.style, event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event, span)
        if style == '"' and (offset := refused_character(text)) is not None:
            code, message = why_refused(text[offset])
            self._diagnostics.error(code, span, message)
        return Scalar(text, span, style in _QUOTES)

    def _left_out(self, key: Span) -> Scalar:
        """Make the value that was left out, where its key ends; the parsers disagree about where else."""
        return Scalar("", Span(self._file, key.end_line, key.end_column, key.end_line, key.end_column), False)

    def _alias(self, anchor: str, span: Span) -> Scalar:
        """Refuse an alias; the text as written stands in for the value, so that the rest can be read."""
        text = f"*{anchor}"
        message = f"an alias ({in_backticks(text)}) is not allowed; write the value out, or put the text in quotes"
        self._diagnostics.error("alias", span, message)
        return Scalar(text, span, False)

    def _refuse_properties(self, event: Any, span: Span) -> None:
        if event.anchor is not None:
            message = (
                f"an anchor ({in_backticks('&' + event.anchor)}) is not allowed; delete it, or put the text in quotes"
            )
            self._diagnostics.error("anchor", span, message)
        if event.tag is not None:
            self._diagnostics.error("tag", span, NO_TAG)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self._file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _whole(self, start: Any, last: Span, end: Any) -> Span:
        """Reach from the start of a collection to its bracket or, without one, to the end of what is last in it."""
        mark = start.start_mark
        if start.flow_style:
            stop = end.end_mark
            return Span(self._file, mark.line + 1, mark.column + 1, stop.line + 1, stop.column + 1)
        return Span(self._file, mark.line + 1, mark.column + 1, last.end_line, last.end_column)
