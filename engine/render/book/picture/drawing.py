"""The picture of the decisions: boxes that lead to their entries, and lines from what is read to what reads it."""

from collections.abc import Iterator, Mapping, Sequence

from engine.graph.layers import Layered, Point, layered
from engine.graph.order import ordered
from engine.graph.places import heights
from engine.page.markup import Markup, element
from engine.render.book.picture.boxes import WIDTH, Box, box, drawn
from engine.render.book.reads import all_reads, pairs
from engine.rulebase.base import RuleBase

BETWEEN, GAP, BEND, MARGIN = 52, 12, 4, 12
"""In pixels: the room between two layers, between two things of one layer, the height of a bend, the outer edge."""

FEWEST_IN_A_ROW = 4
ALONE = "These read only answers, and no other decision reads them:"

Places = Mapping[Point, int]


def picture(base: RuleBase) -> Markup:
    """Draw every decision with what it reads; below, those that stand alone."""
    reads = all_reads(base)
    boxes = {name: box(base, number, name, reads[name]) for number, name in enumerate(base.decisions)}
    edges = pairs(reads)
    reading = {name for edge in edges for name in edge}
    found = layered([name for name in boxes if name in reading], edges)
    columns = ordered(found)
    size = _Size(found, boxes)
    places = heights(columns, found, size, GAP)
    bottom = max((round(place + size(point) / 2) for point, place in places.items()), default=0)
    row = max(len(columns), FEWEST_IN_A_ROW)
    alone, height = _alone([each for name, each in boxes.items() if name not in reading], row, bottom)
    width = _left(row) - BETWEEN
    inside = (
        element("g", *_lines(found, places, boxes), class_="lines", aria_hidden="true"),
        *(drawn(boxes[name], _left(layer), places[name, layer]) for name, layer in found.layer.items()),
        *alone,
    )
    return element(
        "svg",
        element("style", *(_standing_out(each.number) for each in boxes.values())),
        element("g", *inside, transform=f"translate({MARGIN} {MARGIN})"),
        viewBox=f"0 0 {width + 2 * MARGIN} {height + 2 * MARGIN}",
        width=width + 2 * MARGIN,
        height=height + 2 * MARGIN,
        role="group",
        aria_label="The decisions, and which reads which",
    )


class _Size:
    """The height of a point: of a box, or of a bend."""

    def __init__(self, found: Layered, boxes: Mapping[str, Box]) -> None:
        self.found = found
        self.boxes = boxes

    def __call__(self, point: Point) -> float:
        name, layer = point
        return self.boxes[name].height if self.found.layer[name] == layer else BEND


def _left(layer: int) -> int:
    """Say where a layer begins."""
    return layer * (WIDTH + BETWEEN)


def _standing_out(number: int) -> str:
    """Make the lines from and to a box stand out while it is pointed at, or reached with the keyboard."""
    lines = ", ".join(f"svg:has(#box-{number}:is(:hover, :focus)) .{way}-{number}" for way in ("from", "to"))
    return f"{lines} {{ stroke: #b3400e; stroke-width: 2.6; }}\n"


def _lines(found: Layered, places: Places, boxes: Mapping[str, Box]) -> Iterator[Markup]:
    """Walk the pieces of the lines: curves between layers, and straight where a line passes a layer."""
    passing: dict[Point, tuple[str, ...]] = {}
    for (start, end), readers in found.pieces.items():
        kinds = _classes(boxes, start[0], readers)
        yield element("path", d=_curve(start, end, places), class_=kinds)
        if found.layer[start[0]] != start[1]:
            passing[start] = tuple(dict.fromkeys((*passing.get(start, ()), *readers)))
    for point, readers in passing.items():
        left, middle = _left(point[1]), places[point]
        yield element("path", d=f"M{left} {middle}H{left + WIDTH}", class_=_classes(boxes, point[0], readers))


def _classes(boxes: Mapping[str, Box], name: str, readers: Sequence[str]) -> str:
    return " ".join([f"from-{boxes[name].number}", *(f"to-{boxes[each].number}" for each in readers)])


def _curve(start: Point, end: Point, places: Places) -> str:
    left, right = _left(start[1]) + WIDTH, _left(end[1])
    middle = (left + right) // 2
    a, b = places[start], places[end]
    return f"M{left} {a}H{right}" if a == b else f"M{left} {a}C{middle} {a} {middle} {b} {right} {b}"


def _alone(boxes: Sequence[Box], row: int, bottom: int) -> tuple[list[Markup], int]:
    """Draw the decisions that stand alone in rows under the others; give the height of the whole."""
    if not boxes:
        return [], bottom
    top = bottom + 54 if bottom else 30
    parts = [element("text", ALONE, x=0, y=top - 16, class_="note")]
    for first in range(0, len(boxes), row):
        here = boxes[first : first + row]
        height = max(each.height for each in here)
        parts += [drawn(each, _left(place), top + height // 2) for place, each in enumerate(here)]
        top += height + GAP
    return parts, top - GAP
