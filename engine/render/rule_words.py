"""Plain words for what rule files declare: hit policies, kinds of questions, and when a rule is in force."""

from engine.render.words import day_words
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Rule

POLICIES = {
    "any": "One value. Several rules may give it, if they agree.",
    "unique": "One value. One rule at most gives it.",
    "max": "The highest value that any rule gives. They are listed from the lowest.",
    "collect": "A set: every value that a rule gives.",
    "count": "The number of rules that fire.",
    "first": "A table: the first rule that fits gives the value.",
}

KINDS = {
    "yes_no": "yes or no",
    "choice": "one of these",
    "choices": "any of these",
    "date": "a date",
    "text": "a text; no rule reads it",
}
WORSE = {
    "yes": "a yes",
    "no": "a no",
    "higher": "more",
    "lower": "less",
    "earlier": "an earlier day",
    "later": "a later day",
    "more": "more of them",
    "fewer": "fewer of them",
}


def kind_words(fact: Fact) -> str:
    """Say what kind of answer a question takes."""
    if fact.kind == "number" and fact.range is not None:
        unit = f" {fact.unit}" if fact.unit else ""
        return f"a whole number from {fact.range[0]} to {fact.range[1]}{unit}"
    return KINDS[fact.kind] + (", from least to most" if fact.ordered else "")


def period_words(rule: Rule) -> str:
    """Say on which days a rule is in force; nothing where it always is."""
    first = f"from {day_words(rule.valid_from)}" if rule.valid_from else ""
    last = f"until {day_words(rule.valid_until)}" if rule.valid_until else ""
    return f"In force {' '.join(filter(None, (first, last)))}." if rule.is_dated() else ""
