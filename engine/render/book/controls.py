"""The chapter on controls: what must be in place, who owns it, what shows it, and which rules ask for it."""

from collections.abc import Iterator

from engine.page.markup import Inside, Markup, element, joined, listing
from engine.render.book.links import decision_link, rule_links
from engine.render.book.parts import chapter, counted, entry, group, paragraph, rests_on
from engine.render.show.references import rules_reading
from engine.render.words import listed, owner_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.decisions import CONTROLS


def controls_by_topic(base: RuleBase) -> dict[str, list[Control]]:
    """Put every control under its topic, in the order in which people are asked."""
    asked = [base.controls[each.name] for each in base.questions() if each.name in base.controls]
    groups = {topic: [each for each in asked if each.topic == topic] for topic in base.pack.topics}
    return {topic: controls for topic, controls in groups.items() if controls}


def controls_chapter(base: RuleBase) -> Markup | None:
    """Write the chapter; none where the pack has no controls."""
    groups = [
        group(f"controls-{topic}", base.pack.topics[topic], len(found), *(_control(base, each) for each in found))
        for topic, found in controls_by_topic(base).items()
    ]
    intro = (
        "A control is something that has to be in place. Rules require it, its status (in place, missing, not known) "
        "is asked like a question, and rules may read that status."
    )
    return chapter("controls", "Controls", intro, *groups) if groups else None


def _control(base: RuleBase, control: Control) -> Markup:
    required = [rule for rule in base.rules_of[CONTROLS] if control.name in rule.values_for(CONTROLS)]
    return entry(
        "control",
        control.name,
        control.title,
        paragraph(control.what, class_="lead"),
        listing(_facts(base, control), class_="facts"),
        counted("Required by", rule_links(required)),
        counted("Its status is read by", rule_links(rules_reading(base, control.name))),
        rests_on(base, control.cites),
    )


def _facts(base: RuleBase, control: Control) -> Iterator[Inside]:
    yield (element("em", "Owner:"), f" {owner_words(base, control)}")
    yield (element("em", "What shows it:"), f" {control.evidence}")
    for name in control.classes:
        yield (element("em", "Class:"), f" {base.pack.control_classes[name]}")
    yield (element("em", "Asked as:"), f" {control.as_fact().question}")
    if control.belongs_to is not None:
        decision, values = base.decisions[control.belongs_to[0]], control.belongs_to[1]
        labels = [value_words(decision, name) for name in decision.values if name in values]
        title = decision_link(base, decision.name)
        yield joined((element("em", "Belongs to:"), " ", title, " ", listed(labels)))
