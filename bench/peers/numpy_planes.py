"""NumPy over the planes, written by hand: block by block, a call for an operation on two planes at once."""

from collections.abc import Iterable

import numpy as np

from bench.peers.contract import Machine, Peer
from bench.planes import Planes, Words, atom, atoms_of, cells_of_planes, planes_of, subjects_of
from bench.problem import Cells, Literal, Problem, Profiles

BLOCK = 512
"""Words of each plane that are worked on at a time."""

Pair = Words
"""Where something certainly holds, above where it possibly does."""


class Loop:
    """The rules as rows of one block of memory: each literal and each flag as a pair, and its contrary as another."""

    def __init__(self, problem: Problem) -> None:
        atoms, subjects = atoms_of(problem), subjects_of(problem)
        self.atoms, self.flags = len(atoms), len(problem.flags)
        self.unknown = np.array([len(atoms) + subjects.index(subject) for subject, _ in atoms])
        rows = {each: row for row, each in enumerate(atoms)}
        flags = {flag: len(atoms) + n for n, flag in enumerate(problem.flags)}
        self.memory = np.empty((2, self.atoms + self.flags, 2, BLOCK), np.uint64)

        def pairs(literals: Iterable[Literal]) -> list[Pair]:
            places = [(0 if each.wanted else 1, flags.get(each.subject, rows.get(atom(each), -1))) for each in literals]
            return [self.memory[side, row] for side, row in places]

        self.program = [(flags[flag], [pairs(rule.literals) for rule in rules]) for flag, rules in problem.by_flag()]

    def run(self, planes: Planes) -> Words:
        """Work out the flags: first the planes where each is certain, then those where each is possible."""
        words = planes.rows.shape[1]
        results = np.empty((2, self.flags, words), np.uint64)
        for start in range(0, words, BLOCK):
            end = min(start + BLOCK, words)
            self._take(planes.rows[:, start:end])
            self._block()
            results[:, :, start:end] = self.memory[0, self.atoms :, :, : end - start].swapaxes(0, 1)
        return results

    def _take(self, given: Words) -> None:
        plain, contrary = self.memory[:, : self.atoms, :, : given.shape[1]]
        plain[:, 0] = given[: self.atoms]
        np.bitwise_or(given[: self.atoms], given[self.unknown], out=plain[:, 1])
        np.invert(plain[:, ::-1], out=contrary)

    def _block(self) -> None:
        plain, contrary = self.memory
        rule = np.empty((2, BLOCK), np.uint64)
        for flag, rules in self.program:
            for number, (first, *others) in enumerate(rules):
                target = plain[flag] if number == 0 else rule
                np.bitwise_and(first, others[0], out=target)
                for each in others[1:]:
                    np.bitwise_and(target, each, out=target)
                if number:
                    np.bitwise_or(plain[flag], rule, out=plain[flag])
            np.invert(plain[flag][::-1], out=contrary[flag])


def prepare(problem: Problem) -> Machine:
    """Lay out the memory."""

    def read(results: Words, profiles: Profiles) -> Cells:
        return cells_of_planes(results[0], results[1], profiles.count)

    return Machine(planes_of, Loop(problem).run, read)


PEER = Peer(
    title="NumPy over the planes, written by hand, one core",
    given="planes",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 21,
    prepare=prepare,
    library="numpy",
)
