"""A question: what is asked, why, with which answers, and what depends on them."""

from collections.abc import Iterator

from engine.page.model import Item, Run, key_value, key_values, line, listing, names
from engine.render.entries.conditions import condition_lines
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import question_lines, rule_lines
from engine.render.entries.parts import counted, lead, linked
from engine.render.question import PresentedQuestion, presented
from engine.render.words import sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact


def question_entry(base: RuleBase, fact: Fact) -> PackEntry:
    """Describe a question."""
    asked, reads = presented(base, fact.name), base.reads_as_written
    who = ", ".join(asked.known_by)
    parts = (
        key_value("Who is likely to know", who),
        key_value("Can it be changed?", "" if asked.changeable else "No: it has happened, or is what it is."),
        key_value(f"Answers: {asked.takes}", listing(_answers(asked))),
        key_value("Applies only when", condition_lines(base, fact.applies_when) if fact.applies_when else None),
        key_value(
            "Questions that apply only by its answer",
            linked(question_lines(base, reads.questions_hanging_on(fact.name))),
        ),
        counted("Read by", rule_lines(reads.rules_reading(fact.name))),
    )
    return PackEntry(
        "question",
        fact.name,
        fact.question,
        (lead(asked.why), key_values(parts)),
        fact.cites,
        mark=f"quick screen {asked.quick}" if asked.quick is not None else "",
        alone=(key_values([key_value("Topic", asked.topic)]),),
    )


def _answers(asked: PresentedQuestion) -> Iterator[Item]:
    for name, label in asked.answers.items():
        yield Item(line(label, names([name])))
    for word, text in asked.examples:
        yield Item(line(Run(f"{word}:", "quiet"), text))
    if asked.assumed:
        yield Item(line(Run(f"Where it is not answered, this is assumed: {sentence(asked.assumed)}", "quiet")))
    if asked.worse:
        yield Item(line(Run(f"The risk grows with {asked.worse}.", "quiet")))
