"""A table of made-up profiles in parts, with rows that have to be refused; and what one machine makes of it."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from engine.batch.decide import decide, plan_of
from engine.interpret.result_columns import result_columns
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact

DAY = date(2026, 5, 4)
PARTS, ROWS = 16, 40
SHARED = "00123"
TYPED = {"yes_no": pa.bool_(), "choices": pa.list_(pa.string()), "number": pa.int64(), "date": pa.date32()}
"""What the column of the first question of each kind holds; all others hold texts."""

FAULTY = 40
"""Of so many rows one has a cell that can't be read."""

Rows = list[dict[str, Any]]


def made(base: RuleBase) -> Iterator[Rows]:
    """Make the rows of each part: texts as people write them, ids as they are, some of them more than once."""
    chance = random.Random(2026)
    for part in range(PARTS):
        rows = [_row(base, chance, f"{part:03}/{number}") for number in range(ROWS)]
        for row in chance.sample(rows, 4):
            row["id"] = chance.choice([SHARED, f" {SHARED}\u00a0", "NA", "1E5"])
        for row in chance.sample(rows, ROWS // FAULTY):
            row[chance.choice(list(base.controls))] = "perhaps"
        rows[-1]["id"] = chance.choice([None, " "])
        yield rows


def _row(base: RuleBase, chance: random.Random, name: str) -> dict[str, Any]:
    answers = {fact.name: _answer(base, fact, chance) for fact in base.facts.values()}
    return {
        "id": name,
        "partner.name": "=1+1",
        **answers,
        **{each: chance.choice(["yes", "no", "", None]) for each in base.controls},
    }


def _answer(base: RuleBase, fact: Fact, chance: random.Random) -> Any:
    match _first(base, fact.name):
        case "yes_no":
            return chance.choice([True, False, None])
        case "choices":
            return chance.choice([None, [], list(fact.values)[:2]])
        case "number":
            return chance.choice([None, 1])
        case "date":
            return chance.choice([None, date(2026, 3, 9)])
    if chance.random() < 0.3:
        return chance.choice([None, "", "?", "don't know yet"])
    match fact.kind:
        case "yes_no":
            return chance.choice(["yes", "no", "Yes "])
        case "choice":
            return chance.choice(list(fact.values))
        case "choices":
            return "; ".join(chance.sample(list(fact.values), chance.randrange(1, 3)))
        case "date":
            return f"2026-0{chance.randrange(1, 5)}-11"
        case "number":
            return "1"
    return "`; DROP"


def written(base: RuleBase, folder: Path) -> Path:
    """Write each part into a file of its own."""
    folder.mkdir()
    for number, rows in enumerate(made(base)):
        pq.write_table(pa.Table.from_pylist(rows, _schema(base)), folder / f"part-{number:03}.parquet")
    return folder


def _schema(base: RuleBase) -> pa.Schema:
    texts = ["id", "partner.name", *base.facts, *base.controls]
    return pa.schema([(name, TYPED.get(_first(base, name), pa.string())) for name in texts])


def _first(base: RuleBase, name: str) -> str:
    """Give the kind of a question, if it is the first of its kind."""
    kinds = {fact.kind: fact.name for fact in reversed(tuple(base.facts.values()))}
    return next((kind for kind, first in kinds.items() if first == name), "")


def in_one_batch(base: RuleBase) -> Rows:
    """Decide all rows at once."""
    rows = [row for part in made(base) for row in part]
    return in_order(decide(plan_of(base), pa.RecordBatch.from_pylist(rows, _schema(base)), DAY).to_pylist())


def on_one_machine(base: RuleBase) -> Rows:
    """Decide all rows at once, and refuse those that share an id, found by plain counting."""
    done = in_one_batch(base)
    count = Counter((row["id"] or "").strip() for row in done)
    nothing: dict[str, Any] = {column.name: [] if column.kind == "list" else None for column in result_columns(base)}
    for row in done:
        key = (row["id"] or "").strip()
        if key and count[key] > 1:
            row.update(nothing, result_errors="id: more than one row has this id; give each row one of its own")
    return in_order(done)


def in_order(rows: Rows) -> Rows:
    """Put rows into an order of their own, since a cluster has none."""
    return sorted(rows, key=repr)
