"""One rule, to be read."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.render.conditions import condition_item
from engine.render.origins import origin_words
from engine.render.references import rules_reading
from engine.render.rule_words import period_words
from engine.render.sources import sources
from engine.render.words import titled, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.rules import Rule

ORIGINS = {
    "derived": "This is a reading of the sources; they do not say it in so many words.",
    "ours": "This is added; the sources do not say it.",
}


def rule_sections(base: RuleBase, rule: Rule) -> Iterator[Section]:
    """Show when a rule fires, what follows, why, and where it comes from."""
    yield section("because", "", [Paragraph(line(rule.because))])
    yield section("when", "When", [listing([condition_item(base, rule.when)])])
    yield section("then", "Then", [listing(_then(base, rule))])
    yield section("read_by", "What reads that", [listing(_readers(base, rule))])
    yield sources(base, rule.cites)
    origin = ORIGINS.get(rule.origin, "")
    from_pack = " ".join(origin_words(base, rule))
    yield section("place", "", [Paragraph(line(period_words(rule), origin, from_pack, f"Written in {rule.span}."))])


def _then(base: RuleBase, rule: Rule) -> Iterator[Item]:
    for conclusion in rule.then:
        decision = base.decisions[conclusion.decision]
        if decision.name == CONTROLS:
            yield Item(line(f"Required: {value_words(decision, conclusion.value)}", names([conclusion.value])))
        elif decision.name not in (WARNINGS, ADVICE):
            label = value_words(decision, conclusion.value) if conclusion.value else "one more"
            yield Item(line(titled(decision.title), label, names([decision.name])))
    if rule.warning:
        yield Item(line(f"Warning: {rule.warning}"))
    if rule.advice:
        yield Item(line(f"Advice: {rule.advice}"))


def _readers(base: RuleBase, rule: Rule) -> Iterator[Item]:
    """Name, for each decision that it gives, the rules that go on from there."""
    for name in dict.fromkeys(conclusion.decision for conclusion in rule.then):
        readers = [] if base.decisions[name].built_in else rules_reading(base, name)
        if readers:
            yield Item(line(titled(base.decisions[name].title), names(each.name for each in readers)))
