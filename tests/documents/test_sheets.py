"""How much paper a document takes: the map hangs on a wall as one sheet, and a record is two before its annexes."""

from dataclasses import replace

import pytest

pytest.importorskip("typst")
pytest.importorskip("pikepdf")

from armslength.documents.writers import write_document
from tests.documents.at_hand import document_of
from tests.documents.reading_pdf import read_pdf
from tests.packs.shipped import shipped_examples

PROFILES = [each.id for each in shipped_examples()]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_map_is_one_sheet(profile: str) -> None:
    assert read_pdf(write_document(document_of("accountability-map", profile), "pdf")).pages == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_the_record_is_two_sheets_before_its_annexes(profile: str) -> None:
    document = document_of("decision-record", profile)
    first = next(place for place, each in enumerate(document.page.sections) if each.new_page)
    page = replace(document.page, sections=document.page.sections[:first], footer=())
    assert read_pdf(write_document(replace(document, page=page, stamp=()), "pdf")).pages <= 2
