"""Every form of table and every engine: running one, and reading the profiles of what came out."""

from pathlib import Path
from typing import Any

from engine import api
from engine.portfolio.job import TableJob
from engine.portfolio.run.open_table import open_as_texts
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostics
from tests.portfolio.conftest import DAY

FORMS = ("csv", "jsonl", "xlsx", "parquet")
ENGINES = ("reference", "columnar")


def run(base: RuleBase, source: Path, target: Path, engine: Any) -> None:
    """Decide a table, and list what was refused beside it."""
    api.decide_table(
        base, TableJob(source, target, DAY, engine=engine, refused=target.with_name(f"{target.name}-refused"))
    )


def profiles_in(base: RuleBase, path: Path) -> list[Profile]:
    """Read the profiles of a table, of whatever form."""
    table = open_as_texts(base, TableJob(path, path), Diagnostics())
    found = [table.read(row).profile for row in table.rows()]
    assert not [each for each in found if not isinstance(each, Profile)]
    return [each for each in found if isinstance(each, Profile)]
