"""The chapter on questions: what is asked, why, with which answers, and what depends on them."""

from collections.abc import Iterator

from engine.page.markup import Inside, Markup, element, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, question_link, rule_links
from engine.render.book.parts import chapter, counted, entry, group, labelled, paragraph, rests_on
from engine.render.question import PresentedQuestion, presented
from engine.render.show.references import questions_depending_on, rules_reading
from engine.render.words import sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact


def questions_by_topic(base: RuleBase) -> dict[str, list[Fact]]:
    """Put every question under its topic, in the order in which people are asked."""
    asked = [each for each in base.questions() if each.name in base.facts]
    groups = {topic: [each for each in asked if each.topic == topic] for topic in base.pack.topics}
    return {topic: facts for topic, facts in groups.items() if facts}


def questions_chapter(base: RuleBase) -> Markup:
    """Write the chapter."""
    groups = (
        group(f"questions-{topic}", base.pack.topics[topic], len(facts), *(_question(base, fact) for fact in facts))
        for topic, facts in questions_by_topic(base).items()
    )
    intro = (
        "“Don't know yet” is an answer to every question. It is equal to nothing, and a rule that waits for it stays "
        "open. Questions with a number are on the quick screen."
    )
    return chapter("questions", "Questions", intro, *groups)


def _question(base: RuleBase, fact: Fact) -> Markup:
    asked = presented(base, fact.name)
    applies = None if fact.applies_when is None else condition_lines(base, fact.applies_when)
    depending = (question_link(base, name) for name in questions_depending_on(base, fact.name))
    return entry(
        "question",
        fact.name,
        fact.question,
        paragraph(asked.why, class_="lead"),
        labelled(f"Answers: {asked.takes}", listing(_answers(asked))),
        labelled("Applies only when", applies),
        labelled("Questions that apply only by its answer", listing(depending)),
        counted("Read by", rule_links(rules_reading(base, fact.name))),
        rests_on(base, fact.cites),
        mark=f"quick screen {fact.quick}" if fact.quick is not None else "",
    )


def _answers(asked: PresentedQuestion) -> Iterator[Inside]:
    for name, label in asked.answers.items():
        yield (label, " ", code(name))
    for word, text in asked.examples:
        yield (element("em", f"{word}:"), f" {text}")
    if asked.assumed:
        assumed = sentence(asked.assumed)
        yield element("span", f"Where it is not answered, this is assumed: {assumed}", class_="quiet")
    if asked.worse:
        yield element("span", f"The risk grows with {asked.worse}.", class_="quiet")
