"""What becomes of a form with answers: saved, shown again with what is wrong, or first what a change would alter.

First answers are saved at once. Where an answer changes, the person sees what that would alter, and saves then; where
somebody else was first, they see both. Whatever happens, all that was typed is on the page that is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from armslength.register.domain.commands import AnswerQuestion, SetControl
from armslength.register.domain.entities import Kept
from armslength.register.domain.making import Now
from armslength.register.domain.state import State, fold
from armslength.register.exchange.acting import Refused, decided, to_say
from armslength.register.exchange.telling import assessed
from armslength.web.asking import Asking
from armslength.web.forms import AnswerSaid, FormRead, Typing, read_form, standing, text_faults
from armslength.web.pages.altering import Side, altered
from armslength.web.pages.changing import Sending, change_page, stale_page
from armslength.web.routing import Faulty, Page, Reply, SeeOther

MOST_ROUNDS = 3
"""What is counted: how often a form is read anew because somebody else was quicker. Why so many: nobody but a machine
is quicker twice. Beyond it: the reason is shown with all that was typed."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A form with answers: where it is sent, how its page is made again, and where one goes when it is saved."""

    action: str
    again: Callable[[State, Typing], Page]
    to: str


def save(asking: Asking, subject: str, form: AnswerForm) -> Reply:
    """Take a form with answers."""
    for left in reversed(range(MOST_ROUNDS)):
        state = asking.state(subject)
        read = read_form(asking.office.base, state, asking.typed, asking.desk.words)
        reply = _shown_first(asking, state, read, form)
        if reply is not None:
            return reply
        said = new_in(state, read)
        if not said:
            return SeeOther(form.to, done="nothing_new")
        try:
            return _saved(asking, state, said, form)
        except Refused as refused:
            if refused.refusal.code != "stale" or not left:
                typing = Typing(asking.typed, {}, (_without_name(refused.refusal.reason),))
                return Faulty(form.again(state, typing), 409)
    raise AssertionError("the last round returns")


def _without_name(reason: str) -> str:
    """Leave out how the command line names the answer that was refused, and what to type there."""
    said = reason.partition(": ")[2] if reason.startswith("`") else reason
    return said.partition(" To change it, write ")[0]


def _shown_first(asking: Asking, state: State, read: FormRead, form: AnswerForm) -> Reply | None:
    """Give what has to be seen before anything is saved: what can't be read, and what somebody else answered."""
    faults = {**read.faults, **_to_come(asking, read)}
    if faults:
        return Faulty(form.again(state, Typing(asking.typed, faults)), 422)
    conflicts = _conflicts(asking, state, read)
    if conflicts:
        at = Sending(form.action, form.to, state.version)
        return Faulty(stale_page(conflicts, asking.office, asking.desk.words, asking.typed, at), 409)
    return None


def _to_come(asking: Asking, read: FormRead) -> dict[str, str]:
    """Say which days have not come yet: nothing can be known from one."""
    days = ((each.name, each.given.on) for each in read.said)
    words = asking.desk.words
    return {
        f"on.{name}": words.say("forms.to_come", day=words.day(day)) for name, day in days if day and day > asking.today
    }


def _conflicts(asking: Asking, state: State, read: FormRead) -> dict[AnswerSaid, Kept]:
    """Find the answers that would take the place of one that was not seen, or between which nobody has chosen."""
    found = {}
    for each in read.said:
        kept = state.current(each.name)
        undecided = asking.typed.get(f"choose.{each.name}") and not asking.typed.get(f"keep.{each.name}")
        if kept and _differs(kept, each) and (each.seen != kept.version or undecided):
            found[each] = kept
    return found


def _differs(kept: Kept, said: AnswerSaid) -> bool:
    return standing(kept) != said.given


def new_in(state: State, read: FormRead) -> tuple[AnswerSaid, ...]:
    """Pick from what a form says what is not there yet."""
    found = ((each, state.current(each.name)) for each in read.said)
    return tuple(each for each, kept in found if kept is None or _differs(kept, each))


def _saved(asking: Asking, state: State, said: tuple[AnswerSaid, ...], form: AnswerForm) -> Reply:
    chosen = {each: asking.first(f"keep.{each.name}") for each in said}
    wanted = tuple(each for each in said if chosen[each] != "theirs")
    if not wanted:
        return SeeOther(form.to, done="kept_theirs")
    changes = {each: kept for each in wanted if (kept := state.current(each.name)) and _replaces(kept, each)}
    fault = text_faults(asking.typed, ("why",), asking.desk.words)
    if changes and (fault or asking.first("confirmed") != str(state.version)):
        return _change(asking, state, wanted, changes, form)
    if fault:
        return Faulty(form.again(state, Typing(asking.typed, {}, tuple(fault.values()))), 422)
    asking.act(state.subject, _commands(asking, wanted), asking.first("why").strip())
    return SeeOther(form.to, done="saved")


def _replaces(kept: Kept, said: AnswerSaid) -> bool:
    """Tell whether an answer takes the place of another one, and not only of "not known", or adds what shows it."""
    before = standing(kept)
    return before.value is not None and before.value != said.given.value


def _commands(asking: Asking, said: tuple[AnswerSaid, ...]) -> tuple[AnswerQuestion | SetControl, ...]:
    return tuple(to_say(asking.office.base, each.name, each.given, each.seen) for each in said)


def _change(
    asking: Asking, state: State, said: tuple[AnswerSaid, ...], changes: dict[AnswerSaid, Kept], form: AnswerForm
) -> Reply:
    """Show what would be otherwise, by the same events that saving would write."""
    now = Now.of(asking.clock, asking.office.time_zone)
    made = decided(asking.office, state.subject, state, _commands(asking, said), asking.who, now)
    after = fold((*state.history, *made))
    stands = Side(state, asking.result(state))
    would = Side(after, assessed(after, asking.office, asking.today))
    found = altered(stands, would, asking.office, asking.today, asking.desk.words)
    confirmed, words = asking.first("confirmed"), asking.desk.words
    at = Sending(form.action, form.to, state.version, meanwhile=confirmed not in ("", str(state.version)))
    typing = Typing(asking.typed, text_faults(asking.typed, ("why",), words))
    page = change_page(changes, found, asking.office, words, typing, at)
    return Faulty(page, 422) if typing.faults else page
