"""Who may ask for what, whatever the state allows. What nothing names is denied.

Rights are no ladder all the way up: an administrator runs the register, and neither signs nor approves. Where one
person does both, they hold both rights; that a waiver is approved by another than who asked is `policy`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from armslength.register.domain import commands as ask
from armslength.register.domain.events import Person
from armslength.register.domain.refusal import Refusal


class Right(StrEnum):
    """What somebody may do in a register. Which roles of a pack have which right, the pack says."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks, with their rights."""

    person: Person
    rights: frozenset[Right]


ANYBODY = frozenset(Right)
"""A proposal changes nothing until somebody accepts it."""
THOSE_WHO_WORK = frozenset({Right.CONTRIBUTOR, Right.APPROVER, Right.ADMINISTRATOR})
"""What is the safer way out (to pause, to end a waiver, to revoke) is theirs too: it must not wait for anybody."""
APPROVERS = frozenset({Right.APPROVER})
ADMINISTRATORS = frozenset({Right.ADMINISTRATOR})

MAY: Mapping[type[Any], frozenset[Right]] = {
    ask.Open: THOSE_WHO_WORK,
    ask.AnswerQuestion: THOSE_WHO_WORK,
    ask.SetControl: THOSE_WHO_WORK,
    ask.AttachEvidence: THOSE_WHO_WORK,
    ask.RetireEvidence: THOSE_WHO_WORK,
    ask.Sign: APPROVERS,
    ask.HoldReview: THOSE_WHO_WORK,
    ask.RecordIncident: THOSE_WHO_WORK,
    ask.PassOnIncident: THOSE_WHO_WORK,
    ask.AgreeAction: THOSE_WHO_WORK,
    ask.ChangeAction: THOSE_WHO_WORK,
    ask.CloseAction: THOSE_WHO_WORK,
    ask.AskWaiver: THOSE_WHO_WORK,
    ask.ApproveWaiver: APPROVERS,
    ask.ExtendWaiver: APPROVERS,
    ask.EndWaiver: THOSE_WHO_WORK,
    ask.SendQuestion: THOSE_WHO_WORK,
    ask.ProposeAnswer: ANYBODY,
    ask.AcceptAnswer: THOSE_WHO_WORK,
    ask.DeclineAnswer: THOSE_WHO_WORK,
    ask.AdoptPack: APPROVERS,
    ask.Prepare: APPROVERS,
    ask.Start: APPROVERS,
    ask.Pause: THOSE_WHO_WORK,
    ask.Resume: APPROVERS,
    ask.WindDown: APPROVERS,
    ask.End: APPROVERS,
    ask.RefreshScope: APPROVERS,
    ask.Share: APPROVERS,
    ask.RevokeShare: THOSE_WHO_WORK,
    ask.ErasePersonalText: ADMINISTRATORS,
    ask.Note: THOSE_WHO_WORK,
}
"""Which rights each command needs: one of them is enough."""


def denied(command: ask.Command, who: Actor) -> Refusal | None:
    """Refuse what somebody has no right to ask for."""
    needed = MAY.get(type(command), frozenset())
    if needed & who.rights:
        return None
    listed = " or ".join(sorted(each.value for each in needed)) or "somebody else"
    held = " and ".join(sorted(each.value for each in who.rights)) or "no right here"
    return Refusal("no-right", f"This needs the right of {listed}; {who.person.name} has: {held}.")
