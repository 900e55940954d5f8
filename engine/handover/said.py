"""What was said of one question: answers with what they rest on, of which one is taken, and none is lost.

One saying covers another where it says all of it, and perhaps more: the same answer with the same evidence, or an
answer where the other knew none. Of several, those that no other covers are kept. That makes putting them together as
orderly as a union of sets: neither the order nor saying a thing twice matters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.profile.profile import Given, in_order
from engine.profile.read_answers import BASIS
from engine.rulebase.facts import Answer, Members

NOTHING = Given(None)


def sayings(given: Given) -> tuple[Given, ...]:
    """List all that was said, the answer that is taken first; nothing where nothing was said."""
    return tuple(each for each in (replace(given, also_said=()), *given.also_said) if each != NOTHING)


def says_as_much(answer: Answer | None, other: Answer | None) -> bool:
    """Tell whether an answer says all that another one says: of a set, of as many choices at least."""
    if isinstance(answer, Members) and isinstance(other, Members):
        return other.holds <= answer.holds and other.fails <= answer.fails
    return other is None or (type(answer) is type(other) and answer == other)


def covers(one: Given, other: Given) -> bool:
    """Tell whether all that another saying says is in this one."""
    basis = all(getattr(other, part) in ("", None, getattr(one, part)) for part in BASIS)
    return basis and says_as_much(one.value, other.value)


def together(said: Iterable[Given], taken: Given) -> Given:
    """Put together what was said of a question: what is taken, and beside it what is left.

    Where the same answer was given with all that it rests on and more, that is taken in its place.
    """
    every = in_order(said)
    kept = [each for each in every if not any(covers(other, each) for other in every if other != each)]
    first = next((each for each in kept if each.value == taken.value and covers(each, taken)), taken)
    return replace(first, also_said=tuple(each for each in kept if each != first))


def signed(given: Mapping[str, Given], said: Given) -> dict[str, Given]:
    """Give the answers with the name and the day that stand once for all of them, where they name none of their own."""
    return {
        name: each if each == NOTHING else replace(each, by=each.by or said.by, on=each.on or said.on)
        for name, each in given.items()
    }
