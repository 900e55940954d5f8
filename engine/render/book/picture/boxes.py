"""One thing as a box of the picture: its title line by line, and a line below."""

from engine.frozen import frozen
from engine.page.markup import Markup, element
from engine.source.characters import harmless, terminal_width

WIDTH, BESIDE = 172, 10
"""The width of a box, and the room at either side of its words, in pixels."""

LINE = 15
MOST_LINES = 4
"""Lines of a title in the picture of the rules. The last one ends in dots."""

NARROW, WIDE = "fijlrt.,:;'!|() -", "mwMWQO@%"
SIZE = 12
_EM = {"narrow": 0.36, "usual": 0.63, "capital": 0.73, "wide": 0.97}
"""How wide characters are, as shares of the size of the type."""


@frozen
class Box:
    """A box: its number among all, its words, how it is drawn (`first`, `usual` or `always`), and where it leads."""

    number: int
    name: str
    title: str
    below: str
    kind: str
    to: str

    @property
    def lines(self) -> list[str]:
        """The title, line by line."""
        return title_lines(self.title)

    @property
    def height(self) -> int:
        """The height of the box in pixels."""
        return LINE * (len(self.lines) + 1) + 16


def title_lines(title: str) -> list[str]:
    """Break a title into lines that fit the box; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    for word in harmless(title).split():
        if lines[-1] and width(f"{lines[-1]} {word}") > WIDTH - 2 * BESIDE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {_cut(word)}".strip()
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], _cut(f"{lines[MOST_LINES - 1]} …")]
    return lines


def width(words: str) -> float:
    """Guess how wide a text is in pixels, in the widest of the usual typefaces, so that it fits in any."""
    return sum(_EM[_sort(each)] for each in words) * SIZE


def _sort(character: str) -> str:
    if character in NARROW:
        return "narrow"
    return (
        "wide" if character in WIDE or terminal_width(character) > 1 else "capital" if character.isupper() else "usual"
    )


def _cut(word: str) -> str:
    while width(word) > WIDTH - 2 * BESIDE:
        word = word[:-2].rstrip() + "…"
    return word


def drawn(found: Box, left: int, middle: int) -> Markup:
    """Draw a box that leads to its place; `left` and `middle` say where."""
    top = middle - found.height // 2
    rows = [*found.lines, found.below]
    words = [
        element("tspan", row, x=left + BESIDE, y=top + LINE * number + 20, class_="below" if row is rows[-1] else None)
        for number, row in enumerate(rows)
    ]
    frame = element("rect", x=left, y=top, width=WIDTH, height=found.height, rx=18 if found.kind == "always" else 5)
    return element(
        "a",
        element("title", f"{found.name}: {found.below}"),
        frame,
        element("text", *words),
        href=f"#{found.to}",
        id=f"box-{found.number}",
        class_=f"box {found.kind}",
    )
