"""From stage to stage: each asked for by a form, and refused in words."""

from armslength.register.domain.events import Ended, Event, Paused, Resumed, ScopeRefreshed, Signed, Started
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.refusal import Lacking
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused
from armslength.web.asking import Asking, NothingThere
from armslength.web.doing import reason_of
from armslength.web.forms import NOTHING_TYPED, Typing, day_typed, text_faults, version_seen
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.happened import told
from armslength.web.pages.moving import MOVES, MovingPage, command_of, moving_page
from armslength.web.routing import READERS, Faulty, Reply, Routes, SeeOther

ROUTES = Routes("moving")

MOVED = (Started, Paused, Resumed, Ended, ScopeRefreshed, Signed)
"""The entries after which a form of this page shows something that stands no more."""


@ROUTES.get("/s/<subject>/moving", READERS)
def shown(asking: Asking, subject: str) -> MovingPage:
    """Show what can be done about the stage of a subject."""
    return _page(asking, asking.state(subject))


@ROUTES.post("/s/<subject>/moving", THOSE_WHO_WORK)
def move(asking: Asking, subject: str) -> Reply:
    """Ask for one of them."""
    name, words = asking.first("do"), asking.desk.words
    if name not in MOVES:
        raise NothingThere(name)
    state = asking.state(subject)
    on, faults = day_typed(asking.office.base, asking.typed, f"on.{name}", words.say("moving.no_day"))
    until, wrong = day_typed(asking.office.base, asking.typed, "until.pause")
    faults |= wrong | text_faults(asking.typed, ("says.scope", f"why.{name}"), words)
    if faults:
        return Faulty(_page(asking, state, Typing(asking.typed, faults)), 422)
    since = _meanwhile(state, version_seen(asking.first("seen")))
    if since is not None:
        said = words.say("moving.meanwhile", name=since.by.name, what=told(since, state, asking.office, words))
        return Faulty(_page(asking, state, Typing(asking.typed, {}, (said,))), 409)
    command = command_of(name, on or asking.today, until, asking.first("says.scope").strip())
    try:
        asking.act(subject, (command,), asking.first(f"why.{name}").strip())
    except Refused as refused:
        lacking = refused.refusal.lacking
        reason = words.say("moving.refused") + " " + (refused.refusal.reason if lacking else reason_of(refused, words))
        return Faulty(_page(asking, asking.state(subject), Typing(asking.typed, {}, (reason,)), lacking), 409)
    return SeeOther(of_subject(subject, "moving"), done=f"moved_{name}")


def _meanwhile(state: State, seen: int) -> Event | None:
    """Find an entry about the stage that was made after the page was shown that is sent."""
    return next((each for each in state.history[seen:] if isinstance(each.body, MOVED)), None)


def _page(
    asking: Asking, state: State, typing: Typing = NOTHING_TYPED, lacking: tuple[Lacking, ...] = ()
) -> MovingPage:
    result = asking.result(state)
    return moving_page(state, asking.office, result, asking.who, asking.today, asking.desk.words, typing, lacking)
