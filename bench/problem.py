"""One problem for every machine, as plain data: rules in layers over yes/no answers and whole numbers.

A rule holds when all of its two to five literals hold. It raises a flag; a flag is up when one of its rules holds, and
rules of later layers may read it. A literal may be negated. The flags are the result. Where an answer may be unknown,
all goes by the strong Kleene tables. Nothing here is of this project, so that each peer can have it in its own form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[np.int8]

UNKNOWN = -1
NUMBERS_UP_TO = 9
BOUNDS = (3, 6)
"""The two bounds that a number is asked about."""
SHARES = (40, 30, 20, 10)
"""How many rules in a hundred stand in each layer."""
RULES_A_FLAG = 3
READS_A_FLAG = 0.4
"""How likely it is that a literal of a later layer reads a flag."""


@dataclass(frozen=True, slots=True)
class Literal:
    """An answer or a flag is yes, or a number is `at_least` so much; or, where not `wanted`, the contrary."""

    subject: str
    at_least: int | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """When all its literals hold, the flag is up."""

    name: str
    flag: str
    literals: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """The questions, and the rules by layers; a rule reads only flags of earlier layers."""

    yes_no: tuple[str, ...]
    numbers: tuple[str, ...]
    layers: tuple[tuple[Rule, ...], ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Every question: the order of the cells of a profile."""
        return self.yes_no + self.numbers

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, each after all that it reads."""
        return tuple(rule for layer in self.layers for rule in layer)

    @property
    def flags(self) -> tuple[str, ...]:
        """Every flag, each after all that it hangs on: the order of the cells of a result."""
        return tuple(dict.fromkeys(rule.flag for rule in self.rules))

    def by_flag(self) -> Iterator[tuple[str, tuple[Rule, ...]]]:
        """Walk the flags, each with its rules, in an order in which they can be worked out."""
        for layer in self.layers:
            yield from by_flag(layer)


def by_flag(layer: tuple[Rule, ...]) -> list[tuple[str, tuple[Rule, ...]]]:
    """Put the rules of one layer together by the flag that they raise."""
    flags = dict.fromkeys(rule.flag for rule in layer)
    return [(flag, tuple(rule for rule in layer if rule.flag == flag)) for flag in flags]


@dataclass(frozen=True, slots=True)
class Profiles:
    """Answers: a row of `cells` for each question, a column for each profile. No is 0, yes 1, or `UNKNOWN`."""

    problem: Problem
    cells: Cells

    @property
    def count(self) -> int:
        """How many profiles there are."""
        return int(self.cells.shape[1])

    def as_dicts(self) -> list[dict[str, bool | int]]:
        """Give each profile as the answers that are known."""
        problem, switches = self.problem, len(self.problem.yes_no)
        return [
            {
                name: bool(cell) if place < switches else cell
                for place, (name, cell) in enumerate(zip(problem.facts, column, strict=True))
                if cell != UNKNOWN
            }
            for column in self.cells.T.tolist()
        ]


def problem_of(rules: int = 150, facts: int = 100, seed: int = 1) -> Problem:
    """Make so many rules over so many questions, six in ten of them yes/no, the same each time."""
    rng = Random(seed)
    switches = facts * 6 // 10
    yes_no = tuple(f"b{n}" for n in range(switches))
    numbers = tuple(f"i{n}" for n in range(facts - switches))
    sizes = [rules * share // 100 for share in SHARES]
    sizes[0] += rules - sum(sizes)
    earlier: list[str] = []
    layers: list[tuple[Rule, ...]] = []
    for size in sizes:
        layer = _layer(rng, size, sum(len(each) for each in layers), (*yes_no, *numbers), tuple(earlier))
        earlier += dict.fromkeys(rule.flag for rule in layer)
        layers.append(layer)
    return Problem(yes_no, numbers, tuple(layers))


def _layer(rng: Random, size: int, first: int, facts: tuple[str, ...], flags: tuple[str, ...]) -> tuple[Rule, ...]:
    rules = []
    for n in range(size):
        subjects: dict[str, None] = {}
        wished = rng.randint(2, 5)
        while len(subjects) < wished:
            subjects[rng.choice(flags if flags and rng.random() < READS_A_FLAG else facts)] = None
        literals = tuple(_literal(rng, subject) for subject in subjects)
        rules.append(Rule(f"r{first + n}", f"f{len(flags) + n // RULES_A_FLAG}", literals))
    return tuple(rules)


def _literal(rng: Random, subject: str) -> Literal:
    return Literal(subject, rng.choice(BOUNDS) if subject.startswith("i") else None, rng.random() < 0.5)


def profiles_of(problem: Problem, count: int, unknown: float, seed: int = 2) -> Profiles:
    """Make so many profiles, each answer being unknown with the chance given."""
    rng = np.random.default_rng(seed)
    cells = np.empty((len(problem.facts), count), dtype=np.int8)
    for place in range(len(problem.facts)):
        most = 1 if place < len(problem.yes_no) else NUMBERS_UP_TO
        cells[place] = rng.integers(0, most, size=count, endpoint=True, dtype=np.int8)
        cells[place][rng.random(count, dtype=np.float32) < unknown] = UNKNOWN
    return Profiles(problem, cells)
