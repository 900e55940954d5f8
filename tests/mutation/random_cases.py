"""Cases drawn by chance for a small pack, each of which expects some of what comes out of it, in any way that can be
written.

    write_cases(rng, base, situations)
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Answer, Facts, Members


def write_cases(rng: Random, base: RuleBase, situations: Iterable[tuple[Facts, date | None]]) -> None:
    """Write a case for each situation, about some of the decisions of which anything can be expected.

    The status of controls is left out.
    """
    cases = []
    for number, (known, day) in enumerate(situations):
        facts = {name: answer for name, answer in known.items() if name in base.facts}
        found = evaluate(base, facts, day).decisions
        drawn = {name: _expected(rng, base.decisions[name], outcome) for name, outcome in found.items()}
        kept = {name: each for name, each in drawn.items() if each and rng.random() < 0.5}
        if kept:
            answers = {name: _written(answer) for name, answer in facts.items()}
            days = {} if day is None else {"as_of": day.isoformat()}
            cases.append({"name": f"case {number}", "answers": answers, **days, "expect": kept})
    folder = Path(base.folder) / "cases"
    folder.mkdir()
    (folder / "all.yaml").write_text(json.dumps({"cases": cases}), encoding="utf-8")


def _written(answer: Answer) -> Any:
    match answer:
        case bool():
            return "yes" if answer else "no"
        case Members(holds, fails):
            return {"includes": sorted(holds), "excludes": sorted(fails)}
    return str(answer)


def _expected(rng: Random, decision: Decision, outcome: Outcome) -> Any:
    match outcome:
        case Counted(low, high):
            return str(low) if low == high and rng.random() < 0.5 else _some(rng, {"at_least": low, "at_most": high})
        case Collected(members, undecided, interim):
            out = frozenset(decision.values) - members - undecided
            sides = {"includes": members, "excludes": out, "undecided": undecided, "interim": interim}
            return _some(rng, {key: sorted(each) for key, each in sides.items() if each})
        case Single():
            return _of_one(rng, decision, outcome)


def _of_one(rng: Random, decision: Decision, outcome: Single) -> Any:
    possible = sorted(value for value in outcome.possible if value is not None)
    if len(possible) == 1 and None not in outcome.possible and rng.random() < 0.4:
        return possible[0]
    found: dict[str, Any] = {}
    if None not in outcome.possible:
        found["within"] = sorted({*possible, rng.choice(list(decision.values))})
        if possible:
            found["possible"] = possible
    if outcome.interim is not None:
        found["interim"] = outcome.interim
    if isinstance(outcome, Highest) and outcome.at_least is not None and outcome.at_most is not None:
        found |= {"at_least": outcome.at_least, "at_most": outcome.at_most}
    return _some(rng, found)


def _some(rng: Random, keys: dict[str, Any]) -> dict[str, Any]:
    """Keep some of what can be expected; numbers are written as words."""
    kept = rng.sample(sorted(keys), rng.randint(1, len(keys))) if keys else []
    return {key: str(keys[key]) if isinstance(keys[key], int) else keys[key] for key in kept}
