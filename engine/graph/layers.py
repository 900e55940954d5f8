"""Layers: each thing stands to the right of all that it reads, and what is read passes other layers at a bend.

The lines that leave one thing run together until they part, so that a thing which many read makes one line, not many.
"""

from collections.abc import Iterable, Mapping, Sequence

from engine.frozen import frozen

Point = tuple[str, int]
"""A name and a layer: the thing itself in its own layer; further right, the bend at which its line passes."""

Edge = tuple[str, str]
"""What is read, and what reads it."""


@frozen
class Layered:
    """Things in layers, before they have an order: the layer of each, and every piece of a line.

    `pieces` maps two points in neighbouring layers to the readers whose line runs there.
    """

    layer: Mapping[str, int]
    pieces: Mapping[tuple[Point, Point], tuple[str, ...]]

    def points(self) -> list[list[Point]]:
        """List the points of each layer, in an order that only the order of the things decides."""
        ends = {point for piece in self.pieces for point in piece}
        columns: list[list[Point]] = [[] for _ in range(max(self.layer.values(), default=-1) + 1)]
        for name, own in self.layer.items():
            for place, column in enumerate(columns):
                if place == own or (name, place) in ends:
                    column.append((name, place))
        return columns


def layered(names: Sequence[str], edges: Iterable[Edge]) -> Layered:
    """Put things into layers. `names` must run so that each stands after all that it reads."""
    reads: dict[str, list[str]] = {name: [] for name in names}
    readers: dict[str, list[str]] = {name: [] for name in names}
    for earlier, later in edges:
        reads[later].append(earlier)
        readers[earlier].append(later)
    layer: dict[str, int] = {}
    for name in names:
        layer[name] = max((layer[each] + 1 for each in reads[name]), default=0)
    for name in reversed(names):
        if readers[name]:
            layer[name] = min(layer[each] for each in readers[name]) - 1
    return Layered(layer, _pieces(readers, layer))


def _pieces(
    readers: Mapping[str, Sequence[str]], layer: Mapping[str, int]
) -> dict[tuple[Point, Point], tuple[str, ...]]:
    pieces: dict[tuple[Point, Point], tuple[str, ...]] = {}
    for name, later in readers.items():
        for reader in later:
            for place in range(layer[name], layer[reader]):
                last = place + 1 == layer[reader]
                end = (reader if last else name, place + 1)
                piece = ((name, place), end)
                pieces[piece] = (*pieces.get(piece, ()), reader)
    return pieces
