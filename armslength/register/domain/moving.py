"""From stage to stage; other rules and another scope; views for others, erased texts and notes."""

from datetime import date

from armslength.register.domain import commands as ask
from armslength.register.domain import events as happened
from armslength.register.domain.events import Erased, Stage
from armslength.register.domain.making import Asked, Made, made_of, missing, name_after
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.wire import texts_of


@made_of.register
def _(command: ask.AdoptPack, asked: Asked) -> Made:
    if command.pack == asked.state.pack:
        return Refusal("done", "It is held to these rules already.")
    if not command.shown:
        return Refusal("not-shown", "First look at what other rules change for it.")
    return (happened.PackAdopted(command.pack),)


@made_of.register
def _(command: ask.Prepare, asked: Asked) -> Made:
    if asked.is_past(command.on):
        return Refusal("past", f"{command.on} is over. Plan a first day that is still to come.")
    return (happened.Started(Stage.STARTING, command.on),)


@made_of.register
def _(command: ask.Start, asked: Asked) -> Made:
    return _to_come(command.on, asked) or (happened.Started(Stage.RUNNING, command.on),)


@made_of.register
def _(command: ask.Pause, asked: Asked) -> Made:
    refused = _to_come(command.on, asked) or _too_early(command.on, asked)
    if refused is None and command.until is not None and command.until <= command.on:
        return Refusal("wrong-day", "It has to go on after the day on which it was paused.")
    return refused or (happened.Paused(command.on, command.until),)


@made_of.register
def _(command: ask.Resume, asked: Asked) -> Made:
    return _to_come(command.on, asked) or _too_early(command.on, asked) or (happened.Resumed(command.on),)


@made_of.register
def _(command: ask.WindDown, asked: Asked) -> Made:
    return _too_early(command.on, asked) or (happened.Ended(Stage.ENDING, command.on),)


@made_of.register
def _(command: ask.End, asked: Asked) -> Made:
    return _to_come(command.on, asked) or (happened.Ended(Stage.ENDED, command.on),)


def _to_come(day: date, asked: Asked) -> Refusal | None:
    if asked.is_to_come(day):
        return Refusal("to-come", f"{day} has not come yet. Record it when it has happened.")
    return None


def _too_early(day: date, asked: Asked) -> Refusal | None:
    since = asked.state.since
    if since is not None and day < since:
        return Refusal("wrong-day", f"It has stood as it stands since {since}. Name that day, or a later one.")
    return None


@made_of.register
def _(command: ask.RefreshScope, asked: Asked) -> Made:
    refused = missing(command.says, "what the work is from now on")
    if refused or asked.is_past(command.takes_effect):
        return refused or Refusal("past", f"{command.takes_effect} is over, and the start-up checks come before it.")
    return (happened.ScopeRefreshed(command.says, command.takes_effect),)


@made_of.register
def _(command: ask.Share, asked: Asked) -> Made:
    refused = missing(command.to, "whom it is shared with") or missing("".join(command.shows), "what it shows")
    if refused or asked.is_past(command.until):
        return refused or Refusal("past", f"{command.until} is over.")
    name = name_after("share", asked.state.shares)
    return (happened.Shared(name, command.to, command.shows, command.until),)


@made_of.register
def _(command: ask.RevokeShare, asked: Asked) -> Made:
    share = asked.state.shares.get(command.share)
    if share is None:
        return Refusal("unknown", f"Nothing named `{command.share}` is shared.")
    return Refusal("done", "It is revoked already.") if share.revoked else (happened.ShareRevoked(command.share),)


@made_of.register
def _(command: ask.ErasePersonalText, asked: Asked) -> Made:
    history = asked.state.history
    refused = missing(asked.why, "why it is erased") or missing("".join(command.fields), "which texts to erase")
    if refused or not 1 <= command.event <= len(history):
        return refused or Refusal("unknown", f"The history has no entry {command.event}; it has {len(history)}.")
    there = texts_of(history[command.event - 1])
    for path in command.fields:
        if path not in there:
            return Refusal("unknown", f"Entry {command.event} has no text about a person at `{path}`.")
        if all(isinstance(text, Erased) or not text for text in there[path]):
            return Refusal("done", f"The text at `{path}` of entry {command.event} is erased already.")
    return (happened.PersonalTextErased(command.event, command.fields),)


@made_of.register
def _(command: ask.Note, _: Asked) -> Made:
    return missing(command.says, "what to note") or (happened.Noted(command.says.strip()),)
