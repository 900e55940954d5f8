"""A graph laid out: the layer of each thing, and how far down it stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from engine.frozen import frozen
from engine.graph.layers import Edge, Layered, Point, layered
from engine.graph.order import ordered
from engine.graph.places import heights


@frozen
class GraphLayout:
    """Where things and the bends of lines stand: `middle` maps each point to its middle, counted from the top.

    `height` is that of the whole.
    """

    layers: Layered
    middle: Mapping[Point, int]
    height: int

    @property
    def columns(self) -> int:
        """How many layers there are."""
        return max(self.layers.layer.values(), default=-1) + 1


def laid_out(
    names: Sequence[str], edges: Iterable[Edge], height: Callable[[str], float], bend: float, gap: float
) -> GraphLayout:
    """Lay out a graph. `names` must run so that each stands after all that it reads.

    `height` is that of a thing, `bend` that of a line that passes a layer, `gap` the room between two of them.
    """
    layers = layered(names, edges)

    def size(point: Point) -> float:
        return height(point[0]) if layers.layer[point[0]] == point[1] else bend

    middle = heights(ordered(layers), layers, size, gap)
    bottom = max((round(place + size(point) / 2) for point, place in middle.items()), default=0)
    return GraphLayout(layers, middle, bottom)
