"""Where each point stands from top to bottom: near its neighbours, in the given order, with room between."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from engine.graph.layers import Layered, Point
from engine.graph.order import PointColumns

ROUNDS = 40
STRAIGHT = 6.0
"""How much more a line wants to be straight where it only passes by than where it begins or ends."""


def heights(columns: PointColumns, found: Layered, size: Callable[[Point], float], gap: float) -> dict[Point, int]:
    """Give the middle of each point. Every round moves each layer towards its neighbours, forth and back."""
    middle = {point: place * 40.0 for column in columns for place, point in enumerate(column)}
    pulls = _pulls(found)
    for step in range(ROUNDS):
        for column in columns if step % 2 == 0 else reversed(columns):
            wanted = [_wanted(point, middle, pulls) for point in column]
            room = [(size(a) + size(b)) / 2 + gap for a, b in pairwise(column)]
            middle.update(zip(column, spread(wanted, room), strict=True))
    top = min((middle[point] - size(point) / 2 for point in middle), default=0.0)
    return {point: round(place - top) for point, place in middle.items()}


def _pulls(found: Layered) -> dict[Point, list[tuple[Point, float]]]:
    pulls: dict[Point, list[tuple[Point, float]]] = {}
    for start, end in found.pieces:
        passing = sum(found.layer[name] != place for name, place in (start, end))
        weight = STRAIGHT**passing
        pulls.setdefault(start, []).append((end, weight))
        pulls.setdefault(end, []).append((start, weight))
    return pulls


def _wanted(point: Point, middle: Mapping[Point, float], pulls: Mapping[Point, list[tuple[Point, float]]]) -> float:
    near = pulls.get(point)
    if not near:
        return middle[point]
    return sum(middle[other] * weight for other, weight in near) / sum(weight for _, weight in near)


def spread(wanted: Sequence[float], room: Sequence[float]) -> list[float]:
    """Place things in order as near as can be to where they want to be, `room[i]` at least between `i` and `i + 1`.

    Least squares under these bounds: things that are too close are moved as one block to the middle of their wishes.
    """
    offsets = [0.0]
    for each in room:
        offsets.append(offsets[-1] + each)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        total, count = want - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    levels = [total / count for total, count in blocks for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=False)]
