"""Each fault of a file, a disk or a key is a plain sentence with the way out, and leaves the register as it was."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from armslength.register.store.database import sqlite
from armslength.register.store.faults import SENTENCES, RegisterError, in_plain_words
from armslength.register.store.outlooks import KeptOutlook, keep_outlooks
from armslength.register.store.register import Register, create_register, open_register
from armslength.register.store.verifying import verify_register
from tests.register.keeping import OPENED, SOME, happened, noted, put, refused

# ---- files


def test_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert refused(path) == f"There is no register at `{path}`. Make one with: armslength register init '{path}'"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"SQLite format 3\0" + bytes(200)])
def test_it_is_another_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(data)
    says = f"`{path}` is no register: it is another kind of file, or its beginning is damaged. Check the name."
    assert refused(path) == says
    assert path.read_bytes() == data


def test_it_is_another_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE a (b)")
    assert "is no register" in refused(path)


def test_a_register_is_never_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(RegisterError, match=r"is there already, and a register is never written over"):
        create_register(path)
    assert path.read_bytes() == before


def test_a_key_is_never_written_over(path: Path) -> None:
    path.unlink()
    with pytest.raises(RegisterError, match=r"register\.db\.key` is there already, and a key is never written over"):
        create_register(path)
    assert sorted(each.name for each in path.parent.iterdir()) == ["register.db.key"]


def test_a_folder_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"can't be opened. Nothing was changed. Check that its folder is there"):
        create_register(tmp_path / "none" / "register.db")
    assert list(tmp_path.iterdir()) == []


def test_damaged_pages_are_found_at_opening(path: Path) -> None:
    """Every page after the first is overwritten, one at a time: it is refused as damaged, or nothing was lost."""
    whole = path.read_bytes()
    found = 0
    for start in range(4096, len(whole), 4096):
        path.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        says = refused(path)
        assert "is damaged" in says
        assert "Restore your last backup (`armslength register restore`)" in says
        found += 1
    assert found > 8
    path.write_bytes(whole)
    assert open_register(path).events() == SOME


def test_a_file_that_was_cut_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    for end in range(4096, len(whole), 4096):
        path.write_bytes(whole[:end])
        assert "is damaged" in refused(path)


@pytest.mark.parametrize("step", [pytest.param(199, id="some"), pytest.param(1, id="all", marks=pytest.mark.deep)])
def test_a_changed_byte_of_the_file_alters_nothing_unseen(path: Path, step: int) -> None:
    """Wherever a byte of the file itself is changed: it is refused, or verified to be wrong, or all is as it was.

    Room in which nothing lies is left out, save at its ends.
    """
    outlook = KeptOutlook("one", len(SOME), "b" * 64, date(2026, 5, 4), None, "[]")
    keep_outlooks(open_register(path).database, [outlook])
    whole = path.read_bytes()
    found = 0
    places = [at for at in range(len(whole)) if any(whole[max(0, at - 8) : at + 8])]
    for at in places[::step]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x04]) + whole[at + 1 :])
        try:
            register = open_register(path)
            wrong = verify_register(register).wrong
            events = register.events() if not wrong else ()
            with register.read() as reading:
                outlooks = list(reading.kept_outlooks("b" * 64))
        except RegisterError:
            wrong, outlooks = ["refused"], []
        found += bool(wrong)
        assert wrong or events == SOME, at
        assert outlooks in ([], [outlook]), at
    assert found > len(places) // step // 40


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM leaves WHERE number = 3",
        "UPDATE meta SET value = '2' WHERE name = 'size'",
        "UPDATE meta SET value = '' WHERE name = 'peaks'",
        "UPDATE meta SET value = replace(value, '3', '2') WHERE name = 'checkpoint'",
        "DELETE FROM meta WHERE name = 'key'",
        "DELETE FROM meta",
    ],
)
def test_a_register_that_does_not_fit_its_checkpoint_is_not_opened(path: Path, change: str) -> None:
    with open_register(path).database.writing() as connection:
        connection.exec_driver_sql(change)
    assert "is damaged" in refused(path)


# ---- rights and room


def as_somebody(script: str, path: Path) -> list[str]:
    """Run lines as somebody who may read and not write; root may everything, so somebody else is taken then."""
    lines = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
import os
from pathlib import Path
from armslength.register.store.faults import RegisterError
from armslength.register.store.register import open_register
from tests.register.keeping import noted, put
path = Path({str(path)!r})
open_register(path).events()  # all is imported now, wherever it lies
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
{script}
except RegisterError as error:
    print(error.exit_code, error)
"""
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def closed(path: Path) -> Iterator[Path]:
    """The register in a folder where others may read only, with a key that may be read."""
    place = Path("/tmp") / f"armslength-closed-{os.getpid()}"
    shutil.copytree(path.parent, place)
    place.chmod(0o555)
    copy = place / path.name
    copy.chmod(0o444)
    yield copy
    place.chmod(0o755)
    shutil.rmtree(place)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX here")
