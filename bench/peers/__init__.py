"""The machines that are measured side by side: one file each, one contract (`contract.py`)."""

from bench.peers import (
    business_rules_rules,
    c_loop,
    cedar,
    clips_rules,
    duckdb_sql,
    durable_rules,
    json_logic_rules,
    numpy_planes,
    ours,
    plain_python,
    polars_expressions,
    reference,
    rule_engine_rules,
    zen,
)
from bench.peers.contract import Machine, NotHereError, Peer
from bench.problem import Problem

__all__ = ["PEERS", "Machine", "NotHereError", "Peer", "prepared"]

PEERS: dict[str, Peer] = {
    "ours": ours.PEER,
    "compiled": ours.COMPILED,
    "c": c_loop.PEER,
    "numpy": numpy_planes.PEER,
    "polars": polars_expressions.PEER,
    "duckdb": duckdb_sql.PEER,
    "python": plain_python.PEER,
    "zen": zen.PEER,
    "clips": clips_rules.PEER,
    "json-logic": json_logic_rules.PEER,
    "rule-engine": rule_engine_rules.PEER,
    "business-rules": business_rules_rules.PEER,
    "cedar": cedar.PEER,
    "durable-rules": durable_rules.PEER,
    "reference": reference.PEER,
}


def prepared(peer: Peer, problem: Problem) -> Machine:
    """Load a machine; one that lacks its library raises `NotHereError`."""
    try:
        return peer.prepare(problem)
    except ImportError:
        raise NotHereError("not installed") from None
