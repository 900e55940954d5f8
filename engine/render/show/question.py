"""One question, to be read."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.render.conditions import condition_item
from engine.render.question import PresentedQuestion, presented
from engine.render.references import questions_depending_on
from engine.render.show.rule_lists import read_by
from engine.render.sources import sources
from engine.render.words import sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact


def question_sections(base: RuleBase, fact: Fact) -> Iterator[Section]:
    """Show a question with its answers and examples, when it applies, and what reads it."""
    asked = presented(base, fact.name)
    yield section("why", "", [Paragraph(line(asked.why)) if asked.why else None, listing(_about(asked))])
    yield section("answers", f"Answers: {asked.takes}", [listing(_answers(asked))])
    if fact.applies_when is not None:
        yield section("applies", "Applies only when", [listing([condition_item(base, fact.applies_when)])])
    depending = [base.facts[name] for name in questions_depending_on(base, fact.name)]
    items = (Item(line(each.question, names([each.name]))) for each in depending)
    yield section("depending", "Questions that apply only by its answer", [listing(items)])
    yield read_by(base, fact.name)
    yield sources(base, fact.cites)


def _about(asked: PresentedQuestion) -> Iterator[Item]:
    yield Item(line(f"Topic: {asked.topic}."))
    if asked.quick is not None:
        yield Item(line(f"Number {asked.quick} on the quick screen."))
    if asked.worse:
        yield Item(line(f"The risk grows with {asked.worse}."))
    if asked.assumed:
        yield Item(line(f"Where it is not answered, this is assumed: {sentence(asked.assumed)}"))


def _answers(asked: PresentedQuestion) -> Iterator[Item]:
    for name, label in asked.answers.items():
        yield Item(line(label, names([name])))
    for word, text in asked.examples:
        yield Item(line(f"{word}: {text}"))
