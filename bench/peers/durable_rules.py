"""durable-rules, as our second engine drives it: three-valued, the whole result for each profile."""

from typing import Any

from bench.peers.contract import Machine, NotHereError, Peer
from bench.peers.reference import cells_of_evaluations
from bench.problem import Problem, Profiles
from bench.rule_base import rule_base_of
from engine.interpret import durable
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.evaluation import Evaluation


def prepare(problem: Problem) -> Machine:
    """Compile and register the rules, once for the rule base."""
    if not durable.available():
        raise NotHereError("not installed")
    base = rule_base_of(problem)
    by_durable(base, {})

    def run(profiles: list[dict[str, Any]]) -> list[Evaluation]:
        return [by_durable(base, profile) for profile in profiles]

    def read(result: list[Evaluation], _: Profiles) -> Any:
        return cells_of_evaluations(problem, result)

    return Machine(Profiles.as_dicts, run, read)


PEER = Peer(
    title="durable-rules, as our second engine",
    given="dictionaries",
    unknowns=True,
    rule_engine=True,
    profiles=150,
    prepare=prepare,
    library="durable-rules",
)
