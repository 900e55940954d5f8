"""A page as Markdown (CommonMark), in which every text shows as it is: no character of it is taken for markup."""

import re
from collections.abc import Iterable, Iterator

from engine.page.model import Block, Heading, Item, Line, Listing, Page, Paragraph, Run, Section, Verbatim
from engine.page.wrap import harmless
from engine.source.characters import visible

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>&|~$#]|(?<=[A-Za-z]):(?=//)|(?<=[Ww][Ww][Ww])\.|@")
_AT_THE_START = re.compile(r"(?:[-+=]|(?<![0-9])[0-9]{1,9}[.)])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}
_NAME = re.compile("[A-Za-z0-9._-]+")
_COMMAND = re.compile("[A-Za-z0-9._= -]+")
"""What may stand in a code span as it is; anything else is text like any other."""

BREAK = "\\\n"
"""A line break inside a paragraph."""


def page_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    parts = [f"# {escaped(page.title)}"]
    if page.under:
        parts.append(_lines(page.under))
    for section in page.sections:
        parts += _section(section)
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


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {escaped(section.title)}"
    for block in section.blocks:
        yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Heading(line):
            return f"### {words}" if (words := _line(line)) else ""
        case Paragraph(line, more):
            return _lines((line, *more))
        case Listing(items):
            return "\n".join(row for item in items for row in _item(item, ""))
        case Verbatim(text):
            return _fenced(text)


def _fenced(text: str) -> str:
    """Write lines in a fence that none of them can close."""
    rows = [visible(row) for row in text.splitlines()]
    longest = max((len(ticks) for row in rows for ticks in re.findall("`+", row)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((f"{fence}yaml", *rows, fence))


def _item(item: Item, indent: str) -> Iterator[str]:
    """Write an entry and those below it; the lines of one entry are joined by a break."""
    yield f"{indent}- " + _lines((item.line, *item.more)).replace("\n", f"\n{indent}  ")
    for below in item.below:
        yield from _item(below, indent + "  ")


def _lines(lines: Iterable[Line]) -> str:
    """Join the lines of one paragraph by breaks; empty ones are left out."""
    return BREAK.join(filter(None, map(_line, lines)))


def _line(line: Line) -> str:
    return " ".join(filter(None, map(_run, line)))


def _run(run: Run) -> str:
    text, names = escaped(run.text), run.text.split(", ")
    match run.tone:
        case "":
            return text
        case "names":
            return "(" + ", ".join(f"`{name}`" if _NAME.fullmatch(name) else escaped(name) for name in names) + ")"
        case "code":
            return f"`{run.text}`" if _COMMAND.fullmatch(run.text) else text
        case _:
            return f"**{text}**" if text else ""
