"""What was concluded of subjects, kept so that lists need not conclude it again. It can be thrown away at any time."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, delete, select

from armslength.register.store.database import Database
from armslength.register.store.faults import RegisterError
from armslength.register.store.tables import OUTLOOKS, SUBJECTS, insert


@dataclass(frozen=True, slots=True)
class KeptOutlook:
    """What was concluded of a subject at a version of it, and for which days that holds; `made_by` is by what."""

    subject: str
    version: int
    made_by: str
    first: date | None
    last: date | None
    data: str

    @property
    def sha256(self) -> str:
        """The hash over all of it."""
        whole = (self.subject, self.version, self.made_by, self.first, self.last, self.data)
        return sha256("\0".join(map(str, whole)).encode()).hexdigest()


def read_outlooks(connection: Connection, made_by: str, subject: str | None = None) -> Iterator[KeptOutlook]:
    """Read what was kept, of all subjects or of one, where it is of the version that the subject has, and whole."""
    same = (SUBJECTS.c.name == OUTLOOKS.c.subject) & (SUBJECTS.c.version == OUTLOOKS.c.version)
    query = select(OUTLOOKS).join(SUBJECTS, same).where(OUTLOOKS.c.made_by == made_by)
    if subject is not None:
        query = query.where(OUTLOOKS.c.subject == subject)
    for *row, hashed in connection.execute(query):
        kept = KeptOutlook(*row)
        if kept.sha256 == hashed:
            yield kept


def put_outlooks(connection: Connection, outlooks: Collection[KeptOutlook]) -> None:
    """Keep what was concluded of subjects, in the place of what was kept of them."""
    names = [each.subject for each in outlooks]
    connection.execute(delete(OUTLOOKS).where(OUTLOOKS.c.subject.in_(names)))
    insert(connection, OUTLOOKS, [{**asdict(each), "sha256": each.sha256} for each in outlooks])


def keep_outlooks(database: Database, outlooks: Collection[KeptOutlook]) -> None:
    """Keep what was concluded while reading, of subjects that nobody has written of since.

    Nothing is lost where it can't be kept, since somebody else writes or nobody may: it is concluded again.
    """
    names = [each.subject for each in outlooks]
    try:
        with database.writing(waits=False) as connection:
            rows = connection.execute(select(SUBJECTS.c.name, SUBJECTS.c.version).where(SUBJECTS.c.name.in_(names)))
            versions = {row.name: row.version for row in rows}
            put_outlooks(connection, [each for each in outlooks if versions.get(each.subject) == each.version])
    except RegisterError:
        return
