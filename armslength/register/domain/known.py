"""What the register knows by itself, so that nobody types it; and the profile that a subject is assessed by.

What is known here stands before what somebody answered, save where the answer goes further: a review that is not in the
register, or a worse incident from before the register could have known of it.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from armslength.register.domain.entities import Incident, Kept
from armslength.register.domain.events import Erased
from armslength.register.domain.office import KnownFrom, RegisterOffice
from armslength.register.domain.state import State
from engine import Given, Profile
from engine.rulebase.facts import Answer, Fact

BY = "register"
"""Who is said to have given an answer that the register knows."""

IN_PLACE, MISSING = "in_place", "missing"


def known_facts(state: State, office: RegisterOffice, today: date) -> Mapping[str, Given]:
    """Answer the questions that the register can answer on a day, each with what the answer rests on."""
    return {
        name: Given(value, evidence=rests_on, known="documented", by=BY, on=today)
        for name, known in office.knows.items()
        for value, rests_on in _answer(known, office.base.facts[name], state, office, today)
    }


def profile_of(state: State, office: RegisterOffice, today: date, *, waived: bool = False) -> Profile:
    """Make the profile of a subject as it stands on a day: what people answered, and what the register knows.

    With `waived`, each control that is waived on that day is taken as in place: that is what may go ahead without it.
    It has no hash; write it with `write_profile` and read it back where one is needed.
    """
    answers = {name: _given(kept[-1]) for name, kept in state.answers.items()}
    controls = {name: _status(name, kept[-1], state, today) for name, kept in state.controls.items()}
    if waived:
        holds = {name: each for name, each in state.waivers.items() if each.holds(today)}
        controls |= {
            each.control: Given(IN_PLACE, f"{name}, through {each.until}", by=BY) for name, each in holds.items()
        }
    answers |= known_facts(state, office, today)
    # sorted as a profile that was read is, whatever was answered first: its hash hangs on the order
    header = dict(sorted(state.header.items()))
    return Profile(state.subject, header, dict(sorted(answers.items())), dict(sorted(controls.items())), as_of=None)


def is_backed(name: str, state: State, today: date) -> bool:
    """Tell whether what was said of a control still counts: whether any of its evidence does, where it has some."""
    evidence = [each for each in state.evidence.values() if each.to == name]
    return not evidence or any(each.counts(today) for each in evidence)


def worst_incident(known: KnownFrom, question: Fact, state: State, today: date) -> Incident | None:
    """Find the gravest incident that lies no further back than a question asks; of equal ones, the last."""
    ranks = list(question.values)
    found = [
        each
        for each in state.incidents.values()
        if is_within(each.said.on, known, today) and each.said.severity in ranks
    ]
    return max(found, key=lambda each: (ranks.index(each.said.severity), each.said.on, each.number), default=None)


def is_within(day: date, known: KnownFrom, today: date) -> bool:
    """Tell whether a day lies no further back than a question asks."""
    return day <= today and (known.within is None or known.within.add_to(day) >= today)


def _given(kept: Kept) -> Given:
    in_words = None if isinstance(kept.text, Erased) else kept.text or None
    return Given(
        kept.value if kept.value is not None else in_words,
        kept.evidence,
        kept.known,
        kept.source or kept.by.name,
        kept.on,
    )


def _status(name: str, kept: Kept, state: State, today: date) -> Given:
    """Give the status of a control: what has no evidence any more counts as missing, and says so."""
    if kept.value == IN_PLACE and not is_backed(name, state, today):
        return Given(MISSING, "The evidence that it is in place has ended.", "documented", BY, today)
    return _given(kept)


def _answer(
    known: KnownFrom, question: Fact, state: State, office: RegisterOffice, today: date
) -> Iterator[tuple[Answer, str]]:
    """Give the answer to a question with what it rests on, where the register knows it."""
    match known.source:
        case "stage":
            if state.stage is not None and state.stage in known.means:
                yield known.means[state.stage], f"In the register it is: {office.stages[state.stage]}."
        case "first_day":
            if state.started is not None:
                yield state.started, "Its first day, as it was recorded."
        case "last_review":
            yield from _last_review(question, state, office, today)
        case "worst_incident":
            yield from _worst(known, question, state, today)
        case _:
            yield from _of_the_worst(known, state, office, today)


def _last_review(question: Fact, state: State, office: RegisterOffice, today: date) -> Iterator[tuple[Answer, str]]:
    held = [each.said for each in state.reviews if each.said.review_kind in office.together and each.said.on <= today]
    answered = state.current(question.name)
    told = answered.value if answered and isinstance(answered.value, date) else date.min
    if held and (last := max(held, key=lambda each: each.on)).on >= told:
        label = office.base.decisions[office.reviews].values[last.review_kind].label
        yield last.on, f"{label}, {last.review}."
    elif not held and told == date.min and state.started is not None and _covers(state, state.started):
        yield state.started, "No review is recorded since its first day."


def _covers(state: State, day: date) -> bool:
    """Tell whether the register would hold what happened since a day: whether it was entered by then."""
    return state.opened is not None and state.opened <= day


def _worst(known: KnownFrom, question: Fact, state: State, today: date) -> Iterator[tuple[Answer, str]]:
    incident = worst_incident(known, question, state, today)
    ranks = list(question.values)
    answered = state.current(question.name)
    told = ranks.index(str(answered.value)) if answered and answered.value in ranks else -1
    since = state.started if state.started is not None else today
    whole = _covers(state, since) or (state.opened is not None and not is_within(state.opened, known, today))
    if incident and (whole or ranks.index(incident.said.severity) >= told):
        yield incident.said.severity, f"{incident.said.incident}, on {incident.said.on}."
    elif incident is None and whole and known.none:
        yield known.none, "No incident is recorded."


def _of_the_worst(known: KnownFrom, state: State, office: RegisterOffice, today: date) -> Iterator[tuple[Answer, str]]:
    """Answer what hangs on the gravest incident, where that is one that the register holds."""
    named = next((name for name, each in office.knows.items() if each.source == "worst_incident"), None)
    if named is None:
        return
    question = office.base.facts[named]
    incident = worst_incident(known, question, state, today)
    if incident is None or not any(_worst(office.knows[named], question, state, today)):
        return
    name = incident.said.incident
    if known.source == "passed_on" and incident.passed_on:
        yield incident.passed_on.how_soon, f"As recorded of {name}."
    elif known.source == "involved_both" and incident.said.involved_both is not None:
        yield incident.said.involved_both, f"As recorded of {name}."
    elif known.source == "actions_closed":
        recent = {each.said.incident for each in state.incidents.values() if is_within(each.said.on, known, today)}
        actions = {key: each for key, each in state.actions.items() if each.after in recent}
        waiting = sorted(key for key, each in actions.items() if not each.helped)
        if waiting:
            yield False, f"Not closed, or nobody checked that it helped: {', '.join(waiting)}."
        elif actions:
            yield True, f"Closed, and checked that it helped: {', '.join(sorted(actions))}."
