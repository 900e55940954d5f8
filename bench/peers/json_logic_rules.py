"""json-logic: each flag a JSON expression, applied to a dictionary; flags go into the dictionary."""

from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Literal, Problem, Profiles


def prepare(problem: Problem) -> Machine:
    """Write the expressions."""
    from json_logic import jsonLogic

    plan = [
        (flag, {"or": [{"and": [_literal(each) for each in rule.literals]} for rule in rules]})
        for flag, rules in problem.by_flag()
    ]

    def raised(profile: dict[str, Any]) -> list[str]:
        for flag, expression in plan:
            profile[flag] = jsonLogic(expression, profile)
        return [flag for flag, _ in plan if profile[flag]]

    def run(profiles: list[dict[str, Any]]) -> list[list[str]]:
        return [raised(dict(profile)) for profile in profiles]

    def read(result: list[list[str]], profiles: Profiles) -> Any:
        return cells_of_sets(problem.flags, result, profiles.count)

    return Machine(Profiles.as_dicts, run, read)


def _literal(each: Literal) -> dict[str, Any]:
    value = {"var": each.subject}
    if each.at_least is not None:
        return {">=" if each.wanted else "<": [value, each.at_least]}
    return value if each.wanted else {"!": value}


PEER = Peer(
    title="json-logic (json-logic-qubit)",
    given="dictionaries",
    unknowns=False,
    rule_engine=True,
    profiles=500,
    prepare=prepare,
    library="json-logic-qubit",
)
