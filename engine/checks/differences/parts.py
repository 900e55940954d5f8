"""A declared thing (a rule, a question, a decision) taken apart into what is written about it, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal

from engine.frozen import frozen
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Not
from engine.rulebase.conditions import Literal as Test
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.notation import to_notation
from engine.rulebase.rules import Conclusion

NOT_WRITTEN = frozenset(
    {"span", "position", "place", "condition", "name", "id", "built_in", "sha256", "folder", "file", "pack"}
)
"""What says where a thing stands, what it is called, or follows from the rest."""

CONDITIONS = (Test, All, AnyOf, Not, AtLeast)

Parts = Mapping[str, str | tuple[str, ...]]
"""By the name of each part (`values.high.label`) its text, or the entries of its list."""

PartChangeKind = Literal["text", "entries", "order", "moved"]


@frozen
class PartChanged:
    """One part that is not what it was: a text, another order of the same entries, or entries removed and added.

    A row that `moved` is a part under its name: what it stood just below and stands just below now, if anything.
    """

    part: str
    how: PartChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]


def parts_of(value: object) -> Parts:
    """Take a thing apart."""
    return dict(_parts("", value))


def parts_changed(before: Parts, after: Parts) -> tuple[PartChanged, ...]:
    """List the parts that differ, in the order in which they are written."""
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(_changed(name, old, new) for name, old, new in pairs if old != new)


def _changed(part: str, old: str | tuple[str, ...], new: str | tuple[str, ...]) -> PartChanged:
    if isinstance(old, str) and isinstance(new, str):
        return PartChanged(part, "text", _entries(old), _entries(new))
    before, after = _entries(old), _entries(new)
    removed, added = (
        tuple(each for each in ones if each not in others) for ones, others in ((before, after), (after, before))
    )
    if removed or added:
        return PartChanged(part, "entries", removed, added)
    return PartChanged(part, "order", before, after)


def _entries(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _parts(name: str, value: Any) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    if isinstance(value, CONDITIONS):
        yield name, _condition(value)
    elif isinstance(value, Mapping):
        yield name, tuple(map(str, value))
        for key, each in value.items():
            yield from _parts(f"{name}.{key}", each)
    elif isinstance(value, tuple) and any(is_dataclass(each) for each in value):
        yield name, tuple(filter(None, (_entry(each) for each in value)))
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_WRITTEN:
                yield from _parts(f"{name}.{field.name}" if name else field.name, getattr(value, field.name))
    elif isinstance(value, (tuple, frozenset)):
        yield name, tuple(map(_word, value if isinstance(value, tuple) else sorted(value)))
    else:
        yield name, _word(value)


def _condition(condition: Condition) -> str | tuple[str, ...]:
    """Write a condition; one whose parts must all hold is the list of its parts."""
    if isinstance(condition, All) and len(condition.parts) > 1:
        return tuple(map(to_notation, condition.parts))
    return (to_notation(condition),)


def _entry(value: Any) -> str:
    """Write an entry of a list; that a rule warns or advises follows from its texts."""
    if isinstance(value, Conclusion):
        if value.decision in (WARNINGS, ADVICE):
            return ""
        verb = "require" if value.decision == CONTROLS else value.decision
        return f"{verb}: {value.value}" if value.value else verb
    written = (field.name for field in fields(value) if field.name != "span")
    named = (f"{name}: {_inner(getattr(value, name))}" for name in written)
    return ", ".join(named)


def _inner(value: Any) -> str:
    if isinstance(value, (tuple, frozenset)):
        return f"[{', '.join(map(_word, value if isinstance(value, tuple) else sorted(value)))}]"
    return _word(value)


def _word(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple() | frozenset():
            return _inner(value)
        case _:
            return str(value)
