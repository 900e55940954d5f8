"""What another answer to one part changes: each part tried in every way in each of many completions, in one run."""

from collections.abc import Iterable, Mapping

from engine.frozen import frozen
from engine.inquiry.completions import Choices, Drawn
from engine.inquiry.trials import Part, Trials
from engine.rulebase.facts import Facts


@frozen
class Changed:
    """What another answer to a part changes: planes of completions.

    `told` are those in which people are told otherwise of a decision, for each of which they ever are; `outcomes` those
    in which any decision comes out otherwise, even one that people are told nothing of.
    """

    told: Mapping[str, int]
    outcomes: int


def changes(
    trials: Trials, facts: Facts, among: Choices, drawn: Drawn, tried: Iterable[Part], count: int
) -> Mapping[Part, Changed]:
    """Give each of the parts every answer in each of so many completions, and see which decisions come out otherwise.

    The trials stand in blocks of all completions, one block for each answer of each part that is tried. In the blocks
    of a part its own answer is the same in all of a block; what the completion itself gave is one of them.
    """
    first: dict[Part, int] = {}
    blocks = 0
    for part in tried:
        first[part] = blocks
        blocks += len(among[part].answers)
    every = (1 << count) - 1
    repeated = sum(1 << (block * count) for block in range(blocks))
    spread = {}
    for part, planes in drawn.items():
        given = [plane * repeated for plane in planes]
        if part in first:
            blank = ~(((1 << len(planes) * count) - 1) << first[part] * count)
            given = [plane & blank | every << (first[part] + n) * count for n, plane in enumerate(given)]
        answers = (answer for _, answer in among[part].answers)
        spread[part] = tuple(zip(answers, given, strict=True))
    ran = trials.run(facts, blocks * count, spread)
    told = {name: _beside(ran.told(name), count) for name in trials.outcomes}
    outcomes = either(_beside(ran.outcome_planes(name), count) for name in trials.outcomes)
    found = {}
    for part, block in first.items():
        steps = range(block, block + len(among[part].answers) - 1)
        of_part = {name: either(plane >> step * count & every for step in steps) for name, plane in told.items()}
        of_part = {name: plane for name, plane in of_part.items() if plane}
        found[part] = Changed(of_part, either(outcomes >> step * count & every for step in steps))
    return found


def _beside(planes: Iterable[int], apart: int) -> int:
    """Give the trials for which a plane is other than for the trial so many places further."""
    return either(plane ^ plane >> apart for plane in planes)


def either(planes: Iterable[int]) -> int:
    """Join planes."""
    found = 0
    for plane in planes:
        found |= plane
    return found
