"""The picture of the decisions: boxes that lead to their entries, and lines from what is read to what reads it."""

from collections.abc import Iterator, Mapping, Sequence

from engine.graph.layers import Edge, Point
from engine.graph.layout import GraphLayout, laid_out
from engine.page.markup import Markup, element
from engine.render.book.picture.boxes import WIDTH, Box, drawn

BETWEEN, GAP, BEND, MARGIN = 52, 12, 4, 12
"""In pixels: the room between two layers, between two things of one layer, the height of a bend, the outer edge."""

FEWEST_IN_A_ROW = 4
ALONE = "These read only answers, and no other decision reads them:"

Heights = Mapping[Point, int]


def picture(things: Sequence[Box], edges: Sequence[Edge]) -> Markup:
    """Draw boxes, each after all that it reads, with lines from what is read; below, those that stand alone."""
    boxes = {each.name: each for each in things}
    reading = {name for edge in edges for name in edge}
    found = laid_out([name for name in boxes if name in reading], edges, lambda name: boxes[name].height, BEND, GAP)
    row = max(found.columns, FEWEST_IN_A_ROW)
    alone, height = _alone([each for name, each in boxes.items() if name not in reading], row, found.height)
    width = _left(row) - BETWEEN
    inside = (
        element("g", *_lines(found, boxes), class_="lines", aria_hidden="true"),
        *(drawn(boxes[name], _left(layer), found.middle[name, layer]) for name, layer in found.layers.layer.items()),
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


def _left(layer: int) -> int:
    """Say where a layer begins."""
    return layer * (WIDTH + BETWEEN)


def _standing_out(number: int) -> str:
    """Make the lines from and to a box stand out while it is pointed at, or reached with the keyboard."""
    lines = ", ".join(f"svg:has(#box-{number}:is(:hover, :focus)) .{way}-{number}" for way in ("from", "to"))
    return f"{lines} {{ stroke: #b3400e; stroke-width: 2.6; }}\n"


def _lines(found: GraphLayout, boxes: Mapping[str, Box]) -> Iterator[Markup]:
    """Walk the pieces of the lines: curves between layers, and straight where a line passes a layer."""
    passing: dict[Point, tuple[str, ...]] = {}
    for (start, end), readers in found.layers.pieces.items():
        kinds = _classes(boxes, start[0], readers)
        yield element("path", d=_curve(start, end, found.middle), class_=kinds)
        if found.layers.layer[start[0]] != start[1]:
            passing[start] = tuple(dict.fromkeys((*passing.get(start, ()), *readers)))
    for point, readers in passing.items():
        left, middle = _left(point[1]), found.middle[point]
        yield element("path", d=f"M{left} {middle}H{left + WIDTH}", class_=_classes(boxes, point[0], readers))


def _classes(boxes: Mapping[str, Box], name: str, readers: Sequence[str]) -> str:
    return " ".join([f"from-{boxes[name].number}", *(f"to-{boxes[each].number}" for each in readers)])


def _curve(start: Point, end: Point, places: Heights) -> str:
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
