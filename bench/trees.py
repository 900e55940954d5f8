"""The best way of asking there is, on packs so small that every way can be tried, against the next best question."""

from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

from bench.interviews import DAY
from engine import Asking, RuleBase
from engine.rulebase.facts import Answer, Facts
from tests.inquiry.packs import written

QUESTIONS = 6


class Trees:
    """Weighs ways of asking by the mean number of answers until nothing can change; all answers are as likely."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._asking = Asking(base, DAY)
        self._known: dict[tuple[bool, frozenset[tuple[str, Answer]]], float] = {}

    def answers(self, facts: Facts, *, by_the_next_best: bool) -> float:
        """Count the answers from here on: by the next best question each time, or the fewest of any way of asking."""
        key = by_the_next_best, frozenset(facts.items())
        if key not in self._known:
            names = [each.name for each in self._asking.next_questions(facts)]
            ways = [
                1
                + mean(self.answers({**facts, name: each}, by_the_next_best=by_the_next_best) for each in (True, False))
                for name in (names[:1] if by_the_next_best else names)
            ]
            self._known[key] = min(ways, default=0)
        return self._known[key]


def small_pack(rng: Random, folder: Path) -> RuleBase:
    """Write a pack of yes and no, in which each of some rules lifts one decision where two or three answers are so."""
    names = [f"q{n}" for n in range(QUESTIONS)]
    every = [
        {"all": [{name: rng.choice(("yes", "no"))} for name in rng.sample(names, rng.randint(2, 3))]} for _ in range(6)
    ]
    return written(folder, names, {"level.high": {"any": every[:3]}, "level.top": {"any": every[3:]}})


def compared(packs: int, seed: int) -> tuple[float, float]:
    """Give the mean numbers of answers over some small packs: by the next best question, and by the best way."""
    rng = Random(seed)
    with TemporaryDirectory() as folder:
        trees = [Trees(small_pack(rng, Path(folder, str(n)))) for n in range(packs)]
        mine, best = (mean(each.answers({}, by_the_next_best=way) for each in trees) for way in (True, False))
    return mine, best
