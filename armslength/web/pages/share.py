"""Sharing one question, or a dated view: the forms, what is seen before anything is sent, the link, and the lists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from armslength.register.domain.commands import SendQuestion
from armslength.register.domain.entities import SentQuestion, SharedView
from armslength.register.domain.events import Erased
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import APPROVERS, THOSE_WHO_WORK, Actor
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, Typing, standing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of, such_a_day
from armslength.web.pages.changed_since import day_of
from armslength.web.pages.parts import Breadcrumbs, Button, Choice, Empty, ErrorSummary, Link, Question, ShareLink, Tag
from armslength.web.pages.sent import Fields, Sent
from armslength.web.pages.sign import who_may_approve
from armslength.web.path import QuestionPath
from armslength.web.sharing import USUALLY, can_show, usually_shown
from armslength.web.words import Words

Openings = Mapping[str, tuple[datetime, ...]]
"""When the link about each thing that was sent or shared was opened, by its name; what has no link is not in it."""


@dataclass(frozen=True, slots=True)
class Out:
    """Something that was sent or shared: to whom and what, how it stands, and what can be done with it."""

    says: str
    state: Tag
    facts: tuple[str, ...]
    link: Link | None
    forms: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class SharePage:
    """What was asked of others and shown to them, and the forms to do so."""

    template: ClassVar[str] = "share.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    ask: Sent | None
    ask_not: str
    view: Sent | None
    view_not: str
    asked: tuple[Out, ...]
    shown: tuple[Out, ...]
    none_asked: Empty
    none_shown: Empty


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What somebody will see by a link, before it is made."""

    template: ClassVar[str] = "share_preview.html"
    title: str
    above: Breadcrumbs
    says: str
    shown: tuple[str, ...]
    not_seen: str
    form: Sent
    change: Sent


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The link, this once."""

    template: ClassVar[str] = "shared.html"
    title: str
    above: Breadcrumbs
    link: ShareLink
    says: tuple[str, ...]
    back: Link


def share_page(
    state: State, office: RegisterOffice, path: QuestionPath, openings: Openings, who: Actor, today: date,
    words: Words, typing: Typing = NOTHING_TYPED, question: str = "",
) -> SharePage:  # fmt: skip
    """Make the page. `question` is one that somebody wants to ask; `path` says which are asked at all."""
    shows = can_show(office, words)
    of = _Making(state, office, path, shows, openings, who, today, Fields("share", words, typing))
    open_ = state.stage in ALLOWS[SendQuestion]
    works, approves = bool(who.rights & THOSE_WHO_WORK), bool(who.rights & APPROVERS)
    return SharePage(
        title=words.say("share.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        ask=of.asking(question) if works and open_ else None,
        ask_not="" if open_ else words.say("share.over"),
        view=of.viewing() if approves else None,
        view_not="" if approves else words.say("share.view_may_not", roles=who_may_approve(office)),
        asked=tuple(of.sent(name, each) for name, each in reversed([*state.questions.items()])),
        shown=tuple(of.share(name, each) for name, each in reversed([*state.shares.items()])),
        none_asked=Empty(words.say("share.nothing_asked")),
        none_shown=Empty(words.say("share.nothing_shown")),
    )


@dataclass(frozen=True, slots=True)
class _Making:
    state: State
    office: RegisterOffice
    path: QuestionPath
    can_show: Mapping[str, str]
    openings: Openings
    who: Actor
    today: date
    fields: Fields

    @property
    def words(self) -> Words:
        return self.fields.words

    def at(self, *parts: str) -> str:
        return of_subject(self.state.subject, "share", *parts)

    def last_day(self, name: str) -> Question:
        usual = self.words.day(self.today + USUALLY)
        made = self.fields.ask(name, "date", usual)
        return Question(made.name, made.text, "date", such_a_day(self.office.base, self.words), typed=made.typed,
                        slip=made.slip)  # fmt: skip

    def asking(self, question: str) -> Sent:
        base = self.office.base
        listed = [Choice("", self.fields.text("choose")), *self.questions(question)]
        may_know = base.question(question).known_by[:1] if question else ()
        asked = (
            self.fields.ask("question", "pick", question, listed),
            self.fields.ask(
                "to", "text", "".join(base.pack.roles.get(each, each) for each in may_know), hint="to_hint"
            ),
            self.last_day("until"),
        )
        return Sent("", self.at("question"), asked, (), (Button(self.fields.text("look")),))

    def questions(self, wanted: str) -> Iterator[Choice]:
        """Walk the questions that are asked of the subject by topic: those that nobody has answered first.

        One that somebody `wanted` to ask is among them, whether it is asked or not.
        """
        base = self.office.base
        names = [*self.path.asked, *((wanted,) if wanted and wanted not in self.path.asked else ())]
        for key in ("unknown", "answered"):
            for topic, title in base.pack.topics.items():
                for name in names:
                    is_known = standing(self.state.current(name)).value is not None
                    if base.question(name).topic == topic and is_known == (key == "answered"):
                        under = self.fields.text(f"questions.{key}", topic=title)
                        yield Choice(name, base.question(name).question, under=under)

    def viewing(self) -> Sent:
        usual = usually_shown(self.office)
        shows = self.fields.ask("shows", "several", choices=[Choice(*each) for each in self.can_show.items()])
        if not self.fields.typing.typed:
            ticked = (replace(each, chosen=each.value in usual) for each in shows.choices)
            shows = replace(shows, choices=tuple(ticked))
        asked = (self.fields.ask("whom", "text", hint="whom_hint"), shows, self.last_day("through"))
        return Sent("", self.at("view"), asked, (), (Button(self.fields.text("look")),))

    def sent(self, name: str, sent: SentQuestion) -> Out:
        """Show a question that was sent."""
        says = self.fields.text("of_question", to=self.name(sent.said.to), wording=sent.said.wording)
        over = sent.is_out and sent.said.until is not None and self.today > sent.said.until
        key = sent.settled or ("over" if over else "out" if sent.is_out else "answered")
        waits = not sent.settled and sent.proposed is not None
        works = bool(self.who.rights & THOSE_WHO_WORK)
        back = Sent(
            "",
            of_subject(self.state.subject, "asked", name, "decline"),
            (),
            (),
            (Button(self.fields.text("take_back"), "second"),),
        )
        return Out(
            says,
            Tag(self.words.say(f"share.state.{key}"), "due" if waits or over else "quiet"),
            tuple(self.facts(name, sent.said.until, over=over or bool(sent.settled))),
            Link(self.fields.text("read"), of_subject(self.state.subject, "asked", name)) if waits and works else None,
            (back,) if sent.is_out and works else (),
        )

    def share(self, name: str, share: SharedView) -> Out:
        """Show a view that was shared."""
        shows = ", ".join(self.can_show.get(each, each) for each in share.said.shows)
        over = self.today > share.said.until
        key = "revoked" if share.revoked else "ended" if over else "open"
        revoke = Sent("", self.at(name, "revoke"), (), (), (Button(self.fields.text("revoke"), "second"),))
        return Out(
            self.fields.text("of_view", to=self.name(share.said.to), shows=shows),
            Tag(self.words.say(f"share.state.{key}"), "quiet"),
            tuple(self.facts(name, share.said.until, over=over or share.revoked)),
            None,
            (revoke,) if key == "open" and self.who.rights & THOSE_WHO_WORK else (),
        )

    def name(self, to: str) -> str:
        return self.fields.text("somebody") if isinstance(to, Erased) else to

    def facts(self, name: str, until: date | None, *, over: bool) -> Iterator[str]:
        """Walk what is known of a link: how long it opens, and when it was opened."""
        if until and not over:
            yield self.fields.text("through", day=self.words.day(until))
        if name not in self.openings:
            yield self.words.say("share.opened.no_link")
            return
        days = list(dict.fromkeys(self.words.day(day_of(each, self.office)) for each in self.openings[name]))
        if not days:
            yield self.words.say("share.opened.never")
            return
        yield self.words.say("share.opened.count", count=len(self.openings[name]), day=days[-1])
        if len(days) > 1:
            yield self.words.say("share.opened.dated", days=", ".join(days))


@dataclass(frozen=True, slots=True)
class ToSend:
    """What is to be sent, once it was seen: a `question` or a `view`, to whom, through which day."""

    kind: str
    to: str
    until: date
    hidden: tuple[tuple[str, str], ...]


def preview_page(
    state: State,
    office: RegisterOffice,
    what: ToSend,
    shown: tuple[str, ...],
    today: date,
    words: Words,
    *,
    says: Callable[..., str],
) -> PreviewPage:
    """Make the page that shows what somebody will see. `says` gives a text of the preview."""
    until = words.day(what.until)
    share = Link(words.say("share.short"), of_subject(state.subject, "share"))
    sending = (*what.hidden, ("confirmed", "yes"), ("seen", str(state.version)))
    action = of_subject(state.subject, "share", what.kind)
    return PreviewPage(
        title=says(what.kind),
        above=above(words, office, state, share),
        says=says(f"{what.kind}_says", to=what.to, until=until, day=words.day(today)),
        shown=shown,
        not_seen=says("not_seen"),
        form=Sent("", action, (), sending, (Button(says(f"send_{what.kind}")),)),
        change=Sent("", action, (), (*what.hidden, ("change", "yes")), (Button(says("change"), "second"),)),
    )


def shared_page(state: State, office: RegisterOffice, what: ToSend, address: str, words: Words) -> SharedPage:
    """Make the page that shows the link, this once."""
    return SharedPage(
        title=words.say(f"share.sent.{what.kind}", to=what.to),
        above=above(words, office, state, Link(words.say("share.short"), of_subject(state.subject, "share"))),
        link=ShareLink(words.say("share.sent.label"), "link", address),
        says=(words.say("share.sent.once", to=what.to), words.say("share.sent.ends", until=words.day(what.until))),
        back=Link(words.say("share.sent.back"), of_subject(state.subject, "share")),
    )
