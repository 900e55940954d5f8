"""What would be otherwise after a change: decisions, what has to be in place, what falls due, which answers count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armslength.register.domain.due import DueLine, due
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.parts import Compared
from armslength.web.pages.so_far import came_out
from armslength.web.words import Words, capital
from engine import Collected, Comparison, Concluded, ControlFound, Result, compare
from engine.render.changes import change_words
from engine.render.shown import on_page


@dataclass(frozen=True, slots=True)
class Side:
    """A subject as it stands, or would stand: its state, and what was concluded of it."""

    state: State
    result: Result


@dataclass(frozen=True, slots=True)
class Altered:
    """What would be otherwise, each thing before and after; `kept` are questions whose answers count no more."""

    decisions: tuple[Compared, ...]
    controls: tuple[Compared, ...]
    due: tuple[Compared, ...]
    kept: tuple[str, ...]
    again: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing that people are shown would be otherwise."""
        return not (self.decisions or self.controls or self.due or self.kept or self.again)


def altered(before: Side, after: Side, office: RegisterOffice, today: date, words: Words) -> Altered:
    """Say what is otherwise between a subject as it stands and as it would stand on the same day."""
    found = compare(before.result.assessment, after.result.assessment)
    ignored = ({*before.result.assessment.ignored}, {*after.result.assessment.ignored})
    return Altered(
        decisions=tuple(_decisions(before, after, office, found, words)),
        controls=tuple(_controls(office, found, words)),
        due=tuple(_due(before, after, office, today, words)),
        kept=_questions(office, ignored[1] - ignored[0]),
        again=_questions(office, ignored[0] - ignored[1]),
    )


def _questions(office: RegisterOffice, names: set[str]) -> tuple[str, ...]:
    return tuple(each.question for each in office.base.questions() if each.name in names)


def _decisions(
    before: Side, after: Side, office: RegisterOffice, found: Comparison, words: Words
) -> Iterator[Compared]:
    base = office.base
    sides = (before.result.assessment, after.result.assessment)
    shown = tuple(frozenset(on_page(base, each)) for each in sides)
    changed = {each.name for each in found.decisions if _outcome(each.before) != _outcome(each.after)}
    for name in base.pack.laid_out():
        if name not in shown[0] | shown[1] or (name not in changed and (name in shown[0]) is (name in shown[1])):
            continue
        decision = base.decisions[name]
        outcomes = tuple(each.outcome(name) for each in sides)
        if isinstance(outcomes[0], Collected) and name in shown[0] & shown[1]:
            told = capital(change_words(decision, outcomes[0], outcomes[1]))
            yield Compared(decision.title, words.say("altering.as_now"), told)
            continue
        said = tuple(
            came_out(decision, outcome, words) if name in there else words.say("altering.not_shown")
            for outcome, there in zip(outcomes, shown, strict=True)
        )
        yield Compared(decision.title, said[0], said[1])


def _outcome(found: Concluded | None) -> object:
    return found.outcome if found is not None else None


def _controls(office: RegisterOffice, found: Comparison, words: Words) -> Iterator[Compared]:
    """Walk the controls that would be asked for otherwise; what is only perhaps asked for is not told."""
    for each in found.controls:
        title = office.base.controls[each.name].title
        sides = tuple(_asked_for(side, words) for side in (each.before, each.after))
        if sides[0] != sides[1]:
            yield Compared(title, sides[0], sides[1])


def _asked_for(found: ControlFound | None, words: Words) -> str:
    asked = found.required if found is not None else "no"
    return words.say(f"altering.control.{asked if asked in ('yes', 'interim') else 'no'}")


def _due(before: Side, after: Side, office: RegisterOffice, today: date, words: Words) -> Iterator[Compared]:
    lines: list[dict[str, DueLine]] = [
        {line.key: line for line in due(each.state, office, each.result.assessment, today)} for each in (before, after)
    ]
    for key in dict.fromkeys((*lines[0], *lines[1])):
        days = tuple(_day(side.get(key), words) for side in lines)
        if days[0] != days[1]:
            yield Compared((lines[1].get(key) or lines[0][key]).label, days[0], days[1])


def _day(line: DueLine | None, words: Words) -> str:
    if line is None:
        return words.say("altering.not_due")
    return words.day(line.on) if line.on else words.say("altering.no_day")
