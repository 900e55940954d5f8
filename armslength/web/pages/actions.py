"""The actions of a subject: agreed, changed, and closed with what shows that they were done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.register.domain.commands import AgreeAction
from armslength.register.domain.entities import Action, Evidence
from armslength.register.domain.events import ActionClosed
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK, Actor
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.controls import evidence_words
from armslength.web.pages.parts import Breadcrumbs, Button, Choice, Empty, ErrorSummary, Link, Tag, Taking
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words
from engine import Result
from engine.rulebase.controls import IN_PLACE

HEADS = ("name", "what", "owner", "until", "first_until", "after", "by", "closed", "shown", "helped")


@dataclass(frozen=True, slots=True)
class ActionShown:
    """One action: what, by whom, until when, what is behind it, what shows it, and what can be done with it."""

    name: str
    says: str
    state: Tag
    facts: tuple[str, ...]
    behind: Link | None
    evidence: tuple[tuple[str, Link | None], ...]
    forms: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The actions of a subject."""

    template: ClassVar[str] = "actions.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    agree: Sent | None
    waiting: tuple[ActionShown, ...]
    closed: tuple[ActionShown, ...]
    empty: Empty
    taking: Taking


@dataclass(frozen=True, slots=True)
class _Making:
    state: State
    office: RegisterOffice
    result: Result
    files: Mapping[str, str]
    today: date
    fields: Fields
    may: bool

    @property
    def words(self) -> Words:
        return self.fields.words

    def at(self, *parts: str) -> str:
        return of_subject(self.state.subject, "actions", *parts)

    def day(self, number: int) -> str:
        """Say on which day an event of the history was entered."""
        return self.words.day(self.state.history[number - 1].at.astimezone(self.office.time_zone).date())


