"""The chapters on decision tables, row by row, and on what a pack changes in the rules of the packs below it."""

from engine.page.markup import Markup, element, joined, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, decision_link, link
from engine.render.book.parts import chapter, entry, labelled, paragraph
from engine.render.book.rules import then_lines
from engine.render.origins import DONE
from engine.render.show.decision import POLICIES
from engine.rulebase.base import RuleBase
from engine.rulebase.overlay import RuleChange
from engine.rulebase.rules import Rule
from engine.rulebase.tables import DecisionTable

COLUMNS = ("No.", "When", "Then", "Why")


def tables_chapter(base: RuleBase) -> Markup | None:
    """Write the chapter; none where the pack has no tables."""
    intro = (
        "A decision table is a file whose rows are rules. Each row stands here in its order; it is a rule like any "
        "other, and has its own entry in the chapter on rules."
    )
    entries = [_table(base, table) for table in base.tables.values()]
    return chapter("tables", "Decision tables", intro, *entries) if entries else None


def _table(base: RuleBase, table: DecisionTable) -> Markup:
    rows = (_row(base, number, base.rules[name]) for number, name in enumerate(table.rules, 1) if name in base.rules)
    head = element("tr", *(element("th", each, scope="col") for each in COLUMNS))
    return entry(
        "table",
        table.name,
        table.title,
        paragraph(POLICIES[table.hit_policy], class_="lead"),
        labelled("Decides", listing(decision_link(base, name) for name in table.decides)),
        labelled("Rows", element("table", element("thead", head), element("tbody", *rows), class_="rules")),
        level=3,
    )


def _row(base: RuleBase, number: int, rule: Rule) -> Markup:
    sources = joined([link("statement", name) for name in rule.cites], ", ")
    why = (element("p", rule.because), element("p", link("rule", rule.name), " rests on ", sources, class_="quiet"))
    cells = (str(number), condition_lines(base, rule.when), listing(then_lines(base, rule)), why)
    return element("tr", *(element("td", each) for each in cells))


def changes_chapter(base: RuleBase) -> Markup | None:
    """Write what was changed in the rules of the packs below, and why; nothing where nothing was."""
    rows = [_change(base, change) for change in base.changes]
    intro = "What this pack changes in the rules of those that it is laid over, each with the reason."
    return chapter("changes", "Changes to the packs below", intro, listing(rows)) if rows else None


def _change(base: RuleBase, change: RuleChange) -> Markup:
    """Say what was done to a rule; one that was switched off has no entry any more."""
    name = link("rule", change.rule) if change.rule in base.rules else code(change.rule)
    return joined((element("strong", f"{DONE[change.how]} by {change.pack}:"), " ", change.because, " ", name))
