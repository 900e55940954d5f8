"""Whatever stands in a text, it shows as it is, and the page keeps its shape and its width."""

import html
import re
from collections import Counter
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from engine.page.markdown import escaped, page_markdown
from engine.page.model import (
    Block,
    Item,
    KeyValue,
    KeyValueList,
    Listing,
    Page,
    PageTable,
    Paragraph,
    Section,
    TableCell,
    Verbatim,
    line,
    names,
)
from engine.page.text import page_text
from engine.source.characters import harmless, terminal_width
from tests.page.pages import PAGES, TEXTS, Form, said


@given(PAGES, st.integers(1, 120))
def test_no_row_is_wider_than_asked(page: Page, width: int) -> None:
    for row in page_text(page, width, False).split("\n"):
        assert terminal_width(row) <= max(40, width)


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


def with_colon(label: str) -> str:
    return label if not label or label.endswith((".", "!", "?", ":", "…")) else f"{label}:"


def in_columns(table: PageTable) -> bool:
    """Whether a line is enough for each cell, so that Markdown can write a table."""
    return all(map(_is_a_line, (cell for row in table.rows for cell in row)))


def _is_a_line(cell: TableCell) -> bool:
    return not cell or (len(cell) == 1 and isinstance(cell[0], Paragraph) and not cell[0].more)


IN_MARKDOWN = Form(
    names=lambda words: f"({words})",
    label=with_colon,
    figure=lambda found: f"[Picture:{harmless(found.words)}]",
    in_columns=in_columns,
    rule="_" * 40,
    box="[]",
)


def within(*blocks: Block) -> Page:
    """A page of blocks, with two key-value lists without labels around them, whose marks come to stand on one line."""
    for _ in range(2):
        blocks = (KeyValueList((KeyValue("", blocks),)),)
    return Page("t", (), (Section("k", "", blocks),), ())


@given(PAGES)
@example(within(Listing((Item((), (), (Item(line("below nothing")),)),))))
@example(within(Listing((Item(()),)), Paragraph(line("after nothing"))))
@example(within(PageTable("", ("",), (((Paragraph(()), Paragraph(())),),)), Paragraph(line("after an empty row"))))
@example(Page("t", (), (Section("k", "", (Listing((Item(line("over nothing"), (), (Item(()),)),)),)),), ()))
def test_a_markdown_reader_sees_the_texts_and_no_markup_of_theirs(page: Page) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    allowed = {"heading", "paragraph", "bullet_list", "list_item", "hr", "inline", "table", "thead", "tbody"}
    allowed |= {"tr", "th", "td", "blockquote"}
    inner = {"text", "text_special", "strong_open", "strong_close", "hardbreak", "softbreak", "code_inline"}
    shown = []
    tokens = reader.parse(page_markdown(page))
    assert sum(token.type == "hr" for token in tokens) == bool(page.footer)
    for token in tokens:
        assert token.type.removesuffix("_open").removesuffix("_close") in allowed
        assert not token.type.startswith("heading") or set(token.markup) == {"#"}
        for part in token.children or ():
            assert part.type in {*inner, "link_open", "link_close"}
            if part.type == "link_open":
                assert re.match("https?://|mailto:", str(part.attrs["href"]), re.IGNORECASE)
            shown.append(part.content if part.type in ("text", "text_special", "code_inline") else "")
    assert "".join("".join(shown).split()) == said(page, IN_MARKDOWN)


@given(PAGES, st.integers(40, 120))
@example(Page("", (), (Section("k", "", (PageTable("", ("0",), (((Paragraph((), ((),)),),),) * 2),)),), ()), 40)
def test_a_terminal_shows_every_character(page: Page, width: int) -> None:
    """A table stands in columns where they fit, else row by row: a heading once at least, perhaps with a colon."""
    shown = Counter("".join(page_text(page, width, False).split()))
    unsaid: list[str] = []

    def once(table: PageTable) -> bool:
        for place, head in enumerate(table.head):
            if not any(row[place] for row in table.rows):  # row by row, a column that holds nothing has no heading
                unsaid.append("".join(harmless(head).split()))
        return True

    form = replace(
        IN_MARKDOWN, names=lambda words: f"[{words}]", label=lambda words: words, in_columns=once, rule="_" * 20, box=""
    )
    assert not Counter(said(page, form)) - shown - Counter("".join(unsaid))


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
