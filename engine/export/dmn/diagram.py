"""The diagrams: one of all decisions and what each requires of the others, and one for each with all that it reads."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from engine.export.dmn.elements import inside, qualified
from engine.export.dmn.names import FeelNames
from engine.graph.layout import GraphLayout, laid_out
from engine.render.references import DecisionReads, pairs
from engine.rulebase.base import RuleBase

WIDTH, HEIGHT, BETWEEN, GAP, BEND, MARGIN = 190, 60, 100, 20, 6, 40
"""In pixels: one shape, the room between two layers and between two shapes, the height of a bend, the edge."""

NOTE = 150
"""The height of the note above the decisions."""

IN_A_COLUMN = 10
"""How many shapes stand in one column of what a decision reads."""

Pixel = tuple[int, int]


def add_diagrams(definitions: Element, base: RuleBase, names: FeelNames, found: Mapping[str, DecisionReads]) -> None:
    """Add the diagram of all decisions, which comes first, and one for each decision."""
    all_diagrams = inside(definitions, "dmndi:DMNDI")
    _overview(inside(all_diagrams, "dmndi:DMNDiagram", id="diagram", name="Decisions"), base, names, found)
    for decision in definitions.iter(qualified("decision")):
        called = decision.get("id", "")
        title = f"{decision.get('label')}: what it reads"
        diagram = inside(all_diagrams, "dmndi:DMNDiagram", id=f"diagram_{called}", name=title)
        _one(diagram, f"diagram_{called}", called, list(_required(decision)))


def _overview(diagram: Element, base: RuleBase, names: FeelNames, found: Mapping[str, DecisionReads]) -> None:
    edges = pairs(found)
    layout = laid_out(list(base.decisions), edges, lambda _: HEIGHT, BEND, GAP)
    _shape(diagram, "shape", "unsaid", (_left(1), MARGIN), 3 * WIDTH, NOTE - 30)
    for name, layer in layout.layers.layer.items():
        top = MARGIN + NOTE + layout.middle[name, layer] - HEIGHT // 2
        _shape(diagram, "shape", f"decision_{names.decision(name)}", (_left(layer), top))
    for earlier, later in edges:
        requirement = f"needs_{names.decision(later)}_decision_{names.decision(earlier)}"
        _edge(diagram, "edge", requirement, _way(layout, earlier, later))


def _left(column: int) -> int:
    return MARGIN + column * (WIDTH + BETWEEN)


def _way(layout: GraphLayout, earlier: str, later: str) -> list[Pixel]:
    """Lead a line from one decision to another, straight past what stands in between."""
    first, last = layout.layers.layer[earlier], layout.layers.layer[later]
    points = [(earlier, place) for place in range(first, last)] + [(later, last)]
    way: list[Pixel] = []
    for start, end in pairwise(points):
        way.append((_left(start[1]) + WIDTH, MARGIN + NOTE + layout.middle[start]))
        way.append((_left(end[1]), MARGIN + NOTE + layout.middle[end]))
    return way


def _required(decision: Element) -> Iterator[tuple[str, str]]:
    """Walk what a decision requires: the id of each requirement, and of what it requires."""
    for requirement in decision:
        for required in requirement:
            if "href" in required.attrib:
                yield requirement.get("id", ""), required.get("href", "").removeprefix("#")


def _one(diagram: Element, prefix: str, decision: str, required: Sequence[tuple[str, str]]) -> None:
    """Draw one decision, and in columns to its left all that it requires."""
    columns = -(-len(required) // IN_A_COLUMN)
    rows = min(len(required), IN_A_COLUMN)
    right = (_left(columns), MARGIN + max(rows - 1, 0) * (HEIGHT + GAP) // 2)
    _shape(diagram, prefix, decision, right)
    for number, (_, other) in enumerate(required):
        _shape(diagram, prefix, other, _cell(number))
    for number, (requirement, _) in enumerate(required):
        left, top = _cell(number)
        start, end = (left + WIDTH, top + HEIGHT // 2), (right[0], right[1] + HEIGHT // 2)
        _edge(diagram, prefix, requirement, [start, end])


def _cell(number: int) -> Pixel:
    column, row = divmod(number, IN_A_COLUMN)
    return _left(column), MARGIN + row * (HEIGHT + GAP)


def _shape(diagram: Element, prefix: str, element: str, at: Pixel, width: int = WIDTH, height: int = HEIGHT) -> None:
    shape = inside(diagram, "dmndi:DMNShape", id=f"{prefix}_{element}", dmnElementRef=element)
    inside(shape, "dc:Bounds", x=str(at[0]), y=str(at[1]), width=str(width), height=str(height))


def _edge(diagram: Element, prefix: str, requirement: str, way: Sequence[Pixel]) -> None:
    edge = inside(diagram, "dmndi:DMNEdge", id=f"{prefix}_{requirement}", dmnElementRef=requirement)
    for x, y in way:
        inside(edge, "di:waypoint", x=str(x), y=str(y))
