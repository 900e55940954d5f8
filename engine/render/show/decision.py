"""One decision, to be read."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.render.headline import BY_DEFAULT
from engine.render.references import cited_by_decision
from engine.render.rule_words import POLICIES
from engine.render.show.rule_lists import read_by, rule_items
from engine.render.sources import sources
from engine.render.words import timing_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision, DecisionValue


def decision_sections(base: RuleBase, decision: Decision) -> Iterator[Section]:
    """Show how a decision is made: its values, the rules that give each, its default, and what reads it."""
    yield section("policy", "", [Paragraph(line(POLICIES[decision.hit_policy]))])
    if decision.hit_policy in ("count", "first"):
        yield section("rules", "Rules", [listing(rule_items(base.rules_of[decision.name]))])
    yield section("values", "Values", [listing(_values(base, decision))])
    yield section("default", "Otherwise", [listing(_otherwise(decision))])
    yield read_by(base, decision.name)
    if not decision.built_in:
        yield sources(base, cited_by_decision(decision))


def _values(base: RuleBase, decision: Decision) -> Iterator[Item]:
    """Walk the values that some rule gives, or that say something; of a built-in set, those that are given."""
    for value in decision.values.values():
        rules = [rule for rule in base.rules_of[decision.name] if value.name in rule.values_for(decision.name)]
        below = () if decision.hit_policy == "first" or decision.built_in else tuple(rule_items(rules))
        by = names(rule.name for rule in rules) if decision.built_in else names([value.name])
        says = line(value.says) if not decision.built_in else ()
        yield Item(line(value.label, _rhythm(value), by), (says,) if says else (), below)


def _rhythm(value: DecisionValue) -> str:
    return f"({words})" if (words := timing_words(value)) else ""


def _otherwise(decision: Decision) -> Iterator[Item]:
    default = decision.default
    if default is not None:
        yield Item(line(f"{value_words(decision, default.value)}: {default.because}", names([BY_DEFAULT])))
    if decision.while_open is not None:
        meanwhile = value_words(decision, decision.while_open)
        yield Item(line(f"While it is open, apply {meanwhile}, within what is possible."))
