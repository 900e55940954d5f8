"""The chapter on rules: when each holds, what follows, why, and what it rests on."""

from collections.abc import Iterator

from engine.page.markup import Inside, Markup, element, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import link
from engine.render.book.parts import chapter, entry, group, labelled, paragraph, rests_on
from engine.render.origins import origin_words
from engine.render.show.references import home_decision, in_order_of_layout
from engine.render.show.rule import period_words
from engine.render.words import titled, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.rules import Rule


def rule_groups(base: RuleBase) -> dict[str, list[Rule]]:
    """Put every rule under the first decision that it gives."""
    groups: dict[str, list[Rule]] = {name: [] for name in in_order_of_layout(base)}
    for rule in base.rules.values():
        groups[home_decision(base, rule)].append(rule)
    return {name: rules for name, rules in groups.items() if rules}


def rules_chapter(base: RuleBase) -> Markup:
    """Write the chapter."""
    groups = (
        group(f"rules-{name}", base.decisions[name].title, len(rules), *(_rule(base, rule) for rule in rules))
        for name, rules in rule_groups(base).items()
    )
    intro = (
        "A rule has a condition, what follows from it, a reason in a sentence, and the statements that it rests on. "
        "Rules stand under the first decision that they give. A part of a condition that asks about a question which "
        "does not apply never holds."
    )
    return chapter("rules", "Rules", intro, *groups)


def _rule(base: RuleBase, rule: Rule) -> Markup:
    return entry(
        "rule",
        rule.name,
        rule.title or rule.because,
        paragraph(rule.because, class_="lead") if rule.title else None,
        element(
            "div",
            labelled("When", condition_lines(base, rule.when)),
            labelled("Then", listing(then_lines(base, rule), class_="then")),
            class_="sides",
        ),
        paragraph(" ".join(filter(None, (period_words(rule), *origin_words(base, rule)))), class_="quiet"),
        rests_on(base, rule.cites, rule.origin),
        mark="urgent" if rule.urgent else "",
    )


def then_lines(base: RuleBase, rule: Rule) -> Iterator[Inside]:
    """Walk what follows from a rule, each with a link to its place."""
    for conclusion in rule.then:
        decision = base.decisions[conclusion.decision]
        if decision.name == CONTROLS:
            yield ("Required: ", link("control", conclusion.value, value_words(decision, conclusion.value)))
        elif decision.name not in (WARNINGS, ADVICE):
            label = value_words(decision, conclusion.value) if conclusion.value else "one more"
            title = link("decision", decision.name, titled(decision.title))
            yield (title, " ", element("strong", label))
    if rule.warning:
        yield (element("em", "Warning:"), f" {rule.warning}")
    if rule.advice:
        yield (element("em", "Advice:"), f" {rule.advice}")
