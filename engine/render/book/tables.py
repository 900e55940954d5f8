"""The chapters on decision tables, row by row, and on what a pack changes in the rules of the packs below it."""

from engine.page.model import (
    Item,
    PageTable,
    Run,
    Section,
    TableCell,
    cell,
    key_value,
    key_values,
    line,
    listing,
    section,
)
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, decision_link, link, place
from engine.render.book.parts import chapter, lead, linked, sources
from engine.render.book.rules import then_items
from engine.render.origins import DONE
from engine.render.rule_words import POLICIES
from engine.rulebase.base import RuleBase
from engine.rulebase.overlay import RuleChange
from engine.rulebase.rules import Rule
from engine.rulebase.tables import DecisionTable


def tables_chapter(base: RuleBase) -> Section | None:
    """Write the chapter; none where the pack has no tables."""
    intro = (
        "A decision table is a file whose rows are rules. Each row stands here in its order; it is a rule like any "
        "other, and has its own entry in the chapter on rules."
    )
    return chapter("tables", "Decision tables", intro, (_table(base, table) for table in base.tables.values()))


def _table(base: RuleBase, table: DecisionTable) -> Section:
    rules = [base.rules[name] for name in table.rules if name in base.rules]
    rows = tuple(_row(base, number, rule) for number, rule in enumerate(rules, 1))
    blocks = (
        lead(POLICIES[table.hit_policy]),
        key_values(
            [
                key_value("Decides", linked(decision_link(base, name) for name in table.decides)),
                key_value("Rows", PageTable("", ("No.", "When", "Then", "Why"), rows)),
            ]
        ),
    )
    return section(place("table", table.name), table.title, blocks, line(code(table.name)))


def _row(base: RuleBase, number: int, rule: Rule) -> tuple[TableCell, ...]:
    rests = line(link("rule", rule.name), Run("rests on", "quiet"), sources(rule.cites))
    when, then = condition_lines(base, rule.when), listing(then_items(base, rule))
    return cell(str(number)), cell(when), cell(then), cell(rule.because, rests)


def changes_chapter(base: RuleBase) -> Section | None:
    """Write what was changed in the rules of the packs below, and why; nothing where nothing was."""
    intro = "What this pack changes in the rules of those that it is laid over, each with the reason."
    rows = [listing(_change(base, change) for change in base.changes)] if base.changes else []
    return chapter("changes", "Changes to the packs below", intro, rows)


def _change(base: RuleBase, change: RuleChange) -> Item:
    """Say what was done to a rule; one that was switched off has no entry any more."""
    name = link("rule", change.rule) if change.rule in base.rules else code(change.rule)
    return Item(line(Run(f"{DONE[change.how]} by {change.pack}:", "strong"), change.because, name))