def test_a_file_that_can_not_be_written_can_be_read(closed: Path) -> None:
    assert as_somebody("    print(len(open_register(path).events()))", closed) == ["3"]
    script = "    put(open_register(path), noted(9))"
    (says,) = as_somebody(script, closed)
    assert says.startswith("2 The key of this register") or "can't be written to" in says


def test_a_disk_that_can_not_be_written_is_said(path: Path) -> None:
    fixed = Register(sqlite(path, fixed=True), open_register(path).key)
    with pytest.raises(RegisterError) as why:
        put(fixed, noted(9))
    assert str(why.value) == SENTENCES["read-only"].format(path)
    assert open_register(path).events() == SOME


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and os.name == "posix" and os.geteuid() == 0
    if (
        not mounted
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], check=False).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_loses_nothing_and_is_said(small_disk: Path) -> None:
    path = small_disk / "register.db"
    register = create_register(path)
    put(register, *SOME)
    written = 3
    with pytest.raises(RegisterError) as why:  # noqa: PT012
        while True:
            put(register, noted(10, f"subject-{written}"))
            written += 1
    assert str(why.value) == SENTENCES["full"].format(path)
    assert why.value.exit_code == 2
    kept = small_disk / "register.db.key"
    copy = small_disk.parent / "copy.db"
    for each in small_disk.iterdir():
        shutil.copy(each, copy.with_name(each.name.replace("register.db", "copy.db")))
    again = open_register(copy)
    assert kept.exists()
    assert again.head().edge.size == written
    assert verify_register(again).wrong == []


def test_no_room_for_a_new_register_leaves_nothing_behind(small_disk: Path) -> None:
    (small_disk / "fill").write_bytes(bytes(400 * 1024 - 8192))
    with pytest.raises(RegisterError, match=r"no room left on the disk"):
        create_register(small_disk / "register.db")
    assert [each.name for each in small_disk.iterdir()] == ["fill"]


# ---- others


def test_another_program_holds_the_lock(path: Path) -> None:
    register = open_register(path, patience=0)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterError) as why:
            put(register, noted(9))
        assert str(why.value) == (
            f"`{path}` is in use by another program. Nothing was changed. Close that program, or try again in a moment."
        )
        assert why.value.exit_code == 2
        assert register.events() == SOME  # it can be read meanwhile
        other.execute("ROLLBACK")
    put(register, noted(9))


def test_a_lock_in_postgresql_is_said(postgres: str, tmp_path: Path) -> None:
    import psycopg

    from tests.register.servers import new_schema

    address = new_schema(postgres)
    create_register(address, tmp_path / "key")
    register = open_register(address, tmp_path / "key", patience=0.05)
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE meta IN EXCLUSIVE MODE")
        with pytest.raises(RegisterError, match=r"is in use by another program"):
            put(register, noted(9))
        assert register.events() == ()


