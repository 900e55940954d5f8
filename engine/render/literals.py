"""One literal of a rule held against the answers: what it needs, and what is so."""

from engine.interpret.reference.evaluate import Reference
from engine.page.model import Line, Run, Tone, line
from engine.render.conditions import negated_literals
from engine.render.outcomes import outcome_words
from engine.render.words import answer_words, asked_words, sentence, subject_words, titled
from engine.rulebase.conditions import Condition, Includes, Literal
from engine.rulebase.decisions import CONTROLS


def holding_line(reference: Reference, literal: Literal) -> Line:
    """State what is so: the question and its answer, or the decision and its outcome."""
    return line(titled(subject_words(reference.base, literal)), Run(sentence(actual_words(reference, literal)), "good"))


def failed_line(reference: Reference, condition: Condition, literal: Literal) -> Line:
    """State what a rule needs, and what is so instead."""
    return line(*_needed(reference, condition, literal, "bad"), f"It is: {sentence(actual_words(reference, literal))}")


def open_line(reference: Reference, condition: Condition, literal: Literal) -> Line:
    """State what a rule needs, and that it is not known."""
    known = literal.on_decision or literal.subject in reference.facts
    now = f"It is: {sentence(actual_words(reference, literal))}" if known else "Not known yet."
    return line(*_needed(reference, condition, literal, "doubt"), now)


def _needed(reference: Reference, condition: Condition, literal: Literal, tone: Tone) -> Line:
    base = reference.base
    anything = "anything but " if literal in negated_literals(condition) else ""
    needed = Run(f"Needed: {anything}{asked_words(base, literal)}.", tone)
    return line(sentence(subject_words(base, literal)), needed)


def actual_words(reference: Reference, literal: Literal) -> str:
    """Say what is so about the subject of a literal."""
    base, name = reference.base, literal.subject
    if not literal.on_decision:
        words = answer_words(base.question(name), reference.facts.get(name))
        return f"{words}, assumed because it was not answered" if name in reference.assumed else words
    if isinstance(literal.test, Includes):
        return _membership(reference.outcome(name).truth(literal.test), required=name == CONTROLS)
    return outcome_words(base.decisions[name], reference.outcome(name))


def _membership(truth: bool | None, *, required: bool) -> str:
    if truth is None:
        return "not known yet"
    words = "required" if required else "among them"
    return words if truth else f"not {words}"
