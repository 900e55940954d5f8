"""A page as data: sections of paragraphs and lists, each line made of runs of text.

Writers turn it into text or Markdown.

The text of a run is raw: what the user or a pack wrote, not yet made harmless. Making it so is the task of each writer,
for every run alike, so that nothing can be forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "strong", "good", "bad", "doubt", "names", "code"]
"""How a run is meant: `good`, `bad` and `doubt` are coloured where there is colour (the words say it too); `names` are
names of rules or statements, shown in brackets; `code` is something to type."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one tone. Runs of a line are joined by a space."""

    text: str
    tone: Tone = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line, and further lines that belong under it."""

    line: Line
    more: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: a line, further lines of the same entry, and entries below it."""

    line: Line
    more: tuple[Line, ...] = ()
    below: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of entries."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    line: Line


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose lines stay as they are, such as a file to be copied."""

    text: str


Block = Paragraph | Listing | Heading | Verbatim


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page. `key` names it for programs; without a title its blocks stand by themselves."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: title, lines under it, sections in order, lines at its foot. Empty sections are left out."""

    title: str
    under: tuple[Line, ...]
    sections: tuple[Section, ...]
    footer: tuple[Line, ...]

    def section(self, key: str) -> Section | None:
        """Find a section by its key; none where there was nothing to put in it."""
        return next((each for each in self.sections if each.key == key), None)


def line(*parts: str | Run) -> Line:
    """Make a line of texts and runs; empty ones are left out."""
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in runs if run.text)


def names(listed: Iterable[str]) -> Run:
    """Make the run of names that stands behind a sentence."""
    return Run(", ".join(listed), "names")


def section(key: str, title: str, blocks: Iterable[Block | None]) -> Section:
    """Make a section of those blocks that hold something."""
    return Section(key, title, tuple(block for block in blocks if block is not None and block != Listing(())))


def listing(items: Iterable[Item | None]) -> Listing:
    """Make a list of those entries that are there."""
    return Listing(tuple(item for item in items if item is not None))
