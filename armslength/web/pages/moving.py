"""From stage to stage: what can be done now with what it needs, and what can't, with the reason in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.register.domain import commands as ask
from armslength.register.domain.commands import Command
from armslength.register.domain.events import Stage
from armslength.register.domain.go_ahead import needs_go_ahead, not_ready
from armslength.register.domain.making import Held
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import MAY, Actor
from armslength.register.domain.policy import disallowed
from armslength.register.domain.refusal import Lacking, Refusal
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.making import Making
from armslength.web.pages.parts import Breadcrumbs, Button, ErrorSummary, Question, SummaryList, SummaryRow
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words, capital
from engine import Result

MOVES: Mapping[str, type] = {
    "prepare": ask.Prepare,
    "start": ask.Start,
    "pause": ask.Pause,
    "resume": ask.Resume,
    "scope": ask.RefreshScope,
    "wind_down": ask.WindDown,
    "end": ask.End,
}
"""What can be done about the stage, by the name that a form sends."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can be done: what it needs, what it has to wait for, and its form unless it is refused."""

    title: str
    says: str
    waits: SummaryList | None
    form: Sent


@dataclass(frozen=True, slots=True)
class MovingPage:
    """The stage of a subject, and what can be done about it."""

    template: ClassVar[str] = "moving.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    lacking: SummaryList | None
    stands: str
    can: tuple[Move, ...]
    can_not: SummaryList


def moving_page(
    state: State, office: RegisterOffice, result: Result, who: Actor, today: date, words: Words,
    typing: Typing = NOTHING_TYPED, lacking: Iterable[Lacking] = (),
) -> MovingPage:  # fmt: skip
    """Make the page; `lacking` is what was missing when something was just refused."""
    of = _Making(state, office, result, who, today, Fields("moving", words, typing))
    refused = {name: of.refusal(name) for name in MOVES}
    return MovingPage(
        title=words.say("moving.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        lacking=of.listed(lacking),
        stands=of.stands(),
        can=tuple(of.move(name) for name, reason in refused.items() if not reason),
        can_not=SummaryList(
            tuple(SummaryRow(words.say(f"moving.do.{name}"), (reason,)) for name, reason in refused.items() if reason)
        ),
    )


def command_of(name: str, on: date, until: date | None = None, says: str = "") -> Command:
    """Make the command of a move."""
    match name:
        case "pause":
            return ask.Pause(on, until)
        case "scope":
            return ask.RefreshScope(says, on)
    made: Command = MOVES[name](on)
    return made


class _Making(Making):
    def stands(self) -> str:
        stage, since = self.state.stage, self.state.since
        if stage is None:
            return ""
        if stage is Stage.STARTING and since:
            return f"{self.office.stages[stage]}. {self.fields.text('planned', day=self.words.day(since))}"
        said = self.fields.text("since", day=self.words.day(since)) if since else ""
        return self.fields.text("stands", stage=self.office.stages[stage], since=said).strip() + "."

    def refusal(self, name: str) -> str:
        """Say why something can't be done at this stage or by this person; nothing where it can."""
        refused = disallowed(command_of(name, self.today), self.state)
        if refused:
            return refused.reason
        may = MAY[MOVES[name]]
        if may & self.who.rights:
            return ""
        roles = dict.fromkeys(role for right, held in self.office.rights.items() if right in may for role in held)
        labels = ", ".join(self.office.base.pack.roles[role] for role in roles)
        return self.fields.text("who_may", roles=labels)

    def move(self, name: str) -> Move:
        title = self.words.say(f"moving.do.{name}")
        held = not_ready(command_of(name, self.today), self.state, Held(self.office, self.result.assessment)) if (
            needs_go_ahead(command_of(name, self.today), self.state, self.office)
        ) else None  # fmt: skip
        hidden = (("do", name), ("seen", str(self.state.version)))
        form = Sent("", of_subject(self.state.subject, "moving"), tuple(self.asked(name)), hidden, (Button(title),))
        says = self.words.say(f"moving.says.{name}")
        return Move(title, says, self.listed(held.lacking) if isinstance(held, Refusal) else None, form)

    def asked(self, name: str) -> Iterator[Question]:
        ask_for = self.fields.ask
        if name == "scope":
            yield ask_for("says.scope", "long")
        yield ask_for(f"on.{name}", "date", hint="day_hint")
        if name == "pause":
            yield ask_for("until.pause", "date")
        yield ask_for(f"why.{name}", "long")

    def listed(self, lacking: Iterable[Lacking]) -> SummaryList | None:
        """List what has to come first, each with how it stands, who owns it, and where to say that it is there."""
        rows = tuple(
            SummaryRow(each.what, (f"{stands}{each.owner}",), change=self.place(each.name))
            for each in lacking
            for stands in (capital(f"{each.stands}. ") if each.stands else "",)
        )
        return SummaryList(rows) if rows else None

    def place(self, name: str) -> str:
        base = self.office.base
        if name in base.controls:
            return of_subject(self.state.subject, "controls", name)
        return of_subject(self.state.subject, "question", name) if name in base.facts else ""
