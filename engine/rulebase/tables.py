"""A decision table: rules that stand in the rows of a CSV file."""

from engine.frozen import frozen
from engine.rulebase.decisions import HitPolicy
from engine.source.span import Span


@frozen
class DecisionTable:
    """A table as it was written; its rows are ordinary rules of the rule base, named here in their order."""

    name: str
    title: str
    file: str
    hit_policy: HitPolicy
    decides: tuple[str, ...]
    rules: tuple[str, ...]
    span: Span
