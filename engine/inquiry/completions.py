"""Complete sets of answers that agree with a profile: what each part may be answered, and many of them drawn by chance.

A *completion* answers all that some decisions read, by one answer for each part; within what a profile says, it is one
of the ways in which everything may yet come to be known. What is drawn of a part depends on its name alone, so that the
same profile is tried with the same completions wherever and whenever it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from random import Random

from engine.assessment.answers import possible_answers
from engine.frozen import frozen
from engine.inquiry.trials import Part, side
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts, Members, Worse
from engine.rulebase.silence import with_silence


@frozen
class Choice:
    """What a part may be answered: each answer with the words for it, and the place of the one that raises least.

    A number or a date has one answer for each stretch that the rules tell apart: `mildest` is `None` where no direction
    is worse.
    """

    answers: tuple[tuple[str, Answer], ...]
    mildest: int | None


Choices = Mapping[Part, Choice]
"""Of each part what it may be answered, in the order of asking."""

Drawn = Mapping[Part, Sequence[int]]
"""Some completions: of each part that a profile leaves unknown, for each of its answers those that give it."""

Completion = Mapping[Part, Answer]
"""One completion, or a piece of one: answers to parts that a profile leaves unknown."""


def choices(base: RuleBase, as_of: date | None, parts: Iterable[Part]) -> Choices:
    """Find what each part may be answered; parts that no rule can tell two answers of are left out."""
    found = {part: _choice(base, as_of, part) for part in sorted(parts, key=lambda part: _in_order(base, part))}
    return {part: choice for part, choice in found.items() if len(choice.answers) > 1}


def unknown(base: RuleBase, facts: Facts, among: Choices) -> tuple[Part, ...]:
    """List the parts that a profile leaves unknown. What silence answers is not unknown."""
    known = with_silence(base, facts)
    return tuple(part for part in among if _known(known, part) is None)


def completed(facts: Facts, answers: Completion) -> Facts:
    """Write answers to parts into a profile."""
    found = dict(facts)
    for (name, member), answer in answers.items():
        if not member:
            found[name] = answer
            continue
        now = found.get(name)
        sides = (now.holds, now.fails) if isinstance(now, Members) else (frozenset[str](), frozenset[str]())
        one = frozenset({member})
        found[name] = Members(sides[0] | one, sides[1]) if answer else Members(sides[0], sides[1] | one)
    return found


def drawn(part: Part, choice: Choice, count: int) -> tuple[int, ...]:
    """Draw the answer of a part in so many completions: of each answer, the plane of those that give it.

    Of every second completion all answers are drawn evenly. In the others, a part that has a worse side is answered
    three times in four on the mild one, and evenly else: where all is drawn evenly some rule that raises nearly always
    fires, and what matters below it is seldom seen.
    """
    rng = Random("/".join(part))  # noqa: S311  the same for the same part, wherever it is drawn
    planes = _evenly(rng, len(choice.answers), count)
    if choice.mildest is not None:
        mild = _every_second(count) & (rng.getrandbits(count) | rng.getrandbits(count))
        planes = [plane | mild if n == choice.mildest else plane & ~mild for n, plane in enumerate(planes)]
    return tuple(planes)


def near(part: Part, choice: Choice, answer: Answer | None, count: int) -> tuple[int, ...]:
    """Draw the answer of a part near one completion: mostly the answer that it gives, and in the first always."""
    rng = Random("near/" + "/".join(part))  # noqa: S311
    other = rng.getrandbits(count) & rng.getrandbits(count) & rng.getrandbits(count) & ~1
    answers = [each for _, each in choice.answers]
    given = answers.index(answer) if answer in answers else 0
    planes = [plane & other for plane in _evenly(rng, len(answers), count)]
    planes[given] |= ((1 << count) - 1) & ~other
    return tuple(planes)


def _every_second(count: int) -> int:
    """Give the plane of every second trial."""
    return sum(1 << place for place in range(0, count, 2))


def _evenly(rng: Random, answers: int, count: int) -> list[int]:
    """Part so many trials among the answers: each throws a number, and once more where it throws too high."""
    planes = [0] * answers
    left = (1 << count) - 1
    while left:
        digits = [rng.getrandbits(count) for _ in range((answers - 1).bit_length())]
        thrown = left
        for answer in range(answers):
            here = left
            for place, digit in enumerate(digits):
                here &= digit if answer >> place & 1 else ~digit
            planes[answer] |= here
            thrown &= ~here
        left = thrown
    return planes


def _choice(base: RuleBase, as_of: date | None, part: Part) -> Choice:
    name, member = part
    worse = base.question(name).worse
    if member:
        words = ("includes", "does not include")
        answers = tuple((f"{word} {member}", word == words[0]) for word in words)
        return Choice(answers, {"more": 1, "fewer": 0}.get(worse or ""))
    found = tuple(possible_answers(base, name, None, as_of))
    return Choice(found, _mildest(worse, [answer for _, answer in found]))


def _mildest(worse: Worse | None, answers: list[Answer]) -> int | None:
    match worse:
        case "yes" | "no":
            return answers.index(worse == "no")
        case "higher" | "later":
            return 0
        case "lower" | "earlier":
            return len(answers) - 1
    return None


def _known(facts: Facts, part: Part) -> Answer | None:
    name, member = part
    return side(facts.get(name), member) if member else facts.get(name)


def _in_order(base: RuleBase, part: Part) -> tuple[object, ...]:
    return (*base.asking_order(base.question(part[0])), part[1])
