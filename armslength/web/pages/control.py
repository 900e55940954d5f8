"""One control of a subject: where it stands, why it is asked for, what shows it, and whether somebody waives it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from armslength.register.domain.commands import ApproveWaiver, AskWaiver, AttachEvidence, SetControl
from armslength.register.domain.entities import Evidence, Kept, Waiver
from armslength.register.domain.known import is_backed
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK, Actor, Right
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, UNKNOWN, Typing, standing
from armslength.web.pages.addresses import above, of_subject, to_rules
from armslength.web.pages.asked import Around, asked, slips_of
from armslength.web.pages.controls import evidence_of, evidence_words, waiver_words, waivers_of
from armslength.web.pages.parts import (
    Breadcrumbs,
    Button,
    ErrorSummary,
    Happening,
    Link,
    Notice,
    Question,
    Stamp,
    Tag,
    Timeline,
)
from armslength.web.pages.reasons import Facts, Reason
from armslength.web.pages.result import stamp_of, status_tag
from armslength.web.pages.sent import Sent
from armslength.web.words import Words
from engine import Result, RuleBase
from engine.render.words import basis_words, owner_words, sentence
from engine.rulebase.controls import IN_PLACE, Control


@dataclass(frozen=True, slots=True)
class Held:
    """A piece of evidence or a waiver as it stands, its file where there is one, and what can be done with it."""

    says: str
    link: Link | None
    forms: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class ControlPage:
    """One control."""

    template: ClassVar[str] = "control.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    says: tuple[str, ...]
    status: Tag
    standing: tuple[str, ...]
    notices: tuple[Notice, ...]
    reasons: tuple[Reason, ...]
    evidence: tuple[Held, ...]
    waivers: tuple[Held, ...]
    forms: tuple[Sent, ...]
    history: Timeline
    rule_link: Link
    stamp: Stamp


def control_page(
    state: State,
    office: RegisterOffice,
    result: Result,
    name: str,
    who: Actor,
    today: date,
    words: Words,
    files: Mapping[str, Link],
    typing: Typing = NOTHING_TYPED,
) -> ControlPage:
    """Make the page of one control, with the forms of what this person may do; `files` are those kept, by hash."""
    return _Making(state, office, result, office.base.controls[name], who, today, words, files, typing).page()


@dataclass(frozen=True, slots=True)
class _Making:
    state: State
    office: RegisterOffice
    result: Result
    control: Control
    who: Actor
    today: date
    words: Words
    files: Mapping[str, Link]
    typing: Typing

    @property
    def base(self) -> RuleBase:
        return self.office.base

    @property
    def name(self) -> str:
        return self.control.name

    def at(self, *parts: str) -> str:
        return of_subject(self.state.subject, "controls", self.name, *parts)

    def page(self) -> ControlPage:
        facts = Facts(self.base, self.result, self.state.subject, self.words)
        found = next((each for each in self.result.assessment.controls if each.name == self.name), None)
        rules = found.rules if found else ()
        given = self.result.given(self.name)
        value = str(given.value) if given and given.value else UNKNOWN
        controls = Link(self.text("short"), of_subject(self.state.subject, "controls"))
        owned = self.text("owned", owner=owner_words(self.base, self.control))
        waivers = ((key, each) for key, each in self.state.waivers.items() if each.control == self.name)
        return ControlPage(
            title=self.control.title,
            above=above(self.words, self.office, self.state, controls),
            errors=slips_of(self.typing, "forms"),
            says=tuple(filter(None, (self.control.what, owned, self.shows()))),
            status=status_tag(value, self.words),
            standing=tuple(filter(None, (sentence(basis_words(given)) if given else self.text("nobody_said"),))),
            notices=tuple(self.notices(required=found.required if found else "")),
            reasons=tuple(facts.reason(self.base.rules[each].because, each) for each in rules),
            evidence=tuple(map(self.evidence, evidence_of(self.state, self.name))),
            waivers=tuple(self.waiver(key, each) for key, each in waivers),
            forms=tuple(self.forms()),
            history=Timeline(tuple(map(self.happening, reversed(self.state.controls.get(self.name, ()))))),
            rule_link=Link(self.text("in_the_book"), to_rules(f"control-{self.name}")),
            stamp=stamp_of(self.base, self.result),
        )

    def text(self, key: str, **values: object) -> str:
        return self.words.say(f"controls.{key}", **values)

    def shows(self) -> str:
        return self.text("what_shows", evidence=self.control.evidence) if self.control.evidence else ""

    def may(self, command: type) -> bool:
        """Tell whether the stage allows what somebody may want, so that no form is shown that is then refused."""
        return self.state.stage is not None and self.state.stage in ALLOWS[command]

    def notices(self, *, required: str) -> Iterator[Notice]:
        """Walk what has to be seen first: that nothing asks for it, or that what showed it has ended."""
        if required != "yes":
            key = required or "no"
            yield Notice(self.words.say(f"controls.required.{key}"), (self.words.say(f"controls.required_says.{key}"),))
        kept = self.state.current(self.name)
        if kept and kept.value == IN_PLACE and not is_backed(self.name, self.state, self.today):
            yield Notice(self.text("ended_title"), (self.text("ended_says"),))

    def evidence(self, evidence: Evidence) -> Held:
        key = next(key for key, each in self.state.evidence.items() if each == evidence)
        forms: tuple[Sent, ...] = ()
        if self.who.rights & THOSE_WHO_WORK and not evidence.retired:
            button = Button(self.text("retire"), "second")
            forms = (Sent("", self.at("evidence", key, "retire"), (), (), (button,)),)
        return Held(evidence_words(evidence, self.today, self.words), self.files.get(evidence.sha256), forms)

    def waiver(self, key: str, waiver: Waiver) -> Held:
        """Show a waiver with what this person may do: nobody approves what they asked for themselves."""
        says = f"{waiver_words(waiver, self.today, self.words)} {self.text('because', why=waiver.reason)}"
        forms = tuple(self.of_waiver(key, waiver)) if not waiver.ended and self.today <= waiver.until else ()
        return Held(says, None, forms)

    def of_waiver(self, key: str, waiver: Waiver) -> Iterator[Sent]:
        action, approves = self.at("waivers", key), Right.APPROVER in self.who.rights and self.may(ApproveWaiver)
        if approves and waiver.approved is None:
            yield Sent("", action, (), (("do", "approve"),), (Button(self.text("approve")),))
        if approves and waiver.approved is not None:
            until = self.field(f"until-{key}", "extend_until", "date", "day_hint")
            yield Sent("", action, (until,), (("do", "extend"),), (Button(self.text("extend"), "second"),))
        if self.who.rights & THOSE_WHO_WORK:
            end = "end" if waiver.approved else "refuse"
            yield Sent("", action, (), (("do", "end"),), (Button(self.text(end), "second"),))

    def forms(self) -> Iterator[Sent]:
        """Walk what this person may do with the control."""
        if not self.who.rights & THOSE_WHO_WORK:
            return
        if self.may(SetControl):
            yield self.saying()
        if self.may(AttachEvidence):
            yield self.attaching()
        if self.may(AskWaiver) and not waivers_of(self.state, self.name, self.today):
            yield self.waiving()

    def field(self, name: str, key: str, kind: Literal["text", "long", "date"], hint: str = "") -> Question:
        says = self.words.say(f"controls.ask.{hint}") if hint else ""
        typed, slip = self.typing.first(name, ""), self.typing.faults.get(name, "")
        return Question(name, self.words.say(f"controls.ask.{key}"), kind, hint=says, typed=typed, slip=slip)

    def saying(self) -> Sent:
        """Ask whether it is in place, and what that rests on, as any question is asked."""
        found = asked(self.name, Around(self.state, self.office, self.words, self.typing, {}, {}, ""))
        seen = ((f"seen.{self.name}", str(found.seen)),)
        return Sent(
            self.text("say_title"), self.at(), (found.question, *found.basis), seen, (Button(self.text("save")),)
        )

    def attaching(self) -> Sent:
        """Ask for evidence, its owner, and its last day."""
        fields = (
            self.field("says", "says", "text"),
            self.field("keeper", "keeper", "text", "keeper_hint"),
            self.field("until", "until", "date", "until_hint"),
            self.file(),
        )
        return self.aside("attach", self.at("evidence"), fields)

    def file(self) -> Question:
        """Ask for a file, once more where one came with a form that was refused: a browser can't be given it back."""
        name = self.typing.first("file_before", "")
        hint = self.text("file_again", name=name) if name else self.text("file_hint")
        return Question("file", self.text("file"), "file", hint=hint, slip=self.typing.faults.get("file", ""))

    def waiving(self) -> Sent:
        """Ask to go without it for a time."""
        fields = (
            self.field("why", "why", "long", "why_hint"),
            self.field("carrier", "carrier", "text"),
            self.field("last_day", "last_day", "date", "day_hint"),
        )
        return self.aside("waive", self.at("waivers"), fields)

    def aside(self, key: str, action: str, fields: tuple[Question, ...]) -> Sent:
        """Make a form that is folded away until somebody wants it, or has typed something into it."""
        typed = any(each.name in self.typing.typed for each in fields)
        button = Button(self.text(key), "second")
        return Sent(self.text(f"{key}_title"), action, fields, (), (button,), folded=not typed)

    def happening(self, kept: Kept) -> Happening:
        status = self.words.say(f"controls.status.{kept.value or UNKNOWN}")
        rests_on = basis_words(standing(kept))
        at = self.words.day(kept.at.astimezone(self.office.time_zone).date())
        return Happening(at, " ".join(filter(None, (sentence(status), rests_on))), kept.by.name)
