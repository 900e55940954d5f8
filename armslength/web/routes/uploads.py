"""Files of evidence, handed out as they came in, to be saved."""

from armslength.register.store.reception.reception import reception_of
from armslength.register.store.reception.uploads import Upload
from armslength.web.asking import Asking, NothingThere
from armslength.web.routing import READERS, Download, Reply, Routes, SeeOther
from armslength.web.security.uploads import taken

ROUTES = Routes("uploads")


@ROUTES.get("/s/<subject>/uploads/<upload>", READERS)
def download(asking: Asking, subject: str, upload: str) -> Download:
    """Give out a file of a subject."""
    found = reception_of(asking.desk.register).uploads.find(subject, upload)
    if found is None:
        raise NothingThere(upload)
    file, data = found
    return Download(data, file.name, file.media_type)


def take_upload(asking: Asking, subject: str, field: str) -> Upload | None:
    """Keep the file that was sent in a field; none where none was chosen. Raises `Unfit` with why it can't be taken.

    The hash goes into the evidence, which names the file for good; the bytes may be erased without it.
    """
    name, data = asking.files.get(field, ("", b""))
    if not name and not data:
        return None
    cleaned, media_type = taken(name, data)
    return reception_of(asking.desk.register).uploads.keep(subject, cleaned, media_type, data, asking.clock)


def kept_if_named(asking: Asking, subject: str, upload: Upload | None, reply: Reply) -> Reply:
    """Erase a file that came with a form which was refused: no evidence names it, so nobody would ever find it."""
    if upload and not isinstance(reply, SeeOther):
        reception_of(asking.desk.register).uploads.erase(subject, upload.id)
    return reply
