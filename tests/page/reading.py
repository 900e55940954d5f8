"""A page as a browser reads it: elements in their order, with their attributes and their text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

NEVER_CLOSED = ("meta", "br")


@dataclass
class Element:
    """One element of a page."""

    name: str
    attributes: dict[str, str | None]
    inside: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    def all(self, *names: str) -> "list[Element]":
        """Every element below this one, in order; of the given names only, if there are any."""
        return [each for each in self.walk() if not names or each.name in names]

    def walk(self) -> "Iterator[Element]":
        """Walk every element below this one, in order."""
        for each in self.inside:
            if isinstance(each, Element):
                yield each
                yield from each.walk()


class Reader(HTMLParser):
    """Reads a page strictly: everything that is opened is closed, in the right order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()
        assert len(self.open) == 1, self.open[-1].name

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} stands twice"
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in NEVER_CLOSED:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def page(text: str) -> Element:
    """Read a page."""
    return Reader(text).root
