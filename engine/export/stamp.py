"""The stamp of a document: what it was made from, said at its end, and read back from there.

It is text, so that people can read it, and stands in a file of any form as it is on paper.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from engine.assessment.assessment import Assessment
from engine.export.json import result_object
from engine.export.replay import ORIGINS
from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks, visible

PACK, PACK_SHA256 = "Rules", "Rules, SHA-256"
PROFILE, PROFILE_SHA256 = "Profile", "Profile, SHA-256"
RESULT_SHA256, AS_OF = "Result, SHA-256", "Day of assessment"

OF_PDF = b"%PDF"
_DESCRIPTION = re.compile(rb"<dc:description>(.*?)</dc:description>", re.DOTALL)
"""Where a PDF says in plain text what it is about: in a part of its own, into which no text of a page gets."""

ZIPPED = b"PK"
OF_WORD = "word/document.xml"
"""The file in a Word document that holds its text."""

MOST_OF_WORD = 50_000_000
"""Bytes of text that are read of a Word document. Our longest takes two million. Beyond it: no stamp is found."""

SHORT = 12


@frozen
class Stamp:
    """What a document was made from: the profile by its id, the hashes of pack, profile and result, and the day."""

    profile: str
    pack_sha256: str
    profile_sha256: str
    result_sha256: str
    as_of: date


def stamp_lines(base: RuleBase, assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Walk what stands in the stamp of a document, each part under its label.

    >>> [label for label, _ in stamp_lines(base, result.assessment)][-1]
    'Day of assessment'
    """
    yield PACK, f"{assessment.pack_id} {assessment.pack_version}"
    yield PACK_SHA256, assessment.pack_sha256
    yield PROFILE, assessment.profile_id
    yield PROFILE_SHA256, assessment.profile_sha256
    yield RESULT_SHA256, _result_sha256(base, assessment)
    yield AS_OF, assessment.as_of.isoformat() if assessment.as_of else "none"


def _result_sha256(base: RuleBase, assessment: Assessment) -> str:
    """Hash a result as `assess --format json` writes it under `result`."""
    import rfc8785

    return hashlib.sha256(rfc8785.dumps(result_object(base, assessment))).hexdigest()


def stamp_in(data: bytes) -> Stamp | None:
    """Read the stamp of a document in HTML, Markdown, Word or PDF; nothing where it has none, or no day.

    It stands at the end, so that of several the last one is meant: what people wrote stands before it.
    """
    text = _text(data)
    pack, profile, result = (_last(text, each, "[0-9a-f]{64}") for each in (PACK_SHA256, PROFILE_SHA256, RESULT_SHA256))
    try:
        day = date.fromisoformat(_last(text, AS_OF, "[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    except ValueError:
        return None
    about = re.findall(rf"{PACK_SHA256}:\s*{pack};?\s*{PROFILE}:\s*(.*?);?\s*{PROFILE_SHA256}:", text)
    return Stamp(about[-1] if about else "", pack, profile, result, day) if pack and profile and result else None


def _last(text: str, label: str, value: str) -> str:
    found = re.findall(rf"{re.escape(label)}:\s*({value})", text)
    return found[-1] if found else ""


def _text(data: bytes) -> str:
    """Give the text of a file without the marks around it; of a Word document, that of its body."""
    if data.startswith(ZIPPED):
        data = _of_word(data)
    elif data.startswith(OF_PDF):
        data = b"".join(_DESCRIPTION.findall(data)[-1:])
    return _without_marks(unescape(re.sub(r"<[^<>]*>", "", data.decode("utf-8", "replace"))))


def _without_marks(text: str) -> str:
    """Leave out what Markdown marks words with, or puts before a mark that is meant."""
    return re.sub(r"[`*\\]", "", text)


def _of_word(data: bytes) -> bytes:
    """Give the text of a Word document as it stands in the file; nothing where the file is no such document."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entry = archive.getinfo(OF_WORD)
            return archive.read(entry) if entry.file_size <= MOST_OF_WORD else b""
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, zlib.error):
        return b""


def stamp_differences(stamp: Stamp, base: RuleBase, again: Assessment) -> Iterator[str]:
    """Say in what a document differs from the same profile assessed again; nothing where it is the same."""
    if stamp.profile and stamp.profile.split() != _without_marks(visible(again.profile_id)).split():
        yield f"the document is about another profile, {in_backticks(stamp.profile)}"
    then = {"pack_sha256": stamp.pack_sha256, "profile_sha256": stamp.profile_sha256}
    now = {"pack_sha256": again.pack_sha256, "profile_sha256": again.profile_sha256}
    for name, before in then.items():
        if before != now[name]:
            yield f"{ORIGINS[name]}: {before[:SHORT]} then, {now[name][:SHORT]} now"
    if stamp.result_sha256 != _result_sha256(base, again):
        yield "the result is another one; assess the profile with --format json to see what it is now"
