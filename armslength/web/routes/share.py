"""Sharing one question with one person, or a dated view; taking either back; and the answers that come back."""

from collections.abc import Callable
from datetime import date, datetime

from armslength.register.domain.commands import AcceptAnswer, Command, DeclineAnswer, RevokeShare, SendQuestion, Share
from armslength.register.domain.entities import SentQuestion
from armslength.register.domain.events import Event, QuestionSent, Shared
from armslength.register.domain.permission import APPROVERS, THOSE_WHO_WORK
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused
from armslength.register.store.reception.reception import reception_of
from armslength.web.asking import Asking, NothingThere
from armslength.web.documents import kinds_of_one
from armslength.web.doing import DoingForm, do, reason_of
from armslength.web.forms import NOTHING_TYPED, Typing, day_typed, text_faults, version_seen
from armslength.web.pages.addresses import called, of_subject
from armslength.web.pages.asked import Around, asked
from armslength.web.pages.proposal import ProposalPage, proposal_page
from armslength.web.pages.share import Openings, SharePage, ToSend, preview_page, share_page, shared_page
from armslength.web.routing import READERS, Faulty, Reply, Routes, SeeOther
from armslength.web.security.entrance import entrance, keep_nowhere
from armslength.web.security.links import LinkKind, make_link
from armslength.web.sharing import can_show, end_of, latest_day

ROUTES = Routes("share")


@ROUTES.get("/s/<subject>/share", READERS)
def shown(asking: Asking, subject: str) -> SharePage:
    """Show what was asked of others and shown to them."""
    return _page(asking, asking.state(subject))


@ROUTES.post("/s/<subject>/share/question", THOSE_WHO_WORK)
def ask(asking: Asking, subject: str) -> Reply:
    """Show what somebody will be asked; once that was seen, ask it, and show the link."""
    name, to, words = asking.first("question"), asking.first("to").strip(), asking.desk.words
    base = asking.office.base
    until, faults = _until(asking, "until", LinkKind.QUESTION)
    faults |= text_faults(asking.typed, ("to",), words)
    if not to:
        faults["to"] = words.say("share.no_to")
    if name not in base.facts and name not in base.controls:
        faults["question"] = words.say("share.no_question")
    if faults:
        return Faulty(_page(asking, asking.state(subject), Typing(asking.typed, faults)), 422)
    command = SendQuestion(name, base.question(name).question, to, until, of_control=name in base.controls)
    hidden = (("question", name), ("to", to), ("until", asking.first("until")))
    return _seen_then_sent(asking, subject, ToSend("question", to, until or asking.today, hidden), command)


@ROUTES.post("/s/<subject>/share/view", APPROVERS)
def show(asking: Asking, subject: str) -> Reply:
    """Show what somebody will see; once that was seen, open the view, and show the link."""
    to, words = asking.first("whom").strip(), asking.desk.words
    known = can_show(asking.office, words)
    shows = tuple(each for each in known if each in asking.typed.get("shows", ()))
    until, faults = _until(asking, "through", LinkKind.VIEW)
    faults |= text_faults(asking.typed, ("whom",), words)
    if not to:
        faults["whom"] = words.say("share.no_to")
    if not shows:
        faults["shows"] = words.say("share.no_shows")
    if faults:
        return Faulty(_page(asking, asking.state(subject), Typing(asking.typed, faults)), 422)
    hidden = (("whom", to), *(("shows", each) for each in shows), ("through", asking.first("through")))
    command = Share(to, shows, until or asking.today)
    return _seen_then_sent(asking, subject, ToSend("view", to, until or asking.today, hidden), command)


def _until(asking: Asking, field: str, kind: LinkKind) -> tuple[date | None, dict[str, str]]:
    """Read the last day of a link, or say what is wrong with it."""
    words = asking.desk.words
    day, faults = day_typed(asking.office.base, asking.typed, field, words.say("share.no_day"))
    latest = latest_day(kind, asking.today)
    if day is not None and day > latest:
        faults[field] = words.say("share.too_late", day=words.day(latest))
    if day is not None and day < asking.today:
        faults[field] = words.say("share.too_early")
    return day, faults


def _seen_then_sent(asking: Asking, subject: str, what: ToSend, command: SendQuestion | Share) -> Reply:
    """Show what will be seen, or go back to change it; and send it once somebody has seen it."""
    state, words = asking.state(subject), asking.desk.words
    if asking.first("change"):
        return _page(asking, state, Typing(asking.typed))
    if not asking.first("confirmed"):
        said: Callable[..., str] = lambda key, **values: words.say(f"share.preview.{key}", **values)  # noqa: E731
        seen = _will_be_seen(asking, state, command)
        return preview_page(state, asking.office, what, seen, asking.today, words, says=said)
    since = state.history[version_seen(asking.first("seen")) :]
    if any(_is_same(each, command) for each in since):
        return Faulty(_page(asking, state, Typing(asking.typed, {}, (words.say("share.already"),))), 409)
    try:
        made = asking.act(subject, (command,))
    except Refused as refused:
        return Faulty(_page(asking, state, Typing(asking.typed, {}, (reason_of(refused, words),))), 409)
    address = _link(asking, subject, _name_of(made[0]), what)
    keep_nowhere()
    return shared_page(asking.state(subject), asking.office, what, address, words)


