"""JSON Schema (2020-12) for what people write: rule files, cases and profiles, with the names that a pack declares.

An editor that knows a schema offers every name and value where it may stand, shows what it means, and marks what can't
be right. The reader stays the judge: it alone sees circles, conflicts, and names that are used but declared nowhere.
"""

from collections.abc import Callable, Mapping
from typing import Any

from engine.export.schema.cases import case_file
from engine.export.schema.rule_file import rule_file
from engine.export.shapes import profile_schema
from engine.rulebase.base import RuleBase

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Mapping[str, tuple[str, Callable[[RuleBase], dict[str, Any]]]] = {
    "rules": ("Rule file", rule_file),
    "cases": ("File of cases", case_file),
    "profile": ("Profile", profile_schema),
}
"""What there is a schema for, as people ask for it: its title, and how it is made."""


def schema(base: RuleBase, kind: str) -> dict[str, Any]:
    """Make one of the schemas for a pack.

    >>> schema(base, "profile")["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    title, make = SCHEMAS[kind]
    return headed(make(base), f"{title} for the pack {base.pack.id}")


def headed(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Put at the head of a schema in which dialect it is written and what it is for."""
    return {"$schema": DIALECT, "title": title, **schema}
