"""Our reference evaluator, the definition against which all the others are checked."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from bench.peers.contract import Machine, Peer
from bench.problem import UNKNOWN, Cells, Problem, Profiles
from bench.rule_base import layer_name, rule_base_of
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate


def prepare(problem: Problem) -> Machine:
    """Make the rule base."""
    base = rule_base_of(problem)

    def run(profiles: list[dict[str, Any]]) -> list[Evaluation]:
        return [evaluate(base, profile) for profile in profiles]

    def read(result: list[Evaluation], _: Profiles) -> Cells:
        return cells_of_evaluations(problem, result)

    return Machine(Profiles.as_dicts, run, read)


def cells_of_evaluations(problem: Problem, evaluations: Iterable[Evaluation]) -> Cells:
    """Turn full results, profile by profile, into cells."""
    columns = []
    for evaluation in evaluations:
        collected = [evaluation.collected(layer_name(n)) for n in range(len(problem.layers))]
        members = frozenset[str]().union(*(each.members for each in collected))
        undecided = frozenset[str]().union(*(each.undecided for each in collected))
        columns.append([1 if flag in members else UNKNOWN if flag in undecided else 0 for flag in problem.flags])
    return np.array(columns, np.int8).T


PEER = Peer(
    title="our reference evaluator",
    given="dictionaries",
    unknowns=True,
    rule_engine=False,
    profiles=300,
    prepare=prepare,
)
