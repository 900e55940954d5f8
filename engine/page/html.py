"""A page as HTML: one file without network or script, safe by construction, since all of it is made with `markup`.

The colours and the layout are those of `style.css` beside this file. A browser is told to load nothing and run nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import unescape
from pathlib import Path

from engine.page.markup import Markup, element, joined, lines, text
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
)

NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told: load nothing and run nothing, whatever a text of the page may say."""

MANY = 6
"""Of a compact list, more entries than this are set in columns."""

BREAK = element("br")


def page_html(
    page: Page, *, style: str = "", contents: bool = False, window_title: str = "", language: str = "en-GB"
) -> str:
    """Write a page as HTML; with `contents`, with a list of its sections that leads to each.
    `window_title` is what the window is called, if not like the page. `language` is a tag of BCP 47.

    `style` is further style, after that which every page has. Raises `ValueError` where it could end the style element.
    """
    if "<" in style:
        raise ValueError("style that holds `<` could end where it should not")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=NOTHING_FROM_OUTSIDE),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", window_title or page.title),
        element("style", Markup(_own_style() + style)),
    )
    top = element("header", element("h1", page.title), *(element("p", _line(each)) for each in page.under if each))
    main = element("main", *(_section(each, 2) for each in page.sections), _foot(page), id="text")
    body = (
        element("body", _skip(), top, _contents(page.sections), main, class_="with-contents")
        if contents
        else element("body", top, main)
    )
    written = element("html", head, Markup("\n"), body, lang=language)
    return joined((Markup("<!doctype html>\n"), written, Markup("\n"))).html


_LEADS = re.compile(r' href="#([^"]*)"')
"""A link within a page, as it is written. No text holds such: its quotation marks are written otherwise."""


def fragment_html(page: Page, leads: Callable[[str], str]) -> Markup:
    """Write the sections and the foot of a page, to be shown under the first heading of another.

    `leads` gives an address for the key that a link within the page leads to: its place may be on a page of its own.
    """
    written = joined((*(_section(each, 2) for each in page.sections), _foot(page))).html
    return Markup(_LEADS.sub(lambda found: f' href="{text(leads(unescape(found[1]))).html}"', written))


@cache
def _own_style() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def _skip() -> Markup:
    return element("a", "Skip to the text", href="#text", class_="skip")


def _foot(page: Page) -> Markup | None:
    found = [element("p", _line(each)) for each in page.footer if each]
    return element("footer", *found) if found else None


def _contents(sections: Iterable[Section]) -> Markup:
    """List the sections that have a title, and those inside them; not the entries."""
    return element("nav", element("h2", "Contents"), _leading_to(sections), aria_label="Contents", class_="contents")


def _leading_to(sections: Iterable[Block]) -> Markup | None:
    rows = [
        element("li", element("a", each.title, href=f"#{each.key}"), " ", _line(each.beside), _leading_to(each.blocks))
        for each in sections
        if isinstance(each, Section) and each.title and not each.kind
    ]
    return element("ul", *rows) if rows else None


def _section(section: Section, level: int) -> Markup:
    inside = level
    head = None
    if section.title:
        head = _heading((Run(section.title), *section.beside), level)
        inside += 1
    blocks = [_block(each, inside) for each in section.blocks]
    kind = f"entry {section.kind}" if section.kind else None
    name = "article" if kind else "section" if head else "div"
    classes = " ".join(filter(None, (kind, "new-page" if section.new_page else None))) or None
    return joined((Markup("\n"), element(name, head, *blocks, id=section.key or None, class_=classes)))


def _heading(line: Line, level: int) -> Markup | None:
    return element(f"h{min(level, DEEPEST)}", _line(line)) if line else None


def _block(block: Block, level: int) -> Markup | None:
    """Write a block; headings in it are of this level."""
    match block:
        case Heading(line):
            return _heading(line, level)
        case Paragraph(line, more):
            return element("p", _lines((line, *more)))
        case Listing(items, compact):
            return _listing(items, "columns" if compact and len(items) > MANY else None)
        case Verbatim(words):
            return element("pre", lines(words))
        case KeyValueList(entries, beside):
            return element("dl", *(_key_value(each, level) for each in entries), class_="beside" if beside else None)
        case PageTable():
            return _table(block, level)
        case Figure(words, drawing):
            return element("figure", _movable(words, drawing))
        case Blank(label, rows):
            return element("div", element("p", label), *(element("div") for _ in range(rows)), class_="to-fill")
        case Ticks(_, choices):
            return element("ul", *(element("li", _line(each.line)) for each in choices), class_="ticks")
        case Remark(on, note):
            return joined((_block(on, level), element("p", _line(note), class_="note")))
        case Section():
            return _section(block, level)


def _listing(items: Sequence[Item], kind: str | None = None) -> Markup:
    rows = (
        element("li", _lines((each.line, *each.more)), _listing(each.below) if each.below else None) for each in items
    )
    return element("ul", *rows, class_=kind)


def _key_value(entry: KeyValue, level: int) -> Markup:
    return element("div", element("dt", entry.label), element("dd", *_cell(entry.blocks, level)))


def _table(table: PageTable, level: int) -> Markup:
    caption = element("caption", table.caption) if table.caption else None
    head = element("tr", *(element("th", each, scope="col") for each in table.head))
    rows = (
        element(
            "tr",
            element("th", *_cell(first, level), scope="row") if first else element("td"),
            *(element("td", *_cell(each, level)) for each in others),
        )
        for first, *others in table.rows
    )
    body = (element("thead", head), element("tbody", *rows))
    name = table.caption or ", ".join(table.head)
    return _movable(name, element("table", caption, *body, class_="to-fill" if table.to_fill else None))


def _movable(words: str, wide: Markup) -> Markup:
    """Let something that may be too wide be moved, with the keyboard too. It is no landmark: a page may have many."""
    return element("div", wide, class_="wide", tabindex=0, role="group", aria_label=words)


def _cell(blocks: TableCell | tuple[Block, ...], level: int) -> list[Markup | None]:
    """Write what stands in a cell; a paragraph that stands alone without its element."""
    match blocks:
        case (Paragraph(line, more),):
            return [_lines((line, *more))]
    return [_block(each, level) for each in blocks]


def _lines(found: Iterable[Line]) -> Markup:
    """Join the lines of one paragraph by breaks; empty ones are left out."""
    return joined((_line(each) for each in found if each), BREAK)


def _line(line: Line) -> Markup:
    return joined((_part(each) for each in line), " ")


def _part(part: Run | NameList) -> Markup | None:
    if isinstance(part, NameList):
        return element("span", joined((_linked(each, element("code", each.text)) for each in part.names), ", "))
    return _linked(part, _run(part))


def _run(run: Run) -> Markup | None:
    match run.tone:
        case "typed":
            return None
        case "":
            return text(run.text)
        case "strong" | "code":
            return element(run.tone, run.text)
    return element("span", run.text, class_=run.tone)


def _linked(run: Run, inside: Markup | None) -> Markup | None:
    to = address(run)
    if not to or inside is None:
        return inside
    return element("a", inside, href=to, rel=None if to.startswith("#") else "noreferrer")
