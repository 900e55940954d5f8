"""A document says the same in every form, word for word and in the same order, whatever texts it holds."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from armslength.documents.model import Document
from engine import InputError
from engine.page.model import Paragraph, line
from engine.source.characters import harmless
from tests.documents.at_hand import OF_ONE, document_of
from tests.documents.random_documents import DOCUMENTS, PAYLOADS, WITHOUT_MARKS, harmful
from tests.documents.reading_text import text_in
from tests.packs.shipped import shipped_examples
from tests.page.pages import said
from tests.volume import FEW

PROFILES = sorted(each.id for each in shipped_examples())
MARKS = re.compile("[:()]")
"""What Markdown has besides: a colon after a label, brackets around names."""


def test_there_are_profiles_and_kinds_to_try() -> None:
    assert len(PROFILES) > 30
    assert len(OF_ONE) > 6


@pytest.mark.parametrize("kind", OF_ONE)
def test_every_kind_says_the_same_in_every_form(kind: str) -> None:
    """On every twentieth profile, each kind on others; on all of them with `pytest -m deep`."""
    _all_say_the_same(kind, PROFILES[OF_ONE.index(kind) :: 20])


@pytest.mark.deep
@pytest.mark.parametrize("kind", OF_ONE)
def test_every_kind_says_the_same_on_every_profile(kind: str) -> None:
    _all_say_the_same(kind, PROFILES)


def _all_say_the_same(kind: str, profiles: list[str]) -> None:
    for name in profiles:
        document = document_of(kind, name)
        in_html = text_in(document, "html")
        assert len(in_html) > 500
        assert text_in(document, "docx") == in_html, name
        assert text_in(document, "pdf") == in_html, name
        assert MARKS.sub("", text_in(document, "md")) == MARKS.sub("", in_html), name


def _word_says_what_the_page_says(document: Document) -> None:
    assert text_in(document, "docx") == said(document.whole_page(), WITHOUT_MARKS)


def _pdf_says_what_the_page_says(document: Document) -> None:
    whole = said(document.whole_page(), WITHOUT_MARKS)
    try:
        found = text_in(document, "pdf")
    except InputError as refused:
        (only,) = refused.diagnostics
        lacking = re.search("no letter for `(.+)`", only.message, re.DOTALL)
        assert lacking is not None
        assert not lacking[1].isascii()
        assert "".join(lacking[1].split()) in whole + "".join(harmless(document.name).split())
    else:
        assert found == (whole if document.page.title.split() else document.kind + whole)


@FEW
@given(DOCUMENTS)
def test_word_says_what_the_page_says(document: Document) -> None:
    _word_says_what_the_page_says(document)


@FEW
@given(DOCUMENTS)
def test_pdf_says_what_the_page_says_or_names_the_letter_that_it_lacks(document: Document) -> None:
    """None is left out, and no other stands for it. A page without a title is called by its kind."""
    _pdf_says_what_the_page_says(document)


@pytest.mark.deep
@settings(max_examples=400)
@given(DOCUMENTS)
def test_both_do_at_volume(document: Document) -> None:
    _word_says_what_the_page_says(document)
    _pdf_says_what_the_page_says(document)


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "md"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_markup_elsewhere_is_text_in_every_form(payload: str, form: str) -> None:
    document = harmful(payload)
    whole = said(document.whole_page(), WITHOUT_MARKS)
    assert whole.count("".join(payload.split())) > 40
    if form == "md":  # where it can, it adds marks, which the tests of pages look at
        assert text_in(document, form).count("".join(payload.split())) > 20
    else:
        assert text_in(document, form) == whole


def test_a_letter_that_is_in_no_font_of_ours_is_named_with_the_way_out() -> None:
    document = document_of("accountability-map", "inclusion-sessions")
    section = replace(document.page.sections[0], blocks=(Paragraph(line("a 漢字 b")),))
    with pytest.raises(InputError) as refused:
        text_in(replace(document, page=replace(document.page, sections=(section,))), "pdf")
    (only,) = refused.value.diagnostics
    assert only.message == "our fonts for PDF have no letter for `漢`"
    assert only.help == "write the document as .docx or .html, whose letters are those of the reader's machine"
