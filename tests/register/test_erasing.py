"""What was erased is nowhere: in no table, no page of the file, no write-ahead log, no message. The log holds."""

import logging
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from armslength.register.domain.events import Erased, Event, EvidenceAttached, Noted, Opened, PersonalTextErased, Stage
from armslength.register.store import register as registers
from armslength.register.store.faults import RegisterError
from armslength.register.store.keeping import upgrade
from armslength.register.store.register import Register, create_register, open_register
from armslength.register.store.verifying import verify_register
from tests.register.keeping import OPENED, PACK, files_of, happened, noted, put

SECRET = "Dan Hay of 3 Mill Lane, who fell"
LONG = SECRET + " and fell" * 900
"""Longer than a page, so that it lies on overflow pages, too."""


def erase(*fields: str, event: int = 2) -> PersonalTextErased:
    return PersonalTextErased(event, fields)


def test_an_erased_text_is_gone_and_the_log_holds(register: Register) -> None:
    put(register, happened(OPENED), happened(Noted(SECRET), minutes=1, why="Dan asked"), noted(2))
    kept = register.head().note
    put(register, happened(erase("body.says"), minutes=3, why="He asked us to"))
    body = register.events("one")[1].body
    assert isinstance(body, Noted)
    assert isinstance(body.says, Erased)
    assert register.events("one")[1].why == "Dan asked"
    assert verify_register(register, [kept]).wrong == []
    assert not register.head().cleaning


@pytest.mark.parametrize("text", [SECRET, LONG])
@pytest.mark.parametrize("others", [0, 40])
def test_its_bytes_are_in_no_file(tmp_path: Path, text: str, others: int) -> None:
    path = tmp_path / "register.db"
    register = create_register(path)
    put(register, happened(OPENED), happened(Noted(text), minutes=1), happened(EvidenceAttached("evidence-1", "x", text,
        SECRET), minutes=1))  # fmt: skip
    for number in range(others):
        put(register, noted(number, f"other-{number}"))
    assert SECRET.encode() in files_of(path)
    put(register, happened(erase("body.says"), minutes=50),
        happened(erase("body.says", "body.owner", event=3), minutes=50))  # fmt: skip
    assert SECRET.encode() not in files_of(path)
    assert b"Mill Lane" not in files_of(path)
    assert verify_register(register).wrong == []


def test_a_name_in_the_head_is_erased_from_the_log_the_lists_and_the_file(register: Register, tmp_path: Path) -> None:
    opened = Opened({"partner.name": ("Open Door",), "service": (SECRET, LONG)}, PACK, Stage.SCREENING)
    put(register, happened(opened), noted(1))
    assert register.subjects()[0].header["service"] == (SECRET, LONG)
    put(register, happened(erase("body.header.service", event=1), minutes=3, why="He asked us to"))
    assert register.subjects()[0].header == {"partner.name": ("Open Door",), "service": ("[erased]", "[erased]")}
    assert register.state("one").header == register.subjects()[0].header
    assert verify_register(register).wrong == []
    if register.database.path is not None:
        assert b"Mill Lane" not in files_of(register.database.path)


def test_a_name_that_an_older_version_wrote_into_the_log_itself_is_refused(tmp_path: Path) -> None:
    path, key = tmp_path / "0001.db", tmp_path / "0001.key"
    for each in (path, key):
        shutil.copyfile(Path(__file__).parent / "schemas" / each.name, each)
    key.chmod(0o600)
    upgrade(path)
    register = open_register(path, key)
    events = register.events()
    moment = events[-1].at + timedelta(minutes=1)
    gone = Event("one", events[-1].by, moment, erase("body.header.header.title", event=1), "asked")
    with pytest.raises(RegisterError, match=r"version 0\.4\.0 wrote it into the log itself"):
        put(register, gone)
    assert register.events() == events


def test_no_message_of_the_database_holds_a_text(register: Register, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        put(register, happened(OPENED), happened(Noted(SECRET), minutes=1))
        put(register, happened(erase("body.says"), minutes=3))
    assert SECRET not in caplog.text


def test_bytes_that_a_kill_left_are_cleaned_when_next_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register.db"
    register = create_register(path)
    put(register, happened(OPENED), happened(Noted(SECRET), minutes=1))
    copy = path.read_bytes()
    with monkeypatch.context() as killed:
        killed.setattr(registers, "clean", lambda _: os.abort)  # as if the program ended before
        put(register, happened(erase("body.says"), minutes=3))
    assert register.head().cleaning
    assert SECRET.encode() in copy
    assert not open_register(path).head().cleaning
    assert SECRET.encode() not in files_of(path)


def test_somebody_who_reads_meanwhile_is_named_as_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    create_register(path)
    register = open_register(path, patience=0.1)
    put(register, happened(OPENED), happened(Noted(SECRET), minutes=1))
    with register.read() as reading:
        assert len(reading.events()) == 2
        with pytest.raises(RegisterError, match=r"its bytes still lie in the files .* Close that program") as refused:
            put(register, happened(erase("body.says"), minutes=3))
    assert refused.value.exit_code == 2
    assert len(register.events()) == 3
    open_register(path)
    assert SECRET.encode() not in files_of(path)


def test_an_event_that_is_not_there_can_not_be_erased(register: Register) -> None:
    put(register, happened(OPENED))
    with pytest.raises(RegisterError, match=r"`one` has no event 7 of which a text could be erased"):
        put(register, happened(erase("body.says", event=7), minutes=1))
    assert register.head().edge.size == 1
