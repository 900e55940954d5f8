"""Backups, restoring and upgrading leave a whole register, or the one that was there."""

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from armslength.register.domain.events import Noted, PersonalTextErased
from armslength.register.store import tables
from armslength.register.store.faults import RegisterError
from armslength.register.store.keeping import Upgraded, back_up, make_again, restore, upgrade
from armslength.register.store.key_files import read_key
from armslength.register.store.reception.tables import ACCOUNTS
from armslength.register.store.register import Register, create_register, open_register
from armslength.register.store.verifying import files_of_log, log_of, verify_register
from armslength.register.verify import Log
from tests.register.keeping import OPENED, SCHEMAS, SOME, happened, noted, put
from tests.register.servers import new_schema

"""A register of each schema with data in it, made by `python -m tests.register.schemas.make` until it is released."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register file with some events."""
    made = tmp_path / "register.db"
    put(create_register(made), *SOME)
    return made


def test_a_backup_is_the_register_without_its_key(path: Path, tmp_path: Path) -> None:
    register = open_register(path)
    with register.read() as reading:  # taken while somebody reads
        assert len(reading.events()) == 3
        short = back_up(register, tmp_path / "backup.db")
    assert short == register.head().checkpoint.short
    put(register, noted(9))
    backup = open_register(tmp_path / "backup.db")
    assert backup.events() == SOME
    assert verify_register(backup).wrong == []
    with pytest.raises(RegisterError, match=r"nothing is written without it"):
        put(backup, noted(9))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.db", "register.db", "register.db.key"]


def test_a_backup_is_restored_under_a_free_name(path: Path, tmp_path: Path) -> None:
    back_up(open_register(path), tmp_path / "backup.db")
    path.unlink()
    register = restore(tmp_path / "backup.db", path)
    assert register.events() == SOME
    put(register, noted(9))
    with pytest.raises(RegisterError, match=r"is there already, and is not written over"):
        restore(tmp_path / "backup.db", path)
    with pytest.raises(RegisterError, match=r"is there already, and is not written over"):
        back_up(register, tmp_path / "backup.db")
    assert len(open_register(path).events()) == 4


