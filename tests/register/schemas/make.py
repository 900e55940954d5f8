"""Make a populated register of the newest schema. Once that schema is released, its file is never made again."""

from datetime import date
from pathlib import Path

from armslength.register.store.outlooks import KeptOutlook, keep_outlooks
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.register import create_register
from armslength.register.store.tables import SCHEMA
from tests.register.guests import take_in
from tests.register.keeping import OPENED, SOME, happened, put

if __name__ == "__main__":
    path = Path(__file__).with_name(f"{SCHEMA}.db")
    for each in path.parent.glob(f"{SCHEMA}.*"):
        each.unlink()
    register = create_register(path, path.with_suffix(".key"))
    put(register, *SOME)
    put(register, happened(OPENED, "two", minutes=3))
    keep_outlooks(register.database, [KeptOutlook("one", len(SOME), "b" * 64, date(2026, 5, 4), None, "[]")])
    take_in(reception_of(register))
    path.with_suffix(".checkpoint").write_text(register.head().note, encoding="utf-8")
