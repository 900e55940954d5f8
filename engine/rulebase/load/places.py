"""Where a name is written, found again in the trees: needed only when a name is wrong, and then to the column."""

from collections.abc import Iterator

from engine.rulebase.load.files import Declared
from engine.source.span import Span
from engine.source.tree import Mapping, Node, Scalar, Sequence


class NamePlaces:
    """Looks names up in what the files declare. The trees are gone through once, when the first name is looked up."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._nodes: dict[Span, Node] = {}

    def of(self, owner: Span, key: str, word: str) -> list[Span]:
        """List where a word stands under a key of the declaration whose name (or whole) stands at `owner`."""
        if not self._nodes:
            self._nodes = {_name(node).span: node for node in self._declared.nodes()}
        node = self._nodes.get(owner)
        return [] if node is None else list(_under(node, key, word))


def _name(node: Node) -> Node:
    """Find the node whose place a declaration goes by: its name or id, or, of the pack, the whole."""
    if not isinstance(node, Mapping) or node.get("layout") is not None:
        return node
    return node.get("name") or node.get("id") or node


def _under(node: Node, key: str, word: str) -> Iterator[Span]:
    """Walk the places of a word under a key, at whatever depth the key stands."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from _in(entry.value, word) if entry.key.text == key else _under(entry.value, key, word)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _under(item, key, word)


def _in(node: Node, word: str) -> Iterator[Span]:
    """Walk the places of a word in a value, keys included."""
    if isinstance(node, Scalar):
        if node.text == word:
            yield node.span
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _in(item, word)
    else:
        for entry in node.entries:
            yield from _in(entry.key, word)
            yield from _in(entry.value, word)
