"""Stored results, read back: what `assess --format json` wrote becomes the values that it was written from."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from engine.assessment.assessment import Assessment, Concluded, ControlFound, Lowering, OpenQuestion, RuleFound
from engine.assessment.result import Result
from engine.errors import UsageError
from engine.export.json import SCHEMA
from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.day import DAY
from engine.rulebase.decisions import NUMBERS, SETS, Decision, HitPolicy
from engine.rulebase.facts import Answer, Members
from engine.source.characters import in_backticks
from engine.source.text import mark_of

if TYPE_CHECKING:
    from engine.export.shapes import AnswerGiven, DecisionFoundShape, Names, ResultShape, StrictShape

ShapeT = TypeVar("ShapeT", bound="StrictShape")

NO_RESULT = f"this is no stored result of the form `{SCHEMA}`; write one with `assess --format json`"

OUTCOMES: Mapping[HitPolicy, type[Outcome]] = {
    "max": Highest,
    **dict.fromkeys(SETS, Collected),
    **dict.fromkeys(NUMBERS, Counted),
}
"""What the outcome of a decision is made as; with every other hit policy it is a `Single`."""


def read_results(base: RuleBase, data: bytes, profiles: Iterable[Profile] = ()) -> tuple[Result, ...]:
    """Read stored results back, each as it was: `read_results(base, to_json(base, results), profiles) == results`.

        >>> read_results(base, to_json(base, [result]), [profile]) == (result,)
        True

    `base` must hold the rules that they were made with. A profile that is not given is `None` in its result. Raises
    `UsageError` where this is no stored result, where the rules or a profile are not those that it was made from, and
    where it speaks of something that the rules do not hold.
    """
    known = {each.id: each for each in profiles}
    return tuple(_result(base, each, known) for each in stored_documents(data))


def stored_documents(data: bytes) -> list[dict[str, Any]]:
    """List the objects of stored results, one for each profile. Raises `UsageError` where this is no stored result.

    Looked at is only what names the form and the profile; the rest may have been tampered with.
    """
    try:
        mark, written = mark_of(data)
        read = json.loads(data[len(mark) :].decode(written), parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise UsageError("the stored result is not JSON; give a file written by `assess --format json`") from problem
    found = read if isinstance(read, list) else [read]
    for each in found:
        result = each.get("result") if isinstance(each, dict) else None
        profile = result.get("profile") if isinstance(result, dict) else None
        if not isinstance(result, dict) or not isinstance(profile, dict) or result.get("schema") != SCHEMA:
            raise UsageError(NO_RESULT)
    return found


def _refuse(word: str) -> None:
    raise ValueError(word)


def _result(base: RuleBase, data: Mapping[str, Any], known: Mapping[str, Profile]) -> Result:
    from engine.export.shapes import RunShape

    found, run = stored_assessment(base, data["result"]), _held_against(RunShape, data.get("run"), "run")
    name = in_backticks(found.profile_id)
    if found.pack_sha256 != base.sha256:
        made_with = f"{found.pack_id} {found.pack_version}, {found.pack_sha256[:12]}"
        raise UsageError(f"the stored result of {name} was made with other rules ({made_with}); read it with those")
    profile = known.get(found.profile_id)
    if profile is not None and profile.sha256 != found.profile_sha256:
        raise UsageError(f"the profile {name} has changed since its result was stored; assess it again")
    for fault in _faults(base, found):
        raise UsageError(f"the stored result of {name} {fault}")
    return Result(profile, found, tuple(run.engines))


def stored_assessment(base: RuleBase, data: Mapping[str, Any]) -> Assessment:
    """Make the assessment that a stored `result` was written from; `base` tells which of its answers are dates.

    The rules need not be those that it was made with. Raises `UsageError` with the first place that is another shape.
    """
    from engine.export.shapes import ResultShape

    return _assessment(base, _held_against(ResultShape, data, "result"))


def _held_against(shape: "type[ShapeT]", data: Any, name: str) -> "ShapeT":
    """Hold a part of a stored result against its published shape."""
    from pydantic import ValidationError

    try:
        return shape.model_validate(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place, words = ".".join(map(str, (name, *first["loc"]))), first["msg"][:1].lower() + first["msg"][1:]
        raise UsageError(f"{in_backticks(place)} of the stored result is not as published: {words}") from problem


def _assessment(base: RuleBase, stored: "ResultShape") -> Assessment:
    return Assessment(
        profile_id=stored.profile.id,
        profile_sha256=stored.profile.sha256,
        pack_id=stored.pack.id,
        pack_version=stored.pack.version,
        pack_sha256=stored.pack.sha256,
        as_of=_day("as_of", stored.as_of) if stored.as_of is not None else None,
        decisions={name: _concluded(name, each) for name, each in stored.decisions.items()},
        controls=tuple(
            ControlFound(each.id, each.required, each.status, tuple(each.rules)) for each in stored.controls
        ),
        rules=tuple(
            RuleFound(each.name, each.status, _answers(base, each.facts), tuple(each.waits_for))
            for each in stored.rules
        ),
        open_questions=tuple(
            OpenQuestion(each.fact, tuple(each.decides), each.settles) for each in stored.open_questions
        ),
        warnings=tuple(each.rule for each in stored.warnings),
        advice=tuple(each.rule for each in stored.advice),
        ignored=tuple(stored.ignored_answers),
        assumed=_answers(base, stored.assumed or {}),
        to_come={name: _day("to_come", day) for name, day in (stored.to_come or {}).items()},
        lowered_by={
            name: tuple(Lowering(each.answers, each.to) for each in ways)
            for name, ways in (stored.lowered_by or {}).items()
        },
    )


def _concluded(name: str, stored: "DecisionFoundShape") -> Concluded:
    return Concluded(
        name=name,
        outcome=_outcome(stored),
        rules=tuple(stored.rules),
        ruled_out=tuple(stored.ruled_out),
        facts=tuple(stored.facts),
        by_default=stored.by_default,
    )


def _outcome(stored: "DecisionFoundShape") -> Outcome:
    """Tell by the keys which kind of outcome it is: a range of numbers, a set, a range of values, or one value."""
    low, high, interim = stored.at_least, stored.at_most, stored.interim
    if isinstance(low, int) and isinstance(high, int):
        return Counted(low, high)
    if isinstance(stored.value, list):
        return Collected(frozenset(stored.value), _named(stored.possible), _named(interim))
    possible = frozenset(stored.possible or ())
    alone = interim if isinstance(interim, str) else None
    if "at_least" in stored.model_fields_set:
        return Highest(
            possible, _named(stored.conflict), alone, *(None if each is None else str(each) for each in (low, high))
        )
    return Single(possible, _named(stored.conflict), alone)


def _named(names: "Names | list[str | None] | str | None") -> frozenset[str]:
    return frozenset(name for name in (names if isinstance(names, list) else ()) if name is not None)


def _answers(base: RuleBase, stored: Mapping[str, "AnswerGiven"]) -> dict[str, Answer]:
    return {name: _answer(base, name, each) for name, each in stored.items()}


def _answer(base: RuleBase, name: str, stored: "AnswerGiven") -> Answer:
    if not isinstance(stored, bool | int | str):
        return Members(frozenset(stored.includes), frozenset(stored.excludes))
    is_date = name in base.facts and base.facts[name].kind == "date"
    return _day(name, stored) if is_date and isinstance(stored, str) else stored


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise UsageError(f"{in_backticks(name)} of the stored result is not a date") from problem


def _faults(base: RuleBase, found: Assessment) -> Iterator[str]:
    """Walk what a result says that can't be of these rules."""
    rests_on: list[Concluded | ControlFound] = [*found.decisions.values(), *found.controls]
    questions = {*base.facts, *base.controls, DAY}
    yield from _strangers("rule", base.rules, (name for each in rests_on for name in each.rules))
    yield from _strangers("rule", base.rules, (name for each in found.decisions.values() for name in each.ruled_out))
    yield from _strangers("rule", base.rules, (*found.warnings, *found.advice, *(each.name for each in found.rules)))
    yield from _strangers("control", base.controls, (each.name for each in found.controls))
    yield from _strangers("question", questions, (name for each in found.decisions.values() for name in each.facts))
    yield from _strangers("question", questions, (name for each in found.rules for name in each.facts))
    yield from _strangers("question", questions, (name for each in found.rules for name in each.waits_for))
    asked = [each.fact for each in found.open_questions]
    yield from _strangers("question", base.facts, (*found.ignored, *found.assumed, *found.to_come, *asked))
    yield from _strangers("decision", base.decisions, found.decisions)
    yield from (f"says nothing of the decision `{name}`" for name in base.decisions if name not in found.decisions)
    for name, concluded in found.decisions.items():
        yield from _of_outcome(base.decisions[name], concluded.outcome)
    yield from _strangers("decision", base.decisions, found.lowered_by)
    for name, ways in found.lowered_by.items():
        yield from _strangers("question", base.facts, (fact for each in ways for fact in each.answers))
        yield from _strangers("value", base.decisions[name].values, (each.to for each in ways))
    for question in found.open_questions:
        yield from _strangers("decision", base.decisions, (*question.decides, *question.settles))
        for name, answers in question.settles.items():
            yield from _strangers("value", base.decisions[name].values, answers.values())


def _strangers(kind: str, known: Collection[str], names: Iterable[str | None]) -> Iterator[str]:
    for name in names:
        if name is not None and name not in known:
            yield f"names a {kind} that the rules do not have: {in_backticks(name)}"


def _of_outcome(decision: Decision, outcome: Outcome) -> Iterator[str]:
    if type(outcome) is not OUTCOMES.get(decision.hit_policy, Single):
        yield f"has for `{decision.name}` what is no outcome of it"
        return
    match outcome:
        case Highest(possible, conflict, interim, low, high):
            yield from _strangers("value", decision.values, (*possible, *conflict, interim, low, high))
        case Single(possible, conflict, interim):
            yield from _strangers("value", decision.values, (*possible, *conflict, interim))
        case Collected(members, undecided, interim):
            yield from _strangers("value", decision.values, (*members, *undecided, *interim))
