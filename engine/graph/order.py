"""The order of points in each layer, so that few lines cross: by the middle of their neighbours, forth and back."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from engine.graph.layers import Layered, Point

SWEEPS = 24
PointColumns = list[list[Point]]


def ordered(found: Layered) -> PointColumns:
    """Order the points of each layer; of all the orders that were tried, the first with the fewest crossings."""
    columns = found.points()
    before, after = _neighbours(found)
    best, fewest = columns, crossings(columns, after)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        columns = _swept(columns, before if forth else after, forth=forth)
        count = crossings(columns, after)
        if count < fewest:
            best, fewest = columns, count
    return best


def _neighbours(found: Layered) -> tuple[dict[Point, list[Point]], dict[Point, list[Point]]]:
    before: dict[Point, list[Point]] = {}
    after: dict[Point, list[Point]] = {}
    for start, end in found.pieces:
        before.setdefault(end, []).append(start)
        after.setdefault(start, []).append(end)
    return before, after


def _swept(columns: PointColumns, neighbours: Mapping[Point, list[Point]], *, forth: bool) -> PointColumns:
    """Order each layer by where its neighbours in the layer before stand, which has been ordered already."""
    swept = [list(column) for column in columns]
    places = range(1, len(swept)) if forth else range(len(swept) - 2, -1, -1)
    for place in places:
        rank = _ranks(swept[place - 1 if forth else place + 1])
        swept[place] = sorted(swept[place], key=_middle(neighbours, rank, _ranks(swept[place])))
    return swept


def _ranks(column: Iterable[Point]) -> dict[Point, float]:
    """Say where each point of a layer stands, from 0 at the top to 1 at the bottom."""
    points = list(column)
    return {point: (place + 0.5) / len(points) for place, point in enumerate(points)}


def _middle(
    neighbours: Mapping[Point, list[Point]], rank: Mapping[Point, float], own: Mapping[Point, float]
) -> Callable[[Point], float]:
    """Sort key: the middle of the neighbours; a point without any stays where it is."""

    def key(point: Point) -> float:
        near = neighbours.get(point)
        return sum(rank[each] for each in near) / len(near) if near else own[point]

    return key


def crossings(columns: PointColumns, after: Mapping[Point, list[Point]]) -> int:
    """Count the pairs of lines that cross between neighbouring layers."""
    count = 0
    for left, right in pairwise(columns):
        place = {point: index for index, point in enumerate(right)}
        ends = [sorted(place[end] for end in after.get(point, ())) for point in left]
        seen: list[int] = []
        for group in ends:
            count += sum(1 for end in group for earlier in seen if earlier > end)
            seen += group
    return count
