"""Files come in by what they are, and go out as they came."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armslength.register.store.reception.reception import reception_of
from armslength.web.asking import Asking
from armslength.web.routes.uploads import take_upload
from armslength.web.security.uploads import (
    INSIDE,
    MEDIA_TYPES,
    MOST_OF_A_FILE,
    MOST_OF_ITS_NAME,
    Unfit,
    clean_name,
    taken,
)
from tests.web.at_hand import NOW, a_browser


def zipped(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return made.getvalue()


DOCX = zipped(**{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
XLSX = zipped(**{"xl/workbook.xml": "<a/>"})
WITH_MACROS = zipped(**{"word/document.xml": "<a/>", "word/vbaProject.bin": "x"})
WITH_A_PROGRAM = zipped(**{"word/document.xml": "<a/>", "word/embeddings/a.exe": "x"})
ODT = zipped(mimetype=MEDIA_TYPES["odt"])
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0"

GOOD = {
    "policy.pdf": b"%PDF-1.7\n", "a.png": b"\x89PNG\r\n\x1a\n..", "a.JPG": b"\xff\xd8\xff\xe0",
    "a.jpeg": b"\xff\xd8\xff\xe1",
    "a.heic": HEIC, "minutes.docx": DOCX, "table.xlsx": XLSX, "slides.pptx": zipped(**{"ppt/presentation.xml": "<a/>"}),
    "a.odt": ODT, "a.ods": zipped(mimetype=MEDIA_TYPES["ods"]), "a.csv": "name,é\n".encode(), "old.txt": b"caf\xe9\r\n",
    "a.txt": "\ufeffWords".encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_is_taken(name: str) -> None:
    ending = name.rpartition(".")[2].lower()
    assert taken(name, GOOD[name]) == (name, MEDIA_TYPES[ending])


def test_each_kind_that_is_taken_is_tried() -> None:
    assert {name.rpartition(".")[2].lower() for name in GOOD} == MEDIA_TYPES.keys() > INSIDE.keys()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.pdf", b"", "upload.empty"),
        ("large.pdf", b"%PDF-" + bytes(MOST_OF_A_FILE - 4), "upload.large"),
        ("page.html", b"<script>alert(1)</script>", "upload.kind"),
        ("picture.svg", b"<svg onload='alert(1)'/>", "upload.kind"),
        ("program.exe", b"MZ\x90\0", "upload.kind"),
        ("policy.pdf.exe", b"%PDF-1.7", "upload.kind"),
        ("policy", b"%PDF-1.7", "upload.kind"),
        ("", b"%PDF-1.7", "upload.kind"),
        ("macros.docm", WITH_MACROS, "upload.kind"),
        ("page.pdf", b"<html>%PDF-", "upload.other"),
        ("program.pdf", b"MZ\x90\0", "upload.other"),
        ("program.txt", b"MZ\x90\0", "upload.other"),
        ("script.txt", b"#!/bin/sh\n", "upload.other"),
        ("bytes.csv", bytes(range(256)), "upload.other"),
        ("picture.png", b"\xff\xd8\xff\xe0", "upload.other"),
        ("picture.heic", b"\0\0\0\x18ftypqt  ", "upload.other"),
        ("macros.docx", WITH_MACROS, "upload.other"),
        ("program.docx", WITH_A_PROGRAM, "upload.other"),
        ("table.docx", XLSX, "upload.other"),
        ("text.odt", DOCX, "upload.other"),
        ("cut.docx", DOCX[:-30], "upload.other"),
        ("no.xlsx", b"PK\x03\x04", "upload.other"),
        ("long.odt", zipped(mimetype=MEDIA_TYPES["odt"] + "x" * 200), "upload.other"),
    ],
)
def test_any_other_file_is_refused_with_the_reason(name: str, data: bytes, why: str) -> None:
    with pytest.raises(Unfit) as refused:
        taken(name, data)
    assert refused.value.why == why


def test_the_largest_file_is_taken() -> None:
    assert taken("large.pdf", b"%PDF-" + bytes(MOST_OF_A_FILE - 5))[0] == "large.pdf"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("policy.pdf", "policy.pdf"),
        (r"C:\Users\Ann Moss\policy.pdf", "policy.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..", "file"),
        (".pdf", "file.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ('a<b>"c|d?*.pdf', "a b c d.pdf"),
        ("CON.pdf", "file CON.pdf"),
        ("lpt1.tar.pdf", "file lpt1.tar.pdf"),
        ("e\u0301tude.pdf", "\u00e9tude.pdf"),
        ("Prüfung (2) - neu.pdf", "Prüfung (2) - neu.pdf"),
        ("x" * 300 + ".pdf", "x" * (MOST_OF_ITS_NAME - 4) + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * (MOST_OF_ITS_NAME - 2)),
        ("", "file"),
    ],
)
def test_a_name_can_be_saved_anywhere(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


@given(st.text(max_size=200))
def test_whatever_a_file_is_called_its_name_is_short_plain_and_one_part(name: str) -> None:
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= MOST_OF_ITS_NAME
    assert not set(cleaned) & set('/\\<>:"|?*\0\n\r')
    assert not cleaned.startswith((".", " "))
    assert clean_name(cleaned) == cleaned


def test_a_file_that_was_chosen_is_kept_and_none_where_none_was(tmp_path: Path) -> None:
    desk = a_browser(tmp_path).desk
    files = {"file": ("../policy.pdf", b"%PDF-1.7"), "empty": ("", b""), "bad": ("a.exe", b"MZ")}
    asking = Asking(desk, None, NOW, {}, {}, files)
    kept = take_upload(asking, "one", "file")
    assert kept is not None
    assert (kept.name, kept.media_type, kept.size, kept.subject) == ("policy.pdf", "application/pdf", 8, "one")
    assert reception_of(desk.register).uploads.find("one", kept.id) == (kept, b"%PDF-1.7")
    assert take_upload(asking, "one", "empty") is None
    assert take_upload(asking, "one", "missing") is None
    with pytest.raises(Unfit) as refused:
        take_upload(asking, "one", "bad")
    assert asking.say(refused.value.why).startswith("Files that can be taken: PDF")
    assert reception_of(desk.register).uploads.all("one") == (kept,)
