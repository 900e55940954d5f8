"""The two engines, per profile, at growing numbers of rules."""

import time
from collections.abc import Callable
from statistics import median

from bench.bases import base_of, profiles_of
from engine import RuleBase
from engine.interpret import durable
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.facts import Answer

SIZES = (150, 300, 1000)
PROFILES = 30


def table() -> str:
    """Time each engine on the same profiles; show how it grows from the smallest base."""
    lines = [
        "## The engines, per profile",
        "",
        f"Medians over {PROFILES} profiles with unknowns, on random rule bases of 100 facts. Every result is compared.",
        "",
        "| rules | reference | durable | durable / reference | durable, registering the rules once |",
        "|---:|---:|---:|---:|---:|",
    ]
    first: tuple[float, float] | None = None
    growth = []
    for size in SIZES:
        base = base_of(size)
        profiles = profiles_of(base, PROFILES)
        slow = milliseconds(lambda facts, base=base: evaluate(base, facts), profiles)  # type: ignore[misc]
        rules = len(base.rules)
        if not durable.available():
            lines.append(f"| {rules} | {slow:.1f} ms | not installed | | |")
            continue
        registering = registered_in(base)
        other = milliseconds(lambda facts, base=base: by_durable(base, facts), profiles)  # type: ignore[misc]
        if any(by_durable(base, facts) != evaluate(base, facts) for facts in profiles):
            raise SystemExit("the engines differ; no figure means anything")
        first = first or (slow / rules, other / rules)
        growth.append(f"{rules} rules: reference {slow / rules / first[0]:.2f}, durable {other / rules / first[1]:.2f}")
        lines.append(f"| {rules} | {slow:.1f} ms | {other:.1f} ms | {other / slow:.1f} | {registering:.0f} ms |")
    lines += ["", "Time per rule, as a multiple of that at the smallest base: " + "; ".join(growth) + "."]
    return "\n".join(lines) + "\n"


def milliseconds(run: Callable[[dict[str, Answer]], object], profiles: list[dict[str, Answer]]) -> float:
    """Give the median time of one profile, after one to warm up."""
    run(profiles[0])
    times = []
    for facts in profiles:
        start = time.perf_counter()
        run(facts)
        times.append(time.perf_counter() - start)
    return median(times) * 1000


def registered_in(base: RuleBase) -> float:
    """Time the first profile of a fresh engine, which compiles and registers the rules."""
    start = time.perf_counter()
    by_durable(base, {})
    return (time.perf_counter() - start) * 1000
