"""Files that come in as evidence: which will do, by their bytes and not by what they are called; and going out again.

They are kept as they came and only ever handed out to be saved, so that nothing in one is run here or by a browser.
"""

import re
import unicodedata
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

MOST_OF_A_FILE = 10_000_000
"""What is counted: the bytes of one file of evidence. Why so many: a scan of ten pages, or a few pictures. Beyond it:
the file is refused; it can be kept elsewhere, and evidence can say where."""

MOST_OF_ITS_NAME = 120
"""What is counted: characters of the name of a file. Why so many: longer ones can't be saved everywhere. Beyond it: the
name is cut, and keeps its ending."""

LONGEST_ENDING = 10
"""Of how many characters, with its dot, the ending of a name has at most."""

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "heic": "image/heic",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""The kinds of file that are taken, by the ending of their names."""

BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
"""With which bytes some begin."""

HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
INSIDE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
"""What lies in a zip that is one of these."""

MACROS = re.compile(r"(^|/)vbaProject\.bin$|\.(exe|dll|js|vbs)$", re.IGNORECASE)
"""What lies in a zip that may do something of its own."""

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{each}{n}" for each in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for itself."""


class Unfit(ValueError):  # noqa: N818  it says what was found
    """A file can't be taken; `why` is the key of a text about it."""

    def __init__(self, why: str) -> None:
        """Take why."""
        super().__init__(why)
        self.why = why


def taken(name: str, data: bytes) -> tuple[str, str]:
    """Give the name under which a file is kept, and its media type. Raises `Unfit`."""
    if not data:
        raise Unfit("upload.empty")
    if len(data) > MOST_OF_A_FILE:
        raise Unfit("upload.large")
    cleaned = clean_name(name)
    ending = PurePosixPath(cleaned).suffix[1:].lower()
    if ending not in MEDIA_TYPES:
        raise Unfit("upload.kind")
    if not _is_a(ending, data):
        raise Unfit("upload.other")
    return cleaned, MEDIA_TYPES[ending]


def clean_name(name: str) -> str:
    """Give a name that can be saved anywhere: the last part of a path, without anything that is hidden or reserved."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    plain = re.sub(r'[<>:"|?*\s]+', " ", seen).rstrip(" .")
    stem, ending = (plain, "") if "." not in plain[-LONGEST_ENDING:] else plain.rsplit(".", 1)
    end = f".{ending.strip()}" if ending.strip() else ""
    stem = stem.strip(" .") or "file"
    if stem.split(".")[0].strip().lower() in RESERVED:
        stem = f"file {stem}"
    return stem[: MOST_OF_ITS_NAME - len(end)].rstrip(" .") + end


def _is_a(ending: str, data: bytes) -> bool:
    """Tell whether bytes are what the ending of the name says."""
    if ending in BEGINNINGS:
        return data.startswith(BEGINNINGS[ending])
    if ending == "heic":
        return data[4:8] == b"ftyp" and data[8:12] in HEIC
    if ending in ("csv", "txt"):
        return _is_text(data)
    return _is_document(ending, data)


def _is_text(data: bytes) -> bool:
    """Tell whether bytes are text: in UTF-8, UTF-16 with its mark, or the old code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data) and not data.startswith((b"MZ", b"#!"))


def _is_document(ending: str, data: bytes) -> bool:
    """Tell whether bytes are a document of an office program, without anything in it that may act of its own."""
    try:
        with ZipFile(BytesIO(data)) as file:
            names = file.namelist()
            if any(map(MACROS.search, names)):
                return False
            if ending in INSIDE:
                return INSIDE[ending] in names
            info = file.getinfo("mimetype")
            return info.file_size < 100 and file.read(info).decode("ascii", "replace") == MEDIA_TYPES[ending]
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, ValueError):
        return False
