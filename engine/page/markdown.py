"""A page as Markdown (CommonMark, and the tables of GitHub), in which no character of a text is taken for markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import indent

from engine.page.model import (
    DEEPEST,
    Blank,
    Block,
    Figure,
    Heading,
    Item,
    KeyValue,
    KeyValueList,
    Line,
    Listing,
    NameList,
    Page,
    PageTable,
    Paragraph,
    Remark,
    Run,
    Section,
    TableCell,
    Ticks,
    Verbatim,
    address,
    label,
    records,
)
from engine.source.characters import harmless, visible

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>&|~$#]|(?<=[A-Za-z]):(?=//)|(?<=[Ww][Ww][Ww])\.|@")
_AT_THE_START = re.compile(r"(?:[-+=]|(?<![0-9])[0-9]{1,9}[.)])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}
_NAME = re.compile("[A-Za-z0-9._-]+")
_COMMAND = re.compile("[A-Za-z0-9._= -]+")
"""What may stand in a code span as it is; anything else is text like any other."""

_BETWEEN_ANGLES = re.compile(r"[<>\\|]")
"""What an address in angle brackets may not hold as it is."""

BREAK = "\\\n"
"""A line break inside a paragraph."""

RULE = "\\_" * 40
"""A line to write on."""


def page_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    parts = [f"# {escaped(page.title)}"]
    if page.under:
        parts.append(_lines(page.under))
    for section in page.sections:
        parts += _section(section, 2)
    if page.footer:
        parts += ["---", _lines(page.footer)]
    return "\n\n".join(filter(None, parts)) + "\n"


def escaped(text: str) -> str:
    """Write a text so that Markdown and HTML show it as it is, on one line; web and mail addresses are no links."""
    text = _ACTIVE.sub(lambda found: _ENTITIES.get(found.group(), "\\" + found.group()), harmless(text))
    start = _AT_THE_START.match(text)
    if start is None:
        return text
    return text[: start.end() - 1] + "\\" + text[start.end() - 1 :]


def _section(section: Section, level: int) -> Iterator[str]:
    if section.title:
        yield _heading((Run(section.title), *section.beside), level)
    for block in section.blocks:
        yield _block(block, level + 1)


def _heading(line: Line, level: int) -> str:
    return f"{'#' * min(level, DEEPEST)} {words}" if (words := _line(line)) else ""


def _block(block: Block, level: int = DEEPEST) -> str:
    """Write a block; headings in it are of this level."""
    match block:
        case Heading(line):
            return _heading(line, level)
        case Paragraph(line, more):
            return _lines((line, *more))
        case Listing(items):
            return "\n".join(row for item in items for row in _item(item, ""))
        case Verbatim(text):
            return _fenced(text)
        case KeyValueList(entries):
            return "\n".join(filter(None, map(_key_value, entries)))
        case PageTable():
            words = escaped(block.caption)
            caption = f"**{words}**" if words else ""
            return "\n\n".join(filter(None, (caption, _table(block))))
        case Figure(words, _):
            return escaped(f"[Picture: {words}]")
        case Blank(label, rows):
            return "\n\n".join((escaped(label), *([RULE] * rows)))
        case Ticks(_, choices):
            return "\n".join(f"- [ ] {_line(each.line)}" for each in choices)
        case Remark(on, note):
            return "\n\n".join(filter(None, (_block(on, level), indent(_line(note), "> "))))
        case Section():
            return "\n\n".join(filter(None, _section(block, level)))


def _fenced(text: str) -> str:
    """Write lines in a fence that none of them can close."""
    rows = [visible(row) for row in text.splitlines()]
    longest = max((len(ticks) for row in rows for ticks in re.findall("`+", row)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((f"{fence}yaml", *rows, fence))


def _item(item: Item, indent: str) -> Iterator[str]:
    """Write an entry and those below it; the lines of one entry are joined by a break.

    Those below an entry without words stand in its place: marks with nothing behind them would be read as a rule across
    the page or as the line under a heading, and what follows as code.
    """
    words = _lines((item.line, *item.more))
    if words:
        yield f"{indent}- " + words.replace("\n", f"\n{indent}  ")
    for below in item.below:
        yield from _item(below, indent + "  " if words else indent)


def _key_value(entry: KeyValue) -> str:
    """Write a label and its value as an entry of a list: a single line after the label, or blocks under it."""
    match entry.blocks:
        case (Paragraph(line, ()),):
            return _entry([_line((label(entry), *line))])
        case blocks:
            return _entry([_line((label(entry),)), *map(_block, blocks)])


def _entry(parts: Iterable[str]) -> str:
    """Write blocks as one entry of a list; nothing where they say nothing."""
    words = "\n\n".join(filter(None, parts))
    return f"- {indent(words, '  ')[2:]}" if words else ""


def _table(table: PageTable) -> str:
    """Write a table, if a line is enough for each of its cells; else row by row as key-value lists."""
    cells = [[_cell(cell) for cell in row] for row in table.rows]
    if any(each is None for row in cells for each in row):
        return "\n".join(filter(None, (_entry([_block(record)]) for record in records(table))))
    rows: list[Sequence[str | None]] = [[*map(escaped, table.head)], ["---"] * len(table.head), *cells]
    return "\n".join(f"| {' | '.join(each or '' for each in row)} |" for row in rows)


def _cell(cell: TableCell) -> str | None:
    """Write a cell on one line; none where it takes more."""
    match cell:
        case ():
            return ""
        case (Paragraph(line, ()),):
            return _line(line)
    return None


def _lines(lines: Iterable[Line]) -> str:
    """Join the lines of one paragraph by breaks; empty ones are left out."""
    return BREAK.join(filter(None, map(_line, lines)))


def _line(line: Line) -> str:
    return " ".join(filter(None, (_part(each) for each in line)))


def _part(part: Run | NameList) -> str:
    if isinstance(part, NameList):
        return "(" + ", ".join(map(_name, part.names)) + ")"
    return _linked(part, _run(part))


def _name(run: Run) -> str:
    return _linked(run, f"`{run.text}`" if _NAME.fullmatch(run.text) else escaped(run.text))


def _run(run: Run) -> str:
    text = escaped(run.text)
    match run.tone:
        case "" | "quiet" | "mark":
            return text
        case "typed":
            return ""
        case "code":
            return f"`{run.text}`" if _COMMAND.fullmatch(run.text) else text
        case _:
            return f"**{text}**" if text else ""


def _linked(run: Run, text: str) -> str:
    """Make a link of what leads out of the page; Markdown knows no places inside it."""
    to = address(run)
    if not to or not text or to.startswith("#"):
        return text
    kept = _BETWEEN_ANGLES.sub(lambda found: f"%{ord(found.group()):02X}", to).replace("&", "&amp;")
    return f"[{text}](<{kept}>)"
