"""The chapter on controls: what must be in place, who owns it, what shows it, and which rules ask for it."""

from collections.abc import Iterator

from engine.page.model import KeyValue, Section, key_value, key_values, line
from engine.render.book.links import decision_link, rule_link
from engine.render.book.parts import chapter, counted, entry, group, lead, rests_on
from engine.render.references import rules_reading
from engine.render.words import listed, owner_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.decisions import CONTROLS


def controls_chapter(base: RuleBase) -> Section | None:
    """Write the chapter; none where the pack has no controls."""
    asked = [base.controls[each.name] for each in base.questions() if each.name in base.controls]
    topics = {topic: [each for each in asked if each.topic == topic] for topic in base.pack.topics}
    intro = (
        "A control is something that has to be in place. Rules require it, its status (in place, missing, not known) "
        "is asked like a question, and rules may read that status."
    )
    groups = (
        group(f"controls-{topic}", base.pack.topics[topic], (_control(base, each) for each in found))
        for topic, found in topics.items()
        if found
    )
    return chapter("controls", "Controls", intro, groups)


def _control(base: RuleBase, control: Control) -> Section:
    required = [rule for rule in base.rules_of[CONTROLS] if control.name in rule.values_for(CONTROLS)]
    return entry(
        "control",
        control.name,
        control.title,
        lead(control.what),
        key_values(_facts(base, control), beside=True),
        key_values(
            [
                counted("Required by", map(rule_link, required)),
                counted("Its status is read by", map(rule_link, rules_reading(base, control.name))),
            ]
        ),
        rests_on(base, control.cites),
    )


def _facts(base: RuleBase, control: Control) -> Iterator[KeyValue | None]:
    yield key_value("Owner", owner_words(base, control))
    yield key_value("What shows it", control.evidence)
    yield key_value("Class", *(base.pack.control_classes[name] for name in control.classes))
    yield key_value("Asked as", control.as_fact().question)
    if control.belongs_to is not None:
        decision, values = base.decisions[control.belongs_to[0]], control.belongs_to[1]
        labels = [value_words(decision, name) for name in decision.values if name in values]
        yield key_value("Belongs to", line(decision_link(base, decision.name), listed(labels)))
