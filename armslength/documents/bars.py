"""Counts as bars: a drawing for those who would rather look. The same stands beside it in words and in a table."""

from collections.abc import Iterator, Mapping

from engine.page.markup import Markup, element

ROW, BAR = 34, 22
"""The height of a row and of its bar, in pixels."""

LABELS, LONGEST, NUMBERS = 340, 240, 50
"""The room for the labels, for the longest bar, and for the numbers behind them, in pixels."""

MOST_LETTERS = 44
"""Letters of a label in the drawing. As many as fit beside a bar. Beyond it: `…`; the table beside has them all."""

INK, FILL = "#1d1d1b", "#2f5d62"
STROKE = "0.4"
"""How much heavier letters are drawn. What sets a PDF takes the thinnest letters of a font in which all weights are."""


def bars(words: str, found: Mapping[str, int]) -> Markup:
    """Draw counts as bars, each with its label before it and its number behind it."""
    most = max(found.values(), default=1)
    rows = list(found.items())
    return element(
        "svg",
        element("title", words),
        *(part for place, (label, count) in enumerate(rows) for part in _row(place, label, count, most)),
        viewBox=f"0 0 {LABELS + LONGEST + NUMBERS} {ROW * len(rows)}",
        width=LABELS + LONGEST + NUMBERS,
        height=ROW * len(rows),
        role="img",
        aria_label=words,
        font_family="'Source Sans 3', system-ui, sans-serif",
        font_size=15,
        fill=INK,
    )


def _row(place: int, label: str, count: int, most: int) -> Iterator[Markup]:
    top, length = place * ROW, length_of(count, most, LONGEST)
    baseline = top + ROW // 2 + 5
    shown = shortened(label, MOST_LETTERS)
    yield element("text", shown, x=LABELS - 10, y=baseline, text_anchor="end", stroke=INK, stroke_width=STROKE)
    yield element("rect", x=LABELS, y=top + (ROW - BAR) // 2, width=length, height=BAR, fill=FILL)
    yield element("text", str(count), x=LABELS + length + 8, y=baseline, stroke=INK, stroke_width=STROKE)


def length_of(count: int, most: int, longest: int) -> int:
    """Give the length of a bar, of which the longest stands for the most: never so short that it is not seen."""
    return max(2, longest * count // max(most, 1))


def shortened(label: str, letters: int) -> str:
    """Shorten a label to so many letters, with a sign that something is left out."""
    return label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"
