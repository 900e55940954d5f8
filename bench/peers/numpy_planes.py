"""NumPy over the planes, as one would write it by hand: block by block, a call for each bitwise operation."""

from typing import Any

import numpy as np

from bench.peers.contract import Machine, Peer
from bench.planes import Planes, Words, atom, atoms_of, cells_of_planes, planes_of
from bench.problem import Problem

BLOCK = 1024
"""Words of each plane that are worked on at a time."""
Sources = list[tuple[bool, int, bool]]
"""For each literal of a rule: whether it reads a flag, which row, whether it is wanted."""


def prepare(problem: Problem) -> Machine:
    """Look up where each literal reads from; the rest is a double loop."""
    rows = {each: n for n, each in enumerate(atoms_of(problem))}
    flags = {flag: n for n, flag in enumerate(problem.flags)}

    def sources(literals: Any) -> Sources:
        return [
            (True, flags[each.subject], each.wanted)
            if each.subject in flags
            else (False, rows[atom(each)], each.wanted)
            for each in literals
        ]

    plan = [(flags[flag], [sources(rule.literals) for rule in rules]) for flag, rules in problem.by_flag()]

    def run(planes: Planes) -> tuple[Words, Words]:
        words = planes.true.shape[1]
        true, false = np.empty((len(flags), words), np.uint64), np.empty((len(flags), words), np.uint64)
        for at in range(0, words, BLOCK):
            here = slice(at, at + BLOCK)
            _block(plan, planes.true[:, here], planes.false[:, here], true[:, here], false[:, here])
        return true, false

    def read(result: tuple[Words, Words], profiles: Any) -> Any:
        return cells_of_planes(*result, profiles.count)

    return Machine(planes_of, run, read)


def _block(plan: list[tuple[int, list[Sources]]], true: Words, false: Words, up: Words, down: Words) -> None:
    holds, fails = np.empty_like(true[0]), np.empty_like(true[0])
    for flag, rules in plan:
        for number, literals in enumerate(rules):
            for place, (on_flag, row, wanted) in enumerate(literals):
                yes, no = (up[row], down[row]) if on_flag else (true[row], false[row])
                if not wanted:
                    yes, no = no, yes
                if place == 0:
                    first_yes, first_no = yes, no
                elif place == 1:
                    np.bitwise_and(first_yes, yes, out=holds)
                    np.bitwise_or(first_no, no, out=fails)
                else:
                    np.bitwise_and(holds, yes, out=holds)
                    np.bitwise_or(fails, no, out=fails)
            if number == 0:
                up[flag], down[flag] = holds, fails
            else:
                np.bitwise_or(up[flag], holds, out=up[flag])
                np.bitwise_and(down[flag], fails, out=down[flag])


PEER = Peer(
    title="NumPy over the planes, written by hand, one core",
    given="planes",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 21,
    prepare=prepare,
)
