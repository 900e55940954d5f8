"""Reviews, incidents, actions and waivers."""

from armslength.register.domain import commands as ask
from armslength.register.domain import events as happened
from armslength.register.domain.making import Asked, Made, made_of, missing, name_after
from armslength.register.domain.refusal import Refusal


@made_of.register
def _(command: ask.HoldReview, asked: Asked) -> Made:
    state = asked.state
    refused = missing(command.review_kind, "which review it was")
    if refused or asked.is_to_come(command.on):
        return refused or Refusal("to-come", f"{command.on} has not come yet. Record the review when it was held.")
    if any(each.said.review_kind == command.review_kind and each.said.on == command.on for each in state.reviews):
        return Refusal("done", f"This review is recorded for {command.on} already.")
    if command.next_on is not None and command.next_on <= command.on:
        return Refusal("wrong-day", "The next review has to come after this one.")
    if not command.still_right.strip() and not command.changed:
        return Refusal("no-answer", "Say in one sentence why all is still right, or change the answers that are not.")
    since = state.reviews[-1].number if state.reviews else 0
    for name in command.changed:
        standing = state.current(name)
        if standing is None or standing.number <= since:
            return Refusal("not-changed", f"`{name}` was not answered since the last review. Answer it first.")
    name = name_after("review", state.reviews)
    given = (command.review_kind, command.on, command.still_right.strip(), command.changed, command.next_on)
    return (happened.ReviewHeld(name, *given),)


@made_of.register
def _(command: ask.RecordIncident, asked: Asked) -> Made:
    refused = missing(command.severity, "how serious it was") or missing(command.says, "what happened")
    if refused or asked.is_to_come(command.on):
        return refused or Refusal("to-come", f"{command.on} has not come yet.")
    given = (command.on, command.severity, command.says, command.involved_both)
    for known, each in asked.state.incidents.items():
        if each.said == happened.IncidentRecorded(known, *given):
            return Refusal(
                "done", f"The same is recorded already, as `{known}`. If it happened once more, say what was different."
            )
    return (happened.IncidentRecorded(name_after("incident", asked.state.incidents), *given),)


@made_of.register
def _(command: ask.PassOnIncident, asked: Asked) -> Made:
    incident = asked.state.incidents.get(command.incident)
    if incident is None:
        return Refusal("unknown", f"There is no incident named `{command.incident}`.")
    if asked.is_to_come(command.on) or (command.on is not None and command.on < incident.said.on):
        return Refusal("wrong-day", "It was escalated on the day of the incident or later, and not after today.")
    refused = missing(command.how_soon, "how soon it was escalated")
    return refused or (happened.IncidentPassedOn(command.incident, command.how_soon, command.to, command.on),)


@made_of.register
def _(command: ask.AgreeAction, asked: Asked) -> Made:
    prefix = command.after.rpartition("-")[0]
    known = {"incident": asked.state.incidents, "review": {each.said.review: each for each in asked.state.reviews}}
    if prefix in known and command.after not in known[prefix]:
        return Refusal("unknown", f"There is no {prefix} named `{command.after}`.")
    given = (command.says, command.owner, command.until, command.after)
    for name, each in asked.state.actions.items():
        if not each.closed and (each.says, each.owner, each.until, each.after) == given:
            return Refusal("done", f"The same is agreed already, as `{name}`.")
    refused = _agreed(command, asked)
    return refused or (happened.ActionAgreed(name_after("action", asked.state.actions), *given),)


@made_of.register
def _(command: ask.ChangeAction, asked: Asked) -> Made:
    refused = _open_action(command.action, asked) or _agreed(command, asked)
    return refused or (happened.ActionChanged(command.action, command.says, command.owner, command.until),)


def _agreed(command: ask.AgreeAction | ask.ChangeAction, asked: Asked) -> Refusal | None:
    """Refuse an action of which it is not agreed who will do what by when."""
    refused = missing(command.says, "what will be done") or missing(command.owner, "who will do it")
    if refused or asked.is_past(command.until):
        return refused or Refusal("past", f"{command.until} is over. Agree a day that is still to come.")
    return None


def _open_action(name: str, asked: Asked) -> Refusal | None:
    action = asked.state.actions.get(name)
    if action is None:
        return Refusal("unknown", f"There is no action named `{name}`.")
    return Refusal("done", "This action is closed.") if action.closed else None


@made_of.register
def _(command: ask.CloseAction, asked: Asked) -> Made:
    refused = _open_action(command.action, asked)
    if refused:
        return refused
    if not command.evidence:
        return Refusal("no-evidence", "An action is closed with evidence of it. Attach the evidence, and name it here.")
    for name in command.evidence:
        evidence = asked.state.evidence.get(name)
        if evidence is None:
            return Refusal("unknown", f"There is no evidence named `{name}`.")
        if not evidence.counts(asked.now.today):
            return Refusal("no-evidence", f"`{name}` does not count any more, so it can't close an action.")
    return (happened.ActionClosed(command.action, command.evidence, command.helped.strip()),)


@made_of.register
def _(command: ask.AskWaiver, asked: Asked) -> Made:
    refused = missing(command.control, "which control it is") or missing(
        command.owner, "who carries the risk meanwhile"
    )
    refused = refused or missing(asked.why, "why it can't be in place")
    if refused or asked.is_past(command.until):
        return refused or Refusal("past", f"{command.until} is over.")
    for each in asked.state.waivers.values():
        if each.control == command.control and not each.ended and not asked.is_past(each.until):
            return Refusal("done", f"A waiver of this control is there already, through {each.until}.")
    name = name_after("waiver", asked.state.waivers)
    return (happened.WaiverAsked(name, command.control, command.owner, command.until),)


@made_of.register
def _(command: ask.ApproveWaiver, asked: Asked) -> Made:
    refused = _waiver_of_another(command.waiver, asked)
    if refused is None and asked.state.waivers[command.waiver].approved:
        return Refusal("done", "It is approved already.")
    return refused or (happened.WaiverApproved(command.waiver),)


@made_of.register
def _(command: ask.ExtendWaiver, asked: Asked) -> Made:
    refused = _waiver_of_another(command.waiver, asked)
    if refused:
        return refused
    waiver = asked.state.waivers[command.waiver]
    if waiver.approved is None:
        return Refusal("not-approved", "It was never approved, so there is nothing to extend.")
    if command.until <= waiver.until:
        return Refusal("wrong-day", f"It holds through {waiver.until} already. Name a later day.")
    return (happened.WaiverExtended(command.waiver, command.until),)


def _waiver_of_another(name: str, asked: Asked) -> Refusal | None:
    """Refuse to approve what is not there, is over, or was asked for by the same person."""
    waiver = asked.state.waivers.get(name)
    if waiver is None:
        return Refusal("unknown", f"There is no waiver named `{name}`.")
    if waiver.ended or asked.is_past(waiver.until):
        return Refusal("done", "This waiver has ended. Ask for a new one.")
    if _same(waiver.asked_by.name, asked.who.person.name):
        return Refusal("same-person", f"{waiver.asked_by.name} asked for it, so somebody else has to approve it.")
    return None


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


@made_of.register
def _(command: ask.EndWaiver, asked: Asked) -> Made:
    waiver = asked.state.waivers.get(command.waiver)
    if waiver is None:
        return Refusal("unknown", f"There is no waiver named `{command.waiver}`.")
    return Refusal("done", "It has ended already.") if waiver.ended else (happened.WaiverEnded(command.waiver),)
