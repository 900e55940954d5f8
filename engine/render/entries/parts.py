"""The parts that descriptions are made of."""

from collections.abc import Iterable

from engine.page.model import Item, KeyValue, Line, Listing, Paragraph, Run, key_value, line, listing


def lead(text: str) -> Paragraph | None:
    """Make the paragraph with which a description begins, unless there is nothing to say."""
    return Paragraph(line(text)) if text else None


def quiet(*texts: str) -> Paragraph | None:
    """Make a paragraph of what is beside the point, unless there is nothing to say."""
    words = " ".join(filter(None, texts))
    return Paragraph(line(Run(words, "quiet"))) if words else None


def linked(links: Iterable[Line]) -> Listing:
    """List references."""
    return listing(map(Item, links))


def counted(label: str, links: Iterable[Line]) -> KeyValue | None:
    """List references under a label with their number; none where there is none."""
    items = list(map(Item, links))
    return key_value(f"{label} ({len(items)})", listing(items, compact=True))
