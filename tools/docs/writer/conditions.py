"""Conditions as nested lists, with a link for every name."""

from collections.abc import Iterator

from engine.render.conditions import class_missing
from engine.render.words import asked_words, subject_words
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import AnyOf, AtLeast, Condition, Literal, Not, parts_of
from tools.docs.writer.markdown import link, plain


def condition_rows(base: RuleBase, condition: Condition, up: str, indent: str = "") -> Iterator[str]:
    """Walk the rows of a condition; `up` leads from the page to the folder of the reference."""
    missing = class_missing(base, condition)
    if missing:
        yield f"{indent}- something required is missing: {plain(base.pack.control_classes[missing])}"
        return
    if isinstance(condition, Literal):
        yield f"{indent}- {literal_row(base, condition, up)}"
        return
    parts = parts_of(condition)
    yield f"{indent}- {_joint(condition, len(parts))}"
    for part in parts:
        yield from condition_rows(base, part, up, indent + "  ")


def _joint(condition: Condition, count: int) -> str:
    match condition:
        case Not():
            return "not:"
        case AnyOf():
            return "at least one of these:"
        case AtLeast(n):
            return f"at least {n} of these:"
    return "all of these:" if count else "always"


def literal_row(base: RuleBase, literal: Literal, up: str) -> str:
    """Write one test: the name, the question behind it, and what is asked of it."""
    page = "decisions.md" if literal.on_decision else "questions.md"
    if literal.subject in base.controls:
        page = "controls.md"
    words = f"{plain(subject_words(base, literal))} **{plain(asked_words(base, literal))}**"
    return f"{link(literal.subject, up + page)}: {words}"
