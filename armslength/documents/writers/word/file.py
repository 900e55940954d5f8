"""A Word file as bytes: what it says of itself, and a zip in which no clock has a say."""

from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordFile

from armslength.documents.model import Document
from engine.page.shown import shown

LONGEST_PROPERTY = 255
"""Characters of a property of a Word file. The standard sets this many. Beyond it: the rest is cut off."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the zip: the first that there is."""


def finished(word: WordFile, document: Document) -> bytes:
    """Write a Word file as bytes, the same for the same document on every day and machine."""
    noon = datetime.combine(document.day, time(12), UTC)
    properties = word.core_properties
    properties.title = shown(document.page.title)[:LONGEST_PROPERTY]
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.author = properties.last_modified_by = ""
    properties.language = document.language
    properties.created = properties.modified = noon.replace(tzinfo=None)
    properties.revision = 1
    written = BytesIO()
    word.save(written)
    return _without_clock(written.getvalue())


def _without_clock(content: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(content)) as there, ZipFile(made, "w", ZIP_DEFLATED) as fixed:
        for each in there.infolist():
            entry = ZipInfo(each.filename, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            fixed.writestr(entry, there.read(each))
    return made.getvalue()
