"""The stamp at the end of a document: read back from each form, and never taken from what people wrote."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from armslength.documents.writers import DOCUMENT_FORMS, write_document
from engine import assess, stamp_lines
from engine.export.stamp import OF_WORD, Stamp, stamp_differences, stamp_in
from engine.page.model import line
from tests.documents.at_hand import OF_ONE, ON_DAY, document_of, result_of
from tests.packs.shipped import shipped

NAME = "inclusion-sessions"
FALSE = "".join(f"{label}, SHA-256: {'0' * 64} " for label in ("Rules", "Profile", "Result"))


def stamp() -> Stamp:
    said = dict(stamp_lines(shipped(), result_of(NAME).assessment))
    return Stamp(said["Profile"], said["Rules, SHA-256"], said["Profile, SHA-256"], said["Result, SHA-256"], ON_DAY)


def word(*paragraphs: str) -> bytes:
    """Write a file with the text of a Word document, each paragraph in two runs."""
    runs = ("".join(f"<w:r><w:t>{half}</w:t></w:r>" for half in (each[:9], each[9:])) for each in paragraphs)
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(OF_WORD, "".join(f"<w:p>{each}</w:p>" for each in runs))
    return out.getvalue()


@pytest.mark.parametrize("form", DOCUMENT_FORMS)
@pytest.mark.parametrize("kind", OF_ONE)
def test_the_stamp_is_read_back_from_every_form(kind: str, form: str) -> None:
    assert stamp_in(write_document(document_of(kind, NAME), form)) == stamp()


@pytest.mark.parametrize("form", DOCUMENT_FORMS)
def test_what_people_wrote_is_taken_for_the_stamp_in_none(form: str) -> None:
    document = document_of("accountability-map", NAME)
    false = f"{FALSE}Day of assessment: 2001-01-01 <dc:description>{FALSE}</dc:description>"
    page = replace(document.page, title=f"{document.page.title} {false}", under=(line(false), *document.page.under))
    assert stamp_in(write_document(replace(document, page=page, name=false), form)) == stamp()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 broken", b"\xff\xfe\x00", b'{"result": {}}', FALSE.encode(), word("Nothing")]
)
def test_a_file_without_a_stamp_has_none(data: bytes) -> None:
    assert stamp_in(data) is None


@pytest.mark.parametrize("day", ["none", "2026-02-30", "2026-2-3"])
def test_a_stamp_without_a_day_is_none(day: str) -> None:
    assert stamp_in(f"{FALSE}Day of assessment: {day}".encode()) is None


def test_a_zip_without_the_text_of_word_has_no_stamp() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("other.xml", f"{FALSE}Day of assessment: 2026-01-01")
    assert stamp_in(out.getvalue()) is None


def test_the_same_profile_again_differs_in_nothing() -> None:
    again = assess(shipped(), result_of(NAME).profile, stamp().as_of, engine="reference")  # type: ignore[arg-type]
    assert list(stamp_differences(stamp(), shipped(), again.assessment)) == []


def test_each_part_that_differs_is_named() -> None:
    other = replace(result_of(NAME).assessment, pack_sha256="f" * 64, profile_sha256="e" * 64)
    found = list(stamp_differences(stamp(), shipped(), other))
    assert found == [
        f"the rules have changed since: {stamp().pack_sha256[:12]} then, ffffffffffff now",
        f"the profile has changed since: {stamp().profile_sha256[:12]} then, eeeeeeeeeeee now",
        "the result is another one; assess the profile with --format json to see what it is now",
    ]
    later = replace(result_of(NAME).assessment, as_of=date(2026, 12, 1))
    assert list(stamp_differences(stamp(), shipped(), later)) == found[2:]


@pytest.mark.parametrize("form", DOCUMENT_FORMS)
@pytest.mark.parametrize("name", ["a_b *c* <d> & e", "Profile: x", NAME])
def test_the_document_of_another_profile_is_called_that(form: str, name: str) -> None:
    """And not one whose profile has changed; whatever stands in the name, its own document is its own."""
    base, result = shipped(), result_of(NAME)
    again = replace(result.assessment, profile_id=name)
    made = replace(document_of("accountability-map", NAME), stamp=tuple(stamp_lines(base, again)))
    found = stamp_in(write_document(made, form))
    assert found is not None
    assert list(stamp_differences(found, base, again)) == []
    other = list(stamp_differences(found, base, replace(again, profile_id="another")))
    assert other[0].startswith("the document is about another profile, `")
