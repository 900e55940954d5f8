"""Conditions in FEEL, the expression language of DMN: true for a complete profile exactly where the condition holds."""

from datetime import date

from engine.export.dmn.names import FeelNames
from engine.rulebase.conditions import (
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
    Value,
)
from engine.rulebase.facts import Answer, Members
from engine.rulebase.rules import Rule
from engine.source.duration import Duration


def quoted(text: str) -> str:
    """Write a text as FEEL does."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(value: Value) -> str:
    """Write a value: a truth value, or a text."""
    return ("true" if value else "false") if isinstance(value, bool) else quoted(value)


def written_answer(answer: Answer) -> str:
    """Write an answer: a value, a whole number, a day, or the members of a set."""
    match answer:
        case Members(holds):
            return f"[{', '.join(map(quoted, sorted(holds)))}]"
        case date():
            return f'date("{answer.isoformat()}")'
        case bool() | str():
            return written(answer)
    return str(answer)


def expression(names: FeelNames, condition: Condition) -> str:
    """Write a condition."""
    match condition:
        case Literal():
            return literal(names, condition)
        case All(()):
            return "true"
        case AnyOf(()):
            return "false"
        case All(parts):
            return " and ".join(_inner(names, part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inner(names, part) for part in parts)
        case AtLeast(n, parts):
            listed = ", ".join(expression(names, part) for part in parts)
            return f"count([{listed}][item = true]) >= {n}"
        case Not(part):
            return f"not({expression(names, part)})"


def rule_expression(names: FeelNames, rule: Rule) -> str:
    """Write the whole condition of a rule: that it is in force on the day of assessment, and what it asks."""
    dates = in_force(names, rule)
    asked = expression(names, rule.condition)
    if not dates:
        return asked
    return dates if asked == "true" else f"{dates} and {_inner(names, rule.condition)}"


def in_force(names: FeelNames, rule: Rule) -> str:
    """Say on which days a rule is in force; nothing where it always is."""
    first = f'{names.day} >= date("{rule.valid_from}")' if rule.valid_from is not None else ""
    last = f'{names.day} <= date("{rule.valid_until}")' if rule.valid_until is not None else ""
    return " and ".join(filter(None, (first, last)))


def _inner(names: FeelNames, part: Condition) -> str:
    """Write a part; one that is joined itself goes into brackets."""
    text = expression(names, part)
    return f"({text})" if isinstance(part, All | AnyOf) and len(part.parts) > 1 else text


def subject(names: FeelNames, asked: Literal) -> str:
    """Name what a literal asks about; of a question whose silence is an answer, null is read as that answer."""
    if asked.on_decision:
        return names.decision(asked.subject)
    called, silent = names.question(asked.subject), names.when_silent.get(asked.subject)
    return called if silent is None else f"(if {called} = null then {written_answer(silent)} else {called})"


def literal(names: FeelNames, asked: Literal) -> str:
    """Write one test of one subject."""
    name = subject(names, asked)
    match asked.test:
        case OneOf(values):
            listed = [written(value) for value in in_order(values)]
            if len(listed) > 1:  # one test, not several that are joined: what is open in each may be settled in all
                return f"{name} in ({', '.join(listed)})"
            return f"{name} = {listed[0]}" if listed else "false"
        case Includes(member):
            return f"list contains({name}, {quoted(member)})"
        case Between(low, high):
            return _between(name, low, high)
        case OlderThan(age):
            return f"{_later(name, age)} < {names.day}"


def in_order(values: frozenset[Value]) -> list[Value]:
    """Put values into an order that does not depend on chance."""
    return sorted(values, key=str)


def _between(name: str, low: int | None, high: int | None) -> str:
    if low == high:
        return f"{name} = {low}"
    ends = [f"{name} >= {low}"] if low is not None else []
    ends += [f"{name} <= {high}"] if high is not None else []
    return ends[0] if len(ends) == 1 else f"({' and '.join(ends)})"


def _later(name: str, age: Duration) -> str:
    """Add a length of time to a date: months first, then days, which FEEL keeps in two kinds of durations."""
    months, days = age.years * 12 + age.months, age.weeks * 7 + age.days + age.hours // 24
    parts = [f'duration("P{months}M")'] if months else []
    parts += [f'duration("P{days}D")'] if days else []
    return " + ".join([name, *parts])
