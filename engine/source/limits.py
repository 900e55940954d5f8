"""How much one document may hold, so that every input ends in bounded time and memory."""

from engine.source.diagnostics import Diagnostics
from engine.source.span import Span

MOST_NODES = 200_000
"""Values in one file of YAML or JSON, lists and mappings included. Each takes memory. Beyond it: `too-large`."""

DEEPEST = 64
"""Levels of lists and mappings within each other. Reading them needs a stack as deep. Beyond it: `too-deep`."""


class ReadingEnds(Exception):  # noqa: N818  a way out of nested calls, not an error: the diagnostic is already written
    """Nothing more can be read from this document."""


class Allowance:
    """Counts the nodes of one document and ends the reading when there are too many or they lie too deep."""

    __slots__ = ("_diagnostics", "_nodes")

    def __init__(self, diagnostics: Diagnostics) -> None:
        """Start with nothing read."""
        self._diagnostics = diagnostics
        self._nodes = 0

    def node(self, span: Span) -> None:
        """Count one more node, here."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._diagnostics.error("too-large", span, f"more than {MOST_NODES:,} values in one file; split it")
            raise ReadingEnds

    def collection(self, span: Span, depth: int) -> None:
        """Count one more list or mapping, here and so deep; the outermost is at depth 1."""
        self.node(span)
        if depth > DEEPEST:
            self._diagnostics.error("too-deep", span, f"nested more than {DEEPEST} levels deep; lay it out flatter")
            raise ReadingEnds
