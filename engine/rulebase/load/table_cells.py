"""Cells of a decision table, written out as the conditions and conclusions that rule files hold.

any       an empty cell, or `-`                 one of several    `a | b`
not       `not a`, `not a | b` (neither)        ordered           `>= 3`, `<= 3`, `> 3`, `< 3`, `3..5`
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal as OneOfTheseWords

from engine.rulebase.decisions import NUMBERS, SETS
from engine.rulebase.load.names import DeclaredNames
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import read_yes_no
from engine.source.span import Span
from engine.source.tree import Entry, Mapping, Node, Scalar, Sequence

ANY = ("", "-")
"""What a cell holds that asks nothing, or concludes nothing."""

ColumnKind = OneOfTheseWords["yes_no", "choice", "set", "number", "date", "text"]
"""How a column is asked: what stands in its cells."""

_BOUND = re.compile(r"(>=|<=|>|<)\s*(\S+)")
_STRETCH = re.compile(r"(\S+?)\s*\.\.\s*(\S+)")
_NOT = re.compile(r"not\s+(.+)")
_OLDER = re.compile(r"older\s+than\s+(\S+)")
_SETS: dict[str, ColumnKind] = {"choices": "set", **dict.fromkeys(SETS, "set"), **dict.fromkeys(NUMBERS, "number")}
_PLAIN: dict[str, ColumnKind] = {"yes_no": "yes_no", "number": "number", "date": "date", "text": "text"}


def column_kind(subject: str, names: DeclaredNames) -> ColumnKind:
    """Tell how a declared fact, control or decision is asked."""
    fact, decision = names.facts.get(subject), names.decisions.get(subject)
    kind = fact.kind if fact else decision.hit_policy if decision else "choice"
    return _SETS.get(kind) or _PLAIN.get(kind) or "choice"


def is_any(cell: Scalar) -> bool:
    """Tell whether a cell says nothing."""
    return cell.text.strip() in ANY


def parts(cell: Scalar) -> list[Scalar]:
    """Split a cell at its bars."""
    return [_scalar(part, cell.span) for part in cell.text.split("|")]


def conditions(subject: Scalar, cell: Scalar, asked: ColumnKind) -> list[Node]:
    """Write out what a cell asks of the subject of its column: conditions that must all hold; none where it is any."""
    text = cell.text.strip()
    if text in ANY:
        return []
    turned = _NOT.fullmatch(text)
    if turned:
        return [_one(cell.span, "not", together(conditions(subject, _scalar(turned[1], cell.span), asked), cell.span))]
    match asked:
        case "number":
            return _either([_stretch(subject, part, _number) for part in parts(cell)], cell.span)
        case "set":
            return [_of_set(subject, parts(cell))]
        case "yes_no":
            return _either([[_asks(subject, part)] for part in parts(cell)], cell.span)
        case "date":
            older = _OLDER.fullmatch(text)
            return [_asks(subject, _one(cell.span, "older_than", _scalar(older[1], cell.span)) if older else cell)]
        case _:
            return _choice(subject, cell)


def membership(subject: Scalar, member: Scalar, cell: Scalar, diagnostics: Diagnostics) -> list[Node]:
    """Write out a cell of a column that asks for one member of a set: `yes`, it is in; `no`, it is not."""
    holds = None if is_any(cell) else read_yes_no(_scalar(cell.text, cell.span), diagnostics)
    if holds is None:
        return []
    found = _asks(subject, _one(cell.span, "includes", member))
    return [found if holds else _one(cell.span, "not", found)]


def together(nodes: list[Node], span: Span) -> Node:
    """Join conditions that must all hold."""
    return nodes[0] if len(nodes) == 1 else _one(span, "all", Sequence(tuple(nodes), span))


def mapping(span: Span, entries: Iterable[tuple[str, Node]]) -> Mapping:
    """Make a mapping, with keys where the whole stands."""
    return Mapping(tuple(Entry(_scalar(key, span), value) for key, value in entries), span)


def listed(nodes: list[Scalar], span: Span) -> Node:
    """Make a list; of one, the thing itself."""
    return nodes[0] if len(nodes) == 1 else Sequence(tuple(nodes), span)


def _scalar(text: str, span: Span) -> Scalar:
    return Scalar(text.strip(), span, quoted=False)


def _one(span: Span, key: str, value: Node) -> Mapping:
    return mapping(span, [(key, value)])


def _asks(subject: Scalar, value: Node) -> Mapping:
    return Mapping((Entry(subject, value),), subject.span)


def _either(alternatives: list[list[Node]], span: Span) -> list[Node]:
    """Give the conditions of one alternative as they are; join several."""
    if len(alternatives) == 1:
        return alternatives[0]
    return [_one(span, "any", Sequence(tuple(together(each, span) for each in alternatives), span))]


def _of_set(subject: Scalar, members: list[Scalar]) -> Node:
    span = members[0].span
    if len(members) == 1:
        return _asks(subject, _one(span, "includes", members[0]))
    return _asks(subject, _one(span, "includes_any", Sequence(tuple(members), span)))


def _choice(subject: Scalar, cell: Scalar) -> list[Node]:
    values = parts(cell)
    if len(values) > 1:
        return [_asks(subject, _one(cell.span, "one_of", Sequence(tuple(values), cell.span)))]
    return _stretch(subject, values[0], _value)


def _stretch(subject: Scalar, part: Scalar, bound: Callable[[str, Scalar], tuple[str, Scalar]]) -> list[Node]:
    """Write out `>= 3`, `<= 3` or `3..5`; what is none of these is a plain value."""
    ends = [(found[1], found[2])] if (found := _BOUND.fullmatch(part.text)) else []
    if found := _STRETCH.fullmatch(part.text):
        ends = [(">=", found[1]), ("<=", found[2])]
    written = [bound(sign, _scalar(text, part.span)) for sign, text in ends]
    return [_asks(subject, _one(part.span, key, value)) for key, value in written] or [_asks(subject, part)]


def _number(sign: str, value: Scalar) -> tuple[str, Scalar]:
    """Write a bound of whole numbers: more than 3 is at least 4."""
    key = "at_least" if sign.startswith(">") else "at_most"
    step = {">": 1, "<": -1}.get(sign, 0)
    if step and re.fullmatch("0|-?[1-9][0-9]{0,14}", value.text):
        return key, _scalar(str(int(value.text) + step), value.span)
    return key, value


def _value(sign: str, value: Scalar) -> tuple[str, Scalar]:
    """Write a bound of ordered values; what lies beyond a value has no sign here, since its neighbour can be named."""
    keys = {">=": "at_least", "<=": "at_most"}
    return keys.get(sign, sign), value
