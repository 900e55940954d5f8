"""A fact: one question with a declared kind and allowed answers."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.rulebase.conditions import Condition, OlderThan, literals
from engine.source.duration import Duration
from engine.source.span import Span

Kind = OneOfTheseWords["yes_no", "choice", "choices", "number", "date", "text"]
KINDS: tuple[Kind, ...] = ("yes_no", "choice", "choices", "number", "date", "text")

NOT_KNOWN_YET = "don't know yet"
"""What people choose from a list of answers where they know none of them; no answer may be worded so."""
NOT_KNOWN = frozenset({"", "unknown", "?", "null", "~", "don't know", "don't know yet", "not known", "not known yet"})
"""What may be written, folded, where an answer is not known yet; no other name of an answer can be one of these."""

Worse = OneOfTheseWords["yes", "no", "higher", "lower", "earlier", "later", "more", "fewer"]
WORSE_BY_KIND: Mapping[Kind, tuple[Worse, ...]] = {
    "yes_no": ("yes", "no"),
    "choice": ("higher", "lower"),
    "choices": ("more", "fewer"),
    "number": ("higher", "lower"),
    "date": ("earlier", "later"),
    "text": (),
}


@frozen
class Members:
    """The answer to a question with several choices: those known to hold, those known not to; the rest are unknown."""

    holds: frozenset[str]
    fails: frozenset[str]


Answer = bool | str | int | date | Members
Facts = Mapping[str, Answer]
"""What is known: fact name to answer, control name to its status. A name that is missing is unknown."""


@frozen
class Fact:
    """A declared question.

    `values` maps each allowed answer of a `choice` or `choices` to its label, from least to most where `ordered`.
    `range` bounds a `number` (whole, in `unit`), both ends included. `worse` is the direction in which risk grows.
    `when_silent` is the answer where none was given; `None`, as nearly everywhere, leaves it unknown then. `past` tells
    whether a date is of something that has happened; `None` leaves that to the rules: see `about_the_past`. `position`
    orders questions as they are declared, for people to be asked in that order; it means nothing else. `aliases` are
    other names that the question goes by in profiles, tables and rules, and `value_aliases` other names of its answers.
    `changeable` tells whether somebody could arrange for another answer; what has happened, or is what it is, is not.
    `known_by` names the roles that are likely to know the answer. Both are for people, and change no result.
    `line` is what stands for the question before its answer where a page lists answers; without one, the question does.
    """

    name: str
    kind: Kind
    topic: str
    question: str
    span: Span
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    ordered: bool = False
    worse: Worse | None = None
    applies_when: Condition | None = None
    quick: int | None = None
    unit: str = ""
    range: tuple[int, int] | None = None
    yes_example: str = ""
    no_example: str = ""
    example: str = ""
    cites: tuple[str, ...] = ()
    when_silent: Answer | None = None
    past: bool | None = None
    position: int = 0
    aliases: tuple[str, ...] = ()
    value_aliases: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    changeable: bool = True
    known_by: tuple[str, ...] = ()

    def meant(self, text: str) -> str:
        """Give the answer that goes by another name; any other text as it is."""
        return self.value_aliases.get(text, text)


def answer_name(question: Fact, answer: Answer | None) -> str:
    """Write an answer by the names of the pack; of a set that is known in part, also what is not in it."""
    match answer:
        case None:
            return "not known"
        case bool():
            return "yes" if answer else "no"
        case Members(holds, fails):
            whole = len(holds | fails) == len(question.values)
            return "; ".join([*sorted(holds), *(() if whole else (f"not {each}" for each in sorted(fails)))]) or "none"
    return str(answer)


def about_the_past(facts: Iterable[Fact], conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Name the dates of things that have happened: as declared, else those whose age a rule asks for."""
    aged = {
        each.subject
        for condition in conditions
        for each in literals(condition)
        if isinstance(each.test, OlderThan) and each.test.age != Duration()
    }
    dates = (fact for fact in facts if fact.kind == "date")
    return tuple(fact.name for fact in dates if (fact.name in aged if fact.past is None else fact.past))


def days_to_come(about_the_past: Iterable[str], facts: Facts, as_of: date | None) -> dict[str, date]:
    """Give the days after the day of assessment with which questions about the past were answered, in their order."""
    answers = ((name, facts.get(name)) for name in about_the_past)
    return {name: day for name, day in answers if isinstance(day, date) and as_of is not None and day > as_of}
