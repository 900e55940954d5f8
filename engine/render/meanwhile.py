"""What to apply while a decision is open, and the few answers that would lower it."""

from collections.abc import Iterator

from engine.assessment.assessment import Assessment, Lowering
from engine.interpret.evaluation import Highest
from engine.page.model import Line, Run, line
from engine.render.answers import answer_in_words
from engine.render.room import Room
from engine.render.words import sentence, value_words
from engine.rulebase.base import RuleBase

MEANWHILE = "Meanwhile, treat it as:"
"""What is said before the value that holds while a decision is open."""


def meanwhile(base: RuleBase, assessment: Assessment, name: str, room: Room) -> Iterator[Line]:
    """Say what to apply while an ordered decision is open, and what would lower it; nothing once it is settled.

    The first line says what to apply. Each line after that is a way to lower it: an answer, or two or three together.
    """
    outcome, decision = assessment.outcome(name), base.decisions[name]
    if not isinstance(outcome, Highest) or outcome.interim is None:
        return
    interim, ways = decision.values[outcome.interim], assessment.lowered_by.get(name, ())
    more = ("If they are true, these answers would lower it:",) if ways else ()
    says = room.words(interim.says)
    if name not in base.pack.primary and not room.takes(line(says)):
        says = ""
    yield line(MEANWHILE, Run(sentence(interim.label), "strong"), says, *more)
    for way in ways:
        yield line(*_answers(base, assessment, way), Run(sentence(value_words(decision, way.to)), "strong"))


def _answers(base: RuleBase, assessment: Assessment, way: Lowering) -> Iterator[str | Run]:
    """Walk the questions of a way, each with its answer."""
    for place, (question, words) in enumerate(way.answers.items()):
        asked = base.facts[question].question
        last = place == len(way.answers) - 1
        yield f"{'' if place == 0 else 'and '}{asked}"
        yield Run(f"{answer_in_words(base, question, words, assessment.as_of)}{':' if last else ','}", "doubt")
