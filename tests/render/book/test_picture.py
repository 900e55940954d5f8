"""The picture: every decision once, every line it should have, nothing on top of anything else."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.graph.layers import layered
from engine.graph.order import crossings, ordered
from engine.graph.places import heights, spread
from engine.render.book.picture.boxes import WIDTH, title_lines, width
from engine.render.book.picture.drawing import BETWEEN
from engine.rulebase.conditions import literals
from tests.page.reading import Element
from tests.render.book.pages import base_of, every_pack, page_of

Graph = tuple[list[str], list[tuple[str, str]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = [f"n{number}" for number in range(draw(st.integers(0, 12)))]
    pairs = [(a, b) for place, b in enumerate(names) for a in names[:place]]
    return names, sorted(draw(st.sets(st.sampled_from(pairs)))) if pairs else []


@given(graphs())
def test_each_stands_to_the_right_of_all_that_it_reads(graph: Graph) -> None:
    found = layered(*graph)
    assert set(found.layer) == set(graph[0])
    assert all(found.layer[earlier] < found.layer[later] for earlier, later in graph[1])


@given(graphs())
def test_a_line_leads_from_each_to_whatever_reads_it(graph: Graph) -> None:
    found = layered(*graph)
    for earlier, later in graph[1]:
        point = (earlier, found.layer[earlier])
        while point != (later, found.layer[later]):
            (point,) = [end for (start, end), readers in found.pieces.items() if start == point and later in readers]
    assert {(start[0], reader) for (start, _), readers in found.pieces.items() for reader in readers} == set(graph[1])


@given(graphs())
def test_ordering_keeps_the_points_and_never_crosses_more_lines(graph: Graph) -> None:
    found = layered(*graph)
    after: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for start, end in found.pieces:
        after.setdefault(start, []).append(end)
    before = found.points()
    columns = ordered(found)
    assert [sorted(column) for column in columns] == [sorted(column) for column in before]
    assert crossings(columns, after) <= crossings(before, after)


def test_lines_that_need_not_cross_do_not() -> None:
    found = layered(["a", "b", "x", "y"], [("a", "y"), ("b", "x")])
    assert crossings(found.points(), {("a", 0): [("y", 1)], ("b", 0): [("x", 1)]}) == 1
    columns = ordered(found)
    assert crossings(columns, {("a", 0): [("y", 1)], ("b", 0): [("x", 1)]}) == 0


@given(graphs(), st.integers(1, 60))
def test_no_two_points_of_a_layer_touch(graph: Graph, size: int) -> None:
    found = layered(*graph)
    columns = ordered(found)
    middle = heights(columns, found, lambda _: size, 5)
    for column in columns:
        for above, below in pairwise(column):
            assert middle[below] - middle[above] >= size + 4
    assert all(place >= size // 2 for place in middle.values())


@given(st.lists(st.floats(-500, 500), max_size=8), st.floats(0, 50))
def test_spreading_keeps_the_order_and_the_room(wanted: list[float], room: float) -> None:
    places = spread(wanted, [room] * (len(wanted) - 1))
    assert all(after - before >= room - 1e-6 for before, after in pairwise(places))
    if all(after - before >= room for before, after in pairwise(wanted)):
        assert places == pytest.approx(wanted)


def test_spreading_moves_what_is_too_close_by_the_same_from_its_middle() -> None:
    assert spread([10.0, 10.0, 50.0], [8.0, 8.0]) == [6.0, 14.0, 50.0]


@given(st.text(max_size=200))
def test_a_title_fits_its_box(title: str) -> None:
    lines = title_lines(title)
    assert 1 <= len(lines) <= 4
    assert all(width(line) <= WIDTH - 20 for line in lines)


def test_a_title_that_fits_is_kept_as_a_whole() -> None:
    assert " ".join(title_lines("Whether the item may leave")) == "Whether the item may leave"
    assert title_lines("word " * 60)[-1].endswith("…")


def boxes(pack: str) -> dict[str, Element]:
    (svg,) = page_of(pack).all("svg")
    found = [each for each in svg.all("a") if (each.attributes["id"] or "").startswith("box-")]
    assert len(found) == len({each.attributes["href"] for each in found})
    return {(each.attributes["href"] or "").removeprefix("#decision-"): each for each in found}


@every_pack
def test_every_decision_is_in_the_picture_and_no_box_covers_another(pack: str) -> None:
    assert set(boxes(pack)) == set(base_of(pack).decisions)
    places = []
    for each in boxes(pack).values():
        (rect,) = each.all("rect")
        places.append(tuple(int(rect.attributes[key] or "") for key in ("x", "y", "width", "height")))
    for number, (x, y, w, h) in enumerate(places):
        for other_x, other_y, other_w, other_h in places[number + 1 :]:
            assert x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y


@every_pack
def test_lines_say_from_where_to_where_they_lead(pack: str) -> None:
    base = base_of(pack)
    number = {name: (each.attributes["id"] or "").removeprefix("box-") for name, each in boxes(pack).items()}
    expected = {
        (number[each.subject], number[name])
        for name in base.decisions
        for rule in base.rules_of[name]
        for each in literals(rule.when)
        if each.on_decision
    }
    (svg,) = page_of(pack).all("svg")
    drawn = set()
    for path in svg.all("path"):
        source, *readers = (path.attributes["class"] or "").split()
        drawn |= {(source.removeprefix("from-"), each.removeprefix("to-")) for each in readers}
    assert drawn == expected


@every_pack
def test_everything_lies_inside_the_picture(pack: str) -> None:
    (svg,) = page_of(pack).all("svg")
    _, _, wide, high = map(int, (svg.attributes["viewbox"] or "").split())
    for rect in svg.all("rect"):
        left, top, w, h = (int(rect.attributes[key] or "") for key in ("x", "y", "width", "height"))
        assert 0 <= left <= left + w + 24 <= wide
        assert 0 <= top <= top + h + 24 <= high
    assert BETWEEN > 0


def test_the_order_of_lines_decides_nothing() -> None:
    rng = Random(3)
    names = [f"n{number}" for number in range(9)]
    pairs = [(names[a], names[b]) for b in range(9) for a in range(b) if rng.random() < 0.4]
    found = ordered(layered(names, pairs))
    assert ordered(layered(names, pairs)) == found
