"""A control: what must be in place, who owns it, what shows it, and which rules ask for it."""

from collections.abc import Iterator

from engine.page.model import KeyValue, key_value, key_values, line
from engine.render.crosswalks import of_control
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import decision_link, rule_lines
from engine.render.entries.parts import counted, lead
from engine.render.words import listed, owner_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.decisions import CONTROLS


def control_entry(base: RuleBase, control: Control) -> PackEntry:
    """Describe a control."""
    required = base.reads.rules_giving(CONTROLS, control.name)
    readers = base.reads_as_written.rules_reading(control.name)
    uses = (counted("Required by", rule_lines(required)), counted("Its status is read by", rule_lines(readers)))
    looked_for = key_values(of_control(base, control.name))
    blocks = lead(control.what), key_values(_facts(base, control), beside=True), looked_for, key_values(uses)
    return PackEntry("control", control.name, control.title, blocks, control.cites)


def _facts(base: RuleBase, control: Control) -> Iterator[KeyValue | None]:
    yield key_value("Owner", owner_words(base, control))
    yield key_value("What shows it", control.evidence)
    yield key_value("Class", ", ".join(base.pack.control_classes[name] for name in control.classes))
    yield key_value("Asked as", control.as_fact().question)
    if control.belongs_to is not None:
        decision, values = base.decisions[control.belongs_to[0]], control.belongs_to[1]
        labels = [value_words(decision, name) for name in decision.values if name in values]
        yield key_value("Belongs to", line(decision_link(base, decision.name), listed(labels)))
