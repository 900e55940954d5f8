"""The problem's profiles as planes of bits: for each literal over a question one plane for true and one for false.

64 profiles stand in a word. A negated literal is the same two planes the other way round; an unknown answer is in
neither.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.problem import UNKNOWN, Cells, Literal, Problem, Profiles

Words = npt.NDArray[np.uint64]

Atom = tuple[str, int | None]
"""A literal over a question as it stands when wanted: the subject and its bound."""


@dataclass(frozen=True, slots=True)
class Planes:
    """A row of words for each plane: `true` and `false` for every atom, in the order of `atoms_of`."""

    true: Words
    false: Words
    count: int


def atoms_of(problem: Problem) -> tuple[Atom, ...]:
    """List the different literals over questions, negation aside."""
    facts = set(problem.facts)
    found = (atom(each) for rule in problem.rules for each in rule.literals if each.subject in facts)
    return tuple(dict.fromkeys(found))


def atom(literal: Literal) -> Atom:
    """Give a literal as it stands when wanted."""
    return literal.subject, literal.at_least


def planes_of(profiles: Profiles) -> Planes:
    """Put profiles into planes; the last word is filled up with profiles of which nothing is known."""
    atoms = atoms_of(profiles.problem)
    rows = {name: row for row, name in enumerate(profiles.problem.facts)}
    words = -(-profiles.count // 64)
    true = np.zeros((len(atoms), words * 8), dtype=np.uint8)
    false = np.zeros_like(true)
    for place, (subject, bound) in enumerate(atoms):
        cells = profiles.cells[rows[subject]]
        holds = cells >= (1 if bound is None else bound)
        packed = np.packbits(holds, bitorder="little")
        true[place, : packed.size] = packed
        packed = np.packbits(~holds & (cells != UNKNOWN), bitorder="little")
        false[place, : packed.size] = packed
    return Planes(true.view(np.uint64), false.view(np.uint64), profiles.count)


def cells_of_planes(true: Words, false: Words, count: int) -> Cells:
    """Turn planes of flags back into cells."""

    def bits(planes: Words) -> npt.NDArray[np.bool_]:
        return np.unpackbits(planes.view(np.uint8), axis=1, count=count, bitorder="little").astype(bool)

    return np.where(bits(true), 1, np.where(bits(false), 0, UNKNOWN)).astype(np.int8)
