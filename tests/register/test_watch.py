"""Whoever watches a register knows of all that is written to it, and of nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from armslength.register.store.database import postgresql
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.register import Register, create_register, open_register
from armslength.register.store.watch import Watch
from tests.register.keeping import NOON, SOME, noted, put


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A register with one subject."""
    made = create_register(tmp_path / "register.db")
    put(made, *SOME)
    return made


def place(register: Register) -> Path:
    assert register.database.path
    return register.database.path


def from_here(register: Register) -> None:
    put(register, noted(9))


def from_elsewhere(register: Register) -> None:
    put(open_register(place(register)), noted(9))


def at_the_reception(register: Register) -> None:
    reception_of(register).sessions.begin("a" * 64, None, "Ann Moss", "lead", NOON)


def a_copy_put_back(register: Register) -> None:
    copy = place(register).with_name("copy.db")
    shutil.copy(place(register), copy)
    copy.replace(place(register))


def a_copy_written_over(register: Register) -> None:
    place(register).write_bytes(place(register).read_bytes())


@pytest.mark.parametrize("write", [from_here, from_elsewhere, at_the_reception, a_copy_put_back, a_copy_written_over])
def test_the_mark_is_another_one_after_each_write(register: Register, write: Callable[[Register], None]) -> None:
    watch = Watch(register.database)
    before = watch.mark()
    assert before is not None
    write(register)
    after = watch.mark()
    assert after not in (None, before)
    assert watch.mark() is after


def test_the_mark_stays_while_the_register_is_only_read(register: Register) -> None:
    watch = Watch(register.database)
    before = watch.mark()
    register.state("one")
    open_register(place(register)).head()
    assert watch.mark() is before


def test_what_was_written_is_in_the_file_once_somebody_has_looked(register: Register) -> None:
    watch = Watch(register.database)
    watch.mark()
    from_here(register)
    watch.mark()
    copy = place(register).with_name("copy.db")
    shutil.copy(place(register), copy)
    shutil.copy(place(register).with_name("register.db.key"), copy.with_name("copy.db.key"))
    assert open_register(copy).state("one") == register.state("one")


def test_where_it_cant_be_told_there_is_no_mark(register: Register) -> None:
    watch = Watch(register.database)
    watch.mark()
    gone = place(register).with_name("elsewhere.db")
    place(register).rename(gone)
    assert watch.mark() is None
    gone.rename(place(register))
    assert watch.mark() is not None
    assert Watch(postgresql("postgresql://nobody@localhost/none")).mark() is None
