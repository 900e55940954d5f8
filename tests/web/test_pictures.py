"""Pictures: what is drawn is in proportion to what is counted, said in words besides, and never beyond its edges."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armslength.web.pages.parts import Level
from armslength.web.pages.pictures import Bar, Flow, Week, bars_drawn, face_drawn, flow_drawn, initials_of, weeks_drawn
from engine.page.markup import Markup

LEVELS = tuple(Level(place, 4, word) for place, word in enumerate(("One", "Two", "Three", "Four"), 1))
LONG = "A word that is very much longer than a small screen is wide"


def read(drawing: Markup) -> Element:
    return fromstring(drawing.html)


def widths(svg: Element) -> list[float]:
    return [float(each.attrib["width"]) for each in svg.iter("rect")]


def words(svg: Element) -> list[str]:
    return [each.text or "" for each in svg.iter("text")]


def highs(svg: Element) -> list[float]:
    return [float(each.attrib["height"]) for each in svg.iter("rect")]


def test_bars_are_as_long_as_there_are_many() -> None:
    svg = read(
        bars_drawn(
            "b", "Counts", "One has 8, two 4, three none.", [Bar(LEVELS[0], 8), Bar(LEVELS[1], 4), Bar(LEVELS[2], 0)]
        )
    )
    long, half, none = widths(svg)
    assert long == 2 * half
    assert 0 < none < half / 10
    assert words(svg) == ["One", "8", "Two", "4", "Three", "0"]
    assert [each.attrib["class"] for each in svg.iter("rect")] == ["bar tint-1", "bar tint-2", "bar tint-3"]


@pytest.mark.parametrize("drawn", [bars_drawn, weeks_drawn])
def test_a_picture_of_nothing_can_be_drawn(drawn: object) -> None:
    assert words(read(drawn("b", "Counts", "There is nothing.", ()))) == []  # type: ignore[operator]
    assert highs(read(flow_drawn("f", "Moves", "Nobody.", ("Then", "Now"), LEVELS, ()))) == [1.0] * 8


def test_a_picture_says_what_it_shows() -> None:
    svg = read(weeks_drawn("due", "Due <soon>", "Two are due.", [Week("1", 2, "March")]))
    named = {each.attrib["id"]: each.text for each in svg.iter() if "id" in each.attrib}
    assert svg.attrib["role"] == "img"
    assert [named[each] for each in svg.attrib["aria-labelledby"].split()] == ["Due <soon>", "Two are due."]


def test_a_week_shows_its_number_and_what_is_over_looks_otherwise() -> None:
    weeks = [Week("1", 2, "March", past=True), Week("8", 0), Week("15", 12), Week("22", 0, past=True)]
    svg = read(weeks_drawn("due", "Due", "14 are due.", weeks))
    assert [each.attrib["class"] for each in svg.iter("rect")] == ["week past", "week cell", "week busy", "week cell"]
    assert words(svg) == ["March", "2", "1", "8", "12", "15", "22"]


def test_a_flow_says_how_many_there_were_and_are_at_each_end() -> None:
    flows = [Flow(0, 0, 3), Flow(0, 1, 2), Flow(1, 0, 1), Flow(2, 3, 4)]
    svg = read(flow_drawn("f", "Moves", "Three moved.", ("Then", "Now"), LEVELS, flows))
    assert words(svg) == ["Then", "Now", "One 5", "One 4", "Two 1", "Two 2", "Three 4", "Three 0", "Four 0", "Four 4"]
    assert [each.attrib["class"] for each in svg.iter("path")] == ["stay", "move", "move", "move"]


@given(st.lists(st.builds(Flow, st.integers(0, 3), st.integers(0, 3), st.integers(1, 500)), max_size=12))
def test_the_ends_of_a_flow_are_as_high_as_there_are_many_and_all_lies_within(flows: list[Flow]) -> None:
    svg = read(flow_drawn("f", "Moves", "Some.", ("Then", "Now"), LEVELS, flows))
    bottom = float(svg.attrib["viewBox"].split()[3])
    total = max(sum(each.count for each in flows), 1)
    ends = [sum(f.count for f in flows if (f.before, f.after)[side] == place) for place in range(4) for side in (0, 1)]
    assert highs(svg) == [pytest.approx(max(180 * count / total, 1), abs=0.06) for count in ends]
    assert all(float(each.attrib["y"]) + float(each.attrib["height"]) <= bottom for each in svg.iter("rect"))
    down = [
        float(y)
        for each in svg.iter("path")
        for y in re.findall(r"M92 (\S+?)C|V(\S+?)C", each.attrib["d"])
        for y in y
        if y
    ]
    assert all(0 <= y <= bottom for y in down)
    assert len(down) == 2 * len(flows)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_no_bar_is_longer_than_its_room(counts: list[int]) -> None:
    svg = read(bars_drawn("b", "Counts", "Some.", [Bar(Level(1, 4, LONG), count) for count in counts]))
    assert max(widths(svg)) + 40 <= 288
    assert all(each == f"{LONG[:33]}…" for each in words(svg)[::2])


@pytest.mark.parametrize(
    ("role", "initials"),
    [
        ("Registered manager", "RM"),
        ("Keeper", "KE"),
        ("Head of the (old) shed", "HS"),
        ("É", "É"),
        ("", ""),
        ("- -", ""),
    ],
)
def test_a_role_has_the_face_of_its_first_and_last_word(role: str, initials: str) -> None:
    assert initials_of(role) == initials
    assert words(read(face_drawn(initials_of(role)))) == [initials]
