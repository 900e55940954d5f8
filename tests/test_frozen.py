"""Frozen values are what Python's own decorator makes: whatever is done with a value, the same comes of it."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

import pytest

from engine.frozen import frozen
from engine.source.span import Span

T = TypeVar("T")
ENGINE = Path(__file__).parent.parent / "engine"


def made(decorate: Callable[[type[Any]], type[Any]]) -> SimpleNamespace:
    """Make the same classes with one decorator or the other."""

    @decorate
    class Two:
        a: int
        b: str = "x"

    @decorate
    class Other:
        a: int
        b: str = "x"

    @decorate
    class Child(Two):
        c: int = 3

    @decorate
    class Empty:
        pass

    @decorate
    class Single:
        a: float

    @decorate
    class Factory:
        a: int
        made: dict[str, int] = field(default_factory=dict)

    @decorate
    class Aside:
        a: int
        left_out: str = field(default="", compare=False, repr=False)

    @decorate
    class Checked:
        a: int

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError("below nothing")

    @decorate
    class Own:
        a: int

        def __repr__(self) -> str:
            return f"own {self.a}"

    @decorate
    class Held(Generic[T]):
        a: T

    return SimpleNamespace(**locals())


PYTHONS, OURS = made(dataclass(frozen=True, slots=True)), made(frozen)
NAN = float("nan")


def matched(of: SimpleNamespace) -> object:
    match of.Two(1, "y"):
        case of.Two(a, b):
            return a, b
    return None


DONE: dict[str, Callable[[SimpleNamespace], object]] = {
    "it is shown": lambda of: repr(of.Child(1, c=2)),
    "one without fields is shown": lambda of: repr(of.Empty()),
    "it is shown without what is aside": lambda of: repr(of.Aside(1, "z")),
    "it is shown as the class says": lambda of: repr(of.Own(1)),
    "it holds what is given": lambda of: (of.Child(1, "y", 2).a, of.Child(1, "y", 2).b, of.Child(1, "y", 2).c),
    "what is left out is as declared": lambda of: (of.Two(1).b, of.Factory(1).made),
    "what is made is made anew": lambda of: of.Factory(1).made is of.Factory(1).made,
    "nothing is not what was left out": lambda of: of.Factory(1, None).made,
    "it is checked": lambda of: of.Checked(-1),
    "an argument is missing": lambda of: of.Two(),
    "an argument is too much": lambda of: of.Single(1, 2),
    "an argument is not known": lambda of: of.Single(1, b=2),
    "equal fields": lambda of: of.Two(1, "y") == of.Two(1, "y"),
    "other fields": lambda of: of.Two(1, "y") == of.Two(1, "z"),
    "equal fields of another class": lambda of: of.Two(1) == of.Other(1),
    "equal fields of a class below": lambda of: of.Two(1) == of.Child(1),
    "a tuple": lambda of: of.Two(1, "y") == (1, "y"),
    "two without fields": lambda of: of.Empty() == of.Empty(),
    "what is aside does not count": lambda of: of.Aside(1, "y") == of.Aside(1, "z"),
    "one thing that differs from itself": lambda of: of.Single(NAN) == of.Single(NAN),
    "an equal one is found in a set": lambda of: of.Two(1) in {of.Two(1), of.Two(2)},
    "what is aside is not hashed": lambda of: len({of.Aside(1, "y"), of.Aside(1, "z")}),
    "what can't be hashed": lambda of: hash(of.Factory(1)),
    "a field is set": lambda of: setattr(of.Two(1), "a", 2),
    "a field is deleted": lambda of: delattr(of.Two(1), "a"),
    "it has no room for more": lambda of: hasattr(of.Two(1), "__dict__"),
    "a field is replaced": lambda of: repr(replace(of.Child(1, c=5), b="z")),
    "it is a dataclass": lambda of: dataclasses.asdict(of.Factory(1, {"a": 1})),
    "a pattern takes it apart": matched,
    "its arguments can be looked up": lambda of: str(inspect.signature(of.Child)),
    "so can one that is made": lambda of: str(inspect.signature(of.Factory)),
    "it is copied": lambda of: repr(copy.copy(of.Two(1))),
    "it is copied with all it holds": lambda of: copy.deepcopy(of.Factory(1, {"a": 1})).made,
    "it is of any kind": lambda of: repr(of.Held(1)),
}
"""What can be done with a value."""


def outcome(done: Callable[[SimpleNamespace], object], of: SimpleNamespace) -> object:
    """Give what comes of it, or the kind of error and its words."""
    try:
        return done(of)
    except Exception as error:  # noqa: BLE001  whichever it is, it has to be the same
        return type(error), str(error)


@pytest.mark.parametrize("done", DONE.values(), ids=DONE)
def test_the_same_comes_of_it_as_with_pythons_own(done: Callable[[SimpleNamespace], object]) -> None:
    assert outcome(done, OURS) == outcome(done, PYTHONS)


def test_what_fails_in_pythons_own_before_it_is_refused() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'other'"):
        OURS.Two(1).other = 2
    assert OURS.Held[int](1) == OURS.Held(1)


def test_a_value_comes_back_from_a_pickle() -> None:
    span = Span("a.yaml", 1, 2, 3, 4)
    assert pickle.loads(pickle.dumps(span)) == span


def test_the_values_of_the_engine_are_made_in_one_way() -> None:
    for path in ENGINE.rglob("*.py"):
        assert "\n@dataclass(frozen=True, slots=True)\n" not in path.read_text(encoding="utf-8"), path
