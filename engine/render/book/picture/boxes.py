"""One decision as a box of the picture: its title line by line, and how much it rests on."""

from dataclasses import dataclass

from engine.page.markup import Markup, element
from engine.page.wrap import columns, harmless
from engine.render.book.links import place
from engine.render.book.reads import Reads
from engine.render.words import amount
from engine.rulebase.base import RuleBase

WIDTH, BESIDE = 172, 10
"""The width of a box, and the room at either side of its words, in pixels."""

LINE = 15
MOST_LINES = 4
"""Lines of a title in the picture of the rules. The last one ends in dots."""

NARROW, WIDE = "fijlrt.,:;'!|() -", "mwMWQO@%"
SIZE = 12
_EM = {"narrow": 0.36, "usual": 0.63, "capital": 0.73, "wide": 0.97}
"""How wide characters are, as shares of the size of the type."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its number among all decisions, its words, and how it is drawn."""

    number: int
    name: str
    lines: tuple[str, ...]
    below: str
    kind: str

    @property
    def height(self) -> int:
        """The height of the box in pixels."""
        return LINE * (len(self.lines) + 1) + 16


def box(base: RuleBase, number: int, name: str, reads: Reads) -> Box:
    """Make the box of a decision."""
    decision = base.decisions[name]
    asked = len(reads.questions)
    counts = [amount(len(base.rules_of[name]), "rule"), amount(asked, "question") if asked else ""]
    kind = "first" if name in base.pack.headline else "always" if decision.built_in else "usual"
    return Box(number, name, tuple(title_lines(decision.title)), ", ".join(filter(None, counts)), kind)


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
    return "wide" if character in WIDE or columns(character) > 1 else "capital" if character.isupper() else "usual"


def _cut(word: str) -> str:
    while width(word) > WIDTH - 2 * BESIDE:
        word = word[:-2].rstrip() + "…"
    return word


def drawn(found: Box, left: int, middle: int) -> Markup:
    """Draw a box that leads to the entry of its decision; `left` and `middle` say where."""
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
        href=f"#{place('decision', found.name)}",
        id=f"box-{found.number}",
        class_=f"box {found.kind}",
    )
