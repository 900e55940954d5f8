"""An event as JSON, and back: one form, canonical by RFC 8785, so that its bytes can be hashed and kept.

    {"schema": "armslength/event/2", "subject": …, "by": {"name": …, "role": …}, "at": "2026-05-04T09:00:00Z",
     "why": …, "kind": "noted", "body": {"says": {"sha256": …}}}

In the place of a text that may be about a person stands its salted hash; the text with its salt travels beside, keyed
by that hash. Take the text away, and the bytes of the event, and whatever was computed from them, are as before. An
empty text stands as it is. Every field is written, also where it has nothing to say. In the form before this one
(`armslength/event/1`), the texts of a header stand as they are, and can't be erased.

Answers are written as what they are: yes and no as `true` and `false`, a choice as a text, a whole number as a number,
a day as `{"date": …}`, several choices as `{"holds": […], "fails": […]}`, not known as `null`.
"""

import secrets
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import rfc8785

from armslength.register.domain import events
from armslength.register.domain.events import Body, Erased, Event, Personal
from engine.rulebase.facts import Answer, Members

SCHEMA = "armslength/event/2"
"""Which form this is. A later form is read besides, never in its place."""
FIRST = "armslength/event/1"
"""The form of version 0.4.0. It differs in the texts of a header, which stand as they are."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may be about a person, with the salt that keeps its hash from being guessed."""

    says: str
    salt: str

    @property
    def sha256(self) -> str:
        """What the log keeps of it: SHA-256 over the salt (hexadecimal), a zero byte and the text in UTF-8."""
        return sha256(f"{self.salt}\0{self.says}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """An event as data, and the texts that travel beside it, by their hash."""

    data: dict[str, Any]
    texts: Mapping[str, Text]

    @property
    def bytes(self) -> bytes:
        """The canonical bytes of the data: what a leaf of the log is made of."""
        return rfc8785.dumps(self.data)


class WrongFormError(ValueError):
    """What should be an event is not in its form; the message names the place."""


def new_salt() -> str:
    """Make a salt of 128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


def kind_of(body: Body | type[Any]) -> str:
    """Name a kind of event as it is written: `ReviewHeld` as `review_held`."""
    name = (body if isinstance(body, type) else type(body)).__name__
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in name).lstrip("_")


KINDS: Mapping[str, type[Any]] = {kind_of(each): each for each in get_args(Body)}
"""Every kind of event by the name under which it is written."""


FIELDS: Mapping[Any, Mapping[str, Any]] = {
    each: get_type_hints(each, vars(events), include_extras=True)
    for each in (*KINDS.values(), events.Person, events.PackVersion)
}
"""The fields of every value that an event is made of, with their types as declared."""


def _at_paths(body: Mapping[str, Any], why: Any, kind: type[Any]) -> dict[str, tuple[Any, ...]]:
    """Map the path of each field that may be about a person to its text, or to its texts where it has several."""
    found: dict[str, tuple[Any, ...]] = {"why": (why,)}
    for name, hint in FIELDS[kind].items():
        if hint is Personal:
            found[f"body.{name}"] = (body[name],)
        elif get_origin(hint) is Mapping and Personal in get_args(get_args(hint)[1]):
            found |= {f"body.{name}.{key}": tuple(texts) for key, texts in body[name].items()}
    return found


def texts_of(event: Event) -> Mapping[str, tuple[str, ...]]:
    """Map each path of an event (`why`, `body.says`, `body.header.NAME`) to its texts that may be about a person."""
    body = {name: getattr(event.body, name) for name in FIELDS[type(event.body)]}
    return {path: texts for path, texts in _at_paths(body, event.why, type(event.body)).items() if any(texts)}


