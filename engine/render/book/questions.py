"""The chapter on questions: what is asked, why, with which answers, and what depends on them."""

from collections.abc import Iterator

from engine.page.model import Item, Run, Section, key_value, key_values, line, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, question_link, rule_link
from engine.render.book.parts import chapter, counted, entry, group, lead, linked, rests_on
from engine.render.question import PresentedQuestion, presented
from engine.render.references import questions_depending_on, rules_reading
from engine.render.words import sentence
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
    asked = presented(base, fact.name)
    applies = None if fact.applies_when is None else condition_lines(base, fact.applies_when)
    depending = linked(question_link(base, name) for name in questions_depending_on(base, fact.name))
    return entry(
        "question",
        fact.name,
        fact.question,
        lead(asked.why),
        key_values(
            [
                key_value(f"Answers: {asked.takes}", listing(_answers(asked))),
                key_value("Applies only when", applies),
                key_value("Questions that apply only by its answer", depending),
                counted("Read by", map(rule_link, rules_reading(base, fact.name))),
            ]
        ),
        rests_on(base, fact.cites),
        mark=f"quick screen {fact.quick}" if fact.quick is not None else "",
    )


def _answers(asked: PresentedQuestion) -> Iterator[Item]:
    for name, label in asked.answers.items():
        yield Item(line(label, code(name)))
    for word, text in asked.examples:
        yield Item(line(Run(f"{word}:", "quiet"), text))
    if asked.assumed:
        yield Item(line(Run(f"Where it is not answered, this is assumed: {sentence(asked.assumed)}", "quiet")))
    if asked.worse:
        yield Item(line(Run(f"The risk grows with {asked.worse}.", "quiet")))
