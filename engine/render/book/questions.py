"""The chapter on questions: what is asked, why, with which answers, and what depends on them."""

from collections.abc import Iterator

from engine.page.model import Item, Run, Section, key_value, key_values, line, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, question_link, rule_link
from engine.render.book.parts import chapter, counted, entry, group, lead, linked, rests_on
from engine.render.references import questions_depending_on, rules_reading
from engine.render.rule_words import WORSE, kind_words
from engine.render.words import answer_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact


def questions_chapter(base: RuleBase) -> Section | None:
    """Write the chapter."""
    asked = [each for each in base.questions() if each.name in base.facts]
    topics = {topic: [each for each in asked if each.topic == topic] for topic in base.pack.topics}
    intro = (
        "“Don't know yet” is an answer to every question. It is equal to nothing, and a rule that waits for it stays "
        "open. Questions with a number are on the quick screen."
    )
    groups = (
        group(f"questions-{topic}", base.pack.topics[topic], (_question(base, fact) for fact in facts))
        for topic, facts in topics.items()
        if facts
    )
    return chapter("questions", "Questions", intro, groups)


def _question(base: RuleBase, fact: Fact) -> Section:
    applies = None if fact.applies_when is None else condition_lines(base, fact.applies_when)
    depending = linked(question_link(base, name) for name in questions_depending_on(base, fact.name))
    return entry(
        "question",
        fact.name,
        fact.question,
        lead(fact.why),
        key_values(
            [
                key_value(f"Answers: {kind_words(fact)}", listing(_answers(fact))),
                key_value("Applies only when", applies),
                key_value("Questions that apply only by its answer", depending),
                counted("Read by", map(rule_link, rules_reading(base, fact.name))),
            ]
        ),
        rests_on(base, fact.cites),
        mark=f"quick screen {fact.quick}" if fact.quick is not None else "",
    )


def _answers(fact: Fact) -> Iterator[Item]:
    for name, label in fact.values.items():
        yield Item(line(label, code(name)))
    for words, example in (("Yes", fact.yes_example), ("No", fact.no_example), ("Example", fact.example)):
        if example:
            yield Item(line(Run(f"{words}:", "quiet"), example))
    if fact.when_silent is not None:
        assumed = sentence(answer_words(fact, fact.when_silent))
        yield Item(line(Run(f"Where it is not answered, this is assumed: {assumed}", "quiet")))
    if fact.worse is not None:
        yield Item(line(Run(f"The risk grows with {WORSE[fact.worse]}.", "quiet")))
