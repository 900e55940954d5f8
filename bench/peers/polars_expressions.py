"""Polars: a column for each question, an expression for each flag, a layer of columns at a time; null is unknown."""

from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np

from bench.peers.contract import Machine, Peer
from bench.problem import UNKNOWN, Literal, Problem, Profiles, by_flag


def prepare(problem: Problem) -> Machine:
    """Make the expressions of each layer."""
    import polars as pl

    def literal(each: Literal) -> Any:
        column = pl.col(each.subject)
        held = column if each.at_least is None else column >= each.at_least
        return held if each.wanted else ~held

    layers = []
    for layer in problem.layers:
        rules = {flag: [reduce(and_, map(literal, rule.literals)) for rule in rules] for flag, rules in by_flag(layer)}
        layers.append([reduce(or_, parts).alias(flag) for flag, parts in rules.items()])

    def take(profiles: Profiles) -> Any:
        return pl.DataFrame(columns_of(profiles, pl))

    def run(frame: Any) -> Any:
        lazy = frame.lazy()
        for layer in layers:
            lazy = lazy.with_columns(layer)
        return lazy.select(problem.flags).collect()

    def read(frame: Any, _: Profiles) -> Any:
        return np.array([frame[flag].cast(pl.Int8).fill_null(UNKNOWN).to_numpy() for flag in problem.flags], np.int8)

    return Machine(take, run, read)


def columns_of(profiles: Profiles, pl: Any) -> dict[str, Any]:
    """Make typed columns with null for unknown."""
    columns = {}
    for name, cells in zip(profiles.problem.facts, profiles.cells, strict=True):
        column = pl.Series(name, cells)
        column = column.set(column == UNKNOWN, None)
        columns[name] = column.cast(pl.Boolean) if name in profiles.problem.yes_no else column
    return columns


PEER = Peer(
    title="Polars expressions, a layer at a time, all cores",
    given="a data frame",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 20,
    prepare=prepare,
    library="polars",
)
