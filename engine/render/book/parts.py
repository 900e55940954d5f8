"""The parts that every entry of the book is made of: its head, its labelled lines, and what it rests on."""

from collections.abc import Iterable

from engine.page.markup import Inside, Markup, element, listing
from engine.render.book.links import code, link, place
from engine.render.sources import in_order_of_sources
from engine.rulebase.base import RuleBase

ORIGINS = {"derived": "our reading of the sources", "ours": "added; no source says it"}
FEW = 6
"""How many references are listed in full; a longer list is folded in columns of names."""


def entry(kind: str, name: str, title: str, *inside: Inside, mark: str = "", level: int = 4) -> Markup:
    """Make one entry, with its place, its title as a heading, and its name."""
    marked = element("span", mark, class_="mark") if mark else None
    head = element(f"h{level}", element("span", title, class_="title"), " ", code(name), marked)
    return element("article", head, *inside, id=place(kind, name), class_=f"entry {kind}")


def paragraph(*inside: Inside, **attributes: str) -> Markup | None:
    """Make a paragraph, unless there is nothing to say."""
    return element("p", *inside, **attributes) if any(inside) else None


def labelled(label: str, *inside: Inside) -> Markup | None:
    """Put a label before what it is about, unless there is nothing."""
    kept = [each for each in inside if each is not None and each != ""]
    return element("div", element("p", label, class_="label"), *kept, class_="part") if kept else None


def counted(label: str, items: Iterable[Inside]) -> Markup | None:
    """List references under a label with their number."""
    found = list(items)
    if not found:
        return None
    return labelled(f"{label} ({len(found)})", listing(found, class_="many" if len(found) > FEW else "few"))


def rests_on(base: RuleBase, cites: Iterable[str], origin: str = "") -> Markup | None:
    """List the statements that a thing rests on, in the words of the pack, with what the sources do not say."""
    rows = [
        (link("statement", each.id), " ", each.says, _added(each.origin)) for each in in_order_of_sources(base, cites)
    ]
    label = "Rests on" + (f": {ORIGINS[origin]}" if origin in ORIGINS else "")
    return element("div", element("p", label, class_="label"), listing(rows), class_="part sources") if rows else None


def _added(origin: str) -> Markup | None:
    return element("span", " ", f"({ORIGINS[origin]})", class_="quiet") if origin in ORIGINS else None


def chapter(key: str, title: str, intro: Inside, *inside: Inside) -> Markup:
    """Make a chapter: a part of the book that begins on a page of its own."""
    return element("section", element("h2", title), paragraph(intro, class_="intro"), *inside, id=key, class_="chapter")


def group(key: str, title: str, count: int, *inside: Inside) -> Markup:
    """Make a group of entries inside a chapter, with their number."""
    number = element("span", f"({count})", class_="quiet")
    return element("section", element("h3", title, " ", number), *inside, id=key, class_="group")