def _will_be_seen(asking: Asking, state: State, command: SendQuestion | Share) -> tuple[str, ...]:
    """List what a link will show: a question with its answers, or each thing with its parts."""
    words, base = asking.desk.words, asking.office.base
    if isinstance(command, SendQuestion):
        around = Around(State(), asking.office, words, NOTHING_TYPED, {}, {}, "")
        about = words.say("by_link.about", name=called(state, asking.office))
        return (about, command.wording, *(each.text for each in asked(command.question, around).question.choices))
    known, kinds = can_show(asking.office, words), kinds_of_one(base)
    return tuple(
        words.say(
            "share.preview.parts",
            title=known[each],
            parts="; ".join(one.title for one in kinds[each].sections.values()),
        )
        if each in kinds
        else known[each]
        for each in command.shows
    )


def _is_same(event: Event, command: SendQuestion | Share) -> bool:
    """Tell whether an entry is what a command asks for, which came twice."""
    match event.body, command:
        case QuestionSent(question=name, to=to, until=until), SendQuestion():
            return (name, to, until) == (command.question, command.to, command.until)
        case Shared(to=to, shows=shows, until=until), Share():
            return (to, shows, until) == (command.to, command.shows, command.until)
    return False


def _name_of(event: Event) -> str:
    return event.body.sent if isinstance(event.body, QuestionSent) else getattr(event.body, "share", "")


def _link(asking: Asking, subject: str, name: str, what: ToSend) -> str:
    """Make the link to what was sent or shared, and give its address."""
    way, kind = entrance(), LinkKind(what.kind)
    ends = end_of(what.until, asking.office)
    secret = make_link(way.reception.links, kind, asking.clock, subject=subject, about=name, ends=ends)
    return f"{way.address.origin}/l/{kind.value}/{secret}"


@ROUTES.get("/s/<subject>/asked/<name>", READERS)
def proposal(asking: Asking, subject: str, name: str) -> ProposalPage:
    """Show the answer to a question that was sent, beside what stands."""
    state = asking.state(subject)
    return _proposal(asking, state, name)


@ROUTES.post("/s/<subject>/asked/<name>/accept", THOSE_WHO_WORK)
def accept(asking: Asking, subject: str, name: str) -> Reply:
    """Take an answer that was proposed, unless another one was given since it was shown."""
    return _settle(asking, subject, name, AcceptAnswer(name, version_seen(asking.first("seen"))), "accept")


@ROUTES.post("/s/<subject>/asked/<name>/decline", THOSE_WHO_WORK)
def decline(asking: Asking, subject: str, name: str) -> Reply:
    """Leave an answer untaken, or take the question back."""
    return _settle(asking, subject, name, DeclineAnswer(name), "decline")


@ROUTES.post("/s/<subject>/share/<name>/revoke", THOSE_WHO_WORK)
def revoke(asking: Asking, subject: str, name: str) -> Reply:
    """Close a view."""
    state = asking.state(subject)
    if name not in state.shares:
        raise NothingThere(name)
    form = DoingForm(lambda now, typing: _page(asking, now, typing), of_subject(subject, "share"), "share_revoked")
    return _and_shut(asking, subject, name, do(asking, subject, form, (RevokeShare(name),), {}))


def _settle(asking: Asking, subject: str, name: str, command: Command, what: str) -> Reply:
    _sent(asking.state(subject), name)
    faults = text_faults(asking.typed, (f"why.{what}",), asking.desk.words)
    done = "answer_accepted" if what == "accept" else "answer_declined"

    def again(state: State, typing: Typing) -> ProposalPage:
        return _proposal(asking, state, name, typing)

    form = DoingForm(again, of_subject(subject, "share"), done)
    reply = do(asking, subject, form, (command,), faults, asking.first(f"why.{what}").strip())
    return _and_shut(asking, subject, name, reply)


def _and_shut(asking: Asking, subject: str, name: str, reply: Reply) -> Reply:
    """Let the links about something open nothing any more, once that is settled."""
    if isinstance(reply, SeeOther):
        reception_of(asking.desk.register).links.revoke_about(subject, name, asking.clock)
    return reply


def _sent(state: State, name: str) -> SentQuestion:
    if name not in state.questions:
        raise NothingThere(name)
    return state.questions[name]


def _proposal(asking: Asking, state: State, name: str, typing: Typing = NOTHING_TYPED) -> ProposalPage:
    return proposal_page(state, name, _sent(state, name), asking.office, asking.who, asking.desk.words, typing)


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> SharePage:
    openings, base = _openings(asking, state.subject), asking.office.base
    wanted = asking.first("question", asking.wanted("question"))
    question = wanted if wanted in base.facts or wanted in base.controls else ""
    path, words = asking.path(state), asking.desk.words
    return share_page(state, asking.office, path, openings, asking.who, asking.today, words, typing, question)


def _openings(asking: Asking, subject: str) -> Openings:
    """Gather when the links of a subject were opened, by what each is about."""
    links = reception_of(asking.desk.register).links
    found: dict[str, tuple[datetime, ...]] = {}
    for kind in (LinkKind.QUESTION, LinkKind.VIEW):
        for each in links.all(subject, kind.value):
            found[each.about] = tuple(sorted((*found.get(each.about, ()), *links.openings(each.id))))
    return found
