"""A rule: when it holds, what follows, why, and what it rests on."""

from collections.abc import Iterator

from engine.page.model import Item, KeyValue, Run, key_value, key_values, line, listing, names
from engine.render.entries.conditions import condition_lines
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import link, named_link, rule_lines
from engine.render.entries.parts import counted, lead, quiet
from engine.render.origins import origin_words
from engine.render.rule_words import period_words
from engine.render.words import titled, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.rules import Rule


def rule_entry(base: RuleBase, rule: Rule) -> PackEntry:
    """Describe a rule."""
    when, then = condition_lines(base, rule.when), listing(then_items(base, rule))
    return PackEntry(
        "rule",
        rule.name,
        rule.title or rule.because,
        (
            lead(rule.because if rule.title else ""),
            key_values([key_value("When", when), key_value("Then", then)], beside=True),
            quiet(period_words(rule), *origin_words(base, rule)),
        ),
        rule.cites,
        rule.origin,
        mark=base.pack.urgencies[rule.urgency].label if rule.urgency else "",
        alone=(key_values(_readers(base, rule)),),
        place=f"Written in {rule.span}.",
    )


def then_items(base: RuleBase, rule: Rule) -> Iterator[Item]:
    """Walk what follows from a rule, each with a link to its place."""
    for conclusion in rule.then:
        decision = base.decisions[conclusion.decision]
        if decision.name == CONTROLS:
            control = named_link("control", conclusion.value, value_words(decision, conclusion.value))
            yield Item((*line("Required:"), *control))
        elif decision.name not in (WARNINGS, ADVICE):
            label = value_words(decision, conclusion.value) if conclusion.value else "one more"
            title = link("decision", decision.name, titled(decision.title))
            yield Item(line(title, Run(label, "strong"), names([decision.name])))
    for label, said in (("Warning:", rule.warning), ("Advice:", rule.advice)):
        if said:
            yield Item(line(Run(label, "quiet"), said))


def _readers(base: RuleBase, rule: Rule) -> Iterator[KeyValue | None]:
    """Name, for each decision that it gives, the rules that go on from there."""
    for name in dict.fromkeys(conclusion.decision for conclusion in rule.then):
        if not base.decisions[name].built_in:
            readers = base.reads_as_written.rules_reading(name)
            yield counted(f"What reads “{base.decisions[name].title}”", rule_lines(readers))
