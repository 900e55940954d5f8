"""An event is read back as it was written, in one form of bytes, and a text can go without a byte of it changing."""

import copy
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from armslength.register.domain.events import (
    ActionAgreed,
    Answered,
    Erased,
    Event,
    Noted,
    Opened,
    PackVersion,
    Person,
    Stage,
)
from armslength.register.domain.wire import Text, WrongFormError, from_data, texts_named, to_data
from engine.rulebase.facts import Members
from tests.register.values import EVENTS

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WHO = Person("A. Moss", "service_manager")


def event(body: Any, why: str = "") -> Event:
    return Event("walking-group", WHO, NOON, body, why)


@given(EVENTS)
def test_an_event_is_read_back_as_it_was_written(each: Event) -> None:
    written = to_data(each)
    assert from_data(json.loads(written.bytes), written.texts) == each


@given(EVENTS)
def test_without_its_texts_an_event_has_the_same_bytes(each: Event) -> None:
    written = to_data(each)
    erased = from_data(json.loads(written.bytes), {})
    again = to_data(erased)
    assert again.bytes == written.bytes
    assert again.texts == {}
    assert {hashed for each in texts_named(written.data).values() for hashed in each} == set(written.texts)


def test_a_personal_text_stands_in_no_byte_of_the_event() -> None:
    body = ActionAgreed("action-1", "Ring Mrs Penhaligon", "Tom Ashworth", date(2026, 6, 1))
    written = to_data(event(body, "Mrs Penhaligon fell"))
    assert b"Penhaligon" not in written.bytes
    assert b"Ashworth" not in written.bytes
    assert {each.says for each in written.texts.values()} == {
        "Ring Mrs Penhaligon",
        "Tom Ashworth",
        "Mrs Penhaligon fell",
    }


def test_the_texts_of_a_header_stand_in_no_byte_of_the_event() -> None:
    header = {"partner.name": ("Tom Ashworth",), "partner.identifiers": ("NINO 1", "NINO 2"), "service": ("",)}
    written = to_data(event(Opened(header, PackVersion("a", "1", "c"), Stage.SCREENING)))
    assert b"Ashworth" not in written.bytes
    assert b"NINO" not in written.bytes
    assert {path: len(hashes) for path, hashes in texts_named(written.data).items()} == {
        "body.header.partner.name": 1,
        "body.header.partner.identifiers": 2,
    }


def test_a_header_of_the_first_form_is_read_as_it_stands() -> None:
    body = Opened({"partner.name": ("Open Door",)}, PackVersion("a", "1", "c"), Stage.SCREENING)
    data = dict(to_data(event(body)).data)
    first = {
        **data,
        "schema": "armslength/event/1",
        "body": {**data["body"], "header": {"partner.name": ["Open Door"]}},
    }
    assert from_data(first, {}) == event(body)
    assert texts_named(first) == {}
    with pytest.raises(WrongFormError, match=r"`body.header.partner.name` must be an object"):
        from_data({**first, "schema": "armslength/event/2"}, {})


def test_equal_texts_have_unequal_hashes() -> None:
    """A hash without a salt of its own would tell that two texts are the same, and let short ones be guessed."""
    written = to_data(event(Noted("yes"), "yes"))
    assert len(written.texts) == 2


def test_the_form_on_the_wire() -> None:
    body = Answered("types", 2, Members(frozenset({"b", "a"}), frozenset()), known="told", on=date(2026, 5, 1))
    assert to_data(event(body)).bytes.decode() == (
        '{"at":"2026-05-04T12:00:00Z","body":{"evidence":"","known":"told","on":"2026-05-01","question":"types",'
        '"source":"","text":"","value":{"fails":[],"holds":["a","b"]},"version":2},"by":{"name":"A. Moss",'
        '"role":"service_manager"},"kind":"answered","schema":"armslength/event/2","subject":"walking-group","why":""}'
    )


def test_what_was_erased_says_so_and_keeps_its_hash() -> None:
    written = to_data(event(Noted("She cried.")), salt=lambda: "0" * 32)
    read = from_data(written.data, {})
    assert isinstance(read.body, Noted)
    assert read.body.says == "[erased]"
    assert isinstance(read.body.says, Erased)
    assert read.body.says.sha256 == Text("She cried.", "0" * 32).sha256


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (
            ("schema",),
            "armslength/event/3",
            "`schema` is `armslength/event/3`; this version reads `armslength/event/2` and `armslength/event/1`",
        ),
        (("kind",), "forgotten", "no kind of event is named `forgotten`"),
        (("kind",), [], "no kind of event is named `[]`"),
        (("more",), 1, "the event has no key `more`"),
        (("body", "more"), 1, "`body` has no key `more`"),
        (("body", "version"), "2", "`body.version` must be a whole number"),
        (("body", "version"), True, "`body.version` must be a whole number"),
        (("body", "question"), None, "`body.question` must be a text"),
        (("body", "on"), "2026-5-1", "`body.on` must be a day as in `2026-03-31`"),
        (("body", "on"), "20260501", "`body.on` must be a day as in `2026-03-31`"),
        (("body", "value"), {"date": "31 May"}, "`body.value` must be a day as in `2026-03-31`"),
        (("body", "value"), {"holds": []}, "`body.value` needs the key `fails`"),
        (("body", "value"), 1.5, "`body.value` must be an object"),
        (("body", "evidence"), "She cried.", "`body.evidence` must be an object"),
        (("body", "evidence"), {"sha256": "00"}, "`body.evidence` must hold the hash of a text"),
        (("by",), "A. Moss", "`by` must be an object"),
        (("at",), "2026-05-04T12:00:00+01:00", "`at` must be a time in UTC as in `2026-03-31T09:30:00Z`"),
        (("at",), "2026-05-04", "`at` must be a time in UTC as in `2026-03-31T09:30:00Z`"),
    ],
)
def test_what_is_not_in_the_form_is_refused_with_its_place(path: tuple[str, ...], value: Any, says: str) -> None:
    data: Any = copy.deepcopy(to_data(event(Answered("types", 2, value=True))).data)
    at = data
    for each in path[:-1]:
        at = at[each]
    at[path[-1]] = value
    with pytest.raises(WrongFormError) as wrong:
        from_data(data, {})
    assert str(wrong.value) == says


def test_a_key_that_is_missing_is_named() -> None:
    data = to_data(event(Noted("x"))).data
    del data["why"]
    with pytest.raises(WrongFormError, match="the event needs the key `why`"):
        from_data(data, {})


def test_another_text_under_the_same_hash_is_refused() -> None:
    written = to_data(event(Noted("She cried.")))
    (hashed,) = written.texts
    with pytest.raises(WrongFormError, match=r"the text of `body.says` is not the one that was written"):
        from_data(written.data, {hashed: Text("She laughed.", "00")})
