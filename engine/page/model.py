"""A page as data: sections of paragraphs, lists, tables and more, each line made of runs of text.

Writers turn it into text, Markdown or HTML.

The text of a run is raw: what the user or a pack wrote, not yet made harmless. Making it so is the task of each writer,
for every run alike, so that nothing can be forgotten. The same holds for where a run leads: see `address`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.frozen import frozen

if TYPE_CHECKING:
    from engine.page.markup import Markup

DEEPEST = 6
"""How many levels of headings there are: the title is the first."""

Tone = Literal["", "strong", "good", "bad", "doubt", "quiet", "mark", "code", "typed"]
"""How a run is meant: `good`, `bad` and `doubt` are coloured where there is colour (the words say it too); `quiet` is
beside the point; a `mark` is a remark of a word or two; `code` is a name, or something to type; `typed` is what the
command that prints a page takes to show more, and stands only in text: a file has no such command."""


@frozen
class Run:
    """A stretch of text in one tone. Runs of a line are joined by a space.

    `to` is where it leads: `#` and the key of a section of the same page, or a web or mail address; empty for nowhere.
    """

    text: str
    tone: Tone = ""
    to: str = ""


@frozen
class NameList:
    """The names of rules, statements and the like that stand behind a sentence."""

    names: tuple[Run, ...]


Line: TypeAlias = tuple[Run | NameList, ...]


@frozen
class Paragraph:
    """A line, and further lines that belong under it."""

    line: Line
    more: tuple[Line, ...] = ()


@frozen
class Item:
    """An entry of a list: a line, further lines of the same entry, and entries below it."""

    line: Line
    more: tuple[Line, ...] = ()
    below: tuple["Item", ...] = ()


@frozen
class Listing:
    """A list of entries. Those of a `compact` list are short, and may be set in several columns."""

    items: tuple[Item, ...]
    compact: bool = False


@frozen
class Heading:
    """A heading inside a section."""

    line: Line


@frozen
class Verbatim:
    """Text whose lines stay as they are, such as a file to be copied."""

    text: str


TableCell: TypeAlias = tuple[Paragraph | Listing, ...]


@frozen
class PageTable:
    """A table under a caption, which may be empty. The first cell of each row is its heading.

    The empty cells of one that is `to_fill` are written in by hand: its rows are high enough for that.
    Raises `ValueError` where a row has more or fewer cells than the head.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    to_fill: bool = False

    def __post_init__(self) -> None:
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("each row of a table has as many cells as its head, one at least")


@frozen
class KeyValue:
    """One entry of a key-value list: a label, and what it is about."""

    label: str
    blocks: tuple["Block", ...]


@frozen
class KeyValueList:
    """A key-value list. Those of a list that is `beside` may stand next to each other where there is room."""

    entries: tuple[KeyValue, ...]
    beside: bool = False


@frozen
class Figure:
    """A drawing, with words for those who do not see it. Only HTML shows the drawing."""

    words: str
    drawing: "Markup"


@frozen
class Blank:
    """Space to write in, of so many `lines`, under a label.

    With a `key`, what is typed there can be found again under it, in a form that is typed in.
    """

    label: str
    lines: int = 1
    key: str = ""


@frozen
class Tick:
    """One of the answers that can be ticked: the value that it stands for, and its words."""

    value: str
    line: Line


@frozen
class Ticks:
    """Answers to be ticked: a box before each. What is ticked can be found again under the `key` and the value."""

    key: str
    choices: tuple[Tick, ...]


@frozen
class Remark:
    """A paragraph, and what is remarked on it: a comment at its side where there are such, else a note under it."""

    on: Paragraph
    note: Line


@frozen
class Section:
    """A part of a page, or of another section.

    `key` names it for programs, and for runs that lead to it; no two sections of a page share one. Without a title its
    blocks stand by themselves. `beside` follows the title. A section of a `kind` is one of many entries of that kind;
    the contents of a page leave it out. On paper, one with `new_page` begins on a sheet of its own.
    """

    key: str
    title: str
    blocks: tuple["Block", ...]
    beside: Line = ()
    kind: str = ""
    new_page: bool = False


