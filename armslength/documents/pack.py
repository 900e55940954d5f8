"""The pack to be handed over: everything that shows how one decision came about, in one zip with a page of contents."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from armslength.documents.kinds import build
from armslength.documents.model import Document
from armslength.documents.office import Office
from armslength.documents.writers import write_document
from engine import Result, RuleBase, UsageError, stamp_lines, to_json, write_profile
from engine.page.model import Block, Item, Page, PageTable, Paragraph, Run, cell, line, listing, section

CONTENTS, RESULT, PROFILE, VERIFY = "contents.html", "result.json", "profile.yaml", "verify.py"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The day that a zip gives each of its files. A real one would make other bytes on another day."""

PERMISSIONS = 0o644 << 16


NOTHING: Mapping[str, tuple[str, bytes]] = {}


def inspection_pack(
    base: RuleBase,
    result: Result,
    office: Office,
    forms: Iterable[str] = ("html",),
    history: Mapping[str, tuple[str, bytes]] = NOTHING,
) -> bytes:
    """Make the pack of one result: each document that the pack of rules puts into it in each of the forms, the result,
    the profile and a page of contents. The same inputs give the same bytes.

    `history` are further files, by name, each with what it is: what was entered over time, with a `verify.py` that
    checks it.

    Raises `UsageError` where the pack of rules declares no document for it, or the result has no profile.
    """
    kinds = [each for each in office.documents.values() if each.in_pack]
    if not kinds:
        raise UsageError("this pack of rules declares no document to be handed over (`in_pack`)")
    files: dict[str, tuple[str, bytes]] = {}
    for kind in kinds:
        document = build(base, [result], office, kind.name)
        for form in forms:
            files[f"{kind.name}.{form}"] = kind.title, write_document(document, form)
    if result.profile is None:
        raise AssertionError("unreachable: a document is made only of a result with its profile")
    files[RESULT] = "The result, for programs", to_json(base, [result])
    files[PROFILE] = "The answers that were given", write_profile(base, result.profile).encode()
    files |= history
    contents = write_document(_contents(base, result, files, checked=VERIFY in history), "html")
    return _zipped({CONTENTS: contents, **{name: data for name, (_, data) in files.items()}})


def _contents(base: RuleBase, result: Result, files: dict[str, tuple[str, bytes]], *, checked: bool) -> Document:
    """Lay out the page of contents: what is in the pack, and how to hold it against the rules."""
    assessment = result.assessment
    rows = tuple(
        (cell(line(Run(name, "code"))), cell(title), cell(line(Run(hashlib.sha256(data).hexdigest(), "code"))))
        for name, (title, data) in files.items()
    )
    day = assessment.as_of
    if day is None:
        raise AssertionError("unreachable: a document is made only of a result with its day")
    sections = (
        section("files", "What is in this pack", [PageTable("", ("File", "What it is", "SHA-256"), rows)]),
        section("replay", "How to hold it against the rules", _how_to_replay(base)),
        *((section("verify", "How to check the history", _how_to_verify()),) if checked else ()),
    )
    page = Page(title=f"Contents: {assessment.profile_id}", under=(), sections=sections, footer=())
    return Document("contents", page, day, name=assessment.profile_id, stamp=tuple(stamp_lines(base, assessment)))


def _how_to_replay(base: RuleBase) -> Iterator[Block]:
    yield Paragraph(line("Anybody who has the program and these rules can work it out again:"))
    steps = (
        line("Install the program, with the rules", Run(f"{base.pack.id} {base.pack.version}.", "code")),
        line(
            "Take the files out of this pack into one folder, and run:",
            Run(f"armslength replay {RESULT} {PROFILE}", "code"),
        ),
        line("It says that the same comes out, byte for byte, or names each thing that differs."),
    )
    yield listing(Item(each) for each in steps)


def _how_to_verify() -> Iterator[Block]:
    yield Paragraph(line("Python is enough to check that nothing in the history was changed; install nothing else:"))
    steps = (
        line("Take the files out of this pack into one folder, and run there:", Run(f"python {VERIFY} .", "code")),
        line("It says that all is as it was written, or names what is not."),
    )
    yield listing(Item(each) for each in steps)


def _zipped(files: dict[str, bytes]) -> bytes:
    """Put files into a zip, uncompressed: how tightly a library packs is not the same everywhere."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, EARLIEST)
            entry.create_system, entry.external_attr = 3, PERMISSIONS
            archive.writestr(entry, data)
    return out.getvalue()
