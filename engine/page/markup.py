"""HTML that is safe by construction: an element is made of texts, which are escaped, and of elements.

Nothing else can make markup, so that no text of a pack can: not in an element, and not in an attribute.
"""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from engine.frozen import frozen
from engine.source.characters import harmless, visible

VOID = ("meta", "br")
"""Elements of HTML with nothing inside."""

EMPTY = ("line", "path", "rect", "circle")
"""Elements of SVG with nothing inside."""

Inside: TypeAlias = "str | Markup | Iterable[Inside] | None"
"""What an element may hold: texts and elements, one by one or gathered; nothing where there is nothing to say."""


@frozen
class Markup:
    """Finished HTML."""

    html: str

    def __html__(self) -> str:
        """Give the HTML to templates that escape everything else."""
        return self.html


def element(name: str, /, *inside: Inside, **attributes: str | int | None) -> Markup:
    """Make an element. Attributes without a value are left out; `class_` is written `class`, `_` in a name `-`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value)).html}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")
    if name in EMPTY:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{joined(inside).html}</{name}>")


def text(words: str) -> Markup:
    """Write a text so that it shows as it is, with everything that could hide or move characters made visible."""
    return Markup(escape(harmless(words)))


def joined(inside: Iterable[Inside], between: str | Markup = "") -> Markup:
    """Put texts and elements one after another."""
    joint = between.html if isinstance(between, Markup) else escape(between)
    return Markup(joint.join(_flat(inside)))


def _flat(inside: Iterable[Inside]) -> Iterable[str]:
    for each in inside:
        if isinstance(each, str):
            yield _spaced(each)
        elif isinstance(each, Markup):
            yield each.html
        elif each is not None:
            yield from _flat(each)


def _spaced(words: str) -> str:
    """Write a text, and keep one space at either end where there was one: it parts the text from its neighbours."""
    before, after = (" " if side.isspace() else "" for side in (words[:1], words[-1:]))
    return f"{before}{text(words).html}{after}" if words.strip() else before


def lines(words: str) -> Markup:
    """Write a text of several lines, in which line ends and spaces stay; for an element that keeps them."""
    return Markup("\n".join(escape(visible(row)) for row in words.splitlines()))
