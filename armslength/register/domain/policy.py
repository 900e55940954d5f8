"""What the stage of a subject allows, whoever asks, and where commands lead from one stage to the next.

The table of commands is the whole of it; the diagram in the documentation is drawn from `LEADS_TO`.
"""

from collections.abc import Mapping
from typing import Any

from armslength.register.domain import commands as ask
from armslength.register.domain.events import Stage
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State

SCREENING, DECIDED, STARTING, RUNNING, PAUSED, ENDING, ENDED = Stage
ALWAYS = frozenset(Stage)
WHILE_OPEN = ALWAYS - {ENDED}
"""Until it is closed down."""
SINCE_THE_START = frozenset({RUNNING, PAUSED, ENDING})
BEFORE_THE_START = frozenset({SCREENING, DECIDED, STARTING})

OPENS_AT = (SCREENING, RUNNING, PAUSED)
"""The stages at which a subject can be entered: what runs already need not be screened first to be in the register."""

LEADS_TO: Mapping[type[Any], Mapping[Stage, Stage]] = {
    ask.Sign: {SCREENING: DECIDED},
    ask.Prepare: {DECIDED: STARTING},
    ask.Start: {DECIDED: RUNNING, STARTING: RUNNING},
    ask.Pause: {RUNNING: PAUSED},
    ask.Resume: {PAUSED: RUNNING},
    ask.WindDown: {RUNNING: ENDING, PAUSED: ENDING},
    ask.End: {SCREENING: ENDED, DECIDED: ENDED, STARTING: ENDED, ENDING: ENDED},
}
"""The commands that lead to another stage: from where, and to where."""

ALLOWS: Mapping[type[Any], frozenset[Stage]] = {
    ask.AnswerQuestion: WHILE_OPEN,
    ask.SetControl: WHILE_OPEN,
    ask.AttachEvidence: ALWAYS,
    ask.RetireEvidence: ALWAYS,
    ask.Sign: WHILE_OPEN,
    ask.HoldReview: SINCE_THE_START,
    ask.RecordIncident: SINCE_THE_START | {STARTING, ENDED},
    ask.PassOnIncident: SINCE_THE_START | {STARTING, ENDED},
    ask.AgreeAction: ALWAYS,
    ask.ChangeAction: ALWAYS,
    ask.CloseAction: ALWAYS,
    ask.AskWaiver: WHILE_OPEN,
    ask.ApproveWaiver: WHILE_OPEN,
    ask.ExtendWaiver: WHILE_OPEN,
    ask.EndWaiver: ALWAYS,
    ask.SendQuestion: WHILE_OPEN,
    ask.ProposeAnswer: WHILE_OPEN,
    ask.AcceptAnswer: WHILE_OPEN,
    ask.DeclineAnswer: ALWAYS,
    ask.AdoptPack: WHILE_OPEN,
    ask.RefreshScope: frozenset({RUNNING, PAUSED}),
    ask.Share: ALWAYS,
    ask.RevokeShare: ALWAYS,
    ask.ErasePersonalText: ALWAYS,
    ask.Note: ALWAYS,
    **{each: frozenset(leads) for each, leads in LEADS_TO.items() if each is not ask.Sign},
}
"""At which stages each command is allowed. What comes to light after the end can still be recorded and followed up."""

WHY_NOT: Mapping[type[Any], Mapping[frozenset[Stage], str]] = {
    ask.HoldReview: {
        BEFORE_THE_START: "There is nothing to review before it has started. Record its first day first.",
        frozenset({ENDED}): "It is closed down, so there is nothing left to review. Write a note instead.",
    },
    ask.RecordIncident: {
        BEFORE_THE_START: "It has not started. What happened before belongs in the answers about the past year."
    },
    ask.PassOnIncident: {BEFORE_THE_START: "It has not started, so no incident of it is recorded."},
    ask.Prepare: {
        frozenset({SCREENING}): "Nobody has signed the decision yet. Sign it first.",
        frozenset({STARTING}): "It is being started already.",
    },
    ask.Start: {
        frozenset({SCREENING}): "Nobody has signed the decision yet. Sign it first.",
        frozenset({RUNNING}): "It runs already.",
        frozenset({PAUSED}): "It is paused. Resume it instead.",
    },
    ask.Pause: {
        BEFORE_THE_START: "It has not started, so there is nothing to pause.",
        frozenset({PAUSED}): "It is paused already.",
    },
    ask.Resume: {
        BEFORE_THE_START: "It has not started, so there is nothing to resume.",
        frozenset({RUNNING}): "It runs already.",
    },
    ask.WindDown: {
        BEFORE_THE_START: "It has not started, so there is nothing to close down. End it instead.",
        frozenset({ENDING}): "It is being closed down already.",
    },
    ask.End: {SINCE_THE_START: "People may rely on it. Close it down first, and end it when that is done."},
    ask.RefreshScope: {
        BEFORE_THE_START: "It has not started. Change the answers about what it is, and sign again.",
        frozenset({ENDING}): "It is being closed down. Open a new entry for other work.",
    },
}
"""What is said where the general words would not help."""


def disallowed(command: ask.Command, state: State) -> Refusal | None:
    """Refuse what the stage of a subject does not allow."""
    kind = type(command)
    if kind is ask.Open:
        return None if state.stage is None else Refusal("already-open", "It is in the register already.")
    if state.stage is None:
        return Refusal("not-open", "It is not in the register. Open it first.")
    if state.stage in ALLOWS.get(kind, frozenset()):
        return None
    said = (words for stages, words in WHY_NOT.get(kind, {}).items() if state.stage in stages)
    general = "It is closed down. A note can still be written, and what comes to light recorded."
    return Refusal("wrong-stage", next(said, general if state.stage is ENDED else "Its stage does not allow this."))
