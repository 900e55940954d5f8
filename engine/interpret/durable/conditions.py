"""From conditions to forms: a negation is pushed inwards until it stands before a literal, and gone."""

from collections.abc import Iterable

from engine.interpret.durable.forms import PositiveForm, both, either, enough
from engine.interpret.durable.slots import Slots
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not


def to_form(condition: Condition, holds: bool, slots: Slots) -> PositiveForm:
    """Say when a condition certainly holds, or when it certainly does not (its exact dual)."""

    def forms(parts: Iterable[Condition]) -> list[PositiveForm]:
        return [to_form(part, holds, slots) for part in parts]

    match condition:
        case Literal():
            return slots.form(condition, holds=holds)
        case Not(part):
            return to_form(part, not holds, slots)
        case All(parts):
            return both(forms(parts)) if holds else either(forms(parts))
        case AnyOf(parts):
            return either(forms(parts)) if holds else both(forms(parts))
        case AtLeast(n, parts):
            return enough(n if holds else len(parts) - n + 1, forms(parts))
