"""Cedar: a permit for each rule, a set of policies for each layer; the policies that decided are the rules that hold.

Profiles go in as a batch, answers and flags as the context of each request.
"""

from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Literal, Problem, Profiles, Rule


def prepare(problem: Problem) -> Machine:
    """Parse the policies of each layer once."""
    import cedarpy

    layers = [
        (cedarpy.PolicySet.from_str("\n".join(map(_policy, layer))), list(dict.fromkeys(rule.flag for rule in layer)))
        for layer in problem.layers
    ]

    def run(profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
        contexts = [dict(profile) for profile in profiles]
        for policies, flags in layers:
            requests = [
                {"principal": 'P::"p"', "action": 'Action::"assess"', "resource": 'R::"r"', "context": context}
                for context in contexts
            ]
            answers = cedarpy.is_authorized_batch(requests, policies, [])
            for context, answer in zip(contexts, answers, strict=True):
                raised = set(answer.diagnostics.id_annotations_by_reason.values())
                context.update((flag, flag in raised) for flag in flags)
        return contexts

    def read(result: list[dict[str, Any]], profiles: Profiles) -> Any:
        raised = ([flag for flag in problem.flags if context[flag]] for context in result)
        return cells_of_sets(problem.flags, raised, profiles.count)

    return Machine(Profiles.as_dicts, run, read)


def _policy(rule: Rule) -> str:
    parts = " && ".join(map(_literal, rule.literals))
    return f'@id("{rule.flag}") permit(principal, action, resource) when {{ {parts} }};'


def _literal(each: Literal) -> str:
    value = f"context.{each.subject}"
    if each.at_least is not None:
        return f"{value} {'>=' if each.wanted else '<'} {each.at_least}"
    return value if each.wanted else f"!{value}"


PEER = Peer(
    title="Cedar (cedarpy), a batch a layer",
    given="dictionaries",
    unknowns=False,
    rule_engine=True,
    profiles=500,
    prepare=prepare,
    library="cedarpy",
)
