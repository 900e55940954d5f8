"""Answers: from a tree to a value, typed by the question that was declared."""

import re
from collections.abc import Callable
from dataclasses import replace

from engine.profile.profile import KNOWN, Given, in_order
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.facts import NOT_KNOWN, Answer, Fact, Members
from engine.source.characters import in_backticks
from engine.source.days import read_day
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.scalars import read_integer, read_yes_no
from engine.source.suggest import is_slip, near_or_all
from engine.source.tree import Mapping, Node, Scalar, Sequence

UNKNOWN_WORDS = NOT_KNOWN
NONE_WORDS = frozenset({"none", "none of these", "none of them", "none of the above", "[]"})
"""How people, and tables made from lists, say that none of several choices holds."""

BASIS = ("evidence", "known", "by", "on")
ALSO_SAID = "also_said"
"""The key behind which stands what else was said of a question, and not taken as the answer."""

BESIDE = (*BASIS, ALSO_SAID)
"""What may stand beside an answer."""

STATUS_WORDS = {
    "yes": IN_PLACE,
    "no": MISSING,
    "true": IN_PLACE,
    "false": MISSING,
    IN_PLACE: IN_PLACE,
    MISSING: MISSING,
}
"""What a control may be answered, as people and as JSON write it."""

_WHOLE = re.compile(r"(-?[0-9]+)(?:\.0+)?")


def is_unknown(node: Node) -> bool:
    """Tell whether an answer says that it is not known yet; that is a normal answer."""
    return (
        isinstance(node, Scalar)
        and node.text.strip().casefold() in UNKNOWN_WORDS
        and not (node.quoted and node.text.strip() == "~")
    )


def read_given(fact: Fact, node: Node, diagnostics: Diagnostics, *, day_first: bool = False) -> Given:
    """Read what is given for a question: the bare answer, or a mapping of `value` and what it rests on.

    `day_first` tells that in a date in figures the day comes first.
    """
    if isinstance(node, Mapping) and (node.get("value") is not None or _has_basis(node)):

        def read(form: Form) -> Given:
            value = read_answer(fact, form.at("value"), diagnostics, day_first=day_first) if form.has("value") else None
            return _given(value, form, day_first=day_first)

        return _with_also_said(node, f"the answer to `{fact.name}`", "value", diagnostics, read)
    return Given(read_answer(fact, node, diagnostics, day_first=day_first))


def read_status(fact: Fact, node: Node, diagnostics: Diagnostics, *, day_first: bool = False) -> Given:
    """Read the status of a control: in place (yes), missing (no), or unknown; bare, or with what shows it."""
    if isinstance(node, Mapping):

        def read(form: Form) -> Given:
            status = _status(fact, form.at("in_place"), diagnostics) if form.has("in_place") else None
            return _given(status, form, day_first=day_first)

        return _with_also_said(node, f"control `{fact.name}`", "in_place", diagnostics, read)
    return Given(_status(fact, node, diagnostics))


def _has_basis(node: Mapping) -> bool:
    return any(node.get(key) is not None for key in BESIDE)


def _with_also_said(
    node: Mapping, what: str, key: str, diagnostics: Diagnostics, read: Callable[[Form], Given]
) -> Given:
    """Read an answer, and what else was said: a list of mappings like its own."""
    form = Form(node, what, diagnostics, required=(key,), optional=BESIDE)
    others = () if form.is_blank(ALSO_SAID) else form.items(ALSO_SAID)
    forms = (Form(each, f"`{ALSO_SAID}` of {what}", diagnostics, required=(key,), optional=BASIS) for each in others)
    return replace(read(form), also_said=in_order(map(read, forms)))


def _given(value: Answer | None, form: Form, *, day_first: bool) -> Given:
    """Add what an answer rests on; a key with nothing behind it says nothing."""
    evidence, by = ("" if form.is_blank(key) else form.text(key) for key in ("evidence", "by"))
    known = "" if form.is_blank("known") else form.word("known", KNOWN)
    on = form.at("on")
    if isinstance(on, Scalar) and not form.is_blank("on"):
        return Given(value, evidence, known, by, read_day(on, form.diagnostics, day_first=day_first))
    return Given(value, evidence, known, by, None if form.is_blank("on") else form.date("on"))


