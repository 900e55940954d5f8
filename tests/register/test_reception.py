"""The reception gives back what was put into it, on both databases, and is no part of the log."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from armslength.register.store.faults import DamagedRegister, RegisterError
from armslength.register.store.keeping import upgrade
from armslength.register.store.reception.accounts import cleaned_name
from armslength.register.store.reception.reception import Reception, reception_of
from armslength.register.store.reception.sessions import Session
from armslength.register.store.reception.tables import SESSIONS, UPLOADS
from armslength.register.store.register import Register, open_register
from armslength.register.store.verifying import log_of, verify_register
from tests.register.guests import BROWSER, SECRET, take_in
from tests.register.keeping import NOON, SOME, put

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def reception(register: Register) -> Reception:
    return reception_of(register)


def test_an_account_is_found_however_its_name_is_written(reception: Reception) -> None:
    zoe = reception.accounts.add("  Zoë   Straße ", "curator", NOON)
    assert (zoe.name, zoe.password, zoe.disabled, zoe.made) == ("Zoë Straße", "", False, NOON)
    for written in ("Zoë Straße", "ZOE\u0308 STRASSE", "zoë strasse "):
        assert reception.accounts.named(written) == zoe == reception.accounts.get(zoe.id)
    assert reception.accounts.named("Zoe Straße") is None
    with pytest.raises(RegisterError, match=r"There is an account for `zoë STRASSE` already. Give another name"):
        reception.accounts.add("zoë STRASSE", "desk_clerk", NOON)
    ann = reception.accounts.add("Ann Moss", "curator", NOON)
    assert reception.accounts.all() == (ann, zoe)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (" \t", "A name is missing"),
        ("a" * 101, "has 101 characters; 100 is the most"),
        ("Ann\u202eMoss", "holds a character that nobody can see"),
        ("Ann\0Moss", "holds a character that nobody can see"),
    ],
)
def test_what_is_no_name_is_refused(name: str, says: str) -> None:
    with pytest.raises(RegisterError, match=says):
        cleaned_name(name)


def test_an_account_is_changed_and_one_that_is_not_there_is_not(reception: Reception) -> None:
    ann = reception.accounts.add("Ann Moss", "curator", NOON)
    reception.accounts.set_password(ann.id, "hash")
    reception.accounts.set_role(ann.id, "desk_clerk")
    reception.accounts.set_disabled(ann.id, True)
    changed = reception.accounts.get(ann.id)
    assert changed is not None
    assert (changed.password, changed.role, changed.disabled) == ("hash", "desk_clerk", True)
    with pytest.raises(RegisterError, match=r"There is no account `nobody`. Nothing was changed"):
        reception.accounts.set_role("nobody", "curator")


def test_a_session_has_the_name_and_the_role_of_today_and_none_of_a_closed_account(reception: Reception) -> None:
    ann = reception.accounts.add("Ann Moss", "curator", NOON)
    reception.sessions.begin("a" * 64, ann.id, ann.name, ann.role, NOON)
    reception.sessions.begin("c" * 64, None, "Ben Okoro", "desk_clerk", NOON)
    reception.accounts.set_role(ann.id, "branch_librarian")
    reception.sessions.use("a" * 64, LATER)
    assert reception.sessions.find("a" * 64) == Session(ann.id, "Ann Moss", "branch_librarian", NOON, LATER)
    assert reception.sessions.find("c" * 64) == Session(None, "Ben Okoro", "desk_clerk", NOON, NOON)
    assert reception.sessions.find("d" * 64) is None
    reception.accounts.set_disabled(ann.id, True)
    assert reception.sessions.find("a" * 64) is None
    reception.accounts.set_disabled(ann.id, False)
    assert reception.sessions.find("a" * 64) is not None


def test_sessions_end_one_by_one_all_of_an_account_and_when_nobody_used_them(
    reception: Reception, register: Register
) -> None:
    ann = reception.accounts.add("Ann Moss", "curator", NOON)
    for number, (each, at) in enumerate([(ann.id, NOON), (ann.id, LATER), (None, NOON), (None, LATER)]):
        reception.sessions.begin(str(number), each, "Ann Moss", "curator", at)

    def there() -> list[str]:
        with register.database.reading() as connection:
            return sorted(connection.scalars(select(SESSIONS.c.hash)))

    reception.sessions.end("3")
    reception.sessions.end("9")
    assert there() == ["0", "1", "2"]
    reception.sessions.forget(LATER)
    assert there() == ["1"]
    reception.sessions.end_all_of(ann.id)
    assert there() == []


def test_a_link_is_known_by_its_hash_and_says_when_it_was_opened(reception: Reception) -> None:
    made = reception.links.make(SECRET, "view", "one", "share-1", NOON, LATER)
    other = reception.links.make("6" * 64, "question", "one", "question-1", LATER, LATER)
    assert reception.links.find(SECRET) == made
    assert reception.links.find("7" * 64) is None
    assert (reception.links.all("one"), reception.links.all("one", "view"), reception.links.all("two")) == (
        (other, made),
        (made,),
        (),
    )
    assert reception.links.openings(made.id) == ()
    reception.links.note_opening(made.id, NOON)
    reception.links.note_opening(made.id, NOON)
    reception.links.note_opening(other.id, LATER)
    assert reception.links.openings(made.id) == (NOON, NOON)


def test_a_link_is_taken_back_once_and_for_good(reception: Reception) -> None:
    made = reception.links.make(SECRET, "view", "one", "share-1", NOON, LATER)
    reception.links.make("6" * 64, "view", "two", "share-1", NOON, LATER)
    reception.links.revoke_about("one", "share-1", NOON)
    reception.links.revoke(made.id, LATER)
    revoked = {each: reception.links.find(each) for each in (SECRET, "6" * 64)}
    assert [each and each.revoked for each in revoked.values()] == [NOON, None]


def test_a_link_that_opens_once_is_used_up_once(reception: Reception) -> None:
    made = reception.links.make(SECRET, "entry", "", "", NOON, LATER)
    assert [reception.links.use_up(made.id, NOON), reception.links.use_up(made.id, LATER)] == [True, False]
    found = reception.links.find(SECRET)
    assert found is not None
    assert found.used == NOON


def test_attempts_are_counted_by_key_forgiven_and_forgotten(reception: Reception) -> None:
    reception.attempts.note(("a", "b"), NOON)
    reception.attempts.note(("a",), LATER)
    assert reception.attempts.since("a", NOON - timedelta(seconds=1)) == (NOON, LATER)
    assert reception.attempts.since("a", NOON) == (LATER,)
    reception.attempts.forgive("b")
    assert reception.attempts.since("b", NOON - timedelta(days=1)) == ()
    reception.attempts.forget(LATER)
    assert reception.attempts.since("a", NOON - timedelta(days=1)) == (LATER,)


def test_a_file_comes_back_byte_for_byte_and_only_to_its_subject(reception: Reception, register: Register) -> None:
    data = bytes(range(256)) * 3
    kept = reception.uploads.keep("one", "policy.pdf", "application/pdf", data, NOON)
    assert reception.uploads.find("one", kept.id) == (kept, data)
    assert reception.uploads.find("two", kept.id) is None
    assert (reception.uploads.all("one"), reception.uploads.all("two")) == ((kept,), ())
    with register.database.writing() as connection:
        connection.execute(update(UPLOADS).values(data=data[:-1] + b"x"))
    with pytest.raises(DamagedRegister, match="a file in it has other bytes than were kept"):
        reception.uploads.find("one", kept.id)
    reception.uploads.erase("one", kept.id)
    assert reception.uploads.all("one") == ()


def test_a_moment_without_its_offset_is_no_moment(reception: Reception) -> None:
    with pytest.raises(ValueError, match="must say how far it is from UTC"):
        reception.accounts.add("Ann Moss", "curator", NOON.replace(tzinfo=None))
    assert reception.accounts.all() == ()


def test_moments_beyond_2038_are_kept(reception: Reception) -> None:
    late = datetime(2100, 1, 1, tzinfo=UTC)
    assert reception.links.make(SECRET, "view", "one", "share-1", NOON, late) == reception.links.find(SECRET)


def test_the_reception_is_no_part_of_the_log(register: Register) -> None:
    put(register, *SOME)
    with register.read() as reading:
        before = log_of(reading)
    take_in(reception_of(register))
    with register.read() as reading:
        assert log_of(reading) == before
    assert verify_register(register).wrong == []


def test_what_the_reception_keeps_outlives_the_program_and_an_upgrade(tmp_path: Path) -> None:
    """The file of the schema that brought the reception has somebody in it."""
    file = Path(__file__).with_name("schemas") / "0003.db"
    (tmp_path / "register.db").write_bytes(file.read_bytes())
    upgrade(tmp_path / "register.db")
    reception = reception_of(open_register(tmp_path / "register.db"))
    session, (upload,) = reception.sessions.find(BROWSER), reception.uploads.all("one")
    assert session is not None
    assert (session.name, session.account) == ("Ann Moss", reception.accounts.all()[0].id)
    assert reception.uploads.find("one", upload.id) == (upload, b"%PDF-1.7\0\xff")
    assert len(reception.links.openings(reception.links.all("one")[0].id)) == 1
