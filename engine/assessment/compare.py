"""Two assessments held against each other: what is otherwise in the second, as data that another function prints."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Generic, TypeVar

from engine.assessment.assessment import UNKNOWN, Assessment, Concluded, ControlFound, OpenQuestion
from engine.frozen import frozen
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members

T = TypeVar("T")


@frozen
class Difference(Generic[T]):
    """One thing that is otherwise: its name, what it was and what it is; `None` where it was not, or is not, there."""

    name: str
    before: T | None
    after: T | None


@frozen
class Timing:
    """How soon something is due, or how often: ISO 8601 durations, empty where the pack sets none."""

    deadline: str
    cadence: str

    def __str__(self) -> str:
        return "; ".join(filter(None, (self.deadline, self.cadence)))


@frozen
class Comparison:
    """All that is otherwise between two assessments, each part in the order of its names; empty where nothing is.

    `origins` are the pack, the profile and the day they were made from: `pack_id`, `pack_version`, `pack_sha256`,
    `profile_id`, `profile_sha256`, `as_of`. `answers` are those that both assessments tell of; there, `None` is an
    answer that is not known. A decision or a control is listed also where it stands as before for other reasons: see
    `comes_out_differently`. `warnings` and `advice` are rules, `True` where they speak. `timings` are of what is
    certain: of a control by its name, of a value by `decision.value`. An open question is otherwise where it matters to
    other decisions, or other answers to it alone would settle one.
    """

    origins: tuple[Difference[str], ...]
    answers: tuple[Difference[Answer | None], ...]
    decisions: tuple[Difference[Concluded], ...]
    controls: tuple[Difference[ControlFound], ...]
    warnings: tuple[Difference[bool], ...]
    advice: tuple[Difference[bool], ...]
    timings: tuple[Difference[Timing], ...]
    open_questions: tuple[Difference[OpenQuestion], ...]

    def is_empty(self) -> bool:
        """Tell whether nothing is otherwise."""
        return not any(getattr(self, each.name) for each in fields(self))


def compare(before: Assessment, after: Assessment, packs: tuple[RuleBase, RuleBase] | None = None) -> Comparison:
    """Say what is otherwise in the second of two assessments, whichever profiles, packs and days they are of.

        >>> compare(result.assessment, result.assessment, (base, base)).is_empty()
        True

    With `packs`, those of the first and of the second, also what is due how soon; without them, `timings` is empty.
    """
    timings = differing(*map(timings_of, packs, (before, after))) if packs is not None else ()
    return Comparison(
        origins=differing(_origins(before), _origins(after)),
        answers=tuple(_answers(_told(before), _told(after))),
        decisions=differing(before.decisions, after.decisions),
        controls=differing(*({each.name: each for each in side.controls} for side in (before, after))),
        warnings=differing(*(dict.fromkeys(side.warnings, True) for side in (before, after))),
        advice=differing(*(dict.fromkeys(side.advice, True) for side in (before, after))),
        timings=timings,
        open_questions=differing(*({each.fact: each for each in side.open_questions} for side in (before, after))),
    )


def comes_out_differently(changed: Difference[Concluded]) -> bool:
    """Tell whether a decision has another outcome, and not only other reasons for the same."""
    return _outcome(changed.before) != _outcome(changed.after)


def _outcome(found: Concluded | None) -> Outcome | None:
    return None if found is None else found.outcome


def rules_changed(changed: Difference[Concluded] | Difference[ControlFound]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the rules that a decision or a control rested on and rests on no longer, and those that it rests on now."""
    before, after = (each.rules if each is not None else () for each in (changed.before, changed.after))
    return tuple(sorted({*before} - {*after})), tuple(sorted({*after} - {*before}))


def differing(before: Mapping[str, T], after: Mapping[str, T]) -> tuple[Difference[T], ...]:
    """List by name what one of two mappings has otherwise than the other."""
    return tuple(
        Difference(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _origins(found: Assessment) -> dict[str, str]:
    named = ("pack_id", "pack_version", "pack_sha256", "profile_id", "profile_sha256")
    day = {} if found.as_of is None else {"as_of": found.as_of.isoformat()}
    return {**{name: getattr(found, name) for name in named}, **day}


def _answers(
    before: Mapping[str, Answer | None], after: Mapping[str, Answer | None]
) -> Iterator[Difference[Answer | None]]:
    """Walk the answers that both tell of, and not alike. A set that is open may be known in part: that says nothing."""
    for each in differing(before, after):
        now = (each.before, each.after)
        in_part = None in now and any(isinstance(answer, Members) for answer in now)
        if each.name in before and each.name in after and not in_part:
            yield each


def _told(found: Assessment) -> dict[str, Answer | None]:
    """Give the answers that an assessment tells of; `None` where it says that one is not known."""
    waits_for = {name for rule in found.rules for name in rule.waits_for}
    unknown = {*waits_for, *(each.fact for each in found.open_questions)}
    unknown |= {each.name for each in found.controls if each.status == UNKNOWN}
    return {**dict.fromkeys(unknown), **found.named_answers()}


def timings_of(base: RuleBase, found: Assessment) -> dict[str, Timing]:
    """Say how soon each value that came out for certain, and each control that is required, is due.

    What the pack does not have is left out.
    """
    return {name: timing for name, timing in _all_timings(base, found) if timing != Timing("", "")}


def _all_timings(base: RuleBase, found: Assessment) -> Iterator[tuple[str, Timing]]:
    for name, concluded in found.decisions.items():
        outcome = concluded.outcome
        certain = outcome.members if isinstance(outcome, Collected) else frozenset[str | None]()
        if isinstance(outcome, Single) and outcome.status == "settled":
            certain = outcome.possible
        values = base.decisions[name].values if name in base.decisions else {}
        for value in certain:
            if value is not None and value in values:
                yield f"{name}.{value}", Timing(values[value].deadline, values[value].cadence)
    for each in found.controls:
        if each.required == "yes" and each.name in base.controls:
            control = base.controls[each.name]
            yield each.name, Timing(control.deadline, control.cadence)