def to_data(event: Event, salt: Callable[[], str] = new_salt) -> Written:
    """Write an event. Each text that may be about a person gets a salt of its own."""
    texts: dict[str, Text] = {}

    def hashed(says: str) -> Any:
        if isinstance(says, Erased):
            if not says.sha256:
                raise ValueError(
                    "a text that a fold marked as erased is not written again: its event was written before"
                )
            return {"sha256": says.sha256}
        text = Text(says, salt())
        texts[text.sha256] = text
        return {"sha256": text.sha256}

    def written(value: Any, hint: Any) -> Any:
        if hint is Personal:
            return value and hashed(value)
        if type(value) in FIELDS:
            return {name: written(getattr(value, name), each) for name, each in FIELDS[type(value)].items()}
        parts = get_args(hint)
        if isinstance(value, Mapping):
            return {name: written(each, parts[1]) for name, each in value.items()}
        if isinstance(value, tuple):
            return [written(each, parts[0]) for each in value]
        if hint is None or _is_answer(hint):
            return _answer_written(value)
        return value.isoformat() if isinstance(value, date) else value

    data = {
        "schema": SCHEMA,
        "subject": event.subject,
        "by": written(event.by, None),
        "at": event.at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z",
        "why": written(event.why, Personal),
        "kind": kind_of(event.body),
        "body": written(event.body, None),
    }
    return Written(data, texts)


def from_data(data: Any, texts: Mapping[str, Text]) -> Event:
    """Read an event, strictly: no other keys, no other kinds of values. A text that is not there was erased.

    Raises `WrongFormError`, also where a text is not the one that was hashed.
    """
    whole = _mapping(data, "the event", _EVENT)
    if whole["schema"] not in (SCHEMA, FIRST):
        raise WrongFormError(f"`schema` is `{whole['schema']}`; this version reads `{SCHEMA}` and `{FIRST}`")
    bodies, kind = _BODIES[whole["schema"]], whole["kind"]
    if not isinstance(kind, str) or kind not in bodies:
        raise WrongFormError(f"no kind of event is named `{kind}`")
    return Event(
        subject=_SUBJECT(whole["subject"], "subject", texts),
        by=_BY(whole["by"], "by", texts),
        at=_moment(whole["at"]),
        body=bodies[kind](whole["body"], "body", texts),
        why=_text(whole["why"], "why", texts),
    )


_EVENT = frozenset({"schema", "subject", "by", "at", "why", "kind", "body"})


