"""Conditions in words, and as they were worked out: a list of lists with the truth of each part."""

from collections.abc import Mapping

from engine.interpret.reference.derivation import Derivation
from engine.page.model import Item, Run, line
from engine.render.words import asked_words, literal_words
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Includes, Literal, Not, OneOf, parts_of
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.truth import Truth

MARKS: dict[Truth, Run] = {True: Run("holds:", "good"), False: Run("fails:", "bad"), None: Run("not known:", "doubt")}


def step_item(base: RuleBase, step: Derivation) -> Item:
    """Write a worked-out condition with its truth, each part below the one it belongs to."""
    below = tuple(step_item(base, each) for each in step.below)
    return Item(line(MARKS[step.truth], condition_words(base, step.condition)), (), below)


def condition_words(base: RuleBase, condition: Condition) -> str:
    """Put into words what a condition asks, without its parts: a literal as a whole, else how the parts are joined."""
    missing = class_missing(base, condition)
    if missing:
        return f"Something required is missing: {base.pack.control_classes[missing]}"
    match condition:
        case Literal():
            return literal_words(base, condition)
        case All(()):
            return "always"
        case All():
            return "all of these:"
        case AnyOf():
            return "at least one of these:"
        case AtLeast(n):
            return f"at least {n} of these:"
        case Not():
            return "not:"


def in_one_line(base: RuleBase, condition: Condition, called: Mapping[str, str]) -> str:
    """Put a whole condition into one line, calling a subject what it is called there, else by its words.

    `question 3 — yes, and not (On what days? — never)` is a line in which `called` has something for the first of two.
    """
    if isinstance(condition, Literal) and condition.subject in called:
        return f"{called[condition.subject]} — {asked_words(base, condition)}"
    if isinstance(condition, Not):
        return f"not ({in_one_line(base, condition.part, called)})"
    below = parts_of(condition)
    if not below or class_missing(base, condition):
        return condition_words(base, condition)
    words = (in_one_line(base, part, called) for part in below)
    parts = [f"({each})" if len(parts_of(part)) > 1 else each for part, each in zip(below, words, strict=True)]
    match condition:
        case All():
            return ", and ".join(parts)
        case AtLeast(n):
            return f"at least {n} of: {'; '.join(parts)}"
    return ", or ".join(parts)


def class_missing(base: RuleBase, condition: Condition) -> str:
    """Recognise "a required control of this class is missing", which the loader writes out; give the class."""
    if not isinstance(condition, AnyOf):
        return ""
    members = [_missing_control(part) for part in condition.parts]
    for name in base.pack.control_classes:
        if members == sorted(each.name for each in base.controls.values() if name in each.classes):
            return name
    return ""


def _missing_control(condition: Condition) -> str:
    match condition:
        case All((Literal(name, OneOf(values)), Literal(decision, Includes(member)))):
            return name if values == {MISSING} and decision == CONTROLS and member == name else ""
    return ""


def negated_literals(condition: Condition, *, negated: bool = False) -> set[Literal]:
    """Find the literals that stand under an odd number of `not`: those that must not hold."""
    if isinstance(condition, Literal):
        return {condition} if negated else set()
    turned = negated is not isinstance(condition, Not)
    return {literal for part in parts_of(condition) for literal in negated_literals(part, negated=turned)}
