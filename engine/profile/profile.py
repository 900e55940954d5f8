"""A profile: what is known about one subject, and how it is known."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from engine.frozen import frozen
from engine.rulebase.facts import Answer, Facts
from engine.rulebase.fingerprint import canonical, plain
from engine.source.span import Span
from engine.source.tree import Node


@frozen
class Given:
    """What was given for one question: the answer (`None`: not known yet) and what it rests on.

    `also_said` is what else was said of it, by others or with other evidence, and not taken as the answer: in a fixed
    order, each without anything beside it. No rule reads it.
    """

    value: Answer | None
    evidence: str = ""
    known: str = ""
    by: str = ""
    on: date | None = None
    also_said: tuple["Given", ...] = ()


def in_order(said: Iterable[Given]) -> tuple[Given, ...]:
    """List what was said of one question in the one order that it is kept in, each once."""
    return tuple(sorted(set(said), key=lambda each: canonical(plain(each))))


KNOWN = ("observed", "documented", "told", "assumed", "doubtful")
"""How an answer can be known, from the firmest to the weakest."""

UNSURE = frozenset({"assumed", "doubtful"})
"""Answers that are known so may turn out otherwise: it is looked up how far they could move a result."""


@frozen
class Profile:
    """One profile.

    `header` maps the path of each field (`group.name`) to its text or texts. `as_of` and `expect` belong to worked
    examples: the day they are assessed on, and the outcome they must reach. `sha256` is over the meaning.
    """

    id: str
    header: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, Given]
    controls: Mapping[str, Given]
    as_of: date | None = None
    cites: tuple[str, ...] = ()
    expect: Node | None = None
    sha256: str = ""
    file: str = ""
    places: Mapping[str, Span] = field(default_factory=dict)

    def facts(self) -> Facts:
        """Give what is known: facts and statuses of controls in one mapping, which is all that a machine sees."""
        return {
            name: given.value for name, given in {**self.answers, **self.controls}.items() if given.value is not None
        }
