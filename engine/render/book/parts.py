"""The parts that the book is made of: chapters, groups, entries, and what an entry rests on."""

from collections.abc import Iterable

from engine.page.model import (
    Block,
    Item,
    KeyValue,
    Line,
    NameList,
    Paragraph,
    Run,
    Section,
    key_value,
    key_values,
    line,
    listing,
    names,
    section,
)
from engine.render.book.links import code, link, place
from engine.render.sources import in_order_of_sources
from engine.rulebase.base import RuleBase

ORIGINS = {"derived": "our reading of the sources", "ours": "added; no source says it"}


def entry(kind: str, name: str, title: str, *blocks: Block | None, mark: str = "") -> Section:
    """Make one entry, with its place, its title and its name."""
    return section(place(kind, name), title, blocks, line(code(name), Run(mark, "mark")), kind)


def lead(text: str) -> Paragraph | None:
    """Make the paragraph with which an entry begins, unless there is nothing to say."""
    return Paragraph(line(text)) if text else None


def quiet(*texts: str) -> Paragraph | None:
    """Make a paragraph of what is beside the point, unless there is nothing to say."""
    words = " ".join(filter(None, texts))
    return Paragraph(line(Run(words, "quiet"))) if words else None


def counted(label: str, links: Iterable[Line | Run]) -> KeyValue | None:
    """List references under a label with their number; none where there is none."""
    items = [Item((each,) if isinstance(each, Run) else each) for each in links]
    return key_value(f"{label} ({len(items)})", listing(items, compact=True))


def linked(links: Iterable[Run]) -> Block:
    """List references."""
    return listing(Item((each,)) for each in links)


def sources(cites: Iterable[str]) -> NameList:
    """Name statements, each leading to its place."""
    return names(link("statement", name) for name in cites)


def rests_on(base: RuleBase, cites: Iterable[str], origin: str = "") -> Block:
    """List the statements that a thing rests on, in the words of the pack, with what the sources do not say."""
    items = [
        Item(line(link("statement", each.id), each.says, Run(_added(each.origin), "quiet")))
        for each in in_order_of_sources(base, cites)
    ]
    label = "Rests on" + (f": {ORIGINS[origin]}" if origin in ORIGINS else "")
    return key_values([key_value(label, listing(items))])


def _added(origin: str) -> str:
    return f"({ORIGINS[origin]})" if origin in ORIGINS else ""


def chapter(key: str, title: str, intro: str, blocks: Iterable[Block]) -> Section | None:
    """Make a chapter, a part of the book that begins on a page of its own; none where it would be empty."""
    found = list(blocks)
    return section(key, title, [Paragraph(line(intro)), *found]) if found else None


def group(key: str, title: str, entries: Iterable[Section]) -> Section:
    """Make a group of entries inside a chapter, with their number."""
    found = tuple(entries)
    return Section(key, title, found, line(Run(f"({len(found)})", "quiet")))
