"""The catalogue of controls, by topic."""

from collections.abc import Iterator

from engine.render.words import listed, sentence, timing_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.decisions import CONTROLS
from tools.docs.writer.markdown import bullets, code, link, page, plain
from tools.docs.writer.rules import rule_links


def controls(base: RuleBase) -> str:
    """Write the page."""
    classes = bullets(f"{code(name)}: {plain(says)}" for name, says in base.pack.control_classes.items())
    head = (
        f"A control is something that must be in place. There are {len(base.controls)}. A profile says under "
        "`controls` whether each is in place (`yes`), missing (`no`) or `unknown`."
    )
    parts = [head, f"The classes they belong to:\n\n{classes}"]
    for topic, title in base.pack.topics.items():
        mine = [each for each in base.controls.values() if each.topic == topic]
        if mine:
            parts.append(f"## {plain(title)}")
            parts += ["\n\n".join(_control(base, each)) for each in mine]
    return page("Controls", *parts)


def _control(base: RuleBase, control: Control) -> Iterator[str]:
    yield f"### {control.name}"
    yield f"**{sentence(plain(control.title))}** {plain(control.what)}"
    yield bullets(_points(base, control))


def _points(base: RuleBase, control: Control) -> Iterator[str]:
    timing = timing_words(control)
    yield f"Owner: {plain(base.pack.roles[control.owner])}" + (f", {timing}" if timing else "")
    yield f"What shows it: {plain(control.evidence)}"
    if control.classes:
        yield "Class: " + ", ".join(map(code, control.classes))
    yield f"Asked as: {plain(control.as_fact().question)}"
    if control.name in base.quick_screen:
        yield f"On the quick screen: number {base.quick_screen[control.name]} of {len(base.quick_screen)}"
    if control.belongs_to is not None:
        decision, values = base.decisions[control.belongs_to[0]], control.belongs_to[1]
        labels = [plain(value_words(decision, name)) for name in decision.values if name in values]
        yield f"Belongs to: {link(decision.name, 'decisions.md')} {listed(labels)}"
    required = [rule for rule in base.rules_of[CONTROLS] if control.name in rule.values_for(CONTROLS)]
    yield f"Required by: {rule_links(required, '')}"
    reading = base.reads_as_written.rules_reading(control.name)
    if reading:
        yield f"Read by: {rule_links(reading, '')}"
    yield "Rests on: " + ", ".join(link(name, "statements.md") for name in control.cites)
