"""Everything in a pack, by kind and topic, with counts."""

from collections.abc import Iterator

from engine.page.model import Block, Item, Section, headed, line, listing, names, section
from engine.render.origins import change_item
from engine.render.references import home_decision, in_order_of_layout
from engine.render.words import amount
from engine.rulebase.base import RuleBase


def contents_sections(base: RuleBase) -> Iterator[Section]:
    """List decisions, questions, controls, rules and statements."""
    yield section("decisions", f"Decisions ({len(base.decisions)})", [listing(_decisions(base))])
    yield section("questions", f"Questions ({len(base.facts)})", _by_topic(base, controls=False))
    yield section("controls", f"Controls ({len(base.controls)})", _by_topic(base, controls=True))
    yield section("rules", f"Rules ({len(base.rules)})", _rules(base))
    yield section("tables", f"Decision tables ({len(base.tables)})", [listing(_tables(base))])
    yield section(
        "changes", f"Changes to the packs below ({len(base.changes)})", [listing(map(change_item, base.changes))]
    )
    yield section("statements", f"Statements ({len(base.statements)})", _statements(base))


def _decisions(base: RuleBase) -> Iterator[Item]:
    for name in in_order_of_layout(base):
        rules = amount(len(base.rules_of[name]), "rule")
        yield Item(line(base.decisions[name].title, f"({rules})", names([name])))


def _by_topic(base: RuleBase, *, controls: bool) -> Iterator[Block]:
    for topic, title in base.pack.topics.items():
        group = base.controls if controls else base.facts
        here = [each for each in base.questions() if each.topic == topic and each.name in group]
        words = {each.name: base.controls[each.name].title if controls else each.question for each in here}
        yield from headed(
            line(f"{title} ({len(here)})"), (Item(line(text, names([name]))) for name, text in words.items())
        )


def _rules(base: RuleBase) -> Iterator[Block]:
    """List rules under the first decision that they give; those that only require, warn or advise come last."""
    for name, decision in sorted(base.decisions.items(), key=lambda each: (each[1].built_in, each[1].title)):
        here = [rule for rule in base.rules.values() if home_decision(base, rule) == name]
        items = (Item(line(rule.title, names([rule.name]))) for rule in here)
        yield from headed(line(f"{decision.title} ({len(here)})"), items)


def _tables(base: RuleBase) -> Iterator[Item]:
    for table in base.tables.values():
        yield Item(line(table.title, f"({amount(len(table.rules), 'row')})", names([table.name])))


def _statements(base: RuleBase) -> Iterator[Block]:
    for document in base.documents.values():
        mine = [each.id for each in base.statements.values() if each.document == document.id]
        yield from headed(line(f"{document.title} ({len(mine)})"), [Item(line(names(mine)))] if mine else [])
