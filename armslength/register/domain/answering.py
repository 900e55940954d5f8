"""Entering a subject, its answers, its controls and their evidence; questions that are sent out; signing."""

from dataclasses import fields

from armslength.register.domain import commands as ask
from armslength.register.domain import events as happened
from armslength.register.domain.making import Asked, Made, made_of, missing, name_after, said, stale
from armslength.register.domain.policy import OPENS_AT
from armslength.register.domain.refusal import Refusal


@made_of.register
def _(command: ask.Open, asked: Asked) -> Made:
    if command.stage not in OPENS_AT:
        return Refusal("wrong-stage", "What is entered is being screened, runs already, or is paused.")
    if command.stage is happened.Stage.SCREENING and command.since is not None:
        return Refusal("wrong-day", "It is only being screened, so it has no first day yet.")
    if asked.is_to_come(command.since):
        return Refusal("to-come", "Its first day has not come yet. Enter it as being screened.")
    return (happened.Opened(command.header, command.pack, command.stage, command.since),)


@made_of.register
def _(command: ask.AnswerQuestion, asked: Asked) -> Made:
    standing = asked.state.answers.get(command.question, (None,))[-1]
    yours = said(command.value, command.evidence, command.text)
    refused = missing(command.question, "which question it answers") or stale(standing, command.seen, yours)
    if refused or asked.is_to_come(command.on):
        return refused or Refusal("to-come", "Nothing can be known from a day that has not come yet.")
    if command.text and command.value is not None:
        return Refusal("two-answers", "It is answered in words, or by a choice, and not by both.")
    given = (command.value, command.evidence, command.known, command.source, command.on, command.text)
    return (happened.Answered(command.question, command.seen + 1, *given),)


@made_of.register
def _(command: ask.SetControl, asked: Asked) -> Made:
    standing = asked.state.controls.get(command.control, (None,))[-1]
    yours = said(command.value, command.evidence)
    refused = missing(command.control, "which control it is") or stale(standing, command.seen, yours)
    if refused or asked.is_to_come(command.on):
        return refused or Refusal("to-come", "Nothing can be known from a day that has not come yet.")
    given = (command.value, command.evidence, command.known, command.source, command.on)
    return (happened.ControlSet(command.control, command.seen + 1, *given),)


@made_of.register
def _(command: ask.AttachEvidence, asked: Asked) -> Made:
    refused = missing(command.to, "what it is evidence of") or missing(command.says, "what it is")
    refused = refused or missing(command.owner, "who looks after it")
    if refused or asked.is_past(command.until):
        return refused or Refusal("past", f"Its last day, {command.until}, is over, so it would not count.")
    given = (command.to, command.says, command.owner, command.until, command.sha256)
    for name, each in asked.state.evidence.items():
        if not each.retired and (each.to, each.says, each.owner, each.until, each.sha256) == given:
            return Refusal("done", f"The same is attached already, as `{name}`.")
    return (happened.EvidenceAttached(name_after("evidence", asked.state.evidence), *given),)


@made_of.register
def _(command: ask.RetireEvidence, asked: Asked) -> Made:
    evidence = asked.state.evidence.get(command.evidence)
    if evidence is None:
        return Refusal("unknown", f"There is no evidence named `{command.evidence}`.")
    if evidence.retired:
        return Refusal("done", "It does not count any more already.")
    return (happened.EvidenceRetired(command.evidence),)


@made_of.register
def _(command: ask.Sign, asked: Asked) -> Made:
    state = asked.state
    if command.seen != state.version:
        last = state.history[-1]
        return Refusal(
            "stale", f"{last.by.name} made an entry after you read it. Read what is new, assess it again, and sign."
        )
    if command.pack != state.pack:
        return Refusal("other-pack", "It was assessed under other rules than it is held to. Adopt them first.")
    if asked.is_to_come(command.as_of):
        return Refusal("to-come", f"It was assessed as of {command.as_of}, a day that has not come yet.")
    refused = missing(command.assessment, "which assessment is signed") or missing(
        command.declaration, "what is declared"
    )
    made = {each.name: getattr(command, each.name) for each in fields(command) if each.name != "seen"}
    return refused or (happened.Signed(**made),)


@made_of.register
def _(command: ask.SendQuestion, asked: Asked) -> Made:
    refused = missing(command.question, "which question it is") or missing(command.wording, "how it is worded")
    refused = refused or missing(command.to, "whom it goes to")
    if refused or asked.is_past(command.until):
        return refused or Refusal("past", f"{command.until} is over.")
    name = name_after("question", asked.state.questions)
    sent = (command.question, command.wording, command.to, command.until, command.of_control)
    return (happened.QuestionSent(name, *sent),)


def _unsettled(name: str, asked: Asked) -> Refusal | None:
    sent = asked.state.questions.get(name)
    if sent is None:
        return Refusal("unknown", f"No question named `{name}` was sent.")
    return Refusal("done", f"This was {sent.settled} already.") if sent.settled else None


@made_of.register
def _(command: ask.ProposeAnswer, asked: Asked) -> Made:
    refused = _unsettled(command.sent, asked)
    if refused is None and asked.is_past(asked.state.questions[command.sent].said.until):
        return Refusal("past", "The day by which it was to be answered is over. Ask for it to be sent again.")
    return refused or (happened.QuestionAnswered(command.sent, command.value, command.evidence, command.text),)


@made_of.register
def _(command: ask.AcceptAnswer, asked: Asked) -> Made:
    refused = _unsettled(command.sent, asked)
    if refused:
        return refused
    sent = asked.state.questions[command.sent]
    if sent.proposed is None:
        return Refusal("no-answer", "It is not answered yet.")
    name, value, evidence = sent.said.question, sent.proposed.value, sent.proposed.evidence
    given = asked.state.controls if sent.said.of_control else asked.state.answers
    refused = stale(given.get(name, (None,))[-1], command.seen, said(value, evidence, sent.proposed.text))
    if refused:
        return refused
    rest = (evidence, "told", sent.said.to, asked.now.today)
    if not sent.said.of_control:
        return happened.AnswerAccepted(command.sent), happened.Answered(
            name, command.seen + 1, value, *rest, sent.proposed.text
        )
    status = value if isinstance(value, str) else None
    return happened.AnswerAccepted(command.sent), happened.ControlSet(name, command.seen + 1, status, *rest)


@made_of.register
def _(command: ask.DeclineAnswer, asked: Asked) -> Made:
    return _unsettled(command.sent, asked) or (happened.AnswerDeclined(command.sent),)