def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    (tmp_path / "backup.db").write_bytes(data.replace(b"Ann Moss", b"Ann Mess"))
    with pytest.raises(RegisterError, match=r"Entry 1 is not what was written"):
        restore(tmp_path / "backup.db", tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


@pytest.fixture
def full(register: Register) -> Register:
    """A register in which a text was erased, among others."""
    put(register, *SOME)
    put(register, happened(OPENED, "two", minutes=3), happened(Noted("Ann rang"), "two", minutes=4))
    put(register, noted(5))
    put(register, happened(PersonalTextErased(2, ("body.says",)), "two", minutes=6, why="Asked to"))
    return register


def exported(register: Register) -> Log:
    with register.read() as reading:
        return log_of(reading)


def test_exported_and_made_again_it_is_the_same_to_the_byte(full: Register, tmp_path: Path) -> None:
    assert full.key is not None
    again = make_again(exported(full), tmp_path / "again.db", signing=read_key(full.key))
    assert files_of_log(exported(again)) == files_of_log(exported(full))
    assert again.events() == full.events()
    assert again.subjects() == full.subjects()
    assert verify_register(again, [full.head().note]).wrong == []
    put(again, noted(9))


def test_made_again_with_a_new_key_it_holds_the_same(full: Register, tmp_path: Path) -> None:
    again = make_again(exported(full), tmp_path / "again.db")
    before, after = files_of_log(exported(full)), files_of_log(exported(again))
    assert {name for name in before if before[name] != after[name]} == {"checkpoint.txt", "key.txt"}
    assert verify_register(again, [full.head().checkpoint.short]).wrong == []


def test_no_register_is_made_from_a_part_or_from_what_was_changed(full: Register, tmp_path: Path) -> None:
    log = exported(full)
    with full.read() as reading:
        part = log_of(reading, ["two"])
    changed = replace(log, events=[log.events[0].replace(b"Ann", b"Bob"), *log.events[1:]])
    for odd, says in ((part, "It holds a part of a log."), (changed, "Entry 1 is not what was written")):
        with pytest.raises(RegisterError, match=f"No register can be made from this export: {says}"):
            make_again(odd, tmp_path / "again.db")
    assert not list(tmp_path.glob("again*"))


def of_schema(address: str | Path) -> list[tuple[str, ...]]:
    """All that a SQLite file says of its tables, but Alembic's own."""
    with contextlib.closing(sqlite3.connect(address)) as file:
        rows = file.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' ORDER BY name")
        return [(kind, name, " ".join((sql or "").split())) for kind, name, sql in rows]


def test_the_migrations_make_the_tables_that_the_program_reads(path: Path, tmp_path: Path) -> None:
    """Alembic loses constraints without a name, so both are held against each other word for word."""
    declared = tmp_path / "declared.db"
    engine = create_engine(f"sqlite:///{declared}")
    ACCOUNTS.metadata.create_all(engine)  # those of the log, and those of the reception
    engine.dispose()
    assert of_schema(path) == of_schema(declared)
    assert all(each.name for table in tables.METADATA.tables.values() for each in table.constraints)


@pytest.mark.parametrize("file", sorted(SCHEMAS.glob("*.db")), ids=lambda each: each.stem)
def test_a_register_of_each_released_schema_is_brought_to_the_newest(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(file.read_bytes())
    (tmp_path / "register.db.key").write_text(file.with_suffix(".key").read_text())
    (tmp_path / "register.db.key").chmod(0o600)
    upgrade(path)
    register = open_register(path)
    assert register.events("one") == SOME
    assert verify_register(register, [file.with_suffix(".checkpoint").read_text()]).wrong == []
    put(register, noted(9))


def test_there_is_a_file_of_each_schema() -> None:
    versions = Path(tables.__file__).parent / "migrations" / "versions"
    made = sorted(each.name[:4] for each in versions.glob("[0-9]*.py"))
    assert [each.stem for each in sorted(SCHEMAS.glob("*.db"))] == made
    assert made[-1] == tables.SCHEMA


NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{newest}"


def upgrade():
    with op.batch_alter_table("events", recreate="always") as table:
        table.add_column(sa.Column("note", sa.Text))
    {more}
"""


LOSES = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{newest}"


def upgrade():
    op.add_column("events", sa.Column("note", sa.Text))
    op.execute("UPDATE texts SET salt = ''")
"""


@pytest.fixture
def to_the_next(tmp_path: Path) -> Path:
    """The migrations, with one to come: it makes `events` anew, on which all other tables hang."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    ours = Path(tables.__file__).parent / "migrations"
    for each in (ours / "env.py", *(ours / "versions").glob("[0-9]*.py")):
        (folder / each.relative_to(ours)).write_bytes(each.read_bytes())
    (folder / "versions" / "9999_next.py").write_text(NEXT.format(more="pass", newest=tables.SCHEMA))
    return folder


def count(path: Path) -> dict[str, int]:
    with contextlib.closing(sqlite3.connect(path)) as file:
        return {name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables.METADATA.tables}


def test_an_upgrade_that_makes_a_table_anew_keeps_its_children(path: Path, to_the_next: Path) -> None:
    before, schema = count(path), of_schema(path)
    done = upgrade(path, to_the_next, "9999")
    kept = path.with_name(f"register.db.schema-{tables.SCHEMA}")
    assert done == Upgraded(tables.SCHEMA, kept)
    assert count(path) == before == count(kept)
    assert of_schema(kept) == schema
    names = {each[1] for each in schema}
    assert {each[1] for each in of_schema(path)} == names
    (events,) = (sql for _, name, sql in of_schema(path) if name == "events")
    assert "uq_events_subject_version" in events
    assert "ck_events_number" in events
    with pytest.raises(RegisterError, match=r"was written by a newer version of this program. Install that one."):
        open_register(path)
    assert open_register(kept).events() == SOME


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('op.execute("DELETE FROM events WHERE number = 1")', "would belong to nothing after the upgrade"),
        ("op.execute(\"UPDATE texts SET salt = ''\")", "Text 1 is not what was written"),
        ('op.execute("no statement")', "syntax error"),
    ],
)
def test_an_upgrade_that_would_lose_something_changes_nothing(
    path: Path, to_the_next: Path, more: str, says: str
) -> None:
    (to_the_next / "versions" / "9999_next.py").write_text(NEXT.format(more=more, newest=tables.SCHEMA))
    before = path.read_bytes()
    with pytest.raises(Exception, match=says):
        upgrade(path, to_the_next, "9999")
    assert open_register(path).events() == SOME
    assert path.read_bytes() == before
    assert not path.with_name(f"register.db.schema-{tables.SCHEMA}").exists()


def of_the_first_schema(register: Register) -> str:
    """Make a database as the first schema had it, and give its address with its password."""
    with register.database.writing() as connection:
        for name in tables.METADATA.tables.keys() - {"events", "leaves", "texts", "subjects", "meta"}:
            connection.exec_driver_sql(f"DROP TABLE {name} CASCADE")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    return register.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def database(postgres: str, tmp_path: Path) -> Register:
    """A register with some events in a database."""
    made = create_register(new_schema(postgres), tmp_path / "register.key")
    put(made, *SOME)
    return made


def test_a_database_of_the_first_schema_is_brought_to_the_newest(database: Register) -> None:
    note, place = database.head().note, of_the_first_schema(database)
    with pytest.raises(RegisterError, match=r"was written by an older version. Go on with: armslength register up"):
        open_register(place)
    assert upgrade(place) == Upgraded("0001", None)
    assert upgrade(place) is None
    again = open_register(place, database.key)
    assert again.events("one") == SOME
    assert verify_register(again, [note]).wrong == []
    put(again, noted(9))
    with again.read() as reading:
        assert list(reading.kept_outlooks("b" * 64)) == []


def test_an_upgrade_of_a_database_that_would_lose_something_changes_nothing(
    database: Register, to_the_next: Path
) -> None:
    place = database.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    (to_the_next / "versions" / "9999_next.py").write_text(LOSES.format(newest=tables.SCHEMA))
    with pytest.raises(RegisterError, match="Text 1 is not what was written"):
        upgrade(place, to_the_next, "9999")
    assert open_register(place, database.key).events() == SOME


def test_an_older_register_says_how_to_go_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from armslength.register.store import register

    monkeypatch.setattr(register, "SCHEMA", "9999")
    with pytest.raises(RegisterError, match=r"was written by an older version. Go on with: armslength register up"):
        open_register(path)
    assert upgrade(path) is None
