"""What is shared by a link: what can be shown, and what a link that somebody holds leads to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from armslength.register.domain.entities import SentQuestion, SharedView
from armslength.register.domain.events import Erased, Shared
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State, fold
from armslength.web.asking import Asking
from armslength.web.documents import kinds_of_one
from armslength.web.security.entrance import opened
from armslength.web.security.links import LONGEST, LinkKind, LinkShut
from armslength.web.words import Words

HISTORY = "history"
"""What a view that shows the history calls it; all else that it can show are documents, by their kinds."""

USUALLY = timedelta(days=14)
"""How long a link lasts unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class SharedAs:
    """A view that somebody opens by a link: the share, the subject as it stood when it was shared, and that day."""

    share: SharedView
    state: State
    day: date


def can_show(office: RegisterOffice, words: Words) -> dict[str, str]:
    """Map what a view can show, by its name, to what it is called."""
    return {
        **{name: kind.title for name, kind in kinds_of_one(office.base).items()},
        HISTORY: words.say("share.history"),
    }


def usually_shown(office: RegisterOffice) -> frozenset[str]:
    """Name the documents that show how a decision came about: what is put before somebody who looks at it."""
    return frozenset(name for name, kind in kinds_of_one(office.base).items() if kind.in_pack)


def latest_day(kind: LinkKind, today: date) -> date:
    """Give the latest day through which a link of a kind may open something."""
    return today + LONGEST[kind] - timedelta(days=1)


def end_of(day: date, office: RegisterOffice) -> datetime:
    """Give the first moment after a day."""
    return datetime.combine(day + timedelta(days=1), time(), office.time_zone)


def question_behind(asking: Asking, secret: str, *, note: bool) -> tuple[State, str, SentQuestion]:
    """Find the question that a link leads to: its subject, what it is sent as, and the question. Raises `LinkShut`."""
    link = opened(asking, LinkKind.QUESTION, secret, note=note)
    state = asking.desk.register.state(link.subject)
    sent = state.questions.get(link.about)
    base = asking.office.base
    if sent is None or sent.settled or isinstance(sent.said.to, Erased):
        raise LinkShut("revoked")
    if sent.said.question not in base.facts and sent.said.question not in base.controls:
        raise LinkShut("revoked")
    if sent.said.until is not None and asking.today > sent.said.until:
        raise LinkShut("ended")
    return state, link.about, sent


def view_behind(asking: Asking, secret: str) -> SharedAs:
    """Find the view that a link leads to, as the subject stood when it was shared. Raises `LinkShut`.

    Texts that were erased since then are gone from it, too.
    """
    link = opened(asking, LinkKind.VIEW, secret)
    state = asking.desk.register.state(link.subject)
    share = state.shares.get(link.about)
    if share is None or share.revoked:
        raise LinkShut("revoked")
    if asking.today > share.said.until:
        raise LinkShut("ended")
    before = next(
        number
        for number, each in enumerate(state.history)
        if isinstance(each.body, Shared) and each.body.share == link.about
    )
    day = Now.of(state.history[before].at, asking.office.time_zone).today
    return SharedAs(share, fold(state.history[:before]), day)
