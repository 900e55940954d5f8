"""A condition as nested lists, in which whatever is asked about leads to its place in the book."""

from engine.page.model import Item, Line, Listing, Run, line, listing
from engine.render.conditions import class_missing, condition_words
from engine.render.entries.links import decision_link, link, question_link
from engine.render.words import asked_words, subject_words
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, Condition, Includes, Literal, parts_of
from engine.rulebase.decisions import CONTROLS


def condition_lines(base: RuleBase, condition: Condition) -> Listing:
    """List what a condition asks; one whose parts must all hold is the list of its parts."""
    parts = parts_of(condition) if isinstance(condition, All) and condition.parts else (condition,)
    return listing(_part(base, each) for each in parts)


def _part(base: RuleBase, condition: Condition) -> Item:
    if isinstance(condition, Literal):
        return Item(literal_line(base, condition))
    words = condition_words(base, condition)
    if class_missing(base, condition):
        return Item(line(words))
    return Item(line(Run(words, "quiet")), (), tuple(_part(base, each) for each in parts_of(condition)))


def literal_line(base: RuleBase, literal: Literal) -> Line:
    """Say what is asked about, as a link, and which answer is asked for."""
    return line(_subject(base, literal), "—", Run(asked_words(base, literal), "strong"))


def _subject(base: RuleBase, literal: Literal) -> Run:
    if not literal.on_decision:
        return question_link(base, literal.subject)
    if literal.subject == CONTROLS and isinstance(literal.test, Includes):
        return link("control", literal.test.member, subject_words(base, literal))
    return decision_link(base, literal.subject)
