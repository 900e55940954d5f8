"""Random events of every kind, for properties."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from armslength.register.domain.events import Event, Person, Personal, Stage
from armslength.register.domain.wire import FIELDS, KINDS
from engine.rulebase.facts import Members

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMED = st.sampled_from(["one", "two"])
"""Names that meet again: what happens to one thing twice is what is interesting."""
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))
NAMES = st.frozensets(st.sampled_from(["a", "b", "c"]))
ANSWERS = st.one_of(st.booleans(), st.integers(-(10**15), 10**15), TEXTS, DAYS, st.builds(Members, NAMES, NAMES))


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Draw a value of the type of a field."""
    if hint is Personal:
        return TEXTS
    if hint is str:
        return NAMED | TEXTS
    if hint is Stage:
        return st.sampled_from(Stage)
    if hint is date:
        return DAYS
    if hint is int:
        return st.integers(0, 10**6)
    if hint is bool:
        return st.booleans()
    parts = get_args(hint)
    if Members in parts:
        return st.one_of(ANSWERS, st.none()) if type(None) in parts else ANSWERS
    if get_origin(hint) is tuple:
        return st.lists(of_type(parts[0]), max_size=3).map(tuple)
    if get_origin(hint) is Mapping:
        return st.dictionaries(TEXTS, of_type(parts[1]), max_size=3)
    if parts:
        return st.none() | of_type(parts[0])
    return bodies_of(hint)


def bodies_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Draw values of a kind."""
    known = FIELDS[kind]
    return st.builds(kind, **{each.name: of_type(known[each.name]) for each in fields(kind)})


EVENTS = st.builds(
    Event,
    subject=TEXTS,
    by=st.builds(Person, TEXTS, TEXTS),
    at=MOMENTS,
    body=st.one_of([bodies_of(kind) for kind in KINDS.values()]),
    why=TEXTS,
)
