"""Decisions as decision tables: a row for each rule, and columns for what the rules read.

Where the rules of a decision read few things, each of these is a column. Where they read many, the table would be wider
than anybody can read; it then has one column, and the whole condition of a rule stands in its cell. Both mean the same.
"""

from collections.abc import Iterator, Mapping

from engine.export.dmn.feel import expression, in_force, in_order, literal, quoted, rule_expression, subject, written
from engine.export.dmn.names import FeelNames
from engine.frozen import frozen
from engine.render.words import literal_words, subject_words
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, Between, Condition, Literal, Not, OneOf
from engine.rulebase.decisions import Decision, HitPolicy
from engine.rulebase.rules import Rule

IN_FORCE = "The rule is in force"
MOST_COLUMNS = 12
"""Columns of a table in DMN. Wider tables can't be read on a screen; such a decision has its conditions written out."""

ANY = "-"
HOLDS = "true"
WHOLE = "This condition holds"
"""What the only column is called where the whole condition of a rule stands in its cell."""

POLICIES: Mapping[HitPolicy, tuple[str, str]] = {
    "any": ("ANY", ""),
    "unique": ("UNIQUE", ""),
    "first": ("FIRST", ""),
    "max": ("PRIORITY", ""),
    "collect": ("COLLECT", ""),
    "output_order": ("OUTPUT ORDER", ""),
    "count": ("COLLECT", "COUNT"),
    "sum": ("COLLECT", "SUM"),
}
"""Each hit policy as DMN writes it, with its aggregation. The highest of named values is the one with priority."""


@frozen
class InputClause:
    """One input: the expression that is tested, the type of what it gives, and what it is about in words."""

    expression: str
    kind: str
    label: str = ""


@frozen
class DecisionRule:
    """One rule: a test for each column, what comes out, and the rule that says so; none for what holds otherwise."""

    tests: tuple[str, ...]
    output: str
    rule: Rule | None


@frozen
class DmnTable:
    """A decision table. `default` is what comes out where no row fits; empty where nothing does."""

    hit_policy: str
    aggregation: str
    columns: tuple[InputClause, ...]
    rows: tuple[DecisionRule, ...]
    default: str


def table(base: RuleBase, names: FeelNames, decision: Decision) -> DmnTable:
    """Make the table of a decision."""
    rules = base.rules_of[decision.name]
    cells = [_cells(base, names, rule) for rule in rules]
    columns = tuple(dict.fromkeys(column for each in cells for column in each))
    if len(columns) > MOST_COLUMNS or not columns:
        columns = (InputClause(HOLDS, "boolean", WHOLE),)
        cells = [{columns[0]: rule_expression(names, rule)} for rule in rules]
    rows = [
        DecisionRule(tuple(each.get(column, ANY) for column in columns), output, rule)
        for rule, each in zip(rules, cells, strict=True)
        for output in _outputs(decision, rule)
    ]
    policy, aggregation = POLICIES[decision.hit_policy]
    default = quoted(decision.default.value) if decision.default is not None else ""
    if decision.hit_policy == "max" and default:  # it is a floor, which a rule for a lower value does not lower
        rows.append(DecisionRule((ANY,) * len(columns), default, None))
        default = ""
    empty = {"collect": "[]", "output_order": "[]", "count": "0", "sum": "0"}.get(decision.hit_policy, default)
    return DmnTable(policy, aggregation, columns, tuple(rows), empty)


def _outputs(decision: Decision, rule: Rule) -> Iterator[str]:
    """Walk what a rule gives; where rules are counted, each gives a name of its own."""
    if decision.hit_policy == "count":
        yield quoted(rule.name)
    elif decision.hit_policy == "sum":
        yield from rule.values_for(decision.name)
    else:
        yield from map(quoted, rule.values_for(decision.name))


def _cells(base: RuleBase, names: FeelNames, rule: Rule) -> dict[InputClause, str]:
    """Split what a rule asks into tests of columns, all of which must hold; its dates are a column of their own."""
    dates = in_force(names, rule)
    cells: dict[InputClause, str] = {InputClause(dates, "boolean", IN_FORCE): HOLDS} if dates else {}
    for part in dict.fromkeys(_conjuncts(rule.condition)):
        column, test = _cell(base, names, part)
        if cells.get(column, test) != test:  # a second test of the same thing stands alone
            column, test = InputClause(expression(names, part), "boolean"), HOLDS
        cells[column] = test
    return cells


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _conjuncts(part)
    else:
        yield condition


def _cell(base: RuleBase, names: FeelNames, part: Condition) -> tuple[InputClause, str]:
    """Give the column of a part and its test; what is no test of one thing is a column of its own that must hold."""
    negated = isinstance(part, Not)
    asked = part.part if isinstance(part, Not) else part
    if not isinstance(asked, Literal):
        return InputClause(expression(names, part), "boolean"), HOLDS
    match asked.test:
        case OneOf(values) if values:
            test = ", ".join(map(written, in_order(values)))
            column = InputClause(subject(names, asked), _kind(base, asked), subject_words(base, asked))
            return column, f"not({test})" if negated else test
        case Between(low, high) if not negated:
            return InputClause(subject(names, asked), "number", subject_words(base, asked)), _range(low, high)
    return InputClause(literal(names, asked), "boolean", literal_words(base, asked)), "false" if negated else "true"


def _kind(base: RuleBase, asked: Literal) -> str:
    if asked.on_decision or base.question(asked.subject).kind != "yes_no":
        return "string"
    return "boolean"


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return f"<= {high}"
    if high is None:
        return f">= {low}"
    return str(low) if low == high else f"[{low}..{high}]"