def _status(fact: Fact, node: Node, diagnostics: Diagnostics) -> str | None:
    if is_unknown(node):
        return None
    text = node.text if isinstance(node, Scalar) else ""
    if text not in STATUS_WORDS:
        meant = next((word for word in STATUS_WORDS if is_slip(text, word)), "")
        hint = f"; did you mean `{meant}`?" if meant else ""
        given = f", not {in_backticks(text)}{hint}" if text else ""
        message = f"control `{fact.name}` is in place (`yes`), missing (`no`) or `unknown`{given}"
        diagnostics.error("not-a-status", node.span, message)
    return STATUS_WORDS.get(text)


def read_answer(fact: Fact, node: Node, diagnostics: Diagnostics, *, day_first: bool = False) -> Answer | None:
    """Read the answer to a question by its declared kind; `None` where it is unknown, or wrong and reported."""
    if is_unknown(node):
        return None
    if fact.kind == "choices":
        return _members(fact, node, diagnostics)
    if not isinstance(node, Scalar):
        diagnostics.error("wrong-kind", node.span, f"`{fact.name}` takes one answer, not a list or a mapping")
        return None
    match fact.kind:
        case "yes_no":
            return read_yes_no(replace(node, text=fact.meant(node.text)), diagnostics)
        case "number":
            return _number(fact, node, diagnostics)
        case "date":
            return read_day(node, diagnostics, day_first=day_first)
        case "choice":
            return _choice(fact, node, diagnostics)
        case _:
            return node.text


def _choice(fact: Fact, node: Node, diagnostics: Diagnostics) -> str | None:
    if not isinstance(node, Scalar):
        diagnostics.error("wrong-kind", node.span, f"an answer to `{fact.name}` is a name, not a list or a mapping")
        return None
    if fact.meant(node.text) in fact.values:
        return fact.meant(node.text)
    message = f"`{fact.name}` has no answer {in_backticks(node.text)}{near_or_all(node.text, fact.values)}"
    diagnostics.error("unknown-value", node.span, message)
    return None


def _number(fact: Fact, node: Scalar, diagnostics: Diagnostics) -> int | None:
    """Read a whole number; nothing but zeros behind a point says no more, and minus nothing is nothing."""
    whole = _WHOLE.fullmatch(node.text)
    if whole is not None:
        node = replace(node, text="0" if whole[1] == "-0" else whole[1])
    number = read_integer(node, diagnostics)
    if number is None or fact.range is None or fact.range[0] <= number <= fact.range[1]:
        return number
    low, high = fact.range
    unit = f" {fact.unit}" if fact.unit else ""
    message = f"`{fact.name}` must lie between {low} and {high}{unit}, not {number}"
    diagnostics.error("out-of-range", node.span, message)
    return None


def says_none(fact: Fact, text: str) -> bool:
    """Tell whether a word says that none of the choices of a question holds, and names no choice."""
    return text not in fact.values and " ".join(text.split()).casefold() in NONE_WORDS


def _members(fact: Fact, node: Node, diagnostics: Diagnostics) -> Members | None:
    """Read a set: a list says "exactly these"; `includes` and `excludes` leave the other choices unknown."""
    alone = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else node
    if isinstance(alone, Scalar) and says_none(fact, alone.text):
        return Members(frozenset(), frozenset(fact.values))
    if isinstance(node, Sequence):
        holds = _listed(fact, node, diagnostics)
        return Members(holds, frozenset(fact.values) - holds)
    if isinstance(node, Mapping):
        form = Form(node, f"the answer to `{fact.name}`", diagnostics, optional=("includes", "excludes"))
        holds, fails = (
            _listed(fact, form.at(key), diagnostics) if form.has(key) else frozenset[str]()
            for key in ("includes", "excludes")
        )
        excluded = form.at("excludes")
        for item in excluded.items if isinstance(excluded, Sequence) else (excluded,):
            if isinstance(item, Scalar) and fact.meant(item.text) in holds & fails:
                message = f"`{item.text}` stands in both `includes` and `excludes`"
                diagnostics.error("contradiction", item.span, message)
        return Members(holds, fails) if holds or fails else None
    holds = frozenset({choice} if (choice := _choice(fact, node, diagnostics)) else ())
    return Members(holds, frozenset(fact.values) - holds)


def _listed(fact: Fact, node: Node, diagnostics: Diagnostics) -> frozenset[str]:
    items = node.items if isinstance(node, Sequence) else (node,)
    found: list[str] = []
    for item in items:
        choice = _choice(fact, item, diagnostics)
        if choice in found:
            diagnostics.error("listed-twice", item.span, f"`{choice}` is listed twice")
        elif choice:
            found.append(choice)
    return frozenset(found)
