"""Asking the register for something that was typed into a form: done, or shown again with all that was typed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from armslength.register.domain.commands import Command
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Asks, Refused
from armslength.web.asking import Asking
from armslength.web.forms import Typing, in_sentences
from armslength.web.routing import Faulty, Page, Reply, SeeOther
from armslength.web.words import Words

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


@dataclass(frozen=True, slots=True)
class DoingForm:
    """A form that asks for something: how its page is made again, where one goes on, and what is then said."""

    again: Callable[[State, Typing], Page]
    to: str
    done: str


def do(
    asking: Asking,
    subject: str,
    form: DoingForm,
    commands: Iterable[Command] | Asks,
    faults: Mapping[str, str],
    why: str = "",
) -> Reply:
    """Ask for what a form says, unless it has `faults`, by field. All that was typed is kept where it is refused."""
    if faults:
        return Faulty(form.again(asking.state(subject), Typing(asking.typed, faults)), 422)
    asking.state(subject)
    try:
        asking.act(subject, commands, why)
    except Refused as refused:
        typing = Typing(asking.typed, {}, (reason_of(refused, asking.desk.words),))
        return Faulty(form.again(asking.state(subject), typing), 409)
    return SeeOther(form.to, done=form.done)


def reason_of(refused: Refused, words: Words) -> str:
    """Say why something was refused, with days as people read them."""
    return _DAY.sub(lambda found: words.day(date.fromisoformat(found[0])), in_sentences(str(refused)))
