"""rule-engine: each rule a line of its own language, matched against a dictionary; flags go into the dictionary."""

from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Literal, Problem, Profiles


def prepare(problem: Problem) -> Machine:
    """Parse each rule once."""
    import rule_engine

    def literal(each: Literal) -> str:
        held = each.subject if each.at_least is None else f"{each.subject} >= {each.at_least}"
        return held if each.wanted else f"not ({held})"

    plan = [
        (flag, [rule_engine.Rule(" and ".join(map(literal, rule.literals))) for rule in rules])
        for flag, rules in problem.by_flag()
    ]

    def run(profiles: list[dict[str, Any]]) -> list[list[str]]:
        return [_raised(plan, dict(profile)) for profile in profiles]

    def read(result: list[list[str]], profiles: Profiles) -> Any:
        return cells_of_sets(problem.flags, result, profiles.count)

    return Machine(Profiles.as_dicts, run, read)


def _raised(plan: list[tuple[str, list[Any]]], profile: dict[str, Any]) -> list[str]:
    for flag, rules in plan:
        profile[flag] = any(rule.matches(profile) for rule in rules)
    return [flag for flag, _ in plan if profile[flag]]


PEER = Peer(
    title="rule-engine",
    given="dictionaries",
    unknowns=False,
    rule_engine=True,
    profiles=500,
    prepare=prepare,
    library="rule-engine",
)
