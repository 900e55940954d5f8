"""Plain Python: a function written out for these rules and compiled by CPython; a profile is a dictionary."""

from collections.abc import Callable
from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Literal, Problem, Profiles


def prepare(problem: Problem) -> Machine:
    """Write the function and compile it."""
    names: dict[str, Callable[[dict[str, Any]], tuple[bool, ...]]] = {}
    exec(source(problem), names)
    decide = names["decide"]
    flags = problem.flags

    def run(profiles: list[dict[str, Any]]) -> list[tuple[bool, ...]]:
        return [decide(profile) for profile in profiles]

    def read(result: list[tuple[bool, ...]], profiles: Profiles) -> Any:
        raised = ([flag for flag, up in zip(flags, row, strict=True) if up] for row in result)
        return cells_of_sets(flags, raised, profiles.count)

    return Machine(Profiles.as_dicts, run, read)


def source(problem: Problem) -> str:
    """Write one assignment for each flag."""
    flags = set(problem.flags)

    def literal(each: Literal) -> str:
        value = each.subject if each.subject in flags else f"p['{each.subject}']"
        if each.at_least is not None:
            return f"{value} {'>=' if each.wanted else '<'} {each.at_least}"
        return value if each.wanted else f"not {value}"

    lines = ["def decide(p):"]
    for flag, rules in problem.by_flag():
        parts = (" and ".join(map(literal, rule.literals)) for rule in rules)
        lines.append(f"    {flag} = {' or '.join(f'({part})' for part in parts)}")
    return "\n".join([*lines, f"    return ({', '.join(problem.flags)},)"])


PEER = Peer(
    title="plain Python, written out for these rules",
    given="dictionaries",
    unknowns=False,
    rule_engine=False,
    profiles=20_000,
    prepare=prepare,
)
