"""One question, to be read."""

from collections.abc import Iterator

from engine.page.model import Item, Paragraph, Section, line, listing, names, section
from engine.render.conditions import condition_item
from engine.render.show.references import questions_depending_on, read_by
from engine.render.sources import sources
from engine.render.words import answer_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact

KINDS = {
    "yes_no": "yes or no",
    "choice": "one of these",
    "choices": "any of these",
    "date": "a date",
    "text": "a text; no rule reads it",
}
WORSE = {
    "yes": "a yes",
    "no": "a no",
    "higher": "more",
    "lower": "less",
    "earlier": "an earlier day",
    "later": "a later day",
    "more": "more of them",
    "fewer": "fewer of them",
}


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


def kind_words(fact: Fact) -> str:
    """Say what kind of answer a question takes."""
    if fact.kind == "number" and fact.range is not None:
        unit = f" {fact.unit}" if fact.unit else ""
        return f"a whole number from {fact.range[0]} to {fact.range[1]}{unit}"
    return KINDS[fact.kind] + (", from least to most" if fact.ordered else "")


def _answers(fact: Fact) -> Iterator[Item]:
    for name, label in fact.values.items():
        yield Item(line(label, names([name])))
    for words, example in (("Yes", fact.yes_example), ("No", fact.no_example), ("Example", fact.example)):
        if example:
            yield Item(line(f"{words}: {example}"))
