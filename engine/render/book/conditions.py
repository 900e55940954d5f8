"""A condition as nested lists, in which whatever is asked about leads to its place in the book."""

from engine.page.markup import Inside, Markup, element, joined, listing
from engine.render.book.links import decision_link, link, question_link
from engine.render.conditions import class_missing, condition_words
from engine.render.words import asked_words, subject_words
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, Condition, Includes, Literal, parts_of
from engine.rulebase.decisions import CONTROLS


def condition_lines(base: RuleBase, condition: Condition) -> Markup | None:
    """Write a condition; one whose parts must all hold is the list of its parts."""
    parts = parts_of(condition) if isinstance(condition, All) and condition.parts else (condition,)
    return listing((_part(base, each) for each in parts), class_="condition")


def _part(base: RuleBase, condition: Condition) -> Inside:
    if isinstance(condition, Literal):
        return literal_line(base, condition)
    words = condition_words(base, condition)
    if class_missing(base, condition):
        return element("span", words)
    below = listing(_part(base, each) for each in parts_of(condition))
    return joined((element("span", words, class_="joint"), below))


def literal_line(base: RuleBase, literal: Literal) -> Markup:
    """Write what is asked about, as a link, and which answer is asked for."""
    return joined((_subject(base, literal), " — ", element("strong", asked_words(base, literal))))


def _subject(base: RuleBase, literal: Literal) -> Markup:
    if not literal.on_decision:
        return question_link(base, literal.subject)
    if literal.subject == CONTROLS and isinstance(literal.test, Includes):
        return link("control", literal.test.member, subject_words(base, literal))
    return decision_link(base, literal.subject)