def test_registers_in_two_schemas_of_a_database_know_nothing_of_each_other(postgres: str, tmp_path: Path) -> None:
    from tests.register.servers import new_schema

    one, other = (create_register(new_schema(postgres), tmp_path / name) for name in ("one", "other"))
    put(one, noted(9))
    assert one.events() == (noted(9),)
    assert other.events() == ()


def test_a_server_that_does_not_answer_is_said_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as why:
        open_register("postgresql://me:secret@127.0.0.1:1/register", tmp_path / "key")
    assert str(why.value) == SENTENCES["unreachable"].format("postgresql://me:***@127.0.0.1:1/register")


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(RegisterError, match=r"`mysql://` is no database for a register"):
        open_register("mysql://a/b")


def test_a_database_with_tables_of_others_is_refused(postgres: str, tmp_path: Path) -> None:
    import psycopg

    from tests.register.servers import new_schema

    address = new_schema(postgres)
    with pytest.raises(RegisterError, match=r"holds no register"):
        open_register(address)
    with psycopg.connect(address) as other:
        other.execute("CREATE TABLE a (b integer)")
    with pytest.raises(RegisterError, match=r"holds tables already. Give a database of its own."):
        create_register(address, tmp_path / "key")
    with pytest.raises(RegisterError, match=r"holds no register"):
        open_register(address)


# ---- keys, and registers that were swapped


def test_nothing_is_written_without_the_key(path: Path) -> None:
    key = path.with_name("register.db.key")
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes().split(b"+")[-1].strip() not in path.read_bytes()
    key.unlink()
    register = open_register(path)
    with pytest.raises(RegisterError) as why:
        put(register, noted(9))
    assert str(why.value) == (
        f"The key of this register, `{key}`, can't be read, and nothing is written without it. Put it back from where "
        "you keep it. Where it is lost, export the register, and make a new one from the export."
    )
    assert register.events() == SOME


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX here")
def test_a_key_that_others_can_read_is_not_used(path: Path) -> None:
    key = path.with_name("register.db.key")
    key.chmod(0o640)
    with pytest.raises(RegisterError, match=f"can be read by others. Close it with: chmod 600 '{key}'"):
        put(open_register(path), noted(9))


def test_a_key_that_was_changed_is_not_used(path: Path) -> None:
    path.with_name("register.db.key").write_text("PRIVATE+KEY+a+b")
    with pytest.raises(RegisterError, match=r"is no key of a register. Put the key back"):
        put(open_register(path), noted(9))


def test_two_registers_that_were_swapped_are_told_apart(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "register.db"
    other.parent.mkdir()
    put(create_register(other), happened(OPENED, "elsewhere"))
    kept = open_register(path).head().note
    shutil.copy(other, path)
    register = open_register(path)
    with pytest.raises(RegisterError, match=r"one of the two was swapped. Nothing was changed. Put the file"):
        put(register, noted(9))
    (says,) = verify_register(register, [kept]).wrong
    assert says == (
        "The kept checkpoint was not signed with the key of this register, or was changed. Is it one of this register?"
    )


def test_an_older_copy_in_the_place_of_the_register_is_found_by_a_kept_checkpoint(path: Path) -> None:
    older = path.read_bytes()
    put(open_register(path), noted(9))
    kept = open_register(path).head()
    path.write_bytes(older)
    for each in (kept.note, kept.checkpoint.short):
        says = ["The log was cut: it held 4 entries once, and holds 3 now."]
        assert verify_register(open_register(path), [each]).wrong == says


# ---- what is said


@pytest.mark.parametrize("code", [sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_CONSTRAINT])
def test_a_fault_of_the_program_is_not_said_to_be_one_of_the_place(code: int) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert in_plain_words(error, "a") is None
    assert in_plain_words(OperationalError("", {}, Exception("x")).orig, "a") is None


def test_each_sentence_says_what_to_do() -> None:
    for says in SENTENCES.values():
        assert says.startswith(("`{}`", "There is no room", "The d"))
        assert says.endswith(".")
        assert len(says.split(". ")) >= 2
