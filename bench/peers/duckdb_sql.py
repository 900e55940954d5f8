"""DuckDB: a table with a column for each question, a nested query for each layer; null is unknown."""

from typing import Any

import numpy as np

from bench.peers.contract import Machine, Peer
from bench.problem import UNKNOWN, Literal, Problem, Profiles, by_flag


def prepare(problem: Problem) -> Machine:
    """Open a database in memory and write the query."""
    import duckdb

    database = duckdb.connect()
    query = source(problem)

    def take(profiles: Profiles) -> Any:
        import pyarrow as pa

        columns = {}
        for name, cells in zip(problem.facts, profiles.cells, strict=True):
            column = pa.array(cells, mask=cells == UNKNOWN)
            columns[name] = column.cast(pa.bool_()) if name in problem.yes_no else column
        database.register("arrow", pa.table(columns))
        database.execute("create or replace table profiles as select * from arrow")
        database.unregister("arrow")

    def run(_: Any) -> Any:
        return database.sql(query).to_arrow_table()

    def read(table: Any, _: Profiles) -> Any:
        import pyarrow as pa

        cells = (table[flag].cast(pa.int8()).fill_null(UNKNOWN).to_numpy() for flag in problem.flags)
        return np.array(list(cells), np.int8)

    return Machine(take, run, read)


def source(problem: Problem) -> str:
    """Write the query, from the innermost layer outwards."""

    def literal(each: Literal) -> str:
        held = each.subject if each.at_least is None else f"{each.subject} >= {each.at_least}"
        return held if each.wanted else f"not ({held})"

    query = "profiles"
    for number, layer in enumerate(problem.layers):
        columns = []
        for flag, rules in by_flag(layer):
            parts = (" and ".join(map(literal, rule.literals)) for rule in rules)
            columns.append(f"{' or '.join(f'({part})' for part in parts)} as {flag}")
        query = f"(select *, {', '.join(columns)} from {query}) as l{number}"
    return f"select {', '.join(problem.flags)} from {query}"


PEER = Peer(
    title="DuckDB SQL, a nested query a layer, all cores",
    given="a table in memory",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 18,
    prepare=prepare,
    library="duckdb",
)
