"""What a rule asks, as it is written: its literals, and each question for a class of controls as the one thing it is.

`{controls: {missing: CLASS}}` is written out by the loader, one branch for each control of the class. Whoever shows a
rule, counts what it asks or changes it in small ways wants the question that stands in the file.
"""

from collections.abc import Iterator

from engine.rulebase.conditions import All, AnyOf, Condition, Includes, Literal, OneOf, parts_of
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import CONTROLS

WrittenTest = Literal | AnyOf
"""A literal, or the question whether a required control of a class is missing."""


def written_tests(condition: Condition) -> Iterator[WrittenTest]:
    """Walk what a condition asks, from left to right."""
    if isinstance(condition, Literal) or (isinstance(condition, AnyOf) and asks_for_a_class(condition)):
        yield condition
        return
    for part in parts_of(condition):
        yield from written_tests(part)


def subject_of(question: WrittenTest) -> str:
    """Name what is asked about, as it stands in the file."""
    return question.subject if isinstance(question, Literal) else CONTROLS


def asks_for_a_class(condition: AnyOf) -> bool:
    """Tell whether this is "a required control of this class is missing", written out."""
    return bool(condition.parts) and all(map(_is_missing_and_required, condition.parts))


def _is_missing_and_required(part: Condition) -> bool:
    match part:
        case All((Literal(name, OneOf(values), False), Literal(subject, Includes(member), True))):
            return values == {MISSING} and subject == CONTROLS and member == name
        case _:
            return False
