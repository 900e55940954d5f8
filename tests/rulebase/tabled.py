"""Packs with one decision table: the questions are those of the hostile tests' sound pack, the decision is new."""

from pathlib import Path

from engine.rulebase.base import RuleBase
from tests.hostile.packs import load, make_pack

DECISIONS = """
decisions:
  - name: berth
    title: Berth
    hit_policy: POLICY
    VALUES
    DEFAULT
"""
VALUES = "values: {inner: Inner, outer: Outer, none: None}"
DEFAULT = "default: {value: outer, because: There is room., cites: [hr.load]}"
TABLE = """
tables:
  - name: berths
    file: berths.csv
    hit_policy: POLICY
    decides: [berth]
    because: It fits there.
    cites: [hr.load, hr.wind]
"""


def declared(policy: str, table: str = TABLE) -> str:
    """Write the declarations of a decision and of its table."""
    values = "" if policy == "count" else VALUES
    default = "" if policy in ("count", "collect") else DEFAULT
    text = DECISIONS.replace("VALUES", values).replace("DEFAULT", default) + table
    return text.replace("POLICY", policy)


def table_pack(folder: Path, policy: str, rows: str, table: str = TABLE, pack: bytes = b"") -> Path:
    """Write the pack into a folder that is not there yet; `pack` is what it says of itself, where that is not usual."""
    made = {"berths.yaml": declared(policy, table).encode(), "berths.csv": rows.encode()}
    return make_pack(folder, made=made | ({"pack.yaml": pack} if pack else {}))


def with_table(folder: Path, policy: str, rows: str, table: str = TABLE) -> RuleBase:
    """Load the pack with a table."""
    return load(table_pack(folder, policy, rows, table))
