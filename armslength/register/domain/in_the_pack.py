"""Whether the pack knows what a command says: questions, answers of their kind, controls, reviews and what is recorded.

This is the one door: whatever comes in by the command line, from a table or by the web is held to the pack here.
"""

from collections.abc import Collection
from datetime import date
from functools import singledispatch

from armslength.register.domain import commands as ask
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.facts import Answer, Fact, Members
from engine.source.characters import in_backticks
from engine.source.suggest import near_or_all

KNOWN = ("observed", "documented", "told", "assumed", "doubtful")
"""How an answer can be known, as in a profile."""


@singledispatch
def not_in_the_pack(command: ask.Command, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    """Refuse a name that the pack does not have, and an answer that is none of the question."""
    return None


def _unknown(what: str, name: str, names: Collection[str]) -> Refusal | None:
    if name in names or not name:
        return None  # that nothing is named at all is refused with other words
    return Refusal("not-in-pack", _ended(f"No {what} is named {in_backticks(name)}{near_or_all(name, [*names])}"))


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def _no_answer(fact: Fact, value: Answer | None, text: str) -> Refusal | None:
    """Refuse an answer of another kind than the question asks for, or one that is none of its choices."""
    wrong = _wrong(fact, value) if value is not None else None
    if text and fact.kind != "text":
        wrong = "it is not answered in words"
    return Refusal("no-such-answer", _ended(wrong[:1].upper() + wrong[1:])) if wrong else None


def _wrong(fact: Fact, value: Answer) -> str | None:
    match fact.kind:
        case "yes_no":
            return None if isinstance(value, bool) else f"{in_backticks(str(value))} is neither `yes` nor `no`"
        case "choice":
            return None if isinstance(value, str) and value in fact.values else _no_choice(fact, str(value))
        case "choices":
            if not isinstance(value, Members):
                return f"{in_backticks(str(value))} does not say of each choice whether it holds"
            strange = sorted((value.holds | value.fails) - fact.values.keys())
            both = sorted(value.holds & value.fails)
            return _no_choice(fact, strange[0]) if strange else f"`{both[0]}` can't hold and not hold" if both else None
        case "number":
            if type(value) is not int:
                return f"{in_backticks(str(value))} is no whole number"
            low, high = fact.range or (value, value)
            return None if low <= value <= high else f"{value} is not between {low} and {high}"
        case "date":
            return None if isinstance(value, date) else f"{in_backticks(str(value))} is no day"
        case _:
            return "it is answered in words, which are kept apart so that they can be erased"


def _no_choice(fact: Fact, name: str) -> str:
    return f"{in_backticks(name)} is none of its answers{near_or_all(name, [*fact.values])}"


def _known(how: str) -> Refusal | None:
    return _unknown("way of knowing", how, KNOWN)


def _status(office: RegisterOffice, control: str, value: Answer | None) -> Refusal | None:
    refused = _unknown("control", control, office.base.controls)
    if refused or value is None or value in STATUS_LABELS:
        return refused
    return Refusal("no-such-answer", f"{in_backticks(str(value))} is neither `in_place` nor `missing`.")


def _answer(office: RegisterOffice, question: str, value: Answer | None, text: str) -> Refusal | None:
    refused = _unknown("question", question, office.base.facts)
    return refused if refused or not question else _no_answer(office.base.facts[question], value, text)


@not_in_the_pack.register
def _(command: ask.Open, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    fields = [field.path for field in office.base.pack.header]
    return next(filter(None, (_unknown("field of the head", path, fields) for path in command.header)), None)


@not_in_the_pack.register
def _(command: ask.AnswerQuestion, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    return _answer(office, command.question, command.value, command.text) or _known(command.known)


@not_in_the_pack.register
def _(command: ask.SetControl, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    return _status(office, command.control, command.value) or _known(command.known)


@not_in_the_pack.register
def _(command: ask.AttachEvidence, state: State, office: RegisterOffice) -> Refusal | None:
    names = {*office.base.facts, *office.base.controls, *state.actions}
    return _unknown("question, control or action", command.to, names)


@not_in_the_pack.register
def _(command: ask.HoldReview, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    return _unknown("kind of review", command.review_kind, office.base.decisions[office.reviews].values)


@not_in_the_pack.register
def _(command: ask.RecordIncident, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    return _unknown("severity", command.severity, office.answers_from("worst_incident"))


@not_in_the_pack.register
def _(command: ask.PassOnIncident, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    return _unknown("answer", command.how_soon, office.answers_from("passed_on"))


@not_in_the_pack.register
def _(command: ask.AgreeAction, state: State, office: RegisterOffice) -> Refusal | None:
    reviews = (each.said.review for each in state.reviews)
    names = {*state.incidents, *reviews, *office.base.controls}
    return _unknown("incident, review or control", command.after, names)


@not_in_the_pack.register
def _(command: ask.AskWaiver, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    return _unknown("control", command.control, office.base.controls)


@not_in_the_pack.register
def _(command: ask.SendQuestion, state: State, office: RegisterOffice) -> Refusal | None:  # noqa: ARG001
    if command.of_control:
        return _unknown("control", command.question, office.base.controls)
    return _unknown("question", command.question, office.base.facts)


@not_in_the_pack.register
def _(command: ask.ProposeAnswer, state: State, office: RegisterOffice) -> Refusal | None:
    sent = state.questions.get(command.sent)
    if sent is None:
        return None
    if sent.said.of_control:
        return _status(office, sent.said.question, command.value)
    return _answer(office, sent.said.question, command.value, command.text)


@not_in_the_pack.register
def _(command: ask.AcceptAnswer, state: State, office: RegisterOffice) -> Refusal | None:
    """Look again: the pack may be another one than that under which the answer was proposed."""
    sent = state.questions.get(command.sent)
    if sent is None or sent.proposed is None:
        return None
    proposed = ask.ProposeAnswer(command.sent, sent.proposed.value, sent.proposed.evidence, sent.proposed.text)
    return not_in_the_pack(proposed, state, office)
