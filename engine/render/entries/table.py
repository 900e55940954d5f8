"""A decision table: what it decides and how, and its rows in their order."""

from engine.page.model import PageTable, Run, TableCell, cell, key_value, key_values, line, listing, names
from engine.render.entries.conditions import condition_lines
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import link, statement_names
from engine.render.entries.parts import lead
from engine.render.entries.rule import then_items
from engine.render.rule_words import POLICIES
from engine.render.words import amount, listed
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from engine.rulebase.tables import DecisionTable


def table_entry(base: RuleBase, table: DecisionTable, most: int | None = None) -> PackEntry:
    """Describe a table, with all its rows or only `most` of them; the rest is counted."""
    rules = [base.rules[name] for name in table.rules if name in base.rules]
    rows = tuple(_row(base, number, rule) for number, rule in enumerate(rules[:most], 1))
    left = len(rules) - len(rows)
    more = f"And {amount(left, 'more row')}." if left else None
    titles = listed([base.decisions[name].title for name in table.decides], "and")
    parts = (
        key_value("Decides", line(titles, names(link("decision", name, name) for name in table.decides))),
        key_value(f"Rows ({len(rules)})", PageTable("", ("No.", "When", "Then", "Why"), rows), more),
    )
    place = f"Declared in {table.span}; its rows are in {table.file}."
    blocks = lead(POLICIES[table.hit_policy]), key_values(parts)
    return PackEntry("table", table.name, table.title, blocks, place=place)


def _row(base: RuleBase, number: int, rule: Rule) -> tuple[TableCell, ...]:
    because = line(rule.because, names([link("rule", rule.name)]))
    rests = line(Run("Rests on", "quiet"), statement_names(rule.cites))
    when, then = condition_lines(base, rule.when), listing(then_items(base, rule))
    return cell(str(number)), cell(when), cell(then), cell(because, rests)
