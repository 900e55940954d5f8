"""A page as HTML says what the page says, and nothing that stands in a text becomes more than text."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.page.html import fragment_html, page_html
from engine.page.markup import element
from engine.page.model import Page, Paragraph, Run, Section, Verbatim, address, line
from engine.source.characters import harmless, visible
from tests.page.pages import PAGES, SAFE, TEXTS, UNSAFE, Form, said
from tests.page.reading import Element
from tests.page.reading import page as read

IN_HTML = Form(
    names=lambda words: words,
    label=lambda words: words,
    figure=lambda found: "".join(text for text in read(found.drawing.html).text),
    in_columns=lambda _: True,
)
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "div", "footer"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "br",
        "span",
        "strong",
        "code",
        "a",
        "pre",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "svg", "text"),
}
ATTRIBUTES = {
    *("id", "class", "href", "rel", "scope", "tabindex", "role", "aria-label", "lang"),
    *("charset", "name", "content", "http-equiv"),
}


def body_of(text: str) -> Element:
    (body,) = read(text).all("body")
    return body


@given(PAGES, st.booleans())
def test_it_says_what_the_page_says(page: Page, contents: bool) -> None:
    body = body_of(page_html(page, contents=contents))
    shown = "".join(each if isinstance(each, str) else each.text for each in body.inside if not _is_beside(each))
    assert "".join(shown.split()) == said(page, IN_HTML)


def _is_beside(found: Element | str) -> bool:
    return isinstance(found, Element) and found.name in ("a", "nav")


@given(PAGES, st.booleans())
def test_no_text_makes_an_element_an_attribute_or_an_address(page: Page, contents: bool) -> None:
    written = page_html(page, contents=contents)
    for each in read(written).all():
        assert each.name in ELEMENTS
        assert set(each.attributes) <= ATTRIBUTES
        if "href" in each.attributes and "rel" in each.attributes:
            assert re.match("https?://|mailto:", each.attributes["href"] or "", re.IGNORECASE)
        elif "href" in each.attributes:
            assert (each.attributes["href"] or "").startswith("#")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u200b\u202e]", written)


@given(PAGES)
def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(each.name[1]) for each in body_of(page_html(page)).all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@given(st.lists(TEXTS, max_size=5).map("\n".join))
def test_lines_that_stay_as_they_are_stay_so(text: str) -> None:
    page = Page("t", (), (Section("k", "", (Verbatim(text),)),), ())
    (shown,) = body_of(page_html(page)).all("pre")
    assert shown.text.split("\n") == ([visible(row) for row in text.splitlines()] or [""])


@given(TEXTS, TEXTS)
def test_an_attribute_ends_where_it_should(words: str, key: str) -> None:
    made = read(element("p", words, id=key, title=words).html).all("p")
    assert [each.attributes for each in made] == [{"id": harmless(key), "title": harmless(words)}]


@pytest.mark.parametrize("to", SAFE)
def test_a_run_leads_to_a_place_or_an_address(to: str) -> None:
    page = Page("t", (line(Run("there", "strong", to)),), (), ())
    (link,) = body_of(page_html(page)).all("a")
    assert (link.attributes["href"], link.text) == (to, "there")


@pytest.mark.parametrize("to", UNSAFE)
def test_a_run_never_leads_to_a_script_or_a_file(to: str) -> None:
    run = Run("there", "", to)
    assert address(run) == ""
    assert body_of(page_html(Page("t", (line(run),), (), ()))).all("a") == []


def test_contents_lead_to_sections_and_not_to_entries() -> None:
    entry = Section("rule-a", "A rule", (Paragraph(line("Because.")),), line(Run("a", "code")), "rule")
    group = Section("rules-1", "Some rules", (entry,), line(Run("(1)", "quiet")))
    page = Page("t", (), (Section("rules", "Rules", (group,)), Section("k", "", (Paragraph(line("x")),))), ())
    (nav,) = body_of(page_html(page, contents=True)).all("nav")
    assert [(each.attributes["href"], each.text) for each in nav.all("a")] == [
        ("#rules", "Rules"),
        ("#rules-1", "Some rules"),
    ]
    (article,) = body_of(page_html(page)).all("article")
    assert (article.attributes, article.text) == ({"id": "rule-a", "class": "entry rule"}, "A rule aBecause.")


def test_nothing_is_loaded_and_nothing_runs() -> None:
    written = page_html(Page("t", (), (), ()))
    (policy,) = [each for each in read(written).all("meta") if "http-equiv" in each.attributes]
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert not re.search(r"https?:|url\(|@import", written)


def test_style_cannot_end_the_style_element() -> None:
    with pytest.raises(ValueError, match="style that holds `<`"):
        page_html(Page("t", (), (), ()), style="</style><script>")


def test_a_window_may_be_called_otherwise_than_its_page() -> None:
    page = Page("A page", (), (), ())
    titles = [read(text).all("title")[0].text for text in (page_html(page), page_html(page, window_title="A window"))]
    assert titles == ["A page", "A window"]
    assert page_html(replace(page, title="<b>")).count("<b>") == 0


@given(PAGES)
def test_a_fragment_is_the_page_without_its_head_and_leads_where_it_is_told(page: Page) -> None:
    fragment = read(fragment_html(page, lambda key: f"/book/{key}").html)
    whole = body_of(page_html(page))
    (main,) = whole.all("main")
    assert fragment.text == main.text
    led = [each.attributes["href"] or "" for each in main.all("a")]
    wanted = [f"/book/{to[1:]}" if to.startswith("#") else to for to in led]
    assert [each.attributes["href"] for each in fragment.all("a")] == wanted


def test_no_text_of_a_fragment_is_taken_for_a_link() -> None:
    words = ' href="#here" &quot;#'
    page = Page("t", (), (Section("k", words, (Paragraph(line(Run(words, to="#k"))),)),), ())
    fragment = read(fragment_html(page, lambda key: f'/"><b>{key}').html)
    assert [each.attributes["href"] for each in fragment.all("a")] == ['/"><b>k']
    assert fragment.text.count('href="#here"') == 2
    assert not fragment.all("b")
