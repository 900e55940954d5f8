"""What a document is made of once it is read: three kinds of node, which know their places and have no meaning yet."""

from typing import TypeAlias

from engine.frozen import frozen
from engine.source.span import Span


@frozen
class Scalar:
    """A text as it was written; "" where a value was left out. What kind of value it is, a declaration says later."""

    text: str
    span: Span
    quoted: bool


@frozen
class Sequence:
    """Nodes in a row, in the order written."""

    items: "tuple[Node, ...]"
    span: Span


@frozen
class Entry:
    """A key with its value."""

    key: Scalar
    value: "Node"


@frozen
class Mapping:
    """Keys with values, in the order written; no key twice, none empty."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, name: str) -> "Node | None":
        """Give the value of a key, or None. It looks through the entries: to read many, go through them once."""
        for entry in self.entries:
            if entry.key.text == name:
                return entry.value
        return None


Node: TypeAlias = Scalar | Sequence | Mapping
