"""Rows for the small pack with the old keys, small enough to work out by hand what comes of them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROWS: tuple[Mapping[str, str], ...] = (
    {"id": "regular", "has_key": "yes", "visits": "3", "key_is_new": "yes", "comes_by": "foot"},
    {"id": "often", "has_key": "yes", "visits": "7", "key_is_new": "yes", "comes_by": "car"},
    {"id": "seldom", "has_key": "yes", "visits": "1", "key_is_new": "yes", "comes_by": "foot"},
    {"id": "stranger", "has_key": "no", "visits": "3", "comes_by": "bicycle"},
    {"id": "untold", "has_key": "yes", "visits": "", "key_is_new": "yes", "comes_by": "foot"},
    {"id": "three-times", "has_key": "", "visits": "3", "key_is_new": "", "comes_by": "foot"},
)
"""By the pack: open, open, shut, shut, open or shut, open or shut.

Once four visits are asked for, `regular` is shut out; `three-times` may still come in with an old key."""

HEADINGS = ("id", "has_key", "visits", "key_is_new", "comes_by")


def write_csv(path: Path, rows: Sequence[Mapping[str, str]] = ROWS, headings: Sequence[str] = HEADINGS) -> Path:
    """Write rows as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path
