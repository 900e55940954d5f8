"""A condition written out again as a rule file would write it, on one line, so that messages can show it."""

from collections.abc import Mapping

from engine.rulebase.conditions import (
    ALWAYS,
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Literal,
    Not,
    OlderThan,
    OneOf,
    Test,
    Value,
)
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.written_tests import asks_for_a_class

WORDS: Mapping[Value, str] = {True: "yes", False: "no"}


def to_notation(condition: Condition) -> str:
    """Write a condition in the notation of rule files."""
    match condition:
        case Literal(subject, test):
            return f"{{{subject}: {notation_of_test(test)}}}"
        case Not(part):
            return f"{{not: {to_notation(part)}}}"
        case AtLeast(n, parts):
            return f"{{at_least: {{n: {n}, of: {_listed(parts)}}}}}"
        case AnyOf() if asks_for_a_class(condition):
            return f"{{{CONTROLS}: {{missing: one of {len(condition.parts)}}}}}"
        case AnyOf(parts):
            return f"{{any: {_listed(parts)}}}"
        case All(parts):
            return "always" if condition == ALWAYS else f"{{all: {_listed(parts)}}}"


def notation_of_test(test: Test) -> str:
    """Write what is asked of a subject."""
    match test:
        case OneOf(values):
            words = sorted(WORDS[value] if isinstance(value, bool) else value for value in values)
            return words[0] if len(words) == 1 else f"{{one_of: [{', '.join(words)}]}}"
        case Includes(member):
            return f"{{includes: {member}}}"
        case Between(low, high) if low == high:
            return str(low)
        case Between(low, high):
            bounds = (("at_least", low), ("at_most", high))
            return f"{{{', '.join(f'{key}: {bound}' for key, bound in bounds if bound is not None)}}}"
        case OlderThan(age):
            return f"{{older_than: {age}}}"


def _listed(parts: tuple[Condition, ...]) -> str:
    return f"[{', '.join(map(to_notation, parts))}]"
