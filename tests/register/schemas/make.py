"""Make a populated register of the newest schema, once, when it is released; later ones never change it."""

from pathlib import Path

from armslength.register.store.register import create_register
from armslength.register.store.tables import SCHEMA
from tests.register.keeping import OPENED, SOME, happened, put

if __name__ == "__main__":
    path = Path(__file__).with_name(f"{SCHEMA}.db")
    register = create_register(path, path.with_suffix(".key"))
    put(register, *SOME)
    put(register, happened(OPENED, "two", minutes=3))
    path.with_suffix(".checkpoint").write_text(register.head().note, encoding="utf-8")
