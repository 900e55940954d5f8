"""What another answer to one part changes: each part tried in every way in each of many completions, in one run."""

from collections.abc import Iterable, Mapping

from engine.inquiry.completions import Choices, Drawn
from engine.inquiry.trials import Part, Trials, Tried
from engine.rulebase.facts import Facts

Changes = Mapping[Part, Mapping[str, int]]
"""Of a part, the decisions that it changes, each with the completions in which people are told otherwise then."""


def changes(trials: Trials, facts: Facts, among: Choices, drawn: Drawn, tried: Iterable[Part], count: int) -> Changes:
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
    differing = {name: _beside(ran, name, count) for name in trials.outcomes}
    found = {}
    for part, block in first.items():
        steps = range(block, block + len(among[part].answers) - 1)
        planes_of = {name: either(plane >> step * count & every for step in steps) for name, plane in differing.items()}
        found[part] = {name: plane for name, plane in planes_of.items() if plane}
    return found


def _beside(ran: Tried, decision: str, apart: int) -> int:
    """Give the trials for which people are told otherwise of a decision than for the trial so many places further."""
    return either(plane ^ plane >> apart for plane in ran.told(decision))


def either(planes: Iterable[int]) -> int:
    """Join planes."""
    found = 0
    for plane in planes:
        found |= plane
    return found
