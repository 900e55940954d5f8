"""zen-engine: one node with an expression for each flag, later ones reading earlier ones; a batch runs on all cores.

Of the forms tried (a node a layer, one profile at a time, a batch) this is the fastest.
"""

from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Literal, Problem, Profiles


def prepare(problem: Problem) -> Machine:
    """Load the decision."""
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"problem": _graph(problem)}}})

    def take(profiles: Profiles) -> list[dict[str, Any]]:
        return [{"key": "problem", "context": profile} for profile in profiles.as_dicts()]

    def run(requests: Any) -> list[dict[str, bool]]:
        return [answer["data"]["result"] for answer in engine.evaluate_batch(requests)]

    def read(result: list[dict[str, bool]], profiles: Profiles) -> Any:
        raised = ([flag for flag in problem.flags if row[flag]] for row in result)
        return cells_of_sets(problem.flags, raised, profiles.count)

    return Machine(take, run, read)


def _graph(problem: Problem) -> dict[str, Any]:
    flags = set(problem.flags)

    def literal(each: Literal) -> str:
        value = f"$.{each.subject}" if each.subject in flags else each.subject
        if each.at_least is not None:
            return f"{value} {'>=' if each.wanted else '<'} {each.at_least}"
        return value if each.wanted else f"not {value}"

    expressions = []
    for flag, rules in problem.by_flag():
        parts = (" and ".join(map(literal, rule.literals)) for rule in rules)
        expressions.append({"id": flag, "key": flag, "value": " or ".join(f"({part})" for part in parts)})
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}


PEER = Peer(
    title="zen-engine, a batch, all cores",
    given="dictionaries",
    unknowns=False,
    rule_engine=True,
    profiles=5_000,
    prepare=prepare,
    library="zen-engine",
)
