"""Random pages that hold every kind of block and mean harm, and what a page says, text by text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from engine.page.markup import element
from engine.page.model import (
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
    Tick,
    Ticks,
    Tone,
    Verbatim,
    line,
    names,
)
from engine.source.characters import harmless, visible

MARKUP = (
    "<script>alert(1)</script>, [x](y), ![i](u), <http://x.y>, http://x.y, www.x.y, a@b.cc, |, `, ```, #, -, +, =, "
    "===, ---, 1., 1), *a*, _b_, **, __, ~~a~~, $x$, > q, [a]: b, - [ ] x, \\, &amp;, &, <!-- x, {{7*7}}, "
    "\" onload=\"x, ' onclick='x, </style>, </td>, =cmd|' /C calc'!A0, ]]>, ](<x>)"
)
MOVING = "\n\t\r\x07\u202e\u200b\x85\u00a0\u3000 "
ORDINARY = ["a", "Z", "e\u0301", "漢字", "👩", "partly-hyphenated-words-that-are-long", "x" * 70, "\x1b[31m", "    "]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*MARKUP.split(", "), *MOVING, *ORDINARY]), max_size=6).map("".join), st.text(max_size=40)
)
TONES: tuple[Tone, ...] = ("", "strong", "good", "bad", "doubt", "quiet", "mark", "code")
SAFE = ("#k-1", "https://x.y/a?b=c&d=<e>|\\", "HTTP://x.y", "mailto:a@b.cc")
UNSAFE = (
    *("javascript:alert(1)", " javascript:x", "JaVaScRiPt:x", "java\nscript:x", "data:text/html,x", "vbscript:x"),
    *("//x.y", "/x", "#a b", '#"><script>', "https://x y", 'https://x" onload="x', "file:///etc/passwd", "mailto:"),
)
TARGETS = st.one_of(st.just(""), st.sampled_from((*SAFE, *UNSAFE)), TEXTS)
RUNS = st.builds(Run, TEXTS, st.sampled_from(TONES), TARGETS)
NAMES = st.lists(st.one_of(st.from_regex("[a-z][a-z-]{0,9}", fullmatch=True), TEXTS, RUNS), max_size=3).map(names)
LINES = st.lists(st.one_of(RUNS, NAMES), max_size=3).map(lambda runs: line(*runs))
MORE = st.lists(LINES, max_size=2).map(tuple)
ITEMS = st.recursive(
    st.builds(Item, LINES, MORE),
    lambda below: st.builds(Item, LINES, st.just(()), st.lists(below, max_size=2).map(tuple)),
    max_leaves=6,
)
PARAGRAPHS = st.builds(Paragraph, LINES, MORE)
LISTINGS = st.builds(Listing, st.lists(ITEMS, max_size=3).map(tuple), st.booleans())
CELLS = st.one_of(
    st.builds(lambda words: (Paragraph(words),), LINES),
    st.lists(st.one_of(PARAGRAPHS, LISTINGS), max_size=2).map(tuple),
)
PLAIN_CELLS = st.one_of(st.just(()), st.builds(lambda words: (Paragraph(words),), LINES))


@st.composite
def tables(draw: st.DrawFn) -> PageTable:
    """A table of at most eight columns, more than fit a narrow page."""
    width = draw(st.integers(1, 8))
    cells = draw(st.sampled_from((CELLS, PLAIN_CELLS)))
    row = st.lists(cells, min_size=width, max_size=width).map(tuple)
    head = draw(st.lists(TEXTS, min_size=width, max_size=width).map(tuple))
    return PageTable(draw(TEXTS), head, tuple(draw(st.lists(row, max_size=3))), draw(st.booleans()))


FIGURES = st.builds(Figure, TEXTS, st.builds(lambda words: element("svg", element("text", words)), TEXTS))
KINDS = st.sampled_from(("", "rule"))
TO_FILL = st.one_of(
    st.builds(Blank, TEXTS, st.integers(1, 3), TEXTS),
    st.builds(Ticks, TEXTS, st.lists(st.builds(Tick, TEXTS, LINES), max_size=3).map(tuple)),
    st.builds(Remark, PARAGRAPHS, LINES),
)
SIMPLE = st.one_of(st.builds(Heading, LINES), PARAGRAPHS, LISTINGS, tables(), FIGURES, TO_FILL)
BLOCKS = st.recursive(
    SIMPLE,
    lambda blocks: st.one_of(
        st.builds(
            KeyValueList,
            st.lists(st.builds(KeyValue, TEXTS, st.lists(blocks, max_size=2).map(tuple)), max_size=2).map(tuple),
            st.booleans(),
        ),
        st.builds(
            Section, st.just(""), TEXTS, st.lists(blocks, max_size=2).map(tuple), LINES, st.sampled_from(("", "rule"))
        ),
    ),
    max_leaves=4,
)
PAGES = st.builds(
    Page,
    TEXTS,
    MORE,
    st.lists(st.builds(Section, TEXTS, TEXTS, st.lists(BLOCKS, max_size=2).map(tuple), LINES), max_size=2).map(tuple),
    MORE,
)


@dataclass(frozen=True)
class Form:
    """What a writer adds of its own: around names, after a label, instead of a drawing, as a line to write on, as a
    box to tick, before a remark; how it writes a table.
    """

    names: Callable[[str], str]
    label: Callable[[str], str]
    figure: Callable[[Figure], str]
    in_columns: Callable[[PageTable], bool]
    rule: str = ""
    box: str = ""
    note: str = ""


def said(page: Page, form: Form) -> str:
    """Everything that a page says, in its order, spaces left out."""
    rows = [harmless(page.title), *(_line(each, form) for each in page.under)]
    rows += [text for each in page.sections for text in _block(each, form)]
    rows += [_line(each, form) for each in page.footer]
    return "".join("".join(rows).split())


def _line(found: Line, form: Form) -> str:
    return "".join(
        form.names(",".join(harmless(each.text) for each in part.names))
        if isinstance(part, NameList)
        else harmless(part.text)
        for part in found
    )


def _block(block: Block | Item, form: Form) -> Iterator[str]:
    match block:
        case Heading(words):
            yield _line(words, form)
        case Paragraph(words, more):
            yield from (_line(each, form) for each in (words, *more))
        case Listing(items):
            yield from (text for item in items for text in _block(item, form))
        case Item(words, more, below):
            yield from (_line(each, form) for each in (words, *more))
            yield from (text for item in below for text in _block(item, form))
        case Verbatim(text):
            yield "".join(map(visible, text.splitlines()))
        case KeyValueList(entries):
            for entry in entries:
                yield form.label(harmless(entry.label))
                yield from (text for each in entry.blocks for text in _block(each, form))
        case PageTable(caption, head, rows):
            yield harmless(caption)
            yield from map(harmless, head if form.in_columns(block) else ())
            for row in rows:
                for label, cell in zip(head, row, strict=True):
                    yield form.label(harmless(label)) if cell and not form.in_columns(block) else ""
                    yield from (text for each in cell for text in _block(each, form))
        case Figure():
            yield form.figure(block)
        case Blank(label, count):
            yield harmless(label) + form.rule * count
        case Ticks(_, choices):
            yield from (form.box + _line(each.line, form) for each in choices)
        case Remark(on, note):
            yield from _block(on, form)
            yield form.note + _line(note, form)
        case Section(_, title, blocks, beside):
            yield harmless(title)
            yield _line(beside, form) if title else ""
            yield from (text for each in blocks for text in _block(each, form))
