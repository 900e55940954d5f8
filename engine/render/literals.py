"""One literal of a rule held against the answers: what it needs, and what is so."""

from engine.assessment.explain import LiteralFound
from engine.page.model import Line, Run, Tone, line
from engine.render.conditions import negated_literals
from engine.render.outcomes import outcome_words
from engine.render.words import answer_words, asked_words, sentence, subject_words, titled
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, Includes
from engine.rulebase.decisions import CONTROLS


def holding_line(base: RuleBase, found: LiteralFound) -> Line:
    """State what is so: the question and its answer, or the decision and its outcome."""
    return line(titled(subject_words(base, found.literal)), Run(sentence(actual_words(base, found)), "good"))


def failed_line(base: RuleBase, condition: Condition, found: LiteralFound) -> Line:
    """State what a rule needs, and what is so instead."""
    return line(*_needed(base, condition, found, "bad"), f"It is: {sentence(actual_words(base, found))}")


def open_line(base: RuleBase, condition: Condition, found: LiteralFound) -> Line:
    """State what a rule needs, and that it is not known."""
    known = found.outcome is not None or found.answer is not None
    now = f"It is: {sentence(actual_words(base, found))}" if known else "Not known yet."
    return line(*_needed(base, condition, found, "doubt"), now)


def _needed(base: RuleBase, condition: Condition, found: LiteralFound, tone: Tone) -> Line:
    literal = found.literal
    anything = "anything but " if literal in negated_literals(condition) else ""
    needed = Run(f"Needed: {anything}{asked_words(base, literal)}.", tone)
    return line(sentence(subject_words(base, literal)), needed)


def actual_words(base: RuleBase, found: LiteralFound) -> str:
    """Say what is so about the subject of a literal."""
    name, test = found.literal.subject, found.literal.test
    if found.outcome is None:
        words = answer_words(base.question(name), found.answer)
        return f"{words}, assumed because it was not answered" if found.assumed else words
    if isinstance(test, Includes):
        return _membership(found.outcome.truth(test), required=name == CONTROLS)
    return outcome_words(base.decisions[name], found.outcome)


def _membership(truth: bool | None, *, required: bool) -> str:
    if truth is None:
        return "not known yet"
    words = "required" if required else "among them"
    return words if truth else f"not {words}"
