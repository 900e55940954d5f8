"""Several machines, one result: the reference decides, and any other that is there must agree."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from engine.errors import EnginesDisagree, MissingExtra
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.load.compiled import kept

if TYPE_CHECKING:
    from engine.interpret import durable

REFERENCE, DURABLE, COLUMNAR, BOTH = "reference", "durable", "columnar", "both"


def evaluate(base: RuleBase, facts: Facts, as_of: date | None, engine: str) -> tuple[Evaluation, tuple[str, ...]]:
    """Evaluate with the engine asked for; give the result and the names of the engines that stand behind it.

    `both` runs durable-rules as well, where it is installed. Raises `MissingExtra` where an engine was asked for that
    is not there, and `EnginesDisagree` where the two come to different results.
    """
    if engine == REFERENCE:
        return by_reference(base, facts, as_of), (REFERENCE,)
    if engine == COLUMNAR:
        return _by_columns(base, facts, as_of), (COLUMNAR,)
    from engine.interpret import durable

    if not durable.available():
        if engine == DURABLE:
            raise MissingExtra("durable")
        return by_reference(base, facts, as_of), (REFERENCE,)
    second = durable.evaluate(base, facts, as_of, _program_of(in_force(base, as_of)))
    if engine == DURABLE:
        return second, (DURABLE,)
    first = by_reference(base, facts, as_of)
    differing = list(differences(first, second))
    if differing:
        raise EnginesDisagree(
            "the two engines came to different results, so no conclusion is shown; they differ in "
            + ", ".join(differing[:5])
            + ("" if len(differing) <= 5 else f" and {len(differing) - 5} more")
        )
    return first, (REFERENCE, DURABLE)


def _by_columns(base: RuleBase, facts: Facts, as_of: date | None) -> Evaluation:
    from engine.interpret import columnar

    if not columnar.available():
        raise MissingExtra("portfolio")
    return columnar.evaluate(base, facts, as_of)


def _program_of(base: RuleBase) -> "durable.Program | None":
    """Give the rules as compiled for the second engine; none where it has them registered from an earlier profile."""
    from engine.interpret import durable

    if durable.has_registered(base):
        return None
    return kept(f"{base.sha256}-durable", durable.Program, lambda: durable.compile_program(base))


def differences(first: Evaluation, second: Evaluation) -> Iterator[str]:
    """Name every rule and decision about which two evaluations differ."""
    for name in first.rules:
        if name not in second.rules or first.rules[name] is not second.rules[name]:
            yield f"rule `{name}`"
    for name in first.decisions:
        if first.decisions[name] != second.decisions.get(name):
            yield f"decision `{name}`"
