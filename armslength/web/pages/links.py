"""What somebody without an account sees by a link: one question, or a dated view; and nothing else."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from armslength.documents.model import Document
from armslength.register.domain.entities import SentQuestion, SharedView
from armslength.register.domain.events import Person
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.forms import Typing
from armslength.web.pages.addresses import at, called
from armslength.web.pages.asked import Around, asked, slips_of
from armslength.web.pages.documents import body_of, stamp_of
from armslength.web.pages.history import Numbered, happening
from armslength.web.pages.parts import Breadcrumbs, Button, ErrorSummary, Link, Notice, Stamp, Timeline
from armslength.web.pages.result import text_of
from armslength.web.pages.sent import Sent
from armslength.web.words import Words
from engine.page.markup import Markup


@dataclass(frozen=True, slots=True)
class QuestionByLinkPage:
    """One question that was put to one person."""

    template: ClassVar[str] = "by_link/question.html"
    title: str
    errors: ErrorSummary
    says: tuple[str, ...]
    form: Sent | None


@dataclass(frozen=True, slots=True)
class ViewPage:
    """What a view shows, to choose from."""

    template: ClassVar[str] = "by_link/view.html"
    title: str
    says: str
    notice: Notice | None
    listed: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ViewedPage:
    """One thing that a view shows: a document, or the history."""

    template: ClassVar[str] = "by_link/viewed.html"
    title: str
    above: Breadcrumbs
    dated: str
    under: tuple[str, ...]
    body: Markup | None
    history: Timeline | None
    stamp: Stamp | None


def person_words(person: Person, office: RegisterOffice) -> dict[str, str]:
    """Give the name and the role of somebody who sent a link."""
    return {"name": person.name, "role": office.base.pack.roles.get(person.role, person.role)}


def question_by_link(
    sent: SentQuestion, name: str, secret: str, office: RegisterOffice, words: Words, typing: Typing
) -> QuestionByLinkPage:
    """Make the page of a question about somebody of this `name`.

    Nothing else that stands of the subject is in it: it is made of none.
    """
    around = Around(State(), office, words, typing, {}, {}, "")
    found = asked(sent.said.question, around)
    question = replace(found.question, text=sent.said.wording, alone=True)
    shows = [
        replace(each, text=words.say("by_link.shows")) for each in found.basis if each.name.startswith("evidence.")
    ]
    says = [words.say("by_link.about", name=name), words.say("by_link.asks", **person_words(sent.by, office))]
    if sent.said.until:
        says.append(words.say("by_link.until", day=words.day(sent.said.until)))
    hidden = ((f"seen.{sent.said.question}", "0"),)
    form = Sent("", at("l", "question", secret), (question, *shows), hidden, (Button(words.say("by_link.send")),))
    return QuestionByLinkPage(sent.said.wording, slips_of(typing, "forms"), tuple(says), form)


def answered_by_link(sent: SentQuestion, words: Words) -> QuestionByLinkPage:
    """Make the page that stands in the place of a question that was answered by its link."""
    says = (words.say("by_link.done", name=sent.by.name),)
    return QuestionByLinkPage(words.say("by_link.done_title"), ErrorSummary(()), says, None)


def view_page(
    share: SharedView, state: State, day: date, secret: str, listed: dict[str, str], office: RegisterOffice,
    words: Words, *, other_rules: bool,
) -> ViewPage:  # fmt: skip
    """Make the page that lists what a view shows; nothing, where it can't be shown as it stood."""
    who = person_words(share.by, office)
    until = words.day(share.said.until)
    return ViewPage(
        title=view_title(state, day, office, words),
        says=words.say("by_link.view_says", by=who["name"], role=who["role"], until=until),
        notice=Notice(words.say("by_link.other_rules", by=who["name"])) if other_rules else None,
        listed=()
        if other_rules
        else tuple(Link(title, at("l", "view", secret, name)) for name, title in listed.items()),
    )


def view_title(state: State, day: date, office: RegisterOffice, words: Words) -> str:
    """Say of what a view is, and of which day."""
    return words.say("by_link.view_title", name=called(state, office), day=words.day(day))


def viewed_document(document: Document, day: date, secret: str, words: Words) -> ViewedPage:
    """Make the page of a document in a view. What it names leads nowhere else."""
    return ViewedPage(
        title=document.page.title,
        above=_above(secret, words),
        dated=words.say("by_link.dated", day=words.day(day)),
        under=tuple(filter(None, map(text_of, document.page.under))),
        body=body_of(document, lambda key: "#main"),  # noqa: ARG005  whatever the key
        history=None,
        stamp=stamp_of(document),
    )


def viewed_history(
    state: State, day: date, title: str, secret: str, office: RegisterOffice, words: Words
) -> ViewedPage:
    """Make the page of the history in a view."""
    entries = [Numbered(number, each) for number, each in enumerate(state.history, 1)]
    return ViewedPage(
        title=title,
        above=_above(secret, words),
        dated=words.say("by_link.dated", day=words.day(day)),
        under=(),
        body=None,
        history=Timeline(tuple(happening(each, state, office, words) for each in reversed(entries))),
        stamp=None,
    )


def _above(secret: str, words: Words) -> Breadcrumbs:
    return Breadcrumbs((Link(words.say("by_link.back"), at("l", "view", secret)),))
