"""Frozen values: what `@dataclass(frozen=True, slots=True)` makes, at a quarter of what making the class costs.

Python's own decorator writes each method of each class as a text of its own and compiles it, in every process anew.
Here one text holds the three that are to be fast, and the others are the same for all classes. These classes are
dataclasses to `fields`, `replace`, `is_dataclass`, patterns and type checkers. Decision record 065 says what that saves
a process that does little, and which classes need it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

ValueClass = TypeVar("ValueClass")
Methods = Mapping[str, Callable[..., Any]]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[ValueClass]) -> type[ValueClass]:
    """Make a class one of frozen values, with slots: equal where they are of one class and all fields are equal.

    A method that the class defines itself stays. A value raises `FrozenInstanceError` where it is to be changed.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    for name, method in {**_ALIKE, **_compiled(made, fields(made))}.items():
        if name not in vars(kind):
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


class _NotGiven:
    """What stands for an argument that is made anew for each value."""

    def __repr__(self) -> str:
        return "<factory>"


_NOT_GIVEN = _NotGiven()


def _compiled(made: Any, listed: Iterable["Field[Any]"]) -> Methods:
    """Compile `__init__`, which sets each slot itself since nothing else may, `__eq__` and `__hash__`."""
    known: dict[str, Any] = {"__not_given": _NOT_GIVEN}
    parameters, sets = ["self"], []
    for each in listed:
        name, given = each.name, each.name
        known[f"__set_{name}"] = getattr(made, name).__set__
        if each.default is not MISSING:
            known[f"__default_{name}"] = each.default
            parameters.append(f"{name}=__default_{name}")
        elif each.default_factory is not MISSING:
            known[f"__make_{name}"] = each.default_factory
            parameters.append(f"{name}=__not_given")
            given = f"__make_{name}() if {name} is __not_given else {name}"
        else:
            parameters.append(name)
        sets.append(f" __set_{name}(self, {given})\n")
    after = " self.__post_init__()\n" if hasattr(made, "__post_init__") else " pass\n"
    counted = [each.name for each in listed if each.compare]
    own, others = ("".join(f"{of}.{name}, " for name in counted) for of in ("self", "other"))
    text = (
        f"def __init__({', '.join(parameters)}):\n{''.join(sets)}{after}"
        "def __eq__(self, other):\n"
        f" return ({own}) == ({others}) if other.__class__ is self.__class__ else NotImplemented\n"
        f"def __hash__(self):\n return hash(({own}))\n"
    )
    exec(text, known)  # noqa: S102  nothing but the names of fields is written into it
    init = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"  # by which Python says that an argument is missing
    init.__annotations__ = {**{each.name: each.type for each in listed}, "return": None}
    return {name: known[name] for name in ("__init__", "__eq__", "__hash__")}


class _Alike:
    """The methods that are the same for every class."""

    def __repr__(self: Any) -> str:
        shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __reduce__(self: Any) -> tuple[Any, ...]:
        """Pickle or copy a value as a call of its class with all fields."""
        return type(self), tuple(getattr(self, each.name) for each in fields(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


_ALIKE: Methods = {name: vars(_Alike)[name] for name in ("__repr__", "__reduce__", "__setattr__", "__delattr__")}
