"""Cleaning the bytes of erased texts out of a database."""

from armslength.register.store.database import Database
from armslength.register.store.tables import META


def clean(database: Database) -> bool:
    """Remove the bytes of erased texts from a database, and note that it was done.

    SQLite: the file is written anew without them, and its write-ahead log is cut to nothing; that can't be while
    somebody reads, and the answer is no then. PostgreSQL: the tables that can hold them are written anew; what the
    server keeps of its own log, and its backups, are with those who run it.
    """
    if database.path is None:
        database.outside("VACUUM FULL texts, subjects, outlooks")
    else:
        database.outside("VACUUM")
        ((busy, *_),) = database.outside("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            return False
    with database.writing() as connection:
        connection.execute(META.update().where(META.c.name == "cleaning").values(value="no"))
    return True
