"""What has changed since somebody signed: from when, and because exactly which answers, rules and decisions moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from armslength.register.domain.events import Answered, ControlSet, PackAdopted
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.stale import ChangedAnswer, ChangedDecision, Stale
from armslength.register.domain.state import State
from armslength.web.pages.parts import Compared, Comparison, Notice
from armslength.web.words import Words
from engine.render.words import answer_words, listed
from engine.rulebase.decisions import SETS

NO_VALUE = "-"
"""What stands for a decision that had no value."""


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What has changed since the last signature: told first, then answer by answer, and decision by decision."""

    notice: Notice
    answers: Comparison | None
    decisions: Comparison | None


def day_of(at: datetime, office: RegisterOffice) -> date:
    """Give the day of a moment, in the pack's time zone."""
    return at.astimezone(office.time_zone).date()


def changed_since(changed: Stale, state: State, office: RegisterOffice, words: Words) -> ChangedSince:
    """Say exactly what has changed since the last signature."""
    since, signed = _since(changed, state, office), changed.signature
    title = words.say("changed.since", day=words.day(since)) if since else words.say("changed.undated")
    says = [words.say("changed.says", name=signed.by.name, day=words.day(day_of(signed.at, office)))]
    if changed.pack:
        says.append(words.say("changed.rules", then=changed.pack[0].version, now=changed.pack[1].version))
    if changed.rules_gone:
        says.append(words.say("changed.rules_gone", count=len(changed.rules_gone)))
    if changed.rules_new:
        says.append(words.say("changed.rules_new", count=len(changed.rules_new)))
    return ChangedSince(
        Notice(title, tuple(says)),
        _compared("answers", (_answer(each, office, words) for each in changed.answers), words),
        _compared("decisions", decisions_compared(changed.decisions, office), words),
    )


def _compared(key: str, rows: Iterable[Compared], words: Words) -> Comparison | None:
    found = tuple(rows)
    then, now = words.say("changed.signed"), words.say("changed.now")
    return Comparison(words.say(f"changed.{key}"), then, now, found) if found else None


def _since(changed: Stale, state: State, office: RegisterOffice) -> date | None:
    """Find the day of the first entry after the signature that changed what it rests on; none where time did it."""
    names = {each.name for each in changed.answers}
    for event in state.history[changed.signature.number :]:
        match event.body:
            case Answered(question=name) | ControlSet(control=name) if name in names:
                return day_of(event.at, office)
            case PackAdopted() if changed.pack:
                return day_of(event.at, office)
    return None


def _answer(each: ChangedAnswer, office: RegisterOffice, words: Words) -> Compared:
    known = each.name in office.base.facts or each.name in office.base.controls
    question = office.base.question(each.name) if known else None
    sides = tuple(
        words.say("changed.not_given") if value is None else answer_words(question, value) if question else str(value)
        for value in (each.then, each.now)
    )
    title = question.question if question else each.name
    return Compared(words.say("changed.by", what=title, name=each.by) if each.by else title, *sides)


def decisions_compared(changed: Iterable[ChangedDecision], office: RegisterOffice) -> tuple[Compared, ...]:
    """Compare the decisions that people are shown, as they came out then and as they come out now."""
    shown = office.base.pack.laid_out()
    return tuple(
        Compared(office.base.decisions[each.name].title, *(values_said(office, each.name, side) for side in sides))
        for each in sorted((each for each in changed if each.name in shown), key=lambda one: shown.index(one.name))
        for sides in ((each.then, each.now),)
    )


def is_one_of(office: RegisterOffice, decision: str) -> bool:
    """Tell whether a decision comes to one value, so that several are those that it can still come to."""
    declared = office.base.decisions.get(decision)
    return declared is None or declared.hit_policy not in SETS


def values_said(office: RegisterOffice, decision: str, values: Iterable[str]) -> str:
    """Say which values a decision has, or can still have, as people read them; those that are gone by their names."""
    declared = office.base.decisions.get(decision)
    known = declared.values if declared else {}
    joint = "or" if is_one_of(office, decision) else "and"
    return listed([known[each].label if each in known else each for each in values if each], joint) or NO_VALUE
