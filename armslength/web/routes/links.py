"""The pages behind links: one question to one person, and a dated view to read."""

from dataclasses import replace

from armslength.register.domain.commands import AnswerQuestion, ProposeAnswer
from armslength.register.domain.entities import SentQuestion
from armslength.register.domain.events import Person
from armslength.register.domain.permission import Actor, Right
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused, pack_of, to_say
from armslength.register.exchange.telling import assessed
from armslength.web.asking import Asking, NothingThere
from armslength.web.documents import document_of, kinds_of_one
from armslength.web.forms import ANSWER, NOTHING_TYPED, Typing, read_form
from armslength.web.pages.addresses import called
from armslength.web.pages.links import (
    QuestionByLinkPage,
    ViewedPage,
    ViewPage,
    answered_by_link,
    question_by_link,
    view_page,
    viewed_document,
    viewed_history,
)
from armslength.web.routing import Door, Faulty, Reply, Routes, SeeOther
from armslength.web.security.links import LinkShut
from armslength.web.sharing import HISTORY, SharedAs, can_show, question_behind, view_behind

ROUTES = Routes("links")


@ROUTES.get("/l/question/<secret>", Door.LINK)
def question(asking: Asking, secret: str) -> QuestionByLinkPage:
    """Show the question that was put to whoever holds the link."""
    state, _, sent = question_behind(asking, secret, note=True)
    return _question(asking, state, sent, secret)


@ROUTES.post("/l/question/<secret>", Door.LINK)
def answer(asking: Asking, secret: str) -> Reply:
    """Keep an answer as a proposal; it changes nothing until somebody accepts it."""
    state, name, sent = question_behind(asking, secret, note=False)
    words, asked = asking.desk.words, sent.said.question
    read = read_form(asking.office.base, State(), asking.typed, words)
    said = next((each.given for each in read.said if each.name == asked), None)
    if read.faults or said is None:
        faults = dict(read.faults) or {ANSWER + asked: words.say("by_link.nothing")}
        return Faulty(_question(asking, state, sent, secret, Typing(asking.typed, faults)), 422)
    if sent.proposed is not None:
        says = words.say("by_link.already", name=sent.by.name)
        return Faulty(_question(asking, state, sent, secret, Typing(asking.typed, {}, (says,))), 409)
    command = to_say(asking.office.base, asked, said, 0)
    text = command.text if isinstance(command, AnswerQuestion) else ""
    proposal = ProposeAnswer(name, command.value, said.evidence, text)
    guest = replace(asking, actor=Actor(Person(sent.said.to, ""), frozenset({Right.READER})))
    try:
        guest.act(state.subject, (proposal,))
    except Refused:
        says = words.say("by_link.too_late", name=sent.by.name)
        return Faulty(_question(asking, state, sent, secret, Typing(asking.typed, {}, (says,))), 409)
    return SeeOther(f"/l/question/{secret}")


def _question(
    asking: Asking, state: State, sent: SentQuestion, secret: str, typing: Typing = NOTHING_TYPED
) -> QuestionByLinkPage:
    if sent.proposed is not None and typing is NOTHING_TYPED:
        return answered_by_link(sent, asking.desk.words)
    name = called(state, asking.office)
    return question_by_link(sent, name, secret, asking.office, asking.desk.words, typing)


@ROUTES.get("/l/view/<secret>", Door.LINK)
def view(asking: Asking, secret: str) -> ViewPage:
    """Show what can be read by a link."""
    of, words = view_behind(asking, secret), asking.desk.words
    listed = {name: title for name, title in can_show(asking.office, words).items() if name in of.share.said.shows}
    other = _is_otherwise(asking, of)
    return view_page(of.share, of.state, of.day, secret, listed, asking.office, words, other_rules=other)


@ROUTES.get("/l/view/<secret>/<what>", Door.LINK)
def viewed(asking: Asking, secret: str, what: str) -> ViewedPage:
    """Show one thing that a view shows."""
    of, words = view_behind(asking, secret), asking.desk.words
    if what not in of.share.said.shows:
        raise NothingThere(what)
    if _is_otherwise(asking, of):
        raise LinkShut("revoked")
    if what == HISTORY:
        return viewed_history(of.state, of.day, can_show(asking.office, words)[HISTORY], secret, asking.office, words)
    if what not in kinds_of_one(asking.office.base):
        raise NothingThere(what)
    result = assessed(of.state, asking.office, of.day)
    return viewed_document(document_of(result, asking.office.base, what), of.day, secret, words)


def _is_otherwise(asking: Asking, of: SharedAs) -> bool:
    """Tell whether other rules are installed than those to which the subject was held when it was shared."""
    return of.state.pack != pack_of(asking.office.base)
