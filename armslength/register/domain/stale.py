"""What has changed since somebody signed. A signature never moves; what it was given for may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from armslength.register.domain.commands import Sign
from armslength.register.domain.entities import Signature
from armslength.register.domain.events import PackVersion
from armslength.register.domain.known import profile_of
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from engine import Assessment, Collected, Conclusions, Counted
from engine.rulebase.facts import Answer, Facts


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer that is otherwise now; `by` is who gave it, nobody where it was taken back or never given before."""

    name: str
    then: Answer | None
    now: Answer | None
    by: str


@dataclass(frozen=True, slots=True)
class ChangedDecision:
    """A decision that comes out otherwise now, with the values that it can have."""

    name: str
    then: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """Exactly what has changed since the last signature.

    `pack` is what it was signed under and what it is held to now, where they differ. `rules_gone` fired then and do not
    now, `rules_new` the other way round.
    """

    signature: Signature
    answers: tuple[ChangedAnswer, ...]
    pack: tuple[PackVersion, PackVersion] | None
    decisions: tuple[ChangedDecision, ...]
    rules_gone: tuple[str, ...]
    rules_new: tuple[str, ...]


def decisions_of(concluded: Assessment | Conclusions) -> Mapping[str, tuple[str, ...]]:
    """Map each decision to the values that it can have: one where it is settled, the members where it collects."""
    found: dict[str, tuple[str, ...]] = {}
    for name, outcome in concluded.outcomes.items():
        if isinstance(outcome, Collected):
            found[name] = tuple(sorted(outcome.members))
        elif isinstance(outcome, Counted):
            found[name] = tuple(map(str, range(outcome.low, outcome.high + 1)))
        else:
            found[name] = tuple(sorted(value or "" for value in outcome.possible | outcome.conflict))
    return found


def to_sign(
    state: State, office: RegisterOffice, assessment: Assessment, sha256: str, declaration: str, checkpoint: str = ""
) -> Sign:
    """Make the command by which somebody adopts an assessment, made of the subject as it stands on its day.

    `sha256` is the hash of the bytes of the assessment. Raises `ValueError` where the assessment has no day, or the
    subject no pack.
    """
    if assessment.as_of is None or state.pack is None:
        raise ValueError("an assessment is signed as of a day, for a subject that is in the register")
    return Sign(
        as_of=assessment.as_of,
        assessment=sha256,
        pack=state.pack,
        declaration=declaration,
        answers=_no_words(profile_of(state, office, assessment.as_of).facts(), office),
        decisions=decisions_of(assessment),
        rules=tuple(assessment.fired),
        seen=state.version,
        checkpoint=checkpoint,
    )


def _no_words(facts: Facts, office: RegisterOffice) -> Facts:
    """Leave out what was answered in somebody's own words: no rule reads it, and it has to stay erasable."""
    known = office.base.facts
    return {name: value for name, value in facts.items() if name not in known or known[name].kind != "text"}


def stale(state: State, office: RegisterOffice, concluded: Assessment | Conclusions, today: date) -> Stale | None:
    """Say exactly what has changed since the last signature, or nothing where it stands.

    An answer that the register gives by itself moves with time (the stage, the last review); it makes a signature stale
    only where one of the pack's primary decisions comes out otherwise.
    """
    if not state.signatures or state.pack is None:
        return None
    signed = state.signatures[-1].said
    profile = profile_of(state, office, today)
    given = {**profile.answers, **profile.controls}
    now = _no_words(profile.facts(), office)
    names = sorted(signed.answers.keys() | now.keys())
    moved = {name for name in names if signed.answers.get(name) != now.get(name)}
    decisions = decisions_of(concluded)
    otherwise = tuple(
        ChangedDecision(name, then, decisions.get(name, ()))
        for name, then in signed.decisions.items()
        if then != decisions.get(name, ())
    )
    weighty = any(each.name in office.base.pack.primary for each in otherwise)
    people = {name for name in moved if name not in office.knows}
    if not (people or weighty or signed.pack != state.pack):
        return None
    rules = concluded.fired
    return Stale(
        signature=state.signatures[-1],
        answers=tuple(
            ChangedAnswer(name, signed.answers.get(name), now.get(name), given[name].by if name in given else "")
            for name in sorted(moved if weighty else people)
        ),
        pack=(signed.pack, state.pack) if signed.pack != state.pack else None,
        decisions=otherwise,
        rules_gone=tuple(sorted(set(signed.rules) - rules.keys())),
        rules_new=tuple(sorted(rules.keys() - set(signed.rules))),
    )
