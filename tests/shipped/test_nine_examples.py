"""The nine examples of the documents: each has its own controls asked for, and nothing disproportionate besides."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.interpret.evaluation import Evaluation, Highest
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.facts import Answer
from tests.packs.shipped import shipped, shipped_examples

FILE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("nine_examples.yaml").read_text(encoding="utf-8"))
EXAMPLES: dict[str, dict[str, Any]] = {each["profile"]: each for each in FILE["examples"]}
ONCE = {"reviews.early_review", "reviews.review_now"}
"""Reviews that take place once, and so are no rhythm."""
LISTS = ("reviews", "review_agenda", "results_to_watch")


def evaluation(example: Mapping[str, Any], changed: Mapping[str, Answer]) -> Evaluation:
    profile = next(each for each in shipped_examples() if each.id == example["profile"])
    return evaluate(shipped(), {**profile.facts(), **changed}, profile.as_of)


def asked(found: Evaluation) -> set[str]:
    """Name what is asked for, for certain or meanwhile."""
    lists = {name: found.collected(name) for name in LISTS}
    named = {f"{name}.{member}" for name, outcome in lists.items() for member in outcome.members | outcome.interim}
    controls = found.collected("controls")
    return named | controls.members | controls.interim


def level(found: Evaluation) -> str:
    """Give the level that is applied: the settled one, or the one for meanwhile."""
    outcome = found.decisions["oversight"]
    assert isinstance(outcome, Highest)
    return str(outcome.interim or outcome.at_least)


def not_asked(example: Mapping[str, Any]) -> Iterator[str]:
    """List what an example asks for and the result does not."""
    as_told = asked(evaluation(example, {}))
    running = asked(evaluation(example, {"stage": "running"})) if example.get("once_running") else as_told
    for each in example["asks"]:
        there = as_told if each.get("before_start") else running
        yield from (f"{each['asks']}: not asked for by {name}" for name in each["by"] if name not in there)
        words = " ".join(shipped().controls[name].what for name in each["by"] if name in shipped().controls)
        if not re.search(each.get("reads", ""), words):
            yield f"{each['asks']}: no text reads {each['reads']!r}"


def disproportionate(example: Mapping[str, Any]) -> Iterator[str]:
    """List what is asked for beyond its own controls, its level and what has a reason, or that is too much."""
    levels = list(shipped().decisions["oversight"].values)
    for changed in ({}, {"stage": "running"}) if example.get("once_running") else ({},):
        found = evaluation(example, changed)
        there = {name for name in asked(found) if not name.startswith(LISTS[1:])}
        reached = levels[: levels.index(level(found)) + 1]
        of_level = {name for each in reached for name in FILE["levels"].get(each, ())}
        own = {name for each in example["asks"] for name in each["by"]}
        yield from (
            f"no reason for {name}"
            for name in sorted(there - own - of_level - {*FILE["each_arrangement"], *example["also"]})
        )
        yield from (f"too much: {name}" for name in sorted(there & set(example["too_much"])))
        rhythms = sorted(name for name in there - ONCE if name.startswith("reviews."))
        if len(rhythms) > example["rhythms"]:
            yield f"{len(rhythms)} rhythms: {', '.join(rhythms)}"


def test_the_nine_are_those_of_the_documents() -> None:
    statements = {example["statement"] for example in EXAMPLES.values()}
    named = {
        name for name, each in shipped().statements.items() if each.must == "golden" and "Operational" in each.under
    }
    assert statements == named
    assert len(statements) == 9
    for name, example in EXAMPLES.items():
        (profile,) = (each for each in shipped_examples() if each.id == name)
        assert example["statement"] in profile.cites


def test_every_name_is_one_of_the_rules() -> None:
    """Else a name that is spelled wrongly would be too much nowhere."""
    known = {*shipped().controls, *(f"{name}.{value}" for name in LISTS for value in shipped().decisions[name].values)}
    names = {*FILE["each_arrangement"], *(name for each in FILE["levels"].values() for name in each)}
    for example in EXAMPLES.values():
        names |= {*example["also"], *example["too_much"], *(name for each in example["asks"] for name in each["by"])}
    assert sorted(names - known) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_control_of_the_example_is_asked_for(name: str) -> None:
    assert list(not_asked(EXAMPLES[name])) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_asked_for_that_is_disproportionate(name: str) -> None:
    assert list(disproportionate(EXAMPLES[name])) == []
