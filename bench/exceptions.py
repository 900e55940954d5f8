"""A pack of 622 rows, most of them in tables read from the top, whose rows are exceptions to rows below them.

Made up, in the form in which others keep long tables: a general row stands below, and what differs for a region, a sum
or a member stands above it, to any depth. A few rows cross others, so that only their order decides.
"""

import csv
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from random import Random

from engine import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

HEAD = """pack:
  {id: exceptions, version: "1", title: Who pays what, topics: {all: All}, layout: {primary: [fee], headline: []}}
topic: all
documents: [{id: tariff, prefix: tf, title: The tariff}]
statements: [{id: tf.rows, must: anything, says: Every row says what follows.}]
"""
REST = "question: What?, why: It counts."
CHOICES: Mapping[str, int] = {"kind": 12, "region": 8, "class": 5, "level": 6, "fee": 9, "form": 7, "notes": 4}
"""Questions and decisions with so many values."""
NUMBERS: Mapping[str, tuple[int, int]] = {"sum": (1_000, 100), "age": (99, 10), "hours": (59, 6)}
"""How far a number goes, and how far a band of it."""
YES_NO = ("member", "rushed", "abroad")
TABLES: Mapping[str, tuple[str, int, int, tuple[str, ...]]] = {
    "level": ("first", 140, 4, ("class", "age", "hours", "member")),
    "fee": ("first", 400, 12, ("kind", "region", "sum", "level", "rushed", "abroad")),
    "form": ("unique", 60, 0, ("kind", "class")),
    "notes": ("collect", 22, 0, ("region", "hours")),
}
"""What each table decides: its hit policy, how many rows it has, how many of them cross others, and what they ask."""

Row = dict[str, str]


def exceptions_pack(folder: Path) -> RuleBase:
    """Write the pack into an empty folder, and read it; the same each time."""
    rng = Random(622)
    (folder / "pack.yaml").write_text("".join(chain([HEAD], _facts(), _decisions(), _tables())), encoding="utf-8")
    for name, (policy, count, crossing, asked) in TABLES.items():
        rows = _grid(rng, name, count, asked) if policy != "first" else _nested(rng, name, count, crossing, asked)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*asked, name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return to_rule_base(read_pack_files(folder), folder)


def _facts() -> Iterator[str]:
    yield "facts:\n"
    for name in ("kind", "region", "class"):
        values = ", ".join(f"{value}: {value}" for value in _values(name))
        yield f"  - {{name: {name}, kind: choice, values: {{{values}}}, {REST}}}\n"
    for name, (most, _) in NUMBERS.items():
        yield f"  - {{name: {name}, kind: number, unit: units, range: [0, {most}], {REST}}}\n"
    for name in YES_NO:
        yield f"  - {{name: {name}, kind: yes_no, {REST}}}\n"


def _decisions() -> Iterator[str]:
    yield "decisions:\n"
    for name, (policy, *_) in TABLES.items():
        values = ", ".join(f"{value}: {{label: {value}}}" for value in _values(name))
        yield f"  - {{name: {name}, title: {name}, hit_policy: {policy}, values: {{{values}}}}}\n"


def _tables() -> Iterator[str]:
    yield "tables:\n"
    for name, (policy, *_) in TABLES.items():
        rest = "because: So it says., cites: [tf.rows]"
        yield f"  - {{name: {name}s, file: {name}.csv, hit_policy: {policy}, decides: [{name}], {rest}}}\n"


def _nested(rng: Random, name: str, count: int, crossing: int, asked: tuple[str, ...]) -> list[Row]:
    """Start with a row that asks nothing, and add exceptions to any row; those that ask most stand on top.

    Of the answers to a question one is left without an exception, so that no row is all exceptions.
    """
    rows: list[Row] = [{}]
    under: dict[int, list[str]] = {}
    while len(rows) < count - crossing:
        place = rng.randrange(len(rows))
        if len(rows[place]) == len(asked):
            continue
        column = asked[len(rows[place])]
        cells = under.setdefault(place, rng.sample(every := _cells(column), len(every) - 1))
        if cells:
            rows.append({**rows[place], column: cells.pop()})
    while len(rows) < count:
        row = {column: rng.choice(_cells(column)) for column in sorted(rng.sample(asked, 2))}
        if row not in rows:
            rows.append(row)
    rows.sort(key=len, reverse=True)
    return [{**row, name: rng.choice(_values(name))} for row in rows]


def _grid(rng: Random, name: str, count: int, asked: tuple[str, ...]) -> list[Row]:
    """List rows for every pair of answers, or for so many of them."""
    one, other = asked
    pairs = [(mine, theirs) for mine in _cells(one) for theirs in _cells(other)]
    return [{one: mine, other: theirs, name: rng.choice(_values(name))} for mine, theirs in pairs[:count]]


def _values(name: str) -> list[str]:
    return [f"{name}_{number}" for number in range(CHOICES[name])]


def _cells(name: str) -> list[str]:
    if name in NUMBERS:
        most, step = NUMBERS[name]
        return [f"{low}..{min(most, low + step - 1)}" for low in range(0, most, step)]
    return ["yes", "no"] if name in YES_NO else _values(name)