def texts_named(data: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Map the path of each text of a written event that may be about a person (`why`, `body.says`) to its hashes."""
    found = _at_paths(data["body"], data["why"], KINDS[data["kind"]])
    hashes = {path: tuple(each["sha256"] for each in texts if isinstance(each, dict)) for path, texts in found.items()}
    return {path: each for path, each in hashes.items() if each}


def _is_answer(hint: Any) -> bool:
    return Members in get_args(hint)


def _answer_written(value: Any) -> Any:
    if isinstance(value, Members):
        return {"holds": sorted(value.holds), "fails": sorted(value.fails)}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _mapping(data: Any, place: str, keys: Set[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise WrongFormError(f"{place} must be an object")
    if data.keys() != keys:
        for wrong, said in ((data.keys() - keys, "has no key"), (keys - data.keys(), "needs the key")):
            if wrong:
                raise WrongFormError(f"{place} {said} `{min(wrong, key=str)}`")
    return data


Reader = Callable[[Any, str, Mapping[str, Text]], Any]
"""Reads a value, found at a place, with the texts that travel beside the event."""


@cache
def _reader(hint: Any) -> Reader:
    """Give what reads the values of a type; made once for each type, since a register holds many events."""
    if hint is Personal:
        return _text
    if _is_answer(hint):
        return lambda data, place, _: _answer(data, place)
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (UnionType, Union):
        inner = _reader(parts[0])
        return lambda data, place, texts: None if data is None else inner(data, place, texts)
    if origin is tuple:
        return _list_reader(_reader(parts[0]))
    if origin is not None and origin is not Annotated:
        return _mapping_reader(_reader(parts[1]))
    if hint in FIELDS:
        return _record_reader(hint, FIELDS[hint])
    if hint is date:
        return lambda data, place, _: _day(data, place)
    if hint is events.Stage:
        return _stage
    return _plain_reader(hint)


def _list_reader(inner: Reader) -> Reader:
    def read(data: Any, place: str, texts: Mapping[str, Text]) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise WrongFormError(f"`{place}` must be a list")
        return tuple([inner(each, place, texts) for each in data])

    return read


def _mapping_reader(inner: Reader) -> Reader:
    def read(data: Any, place: str, texts: Mapping[str, Text]) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise WrongFormError(f"`{place}` must be an object")
        return {name: inner(each, f"{place}.{name}", texts) for name, each in data.items()}

    return read


def _record_reader(kind: type[Any], fields: Mapping[str, Any]) -> Reader:
    readers, keys = {name: _reader(each) for name, each in fields.items()}, frozenset(fields)

    def read(data: Any, place: str, texts: Mapping[str, Text]) -> Any:
        values = _mapping(data, f"`{place}`", keys)
        return kind(**{name: each(values[name], f"{place}.{name}", texts) for name, each in readers.items()})

    return read


def _plain_reader(kind: type[Any]) -> Reader:
    def read(data: Any, place: str, _: Mapping[str, Text]) -> Any:
        if type(data) is not kind:
            raise WrongFormError(f"`{place}` must be {_NAMED[kind]}")
        return data

    return read


def _stage(data: Any, place: str, _: Mapping[str, Text]) -> events.Stage:
    if data not in tuple(events.Stage):
        raise WrongFormError(f"`{place}` must be one of {', '.join(f'`{each}`' for each in events.Stage)}")
    return events.Stage(data)


_NAMED = {str: "a text", int: "a whole number", bool: "yes or no"}


_HASHED, _SIDES = frozenset({"sha256"}), frozenset({"holds", "fails"})


def _text(data: Any, place: str, texts: Mapping[str, Text]) -> str:
    if data == "":
        return ""
    hashed = _mapping(data, f"`{place}`", _HASHED)["sha256"]
    if not isinstance(hashed, str) or len(hashed) != 64:
        raise WrongFormError(f"`{place}` must hold the hash of a text")
    text = texts.get(hashed)
    if text is None:
        return Erased(hashed)
    if text.sha256 != hashed:
        raise WrongFormError(f"the text of `{place}` is not the one that was written")
    return text.says


def _answer(data: Any, place: str) -> Answer | None:
    if data is None or type(data) in (bool, int, str):
        return data  # type: ignore[no-any-return]
    if isinstance(data, dict) and set(data) == {"date"}:
        return _day(data["date"], place)
    parts = _mapping(data, f"`{place}`", _SIDES)
    both = [_reader(tuple[str, ...])(parts[name], f"{place}.{name}", {}) for name in ("holds", "fails")]
    return Members(*map(frozenset, both))


def _day(data: Any, place: str) -> date:
    try:
        found = date.fromisoformat(data)
    except (TypeError, ValueError):
        found = None
    if found is None or found.isoformat() != data:
        raise WrongFormError(f"`{place}` must be a day as in `2026-03-31`")
    return found


def _moment(data: Any) -> datetime:
    try:
        found = datetime.fromisoformat(data)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None or found.replace(tzinfo=None).isoformat() + "Z" != data:
        raise WrongFormError("`at` must be a time in UTC as in `2026-03-31T09:30:00Z`")
    return found


_SUBJECT, _BY = _reader(str), _reader(events.Person)
_OF_NOW = {name: _record_reader(each, FIELDS[each]) for name, each in KINDS.items()}
_FIRST_OPENED = {**FIELDS[events.Opened], "header": Mapping[str, tuple[str, ...]]}
_BODIES: Mapping[str, Mapping[str, Reader]] = {
    SCHEMA: _OF_NOW,
    FIRST: {**_OF_NOW, kind_of(events.Opened): _record_reader(events.Opened, _FIRST_OPENED)},
}
"""What reads a body, by the form of the event and its kind."""
