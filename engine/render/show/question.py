"""One question, to be read."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.render.conditions import condition_item
from engine.render.references import questions_depending_on
from engine.render.rule_words import WORSE, kind_words
from engine.render.show.rule_lists import read_by
from engine.render.sources import sources
from engine.render.words import answer_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact


def question_sections(base: RuleBase, fact: Fact) -> Iterator[Section]:
    """Show a question with its answers and examples, when it applies, and what reads it."""
    yield section("why", "", [Paragraph(line(fact.why)) if fact.why else None, listing(_facts(base, fact))])
    yield section("answers", f"Answers: {kind_words(fact)}", [listing(_answers(fact))])
    if fact.applies_when is not None:
        yield section("applies", "Applies only when", [listing([condition_item(base, fact.applies_when)])])
    depending = [base.facts[name] for name in questions_depending_on(base, fact.name)]
    items = (Item(line(each.question, names([each.name]))) for each in depending)
    yield section("depending", "Questions that apply only by its answer", [listing(items)])
    yield read_by(base, fact.name)
    yield sources(base, fact.cites)


def _facts(base: RuleBase, fact: Fact) -> Iterator[Item]:
    yield Item(line(f"Topic: {base.pack.topics[fact.topic]}."))
    if fact.quick is not None:
        yield Item(line(f"Number {fact.quick} on the quick screen."))
    if fact.worse is not None:
        yield Item(line(f"The risk grows with {WORSE[fact.worse]}."))
    if fact.when_silent is not None:
        yield Item(line(f"Where it is not answered, this is assumed: {sentence(answer_words(fact, fact.when_silent))}"))


def _answers(fact: Fact) -> Iterator[Item]:
    for name, label in fact.values.items():
        yield Item(line(label, names([name])))
    for words, example in (("Yes", fact.yes_example), ("No", fact.no_example), ("Example", fact.example)):
        if example:
            yield Item(line(f"{words}: {example}"))