def actions_page(
    state: State, office: RegisterOffice, result: Result, files: Mapping[str, str], who: Actor, today: date,
    words: Words, typing: Typing = NOTHING_TYPED, after: str = "",
) -> ActionsPage:  # fmt: skip
    """Make the page of the actions, by their last days.

    `files` maps the hash of a file that was brought to its address; `after` is what a new action is to follow.
    """
    may = bool(who.rights & THOSE_WHO_WORK) and state.stage in ALLOWS[AgreeAction]
    of = _Making(state, office, result, files, today, Fields("actions", words, typing), may)
    listed = sorted(state.actions.items(), key=lambda pair: (pair[1].until, pair[0]))
    return ActionsPage(
        title=words.say("actions.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        agree=_agreeing(of, after) if may else None,
        waiting=tuple(_shown(name, each, of) for name, each in listed if not each.closed),
        closed=tuple(_shown(name, each, of) for name, each in listed if each.closed),
        empty=Empty(words.say("actions.none")),
        taking=Taking((Link(words.say("actions.as_csv"), of_subject(state.subject, "actions.csv")),)),
    )


def _agreeing(of: _Making, after: str) -> Sent:
    fields = of.fields
    behind = {
        "": fields.text("after_nothing"),
        **{name: fields.text("after_incident", day=of.words.day(each.said.on), says=each.said.says)
           for name, each in of.state.incidents.items()},
        **{each.said.review: fields.text("after_review", day=of.words.day(each.said.on)) for each in of.state.reviews},
        **{each.name: of.office.base.controls[each.name].title
           for each in of.result.assessment.controls if each.status != IN_PLACE or each.name == after},
    }  # fmt: skip
    choices = tuple(Choice(name, shortened(text)) for name, text in behind.items())
    asked = (
        fields.ask("says", "long", hint="says_hint"),
        fields.ask("owner", "text", hint="owner_hint"),
        fields.ask("until", "date", hint="until_hint"),
        fields.ask("after", "pick", after if after in behind else "", choices),
    )
    return Sent("", of.at(), asked, (), (Button(fields.text("agree")),))


MOST_OF_A_CHOICE = 90
"""Letters of one line to choose. As many as a line of a list shows. Beyond it: `…`; its own page has the whole."""


def shortened(text: str) -> str:
    """Cut a text to what a line of a list shows."""
    one = " ".join(text.split())
    return one if len(one) <= MOST_OF_A_CHOICE else f"{one[: MOST_OF_A_CHOICE - 1].rstrip()}…"


def _shown(name: str, action: Action, of: _Making) -> ActionShown:
    attached = {key: each for key, each in of.state.evidence.items() if each.to == name or key in _closing(action)}
    return ActionShown(
        name=name,
        says=action.says,
        state=_state(action, of),
        facts=tuple(_facts(action, of)),
        behind=_behind(action.after, of),
        evidence=tuple(_evidence(each, of) for each in attached.values()),
        forms=(_closing_form(name, attached, of), _changing(name, action, of)) if of.may and not action.closed else (),
    )


def _closing(action: Action) -> tuple[str, ...]:
    """Name the evidence that an action was closed with."""
    body = action.closed.body if action.closed else None
    return body.evidence if isinstance(body, ActionClosed) else ()


def _state(action: Action, of: _Making) -> Tag:
    if action.closed:
        return Tag(of.fields.text("state.closed"))
    late = of.today > action.until
    key = "state.overdue" if late else "state.until"
    return Tag(of.fields.text(key, day=of.words.day(action.until)), "due" if late else "plain")


def _facts(action: Action, of: _Making) -> Iterator[str]:
    yield of.fields.text("owned", owner=action.owner)
    yield of.fields.text("agreed", name=action.by.name, day=of.day(action.number))
    if action.until != action.first_until:
        yield of.fields.text("moved", day=of.words.day(action.first_until))
    if action.closed:
        day = action.closed.at.astimezone(of.office.time_zone).date()
        yield of.fields.text("closed_by", name=action.closed.by.name, day=of.words.day(day))
        body = action.closed.body
        helped = body.helped if isinstance(body, ActionClosed) else ""
        yield of.fields.text("helped", how=helped) if helped else of.fields.text("not_checked")


def _behind(after: str, of: _Making) -> Link | None:
    """Lead to what is behind an action: an incident, a review, or a control."""
    subject, state = of.state.subject, of.state
    if after in state.incidents:
        text = of.fields.text("after_incident", day=of.words.day(state.incidents[after].said.on), says="").rstrip(": ")
        return Link(text, f"{of_subject(subject, 'incidents')}#{after}")
    if after in of.office.base.controls:
        return Link(of.office.base.controls[after].title, of_subject(subject, "controls", after))
    held = next((each for each in state.reviews if each.said.review == after), None)
    if held:
        text = of.fields.text("after_review", day=of.words.day(held.said.on))
        return Link(text, of_subject(subject, "reviews"))
    return None


def _evidence(evidence: Evidence, of: _Making) -> tuple[str, Link | None]:
    address = of.files.get(evidence.sha256, "") if evidence.sha256 else ""
    words = evidence_words(evidence, of.today, of.words)
    return words, Link(of.words.say("controls.file"), address) if address else None


def _closing_form(name: str, attached: Mapping[str, Evidence], of: _Making) -> Sent:
    fields = of.fields
    counts = tuple(Choice(key, each.says) for key, each in attached.items() if each.counts(of.today))
    asked = (
        *((fields.ask(f"attached.{name}", "several", "", counts),) if counts else ()),
        fields.ask(f"shown.{name}", "text", hint="shown_hint"),
        fields.ask(f"keeper.{name}", "text"),
        fields.ask(f"file.{name}", "file", hint="file_hint"),
        fields.ask(f"helped.{name}", "long", hint="helped_hint"),
    )
    folded = not fields.typed_in(asked)
    button = (Button(fields.text("close"), "second"),)
    return Sent(fields.text("close_title"), of.at(name, "close"), asked, _seen(name, of), button, folded)


def _changing(name: str, action: Action, of: _Making) -> Sent:
    fields = of.fields
    asked = (
        fields.ask(f"says.{name}", "long", action.says),
        fields.ask(f"owner.{name}", "text", action.owner),
        fields.ask(f"until.{name}", "date", of.words.day(action.until), hint="until_hint"),
    )
    folded = not fields.typed_in(asked)
    button = (Button(fields.text("change"), "second"),)
    return Sent(fields.text("change_title"), of.at(name), asked, _seen(name, of), button, folded)


def _seen(name: str, of: _Making) -> tuple[tuple[str, str], ...]:
    return (("seen", str(of.state.actions[name].number)),)


def table(state: State, office: RegisterOffice, words: Words) -> Iterator[tuple[str, ...]]:
    """Walk the actions as texts: the head, then a row an action."""
    yield tuple(words.say(f"actions.head.{each}") for each in HEADS)
    for name, each in state.actions.items():
        body = each.closed.body if each.closed else None
        yield (
            name,
            each.says,
            each.owner,
            each.until.isoformat(),
            each.first_until.isoformat(),
            each.after,
            each.by.name,
            each.closed.at.astimezone(office.time_zone).date().isoformat() if each.closed else "",
            "; ".join(state.evidence[key].says for key in _closing(each) if key in state.evidence),
            body.helped if isinstance(body, ActionClosed) else "",
        )  # fmt: skip
