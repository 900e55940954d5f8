"""The problem's profiles as planes of bits, 64 profiles to a word.

There is a plane for each literal over a question (where it certainly holds), and one for each question (where its
answer is unknown). A literal may hold where it certainly does and where the answer is unknown; a negated one certainly
holds where it may not. Results are planes of the same two kinds: flags that are certainly up, and those that may be.
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
    """A row of words for each of `atoms_of`, and after them one for each of `subjects_of`."""

    rows: Words
    count: int


def atoms_of(problem: Problem) -> tuple[Atom, ...]:
    """List the different literals over questions, negation aside."""
    facts = set(problem.facts)
    found = (atom(each) for rule in problem.rules for each in rule.literals if each.subject in facts)
    return tuple(dict.fromkeys(found))


def subjects_of(problem: Problem) -> tuple[str, ...]:
    """List the questions that some rule reads."""
    return tuple(dict.fromkeys(subject for subject, _ in atoms_of(problem)))


def atom(literal: Literal) -> Atom:
    """Give a literal as it stands when wanted."""
    return literal.subject, literal.at_least


def planes_of(profiles: Profiles) -> Planes:
    """Put profiles into planes; the last word is filled up with profiles of which all is no."""
    atoms, subjects = atoms_of(profiles.problem), subjects_of(profiles.problem)
    cells = dict(zip(profiles.problem.facts, profiles.cells, strict=True))
    rows = np.zeros((len(atoms) + len(subjects), -(-profiles.count // 64)), np.uint64)
    for row, (subject, bound) in zip(rows, atoms, strict=False):
        _write(cells[subject] >= (1 if bound is None else bound), row)
    for row, subject in zip(rows[len(atoms) :], subjects, strict=True):
        _write(cells[subject] == UNKNOWN, row)
    return Planes(rows, profiles.count)


def _write(holds: npt.NDArray[np.bool_], row: Words) -> None:
    packed = np.packbits(holds, bitorder="little")
    row.view(np.uint8)[: packed.size] = packed


def cells_of_planes(certain: Words, possible: Words, count: int) -> Cells:
    """Turn planes of flags back into cells."""

    def bits(planes: Words) -> npt.NDArray[np.bool_]:
        return np.unpackbits(planes.view(np.uint8), axis=1, count=count, bitorder="little").astype(bool)

    return np.where(bits(certain), 1, np.where(bits(possible), UNKNOWN, 0)).astype(np.int8)
