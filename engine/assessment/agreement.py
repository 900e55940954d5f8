"""Several machines, one result: the reference decides, and any other that is there must agree."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from engine.errors import EnginesDisagree, MissingExtra
from engine.interpret import columnar
from engine.interpret.evaluation import Evaluation, Machine
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.load.compiled import cached

if TYPE_CHECKING:
    from engine.interpret.durable.program import DurableProgram

REFERENCE, DURABLE, COLUMNAR, BOTH = "reference", "durable", "columnar", "both"
MOST_NAMED = 5
"""Differences that are named where two engines disagree; of the others the number is said."""

FEWEST_AT_ONCE = 50
"""Profiles from which on the kernel pays: it takes as long to begin as the reference takes for so many."""


def evaluate(base: RuleBase, facts: Facts, as_of: date | None, engine: str) -> tuple[Evaluation, tuple[str, ...]]:
    """Evaluate with the engine asked for; give the result and the names of the engines that stand behind it.

    `both` runs durable-rules as well, where it is installed. Raises `MissingExtra` where an engine was asked for that
    is not there, and `EnginesDisagree` where the two come to different results.
    """
    if engine != BOTH:
        return machine_of(engine).evaluate(base, facts, as_of), (engine,)
    first = machine_of(REFERENCE).evaluate(base, facts, as_of)
    try:
        second = machine_of(DURABLE).evaluate(base, facts, as_of)
    except MissingExtra:
        return first, (REFERENCE,)
    return agreed(first, second), (REFERENCE, DURABLE)


def evaluate_many(base: RuleBase, profiles: Sequence[Facts], as_of: date | None) -> Iterator[Evaluation]:
    """Walk the evaluations of many profiles: by the kernel, where it is there and pays; else by the reference."""
    if len(profiles) < FEWEST_AT_ONCE or not columnar.available():
        reference = machine_of(REFERENCE)
        return (reference.evaluate(base, facts, as_of) for facts in profiles)
    from engine.interpret.columnar.evaluate import evaluate_all

    return iter(evaluate_all(base, profiles, as_of))


def agreed(first: Evaluation, second: Evaluation) -> Evaluation:
    """Give what two engines came to. Raises `EnginesDisagree` where that is not the same."""
    differing = list(differences(first, second))
    if differing:
        more = len(differing) - MOST_NAMED
        raise EnginesDisagree(
            "the two engines came to different results, so no conclusion is shown; they differ in "
            + ", ".join(differing[:MOST_NAMED])
            + (f" and {more} more" if more > 0 else "")
        )
    return first


def machine_of(engine: str) -> Machine:
    """Give the machine of an engine. Raises `MissingExtra` where the libraries that it works with are not installed."""
    if engine == DURABLE:
        from engine.interpret import durable

        if not durable.available():
            raise MissingExtra("durable")
        return _DurableOnDisk()
    if engine == COLUMNAR:
        if not columnar.available():
            raise MissingExtra("portfolio")
        from engine.interpret.columnar import evaluate as by_columns

        return by_columns
    from engine.interpret.reference import evaluate as by_reference

    return by_reference


class _DurableOnDisk:
    """The second engine, with its rules as they were compiled for an earlier run."""

    def evaluate(self, base: RuleBase, facts: Facts, as_of: date | None) -> Evaluation:
        """Evaluate one profile; where the rules are registered from an earlier profile, no program is needed."""
        from engine.interpret.durable.evaluate import evaluate as by_durable
        from engine.interpret.durable.program import DurableProgram
        from engine.interpret.durable.registered import has_registered

        today = in_force(base, as_of)
        if has_registered(today):
            return by_durable(base, facts, as_of)
        program = cached(f"{today.sha256}-durable", DurableProgram, lambda: _compiled(today))
        return by_durable(base, facts, as_of, program)


def _compiled(base: RuleBase) -> "DurableProgram":
    from engine.interpret.durable.compile import compile_program

    return compile_program(base)


def differences(first: Evaluation, second: Evaluation) -> Iterator[str]:
    """Walk the names of every rule and decision about which two evaluations differ."""
    for name in first.rules:
        if name not in second.rules or first.rules[name] is not second.rules[name]:
            yield f"rule `{name}`"
    for name in first.decisions:
        if first.decisions[name] != second.decisions.get(name):
            yield f"decision `{name}`"