Block: TypeAlias = (
    Paragraph | Listing | Heading | Verbatim | PageTable | KeyValueList | Figure | Blank | Ticks | Remark | Section
)


@frozen
class Page:
    """A whole page: title, lines under it, sections in order, lines at its foot. Empty sections are left out."""

    title: str
    under: tuple[Line, ...]
    sections: tuple[Section, ...]
    footer: tuple[Line, ...]

    def section(self, key: str) -> Section | None:
        """Find a section by its key; none where there was nothing to put in it."""
        return next((each for each in self.sections if each.key == key), None)


_ADDRESS = re.compile(r"#[A-Za-z][A-Za-z0-9._:-]*|(?i:https?)://[!-~]+|(?i:mailto):[!-~]+@[!-~]+")


def address(run: Run) -> str:
    """Give where a run leads; nothing where that is no place, web or mail address (such as a script)."""
    return run.to if _ADDRESS.fullmatch(run.to) else ""


def label(entry: KeyValue) -> Run:
    """Write the label of a key-value list as it stands before its value: with a colon, unless it ends in a mark."""
    words = entry.label.strip()
    ends = not words or words.endswith((".", "!", "?", ":", "…"))
    return Run(words if ends else f"{words}:", "strong")


def line(*parts: str | Run | NameList) -> Line:
    """Make a line of texts, runs and names; empty ones are left out."""
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in runs if (run.names if isinstance(run, NameList) else run.text))


def names(listed: Iterable[str | Run]) -> NameList:
    """Gather the names that stand behind a sentence."""
    return NameList(tuple(Run(each) if isinstance(each, str) else each for each in listed))


def section(key: str, title: str, blocks: Iterable[Block | None], beside: Line = (), kind: str = "") -> Section:
    """Make a section of those blocks that hold something."""
    kept = (block for block in blocks if block is not None and block not in (Listing(()), KeyValueList(())))
    return Section(key, title, tuple(kept), beside, kind)


def records(table: PageTable) -> Iterator[KeyValueList]:
    """Walk the rows of a table that is too wide to be one, each as a key-value list; empty cells are left out."""
    for row in table.rows:
        cells = zip(table.head, row, strict=True)
        yield KeyValueList(tuple(KeyValue(head, blocks) for head, blocks in cells if blocks))


def listing(items: Iterable[Item | None], *, compact: bool = False) -> Listing:
    """Make a list of those entries that are there."""
    return Listing(tuple(item for item in items if item is not None), compact)


def headed(heading: Line, items: Iterable[Item]) -> Iterator[Block]:
    """Walk a heading and the list under it; nothing where no entry is there."""
    found = listing(items)
    if found.items:
        yield Heading(heading)
        yield found


def key_value(label: str, *blocks: Block | Line | str | None) -> KeyValue | None:
    """Put a label before what it is about, in blocks or in words, unless there is nothing."""
    kept = tuple(each for each in map(_block, blocks) if each is not None)
    return KeyValue(label, kept) if kept else None


def key_values(found: Iterable[KeyValue | None], *, beside: bool = False) -> KeyValueList:
    """Make a key-value list of those entries that are there."""
    return KeyValueList(tuple(each for each in found if each is not None), beside)


def cell(*blocks: Paragraph | Listing | Line | str | None) -> TableCell:
    """Make a cell of a table, of blocks or of words; empty ones are left out."""
    made = map(_block, blocks)
    return tuple(each for each in made if isinstance(each, Paragraph | Listing))


def _block(found: Block | Line | str | None) -> Block | None:
    """Take a block as it is, and words as a paragraph; nothing where there are no words and no entries."""
    if isinstance(found, str):
        found = line(found)
    if isinstance(found, tuple):
        return Paragraph(found) if found else None
    return None if found in (None, Listing(()), Listing((), True), KeyValueList(())) else found
