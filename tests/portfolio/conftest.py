"""Tables of a few partners for the shipped pack, and ways to run them."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.portfolio import arrow
from engine.portfolio.job import FORMS, Order
from engine.portfolio.run import Ran, run
from engine.rulebase.base import RuleBase
from tests.packs.shipped import shipped

needs_arrow = pytest.mark.skipif(not arrow.available(), reason="the extra `portfolio` is not installed")
DAY = date(2026, 11, 20)

Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def base() -> RuleBase:
    return shipped()


@pytest.fixture
def ran(tmp_path: Path, base: RuleBase) -> Run:
    """Run a table from the test's folder into another file there."""

    def go(source: str, target: str, engine: str = "reference", **more: Any) -> Ran:
        order = Order(
            source=tmp_path / source,
            shown=source,
            target=tmp_path / target,
            form=FORMS[Path(target).suffix],
            refused=tmp_path / "refused.csv",
            as_of=DAY,
            engine=engine,  # type: ignore[arg-type]
            **more,
        )
        return run(base, order)

    return go


def json_rows(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows as CSV with every heading that one of them has."""
    import csv

    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path
