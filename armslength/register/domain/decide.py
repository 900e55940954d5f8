"""A command answered: with the events that it makes, or with a refusal that names its reason.

First who may (`permission`), then what the stage allows (`policy`), then whether the pack knows what is said
(`in_the_pack`), then what the command itself needs, which stands in `answering`, `following_up` and `moving`, and last
whether what has to come first is there (`go_ahead`). The clock is an input, and may not run backwards: a history is
read in the order in which it was written.
"""

from dataclasses import fields

from armslength.register.domain import answering, following_up, moving
from armslength.register.domain import commands as ask
from armslength.register.domain.events import Event
from armslength.register.domain.go_ahead import not_ready
from armslength.register.domain.in_the_pack import not_in_the_pack
from armslength.register.domain.making import Asked, Held, Now, made_of
from armslength.register.domain.permission import Actor, denied
from armslength.register.domain.policy import disallowed
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State

ANSWERED_IN = (answering, following_up, moving)
"""Where the commands are answered one by one; importing these is what makes them known here."""


def decide(
    subject: str, state: State, command: ask.Command, who: Actor, now: Now, why: str = "", *, held: Held | None = None
) -> tuple[Event, ...] | Refusal:
    """Answer a command for a subject with the events that it makes, or with a refusal. Nothing else happens.

    `held` is what the command is held to; with none, only what every pack shares is looked at.
    """
    refused = denied(command, who) or disallowed(command, state) or _clock(state, now) or _texts(command, why)
    refused = refused or (not_in_the_pack(command, state, held.office) if held else None)
    if refused:
        return refused
    made = made_of(command, Asked(state, who, now, why.strip()))
    refused = made if isinstance(made, Refusal) else not_ready(command, state, held) if held else None
    if refused or isinstance(made, Refusal):
        return refused or ()
    return tuple(Event(subject, who.person, now.at, body, why.strip()) for body in made)


def _clock(state: State, now: Now) -> Refusal | None:
    if state.history and now.at < state.history[-1].at:
        last = state.history[-1].at.isoformat(timespec="minutes")
        reason = f"This computer's clock says {now.at.isoformat(timespec='minutes')}, and the last entry is of {last}. "
        return Refusal("clock", reason + "Set the clock right, and try again.")
    return None


def _texts(command: ask.Command, why: str) -> Refusal | None:
    """Refuse texts that can't be written down: half of a pair of characters, which no file can hold."""
    for name, value in (("why", why), *((each.name, getattr(command, each.name)) for each in fields(command))):
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and any("\ud800" <= each <= "\udfff" for each in text):
                return Refusal("no-text", f"`{name}` holds a broken character. Type it again.")
    return None
