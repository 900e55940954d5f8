"""Whatever stands in a text, it shows as it is, and the page keeps its shape and its width."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.page.markdown import escaped, page_markdown
from engine.page.model import Heading, Item, Line, Listing, Page, Paragraph, Run, Section, Tone, Verbatim, line, names
from engine.page.text import page_text
from engine.page.wrap import columns, harmless

MARKUP = (
    "<script>alert(1)</script>, [x](y), ![i](u), <http://x.y>, http://x.y, www.x.y, a@b.cc, |, `, ```, #, -, +, =, "
    "===, ---, 1., 1), *a*, _b_, **, __, ~~a~~, $x$, > q, [a]: b, - [ ] x, \\, &amp;, &, <!-- x, {{7*7}}"
)
MOVING = "\n\t\r\x07\u202e\u200b\x85\u00a0\u3000 "
ORDINARY = ["a", "Z", "e\u0301", "漢字", "👩", "partly-hyphenated-words-that-are-long", "x" * 70, "\x1b[31m", "    "]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*MARKUP.split(", "), *MOVING, *ORDINARY]), max_size=6).map("".join),
    st.text(max_size=40),
)
TONES: tuple[Tone, ...] = ("", "strong", "good", "bad", "doubt", "code")
LINES = st.lists(st.builds(Run, TEXTS, st.sampled_from(TONES)), max_size=3).map(lambda runs: line(*runs))
ITEMS = st.recursive(
    st.builds(Item, LINES, st.lists(LINES, max_size=2).map(tuple)),
    lambda below: st.builds(Item, LINES, st.just(()), st.lists(below, max_size=2).map(tuple)),
    max_leaves=6,
)
BLOCKS = st.one_of(
    st.builds(Heading, LINES),
    st.builds(Paragraph, LINES, st.lists(LINES, max_size=2).map(tuple)),
    st.builds(Listing, st.lists(ITEMS, max_size=3).map(tuple)),
)
PAGES = st.builds(
    Page,
    TEXTS,
    st.lists(LINES, max_size=2).map(tuple),
    st.lists(st.builds(Section, st.just("k"), TEXTS, st.lists(BLOCKS, max_size=3).map(tuple)), max_size=3).map(tuple),
    st.lists(LINES, max_size=2).map(tuple),
)


@given(PAGES, st.integers(1, 120))
def test_no_row_is_wider_than_asked(page: Page, width: int) -> None:
    for row in page_text(page, width, False).split("\n"):
        assert columns(row) <= max(40, width)


@given(PAGES)
def test_no_text_moves_the_cursor(page: Page) -> None:
    text = page_text(page, 60, False)
    assert harmless(text.replace("\n", "")) == " ".join(text.replace("\n", "").split())
    assert "\x1b" not in text


@given(PAGES, st.integers(1, 120))
def test_colour_changes_nothing_but_the_colour(page: Page, width: int) -> None:
    coloured = page_text(page, width, True)
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == page_text(page, width, False)


@given(st.lists(TEXTS, max_size=4), st.integers(40, 80))
def test_wrapping_drops_nothing(texts: list[str], width: int) -> None:
    page = Page("title", tuple(line(text) for text in texts), (), ())
    shown = "".join(page_text(page, width, False).split())
    assert shown == "title" + "".join("".join(harmless(text).split()) for text in texts)


@given(TEXTS)
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    assert html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped(text))) == harmless(text)


@given(TEXTS)
def test_nothing_active_is_left_bare(text: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]|&(?:lt|gt|amp|#64);", "", escaped(text))
    assert not re.search(r"[\\`*_{}\[\]<>&|~$#@\n\r\x1b]", bare)
    assert not re.match(r"[-+=]|[0-9]{1,9}[.)]", escaped(text))


def test_names_that_are_no_names_are_escaped() -> None:
    page = Page("t", ((names(["good-name", "`bad`"]),),), (), ())
    assert "(`good-name`, \\`bad\\`)" in page_markdown(page)


@settings(max_examples=300)
@given(PAGES)
def test_a_markdown_reader_sees_the_texts_and_no_markup_of_theirs(page: Page) -> None:
    reader = (
        pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    )
    allowed = {"heading", "paragraph", "bullet_list", "list_item", "hr", "inline"}
    inner = {"text", "text_special", "strong_open", "strong_close", "hardbreak", "softbreak", "code_inline"}
    shown = []
    for token in reader.parse(page_markdown(page)):
        assert token.type.removesuffix("_open").removesuffix("_close") in allowed
        for part in token.children or ():
            assert part.type in inner
            shown.append(part.content if part.type in ("text", "text_special", "code_inline") else "")
    assert "".join("".join(shown).split()) == "".join("".join(map(_plain, _lines(page))).split())


def _plain(line: Line) -> str:
    return "".join(harmless(run.text) for run in line)


def _lines(page: Page) -> list[Line]:
    def inside(part: object) -> list[Line]:
        match part:
            case Heading(line):
                return [line]
            case Paragraph(line, more):
                return [line, *more]
            case Listing(items):
                return [found for item in items for found in inside(item)]
            case Item(line, more, below):
                return [line, *more, *(found for item in below for found in inside(item))]
        return []

    rows: list[Line] = [(Run(page.title),), *page.under]
    for section in page.sections:
        rows += [(Run(section.title),), *(found for block in section.blocks for found in inside(block))]
    return [*rows, *page.footer]


@given(st.lists(TEXTS, max_size=5))
def test_lines_that_stay_as_they_are_cannot_end_their_fence(texts: list[str]) -> None:
    page = Page("title", (), (Section("k", "", (Verbatim("\n".join(texts)), Paragraph(line("after")))),), ())
    _, _, rest = page_markdown(page).partition("\n\n")
    fence = rest.partition("yaml")[0]
    inside, _, after = rest.partition("\n" + fence + "\n")
    assert set(fence) == {"`"}
    assert after == "\nafter\n"
    assert fence not in inside.removeprefix(fence)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", inside)
