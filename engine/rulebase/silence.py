"""Silence as an answer: the one place where a question that was not answered is taken as the pack says.

Only questions that declare `when_silent` are so taken. They are never unknown to any machine; all others are.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.rulebase.facts import Answer, Facts, Members

if TYPE_CHECKING:
    from engine.rulebase.base import RuleBase


def assumed(base: "RuleBase", facts: Facts) -> Mapping[str, Answer]:
    """Give, by name, the answers that are assumed because nothing was said; of a set of which a part was, the whole."""
    found: dict[str, Answer] = {}
    for fact in base.facts.values():
        if fact.when_silent is not None:
            answer = _with(facts.get(fact.name), fact.when_silent)
            if answer != facts.get(fact.name):
                found[fact.name] = answer
    return found


def with_silence(base: "RuleBase", facts: Facts) -> Facts:
    """Give what is known, and what is assumed."""
    taken = assumed(base, facts)
    return {**facts, **taken} if taken else facts


def _with(given: Answer | None, silent: Answer) -> Answer:
    """Fill up what was answered with what silence means; of a set, member by member."""
    if given is None:
        return silent
    if isinstance(given, Members) and isinstance(silent, Members):
        said = given.holds | given.fails
        return Members(given.holds | (silent.holds - said), given.fails | (silent.fails - said))
    return given
