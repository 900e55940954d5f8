"""PDF files as a screen reader takes them: title, language, bookmarks, heads of columns and rows, words for pictures.

That they are PDF/UA-1 is judged by a program that we did not write, see `test_judged_by_others.py`.
"""

from dataclasses import replace

import pytest

from armslength.documents.model import Document
from armslength.documents.writers import write_document
from armslength.documents.writers.words import foot_words
from engine.page.model import Page
from tests.documents.at_hand import OF_ONE, document_of
from tests.documents.random_documents import DAY, EVERY
from tests.documents.reading_pdf import ReadPdf, heights, read_pdf


@pytest.fixture(scope="module")
def every() -> ReadPdf:
    return read_pdf(write_document(EVERY, "pdf"))


def test_it_says_what_it_is_and_in_which_language(every: ReadPdf) -> None:
    assert (every.title, every.language) == ("Every kind of block, with <b>harm</b> & *stars*", "en-GB")
    assert read_pdf(write_document(replace(EVERY, language="cy-GB"), "pdf")).language == "cy-GB"


def test_its_bookmarks_are_its_headings(every: ReadPdf) -> None:
    assert every.outline == [
        *("Lists", "Nested", "Compact", "Labelled", "Tables", "Sections inside", "Late in the rain late"),
        *("A group (1)", "To fill in"),
    ]
    assert [each.text for each in every.tree.all("H1", "H2", "H3")] == every.outline


def test_each_cell_of_a_table_has_the_head_of_its_column_and_of_its_row(every: ReadPdf) -> None:
    tables = every.tree.all("Table")
    assert len(tables) == 3
    for table in tables:
        (head,), (body,) = table.all("THead"), table.all("TBody")
        assert {(each.kind, each.scope) for row in head.all("TR") for each in row.all("TH", "TD")} == {("TH", "Column")}
        for row in body.all("TR"):
            first, *others = row.all("TH", "TD")
            assert (first.kind, first.scope) == ("TH", "Row")
            assert {each.kind for each in others} == {"TD"}


def test_lists_are_lists_inside_lists(every: ReadPdf) -> None:
    outer = next(each for each in every.tree.all("L") if each.all("L"))
    assert [each.text for each in outer.all("L")] == ["below"]


def test_a_picture_is_read_as_its_words(every: ReadPdf) -> None:
    assert [each.text for each in every.tree.all("Figure")] == ["A circle"]


def test_a_document_without_a_title_is_called_by_its_kind() -> None:
    assert read_pdf(write_document(Document("some-kind", Page(" ", (), (), ()), DAY), "pdf")).title == "some-kind"


def test_a_word_longer_than_a_line_goes_on_in_the_next_and_is_read_whole() -> None:
    """Names of files have no blanks; they ran off the sheet."""
    short, long = (write_document(called(name), "pdf") for name in ("agreement", f"agreement{'_signed' * 30}.pdf"))
    assert len(heights(long)) > len(heights(short)) + 2
    assert f"agreement{'_signed' * 30}.pdf" in read_pdf(long).tree.text


def test_a_long_name_takes_a_line_at_the_foot() -> None:
    assert foot_words(called("a name " * 100)) == f"{'a name ' * 11}a… · {DAY.day} May {DAY.year}"


def called(name: str) -> Document:
    return Document("some-kind", Page(name, (), (), ()), DAY)


@pytest.mark.parametrize("kind", OF_ONE)
def test_every_kind_begins_with_its_title_and_a_heading_of_the_first_level(kind: str) -> None:
    document = document_of(kind, "inclusion-sessions")
    found = read_pdf(write_document(document, "pdf"))
    assert found.title == document.page.title
    assert found.tree.all("H1")
    assert found.outline[0] == next(each.title for each in document.page.sections if each.title)
