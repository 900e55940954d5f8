"""Rules that refer to something, listed."""

from collections.abc import Iterable

from engine.page.model import Item, Section, line, listing, names, section
from engine.render.references import rules_reading
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule


def rule_items(rules: Iterable[Rule]) -> list[Item]:
    """List rules, each by its title, or its reason, and its name."""
    return [Item(line(rule.title or rule.because, names([rule.name]))) for rule in rules]


def read_by(base: RuleBase, name: str) -> Section:
    """List the rules that read a name."""
    rules = rules_reading(base, name)
    return section("read_by", f"Read by ({len(rules)})", [listing(rule_items(rules))])
