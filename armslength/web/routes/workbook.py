"""A table that comes in: brought, looked at, taken in, and given back with what to mend.

The file is kept as bytes between looking and taking in, and a week at most.
"""

from datetime import timedelta
from pathlib import PurePath

from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.exchange.acting import Moment
from armslength.register.exchange.arriving import arrived_table
from armslength.register.exchange.workbook_in import Preview, preview, take_in
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.reception.uploads import Upload, Uploads
from armslength.web.asking import Asking, NothingThere
from armslength.web.forms import Typing, text_faults
from armslength.web.pages.addresses import at
from armslength.web.pages.parts import Link
from armslength.web.pages.workbook import (
    PreviewPage,
    TakenPage,
    WorkbookPage,
    digest_of,
    preview_page,
    result_rows,
    taken_page,
    workbook_page,
)
from armslength.web.routes.uploads import take_upload
from armslength.web.routing import Download, Faulty, Reply, Routes, SeeOther
from armslength.web.security.uploads import MEDIA_TYPES, Unfit
from engine import InputError

ROUTES = Routes("workbook")

OF_NO_SUBJECT = ""
"""Under this are files kept that are about many subjects; no subject is called so."""

ENDINGS = (".xlsx", ".csv")
KEPT_FOR = timedelta(days=7)
"""How long a file is kept that nobody took in, and what came of one. It holds answers."""


@ROUTES.get("/workbook", THOSE_WHO_WORK)
def shown(asking: Asking) -> WorkbookPage:
    """Show the form to bring a file."""
    return workbook_page(asking.desk.words)


@ROUTES.post("/workbook", THOSE_WHO_WORK)
def bring(asking: Asking) -> Reply:
    """Keep a file, and go on to what would come of it."""
    uploads, upload = _uploads(asking), None
    for old in uploads.all(OF_NO_SUBJECT):
        if old.at + KEPT_FOR < asking.clock:
            uploads.erase(OF_NO_SUBJECT, old.id)
    try:
        name, _ = asking.files.get("file", ("", b""))
        wrong = "" if not name or PurePath(name).suffix.lower() in ENDINGS else "workbook.ending"
        upload = None if wrong else take_upload(asking, OF_NO_SUBJECT, "file")
        wrong = wrong or ("" if upload else "workbook.choose")
        fault = asking.say(wrong) if wrong else ""
        if upload:
            _preview(asking, upload.id)
    except Unfit as unfit:
        fault = asking.say(unfit.why)
    except InputError as unreadable:
        fault = str(unreadable)
    if fault or upload is None:
        if upload:
            uploads.erase(OF_NO_SUBJECT, upload.id)
        return Faulty(workbook_page(asking.desk.words, Typing({}, {"file": fault})), 422)
    return SeeOther(at("workbook", upload.id))


@ROUTES.get("/workbook/<upload>", THOSE_WHO_WORK, anew=True)
def previewed(asking: Asking, upload: str) -> PreviewPage:
    """Show what would come of a file."""
    return preview_page(_preview(asking, upload), upload, asking.office, asking.desk.words)


@ROUTES.post("/workbook/<upload>", THOSE_WHO_WORK)
def take(asking: Asking, upload: str) -> Reply:
    """Take a file in, if all that would come of it is what was shown; keep what came of it, to be taken back."""
    words, uploads, seen = asking.desk.words, _uploads(asking), _preview(asking, upload)
    faults = text_faults(asking.typed, ("why",), words)
    if any(row.changed for row in seen.rows) and asking.first("changing") not in ("yes", "no"):
        faults["changing"] = words.say("workbook.say_changing")
    otherwise = asking.first("shown") != digest_of(seen, asking.office, words)
    if faults or otherwise:
        typing = Typing(asking.typed, faults)
        page = preview_page(seen, upload, asking.office, words, typing, otherwise=otherwise)
        return Faulty(page, 409 if otherwise else 422)
    changing = asking.first("changing") == "yes"
    taken = take_in(seen, asking.who, Moment(asking.clock), asking.first("why").strip(), changing=changing)
    stem = PurePath(seen.name).stem
    told = uploads.keep(
        OF_NO_SUBJECT, f"{stem}.csv", MEDIA_TYPES["csv"], arrived_table(taken.arrived).encode(), asking.clock
    )
    if taken.workbook is not None:
        name = f"{told.id} {stem}.xlsx"
        uploads.keep(OF_NO_SUBJECT, name, MEDIA_TYPES["xlsx"], taken.workbook, asking.clock)
    uploads.erase(OF_NO_SUBJECT, upload)
    return SeeOther(at("workbook", told.id, "taken"), "taken_in")


@ROUTES.post("/workbook/<upload>/leave", THOSE_WHO_WORK)
def leave(asking: Asking, upload: str) -> SeeOther:
    """Forget a file that was brought."""
    _found(asking, upload)
    _uploads(asking).erase(OF_NO_SUBJECT, upload)
    return SeeOther("/workbook", "workbook_left")


@ROUTES.get("/workbook/<upload>/taken", THOSE_WHO_WORK)
def taken_in(asking: Asking, upload: str) -> TakenPage:
    """Show what came of a file."""
    told, data = _found(asking, upload)
    words = asking.desk.words
    files = [(each, "workbook.back") for each in _beside(asking, told)] + [(told, "workbook.as_csv")]
    links = (Link(words.say(key), at("workbook", upload, "taken", each.id)) for each, key in files)
    return taken_page(result_rows(data), PurePath(told.name).stem, links, words)


@ROUTES.get("/workbook/<upload>/taken/<file>", THOSE_WHO_WORK)
def give_back(asking: Asking, upload: str, file: str) -> Download:
    """Give back a file with what came of it."""
    told, _ = _found(asking, upload)
    if file not in {told.id, *(each.id for each in _beside(asking, told))}:
        raise NothingThere(file)
    found, data = _found(asking, file)
    return Download(data, found.name.removeprefix(f"{told.id} "), found.media_type)


def _uploads(asking: Asking) -> Uploads:
    return reception_of(asking.desk.register).uploads


def _found(asking: Asking, upload: str) -> tuple[Upload, bytes]:
    found = _uploads(asking).find(OF_NO_SUBJECT, upload)
    if found is None:
        raise NothingThere(upload)
    return found


def _beside(asking: Asking, told: Upload) -> list[Upload]:
    """List the files that were written beside what came of a file."""
    return [each for each in _uploads(asking).all(OF_NO_SUBJECT) if each.name.startswith(f"{told.id} ")]


def _preview(asking: Asking, upload: str) -> Preview:
    kept, data = _found(asking, upload)
    return preview(asking.desk.register, asking.office, data, kept.name, Moment(asking.clock))
