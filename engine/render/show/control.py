"""One control, to be read."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, section
from engine.render.show.rule_lists import read_by, rule_items
from engine.render.sources import sources
from engine.render.words import listed, owner_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.decisions import CONTROLS


def control_sections(base: RuleBase, control: Control) -> Iterator[Section]:
    """Show what a control is, who owns it, what shows it, which rules ask for it and which read its status."""
    yield section("what", "", [Paragraph(line(control.what)), listing(_facts(base, control))])
    required = [rule for rule in base.rules_of[CONTROLS] if control.name in rule.values_for(CONTROLS)]
    yield section("required_by", f"Required by ({len(required)})", [listing(rule_items(required))])
    yield read_by(base, control.name)
    yield sources(base, control.cites)


def _facts(base: RuleBase, control: Control) -> Iterator[Item]:
    yield Item(line(f"Owner: {owner_words(base, control)}."))
    yield Item(line(f"What shows it: {control.evidence}"))
    for name in control.classes:
        yield Item(line(f"Class: {base.pack.control_classes[name]} ({name})."))
    yield Item(line(f"Asked as: {control.as_fact().question}"))
    if control.belongs_to is not None:
        decision, values = base.decisions[control.belongs_to[0]], control.belongs_to[1]
        labels = [value_words(decision, name) for name in decision.values if name in values]
        yield Item(line(f"Belongs to: {decision.title} {listed(labels)}."))
