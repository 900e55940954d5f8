"""Profiles as programs send them: random answers to the questions of a pack, some with what they rest on."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from engine.profile.profile import KNOWN
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from tests.hostile.packs import BASE, load
from tests.packs.random_profile import random_facts
from tests.packs.shipped import shipped

PACKS = {"boats": load(BASE), "library": load(Path(__file__).parent.parent / "packs" / "library"), "shipped": shipped()}
Data = dict[str, Any]
TEXTS = ("plain", "=1+1", "a; b", ' "so", they said ', "two\nlines", "\u00e9\U0001f600", "'-5", "NA")


def random_profile(rng: Random, base: RuleBase, number: int, said: tuple[str, ...] = TEXTS) -> Data:
    """A profile as JSON: answers, some with what they rest on, controls, and a header."""
    facts = random_facts(rng, base)
    data: Data = {"id": f"{rng.choice(('p', '00', '=', '-'))}{number}", "answers": {}, "controls": {}}
    heads = {field.fact: field.path for field in base.pack.header if field.fact}
    texts = {name: rng.choice(said) for name in facts if base.question(name).kind == "text"}
    for name, answer in {**facts, **texts}.items():
        if name in heads:
            put(data, heads[name], plain(answer))
        elif name in base.facts:
            data["answers"][name] = with_basis(rng, "value", plain(answer), said)
        else:
            data["controls"][name] = with_basis(rng, "in_place", answer == "in_place", said)
    for field in base.pack.header:
        if not field.fact and rng.random() < 0.7:
            put(data, field.path, ["x", "00"][: rng.randrange(3)] if field.many else rng.choice(said))
    return data


def put(data: Data, path: str, value: object) -> None:
    *group, name = path.split(".")
    for each in group:
        data = data.setdefault(each, {})
    data[name] = value


def with_basis(rng: Random, key: str, value: object, said: tuple[str, ...]) -> object:
    if rng.random() < 0.7:
        return value
    basis = {"evidence": rng.choice(said), "known": rng.choice(KNOWN), "by": "us", "on": "2026-03-01"}
    return {key: value, **{part: words for part, words in basis.items() if rng.random() < 0.6}}


def plain(answer: Answer) -> object:
    if isinstance(answer, Members):
        return {"includes": sorted(answer.holds), "excludes": sorted(answer.fails)}
    return answer.isoformat() if isinstance(answer, date) else answer
