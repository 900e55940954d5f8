"""Tables of texts, as people fill them in, made from random profiles."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pyarrow as pa

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.facts import Answer, Members
from engine.rulebase.pack import LeftOut

UNKNOWN = ("", "?", "don't know yet", None)


def table_of(rng: Random, base: RuleBase, profiles: Sequence[Mapping[str, Answer]]) -> pa.RecordBatch:
    """Write profiles as a table of texts; what is not known in any of the ways people say so."""
    columns: dict[str, list[str | None]] = {"id": [f"row {n}" for n in range(len(profiles))]}
    for question in base.questions():
        answers = [profile.get(question.name) for profile in profiles]
        if question.kind == "choices":
            for member in question.values:
                columns[f"{question.name}.{member}"] = [_side(rng, answer, member) for answer in answers]
        else:
            columns[question.name] = [_text(rng, answer) for answer in answers]
    return pa.RecordBatch.from_pydict({name: pa.array(texts, pa.string()) for name, texts in columns.items()})


def _side(rng: Random, answer: Answer | None, member: str) -> str | None:
    if isinstance(answer, Members) and member in answer.holds | answer.fails:
        return "yes" if member in answer.holds else "No"
    return rng.choice(UNKNOWN)


def _text(rng: Random, answer: Answer | None) -> str | None:
    match answer:
        case None:
            return rng.choice(UNKNOWN)
        case bool():
            return rng.choice(("yes", "Yes", "true")) if answer else rng.choice(("no", "NO", "false"))
        case date():
            return answer.isoformat()
        case "in_place" | "missing":
            return rng.choice((answer, "yes" if answer == IN_PLACE else "no"))
    return str(answer)


def shown_whole(rng: Random, base: RuleBase) -> RuleBase:
    """Let a random pack lay out everything it decides, and leave a decision out now and then."""
    names = list(base.decisions)
    single = [name for name in names if base.decisions[name].hit_policy in SINGLE_VALUED]
    other = rng.choice(single)
    left_out = LeftOut(rng.choice(names), other, frozenset(rng.sample(list(base.decisions[other].values), 1)))
    return replace(
        base,
        pack=replace(
            base.pack,
            headline=tuple(names),
            primary=tuple(rng.sample(single, min(2, len(single)))),
            left_out=(left_out,),
        ),
    )
