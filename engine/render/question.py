"""A question as it is put to people: made once from the base, for every page, file and form that asks it."""

from collections.abc import Mapping

from engine.frozen import frozen
from engine.render.words import answer_words
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Kind

TAKES = {
    "yes_no": "yes or no",
    "choice": "one of these",
    "choices": "any of these",
    "date": "a date",
    "text": "a text; no rule reads it",
}
WORSE = {
    "yes": "a yes",
    "no": "a no",
    "higher": "more",
    "lower": "less",
    "earlier": "an earlier day",
    "later": "a later day",
    "more": "more of them",
    "fewer": "fewer of them",
}


@frozen
class PresentedQuestion:
    """All that is said where a question is asked, each part "" or empty where there is nothing to say.

    `answers` maps what may be answered to its label, where that is one of a few. `examples` are what speaks for which
    answer, each with its word (`Yes`, `No`, `Example`). `range` has both ends, in `unit`. `takes` says what kind of
    answer is wanted, `assumed` which one silence stands for, `worse` what the risk grows with. Of a control, `shown_by`
    is what shows that it is in place, and `owner` who sees to it. `known_by` are those who are likely to know, as the
    pack calls them. `changeable` tells whether somebody could arrange for another answer. `quick` is its number on the
    quick screen.
    """

    name: str
    question: str
    why: str
    topic: str
    kind: Kind
    answers: Mapping[str, str]
    examples: tuple[tuple[str, str], ...]
    range: tuple[int, int] | None
    unit: str
    takes: str
    assumed: str
    worse: str
    quick: int | None
    shown_by: str = ""
    owner: str = ""
    known_by: tuple[str, ...] = ()
    changeable: bool = True


def presented(base: RuleBase, name: str) -> PresentedQuestion:
    """Present a question of a rule base, or the question for the status of one of its controls.

    >>> presented(base, next(iter(base.controls))).takes
    'one of these, from least to most'
    """
    fact, control = base.question(name), base.controls.get(name)
    examples = (("Yes", fact.yes_example), ("No", fact.no_example), ("Example", fact.example))
    takes = TAKES.get(fact.kind, "") + (", from least to most" if fact.ordered else "")
    if fact.kind == "number" and fact.range is not None:
        takes = f"a whole number from {fact.range[0]} to {fact.range[1]}{f' {fact.unit}' if fact.unit else ''}"
    return PresentedQuestion(
        name=name,
        question=fact.question,
        why=fact.why,
        topic=base.pack.topics[fact.topic],
        kind=fact.kind,
        answers=fact.values,
        examples=tuple((word, text) for word, text in examples if text),
        range=fact.range,
        unit=fact.unit,
        takes=takes,
        assumed="" if fact.when_silent is None else answer_words(fact, fact.when_silent),
        worse="" if fact.worse is None else WORSE[fact.worse],
        quick=base.quick_screen.get(name),
        shown_by=control.evidence if control else "",
        owner=base.pack.roles.get(control.owner, control.owner) if control else "",
        known_by=tuple(base.pack.roles.get(role, role) for role in fact.known_by),
        changeable=fact.changeable,
    )
