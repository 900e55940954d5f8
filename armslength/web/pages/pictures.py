"""Pictures for those who would rather look: drawings made here, without script, from numbers that stand beside them.

Each has a title and a description that say what it shows, so that nobody has to see it. Colours come from the
stylesheet by class, so that they follow the scheme of the screen. Widths are those of a small screen: a drawing is
never made smaller than it can be read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from armslength.documents.bars import length_of, shortened
from armslength.web.pages.parts import Level
from engine.page.markup import Inside, Markup, element

WIDTH = 288
"""What is left of the smallest screen between its margins, in pixels."""

MOST_LETTERS = 34
"""Letters of a label. As many as fit into the width. Beyond it: `…`; the table beside has them all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many there are at a place on a scale."""

    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """How many things fall due in a week. `month` stands over the first week of a month; `past` says it is over."""

    text: str
    count: int
    month: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """How many went from one place on a scale to another (or the same), the places counted from 0."""

    before: int
    after: int
    count: int


def bars_drawn(name: str, title: str, says: str, bars: Sequence[Bar]) -> Markup:
    """Draw bars with their labels above and their numbers behind. `name` is the id of the drawing in its page."""
    most = max((bar.count for bar in bars), default=1)
    rows = (part for place, bar in enumerate(bars) for part in _bar(place, bar, most))
    return _drawing(name, title, says, BAR_ROW * len(bars), rows)


BAR_ROW, BAR, NUMBER = 52, 20, 40
"""The height of a row of bars with its label, that of a bar, and the room for a number, in pixels."""


def _bar(place: int, bar: Bar, most: int) -> Iterator[Markup]:
    top, length = place * BAR_ROW, length_of(bar.count, most, WIDTH - NUMBER)
    yield element("text", shortened(bar.level.word, MOST_LETTERS), x=0, y=top + 16, font_size=15)
    yield element("rect", x=1, y=top + 24, width=length, height=BAR, class_=f"bar tint-{bar.level.tint}")
    yield element("text", str(bar.count), x=length + 9, y=top + 39, font_size=15, class_="strong")


def weeks_drawn(name: str, title: str, says: str, weeks: Sequence[Week]) -> Markup:
    """Draw a strip of weeks, each with the number of things that fall due in it."""
    step = WIDTH / max(len(weeks), 1)
    cells = (part for place, week in enumerate(weeks) for part in _week(place * step, step, week))
    return _drawing(name, title, says, WEEK_TOP + WEEK + WEEK_FOOT, cells)


WEEK_TOP, WEEK, WEEK_FOOT = 22, 36, 18
"""The room for the names of months, the height of a week, and the room for its first day, in pixels."""


def _week(left: float, step: float, week: Week) -> Iterator[Markup]:
    looks = "past" if week.past and week.count else "busy" if week.count else "cell"
    middle = _pixels(left + step / 2)
    if week.month:
        yield element("text", week.month, x=_pixels(left), y=14, font_size=13, class_="strong")
    yield element(
        "rect", x=_pixels(left + 1), y=WEEK_TOP, width=_pixels(step - 2), height=WEEK, rx=2, class_=f"week {looks}"
    )
    if week.count:
        number = str(week.count)
        yield element("text", number, x=middle, y=WEEK_TOP + 23, font_size=13, text_anchor="middle", class_="strong")
    yield element("text", week.text, x=middle, y=WEEK_TOP + WEEK + 14, font_size=12, text_anchor="middle")


def flow_drawn(
    name: str, title: str, says: str, ends: tuple[str, str], levels: Sequence[Level], flows: Sequence[Flow]
) -> Markup:
    """Draw how many went from each place on a scale to each: at the left before, at the right after."""
    total = max(sum(flow.count for flow in flows), 1)
    gaps = GAP * (len(levels) - 1)
    one = FLOW / total
    left = _stacked({i: sum(f.count for f in flows if f.before == i) for i in range(len(levels))}, one)
    right = _stacked({i: sum(f.count for f in flows if f.after == i) for i in range(len(levels))}, one)
    inside: list[Inside] = [
        element("text", ends[0], x=0, y=14, font_size=13, class_="strong"),
        element("text", ends[1], x=WIDTH, y=14, font_size=13, text_anchor="end", class_="strong"),
        *_bands(flows, left, right, one),
        *(part for i, level in enumerate(levels) for part in _end(level, (left[i], right[i]), one)),
    ]
    return _drawing(name, title, says, FLOW_TOP + FLOW + gaps + GAP, inside)


FLOW_TOP, FLOW, GAP, END = 28, 180, 26, 92
"""Where a flow begins, the height of all that flows, the gap between places, and the width of an end, in pixels."""


@dataclass(frozen=True, slots=True)
class _Pile:
    """One end of a flow: how many there are, and where their pile begins."""

    count: int
    top: float


def _stacked(counts: Mapping[int, int], one: float) -> Mapping[int, _Pile]:
    piles, top = {}, float(FLOW_TOP)
    for place, count in counts.items():
        piles[place] = _Pile(count, top)
        top += count * one + GAP
    return piles


def _bands(
    flows: Sequence[Flow], left: Mapping[int, _Pile], right: Mapping[int, _Pile], one: float
) -> Iterator[Markup]:
    from_top = {place: pile.top for place, pile in left.items()}
    to_top = {place: pile.top for place, pile in right.items()}
    start, end = END, WIDTH - END
    middle = (start + end) / 2
    for flow in sorted(flows, key=lambda each: (each.before, each.after)):
        high = flow.count * one
        a, b = from_top[flow.before], to_top[flow.after]
        from_top[flow.before], to_top[flow.after] = a + high, b + high
        above = f"M{start} {_pixels(a)}{_curve(middle, a, b, end)}"
        below = f"V{_pixels(b + high)}{_curve(middle, b + high, a + high, start)}Z"
        yield element("path", d=above + below, class_="stay" if flow.before == flow.after else "move")


def _curve(middle: float, height: float, other: float, end: float) -> str:
    return f"C{_pixels(middle)} {_pixels(height)} {_pixels(middle)} {_pixels(other)} {_pixels(end)} {_pixels(other)}"


def _end(level: Level, piles: tuple[_Pile, _Pile], one: float) -> Iterator[Markup]:
    for pile, left, anchor in ((piles[0], 0, "start"), (piles[1], WIDTH, "end")):
        bar = END - 10
        high = max(pile.count * one, 1)
        edge, looks = left if anchor == "start" else left - bar, f"bar tint-{level.tint}"
        yield element("rect", x=edge, y=_pixels(pile.top), width=bar, height=_pixels(high), class_=looks)
        words = f"{shortened(level.word, 16)} {pile.count}"
        yield element("text", words, x=left, y=_pixels(pile.top + high + 14), font_size=12, text_anchor=anchor)


def face_drawn(initials: str) -> Markup:
    """Draw the face of a role: its initials in a circle. Whoever can't see it reads the name of the role beside."""
    return element(
        "svg",
        element("circle", cx=20, cy=20, r=18, stroke_width=2),
        element("text", initials[:2], x=20, y=25, font_size=15, text_anchor="middle"),
        viewBox="0 0 40 40",
        width=40,
        height=40,
        aria_hidden="true",
        class_="face",
    )


def initials_of(words: str) -> str:
    """Give the initials of a role: of its first and its last word, or the first two letters of its only one."""
    parts = [part for part in words.split() if part[0].isalnum()]
    letters = parts[0][0] + parts[-1][0] if len(parts) > 1 else "".join(parts)[:2]
    return letters.upper()


def _drawing(name: str, title: str, says: str, height: float, inside: Inside) -> Markup:
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", says, id=f"{name}-desc"),
        inside,
        viewBox=f"0 0 {WIDTH} {round(height)}",
        width=WIDTH,
        height=round(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _pixels(length: float) -> str:
    return f"{length:.1f}".rstrip("0").rstrip(".")
