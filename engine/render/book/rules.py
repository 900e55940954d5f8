"""The chapter on rules: when each holds, what follows, why, and what it rests on."""

from collections.abc import Iterator

from engine.page.model import Item, Run, Section, key_value, key_values, line, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import link
from engine.render.book.parts import chapter, entry, group, lead, quiet, rests_on
from engine.render.origins import origin_words
from engine.render.references import home_decision, in_order_of_layout
from engine.render.rule_words import period_words
from engine.render.words import titled, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.rules import Rule


def rules_chapter(base: RuleBase) -> Section | None:
    """Write the chapter, in which every rule stands under the first decision that it gives."""
    groups: dict[str, list[Rule]] = {name: [] for name in in_order_of_layout(base)}
    for rule in base.rules.values():
        groups[home_decision(base, rule)].append(rule)
    intro = (
        "A rule has a condition, what follows from it, a reason in a sentence, and the statements that it rests on. "
        "Rules stand under the first decision that they give. A part of a condition that asks about a question which "
        "does not apply never holds."
    )
    found = (
        group(f"rules-{name}", base.decisions[name].title, (_rule(base, rule) for rule in rules))
        for name, rules in groups.items()
        if rules
    )
    return chapter("rules", "Rules", intro, found)


def _rule(base: RuleBase, rule: Rule) -> Section:
    when, then = condition_lines(base, rule.when), listing(then_items(base, rule))
    return entry(
        "rule",
        rule.name,
        rule.title or rule.because,
        lead(rule.because if rule.title else ""),
        key_values([key_value("When", when), key_value("Then", then)], beside=True),
        quiet(period_words(rule), *origin_words(base, rule)),
        rests_on(base, rule.cites, rule.origin),
        mark="urgent" if rule.urgent else "",
    )


def then_items(base: RuleBase, rule: Rule) -> Iterator[Item]:
    """Walk what follows from a rule, each with a link to its place."""
    for conclusion in rule.then:
        decision = base.decisions[conclusion.decision]
        if decision.name == CONTROLS:
            control = link("control", conclusion.value, value_words(decision, conclusion.value))
            yield Item(line("Required:", control))
        elif decision.name not in (WARNINGS, ADVICE):
            label = value_words(decision, conclusion.value) if conclusion.value else "one more"
            yield Item(line(link("decision", decision.name, titled(decision.title)), Run(label, "strong")))
    for label, said in (("Warning:", rule.warning), ("Advice:", rule.advice)):
        if said:
            yield Item(line(Run(label, "quiet"), said))
