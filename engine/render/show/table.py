"""One decision table, to be read: what it decides and how, and its rows in their order."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.render.rule_words import POLICIES
from engine.render.show.rule_lists import rule_items
from engine.render.words import amount, listed
from engine.rulebase.base import RuleBase
from engine.rulebase.tables import DecisionTable

MOST_ROWS = 50
"""Rows of a decision table that `rules show` prints. The rest is counted."""


def table_sections(base: RuleBase, table: DecisionTable) -> Iterator[Section]:
    """Show a table; of a long one, the first rows."""
    titles = listed([base.decisions[name].title for name in table.decides], "and")
    decides = Paragraph(line(f"Decides: {titles}.", names(table.decides)))
    yield section("policy", "", [decides, Paragraph(line(POLICIES[table.hit_policy]))])
    rows = [base.rules[name] for name in table.rules if name in base.rules]
    items = rule_items(rows[:MOST_ROWS])
    left = len(rows) - len(items)
    more = [Item(line(f"And {amount(left, 'more row')}."))] if left else []
    yield section("rows", f"Rows ({len(rows)})", [listing([*items, *more])])
    yield section("place", "", [Paragraph(line(f"Declared in {table.span}; its rows are in {table.file}."))])
