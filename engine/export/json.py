"""The assessment as canonical JSON (RFC 8785): the same inputs give the same bytes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.assessment.assessment import Assessment, Concluded, ControlFound
from engine.assessment.result import Result
from engine.interpret.evaluation import Collected, Counted, Highest, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Answer, Members

SCHEMA = "armslength/assessment/1"


def render(base: RuleBase, results: Iterable[Result]) -> bytes:
    """Render results, each with the engines behind it: one object for one, an array for several; ends in a newline."""
    import rfc8785

    from engine.version import __version__

    objects = [
        {"result": result_object(base, each.assessment), "run": {"engines": list(each.engines), "version": __version__}}
        for each in results
    ]
    return rfc8785.dumps(objects[0] if len(objects) == 1 else objects) + b"\n"


def result_object(base: RuleBase, assessment: Assessment) -> dict[str, Any]:
    """Give the part that depends on nothing but pack, profile and day."""
    return {
        "schema": SCHEMA,
        "profile": {"id": assessment.profile_id, "sha256": assessment.profile_sha256},
        "pack": {
            "id": assessment.pack_id,
            "version": assessment.pack_version,
            "sha256": assessment.pack_sha256,
            **_layers(base),
        },
        "as_of": assessment.as_of.isoformat() if assessment.as_of else None,
        "decisions": {name: _decision(base.decisions[name], each) for name, each in assessment.decisions.items()},
        "controls": [_control(base, each) for each in assessment.controls],
        "rules": [
            {
                "name": found.name,
                "status": found.status,
                "because": base.rules[found.name].because,
                "cites": list(base.rules[found.name].cites),
                "facts": {name: answer_json(answer) for name, answer in found.facts.items()},
                "waits_for": list(found.waits_for),
                **({"pack": base.rules[found.name].pack} if base.extends else {}),
            }
            for found in assessment.rules
        ],
        "open_questions": [
            {
                "fact": question.fact,
                "question": base.facts[question.fact].question,
                "decides": list(question.decides),
                "settles": {name: dict(answers) for name, answers in question.settles.items()},
            }
            for question in assessment.open_questions
        ],
        "warnings": [{"rule": name, "says": base.rules[name].warning} for name in assessment.warnings],
        "advice": [{"rule": name, "says": base.rules[name].advice} for name in assessment.advice],
        "ignored_answers": list(assessment.ignored),
        **_taken("assumed", assessment.assumed),
        **_taken("to_come", assessment.to_come),
        **_lowered_by(assessment),
    }


def _taken(key: str, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Name what was assumed from silence, or is doubtful; nothing where nothing was."""
    taken = {name: answer_json(answer) for name, answer in answers.items()}
    return {key: taken} if taken else {}


def _lowered_by(assessment: Assessment) -> dict[str, Any]:
    """Name the answers that would lower what is applied meanwhile; nothing where there are none so few."""
    ways = {
        name: [{"answers": dict(each.answers), "to": each.to} for each in found]
        for name, found in assessment.lowered_by.items()
    }
    return {"lowered_by": ways} if ways else {}


def _layers(base: RuleBase) -> dict[str, Any]:
    """Name the packs below, and what was changed in their rules; nothing for a pack that stands alone."""
    if not base.extends:
        return {}
    changes = [
        {"rule": each.rule, "change": each.how, "because": each.because, "pack": each.pack} for each in base.changes
    ]
    return {"extends": [{"id": each.id, "version": each.version} for each in base.extends], "changes": changes}


def _decision(decision: Decision, found: Concluded) -> dict[str, Any]:
    shape: dict[str, Any] = {"status": found.outcome.status}
    match found.outcome:
        case Highest() as highest:
            shape |= {"value": _value(highest), "at_least": highest.at_least, "at_most": highest.at_most}
            shape |= {"possible": _listed(highest.possible), "interim": highest.interim}
        case Single() as single:
            shape |= {"value": _value(single), "possible": _listed(single.possible), "interim": single.interim}
            shape |= {"conflict": _listed(single.conflict)} if single.conflict else {}
        case Collected(members, undecided, interim):
            listed = (decision.in_order(each) for each in (members, undecided, interim))
            shape |= dict(zip(("value", "possible", "interim"), listed, strict=True))
        case Counted(low, high):
            shape |= {"value": low if low == high else None, "at_least": low, "at_most": high}
    rests_on = {"rules": list(found.rules), "ruled_out": list(found.ruled_out), "facts": list(found.facts)}
    return shape | rests_on | {"by_default": found.by_default}


def _value(outcome: Single) -> str | None:
    return next(iter(outcome.possible)) if len(outcome.possible) == 1 else None


def _listed(values: frozenset[str | None] | frozenset[str]) -> list[str | None]:
    return sorted(values, key=lambda value: (value is None, value or ""))


def _control(base: RuleBase, found: ControlFound) -> dict[str, Any]:
    control = base.controls[found.name]
    return {
        "id": found.name,
        "title": control.title,
        "status": found.status,
        "required": found.required,
        "owner": control.owner,
        "deadline": control.deadline or None,
        "cadence": control.cadence or None,
        "rules": list(found.rules),
        "cites": list(control.cites),
    }


def answer_json(answer: Answer) -> Any:
    """Give an answer as JSON: yes/no as true/false, a date as ISO 8601, a set as the members known either way."""
    if isinstance(answer, Members):
        both: Mapping[str, list[str]] = {"includes": sorted(answer.holds), "excludes": sorted(answer.fails)}
        return both
    return answer.isoformat() if isinstance(answer, date) else answer
