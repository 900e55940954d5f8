"""Plain words for what rule files declare: hit policies, and when a rule is in force."""

from engine.render.words import day_words
from engine.rulebase.rules import Rule

POLICIES = {
    "any": "One value. Several rules may give it, if they agree.",
    "unique": "One value. One rule at most gives it.",
    "max": "The highest value that any rule gives. They are listed from the lowest.",
    "collect": "A set: every value that a rule gives.",
    "output_order": "A set: every value that a rule gives, listed in the order of the values.",
    "count": "The number of rules that fire.",
    "sum": "A number: what the rules that fire give, added up.",
    "first": "A table: the first rule that fits gives the value.",
}


def period_words(rule: Rule) -> str:
    """Say on which days a rule is in force; nothing where it always is."""
    first = f"from {day_words(rule.valid_from)}" if rule.valid_from else ""
    last = f"until {day_words(rule.valid_until)}" if rule.valid_until else ""
    return f"In force {' '.join(filter(None, (first, last)))}." if rule.is_dated() else ""
