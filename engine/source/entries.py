"""The entries of one mapping while it is read, so that YAML and JSON refuse the same keys with the same words."""

from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.tree import Entry, Mapping, Node, Scalar


class Entries:
    """Collects entries; a refused one is left out, and the first of two with the same key stays."""

    __slots__ = ("_diagnostics", "_entries", "_first")

    def __init__(self, diagnostics: Diagnostics) -> None:
        """Start with none."""
        self._entries: list[Entry] = []
        self._diagnostics = diagnostics
        self._first: dict[str, Span] = {}

    def add(self, key: Scalar, value: Node) -> None:
        """Keep the entry, or say why not."""
        text = key.text
        if text in self._first:
            first = self._first[text]
            message = f"{in_backticks(text)} is given twice, first at {first.line}:{first.column}; keep one of the two"
            self._diagnostics.error("duplicate-key", key.span, message)
        elif text == "<<" and not key.quoted:
            message = "a merge key (`<<`) is not allowed; write the entries out"
            self._diagnostics.error("merge-key", key.span, message)
        elif not text:
            self._diagnostics.error("empty-key", key.span, "a key is missing; write one before the `:`")
        else:
            self._first[text] = key.span
            self._entries.append(Entry(key, value))

    def mapping(self, span: Span) -> Mapping:
        """Give all that were kept as one mapping."""
        return Mapping(tuple(self._entries), span)
