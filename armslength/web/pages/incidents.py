"""The incidents of a subject: recording one, how it was passed on, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.register.domain.commands import AgreeAction, PassOnIncident, RecordIncident
from armslength.register.domain.due import DueKind, DueLine, due
from armslength.register.domain.entities import Action, Incident
from armslength.register.domain.events import IncidentPassedOn
from armslength.register.domain.known import worst_incident
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK, Actor
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, UNKNOWN, Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.due import due_shown
from armslength.web.pages.making import Making
from armslength.web.pages.parts import (
    Breadcrumbs,
    Button,
    Choice,
    Due,
    Empty,
    ErrorSummary,
    Link,
    LinkButton,
    Tag,
    Taking,
    Task,
    TaskList,
)
from armslength.web.pages.result import status_tag
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words
from engine import Result
from engine.render.words import answer_words

GRAVEST, PASSED_ON = "worst_incident", "passed_on"
SOURCES = frozenset({GRAVEST, PASSED_ON, "involved_both", "actions_closed"})
"""What the register answers from the gravest incident."""

HEADS = ("name", "on", "severity", "what", "both", "how_soon", "to", "passed_day", "actions")


@dataclass(frozen=True, slots=True)
class IncidentShown:
    """One incident with what came of it: how it was passed on, what was agreed, what has to be learned, what follows.

    `follows` are the controls and decisions that rules bring about because of it, where it is the gravest one.
    """

    name: str
    heading: str
    day: str
    says: str
    facts: tuple[str, ...]
    passing_on: Sent | None
    learning: tuple[Due, ...]
    actions: TaskList
    agree: LinkButton | None
    controls: TaskList
    decisions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """The incidents of a subject."""

    template: ClassVar[str] = "incidents.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    form: Sent | None
    incidents: tuple[IncidentShown, ...]
    empty: Empty
    taking: Taking


class _Making(Making):
    def may(self, command: type) -> bool:
        """Tell whether somebody may do something by their rights, and the stage allows it."""
        return bool(self.who.rights & THOSE_WHO_WORK) and self.state.stage in ALLOWS[command]


def incidents_page(
    state: State, office: RegisterOffice, result: Result, who: Actor, today: date, words: Words,
    typing: Typing = NOTHING_TYPED,
) -> IncidentsPage:  # fmt: skip
    """Make the page of the incidents, the last one first."""
    of = _Making(state, office, result, who, today, Fields("incidents", words, typing))
    may = of.may(RecordIncident) and bool(severities(office))
    lines = due(state, office, result.assessment, today)
    allowed = state.stage in ALLOWS[RecordIncident]
    return IncidentsPage(
        title=words.say("incidents.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        form=_recording(of) if may else None,
        incidents=tuple(_shown(name, each, lines, of) for name, each in _last_first(state)),
        empty=Empty(words.say("incidents.none" if allowed else "incidents.not_yet")),
        taking=Taking((Link(words.say("incidents.as_csv"), of_subject(state.subject, "incidents.csv")),)),
    )


def _last_first(state: State) -> list[tuple[str, Incident]]:
    return sorted(state.incidents.items(), key=lambda pair: (pair[1].said.on, pair[1].number), reverse=True)


def severities(office: RegisterOffice) -> tuple[Choice, ...]:
    """List how serious an incident can be, as the question about the gravest one has it."""
    return _choices(office, GRAVEST)


def _choices(office: RegisterOffice, source: str) -> tuple[Choice, ...]:
    """List the answers of the question that the register answers from a source, save that for nothing."""
    question = _question(office, source)
    values = office.base.facts[question].values if question else {}
    return tuple(Choice(name, _label(office, source, name)) for name in values if name != _nothing(office))


def _nothing(office: RegisterOffice) -> str:
    return next((known.none for known in office.knows.values() if known.source == GRAVEST), "")


def _question(office: RegisterOffice, source: str) -> str:
    return next((name for name, known in office.knows.items() if known.source == source), "")


def _label(office: RegisterOffice, source: str, value: str) -> str:
    question = _question(office, source)
    fact = office.base.facts.get(question)
    label = answer_words(fact, value) if fact and value in fact.values else value
    return label[:1].upper() + label[1:]


def passed_on_at_once(office: RegisterOffice, how_soon: str) -> bool:
    """Tell whether it was passed on as soon as can be: the first of answers that grow worse."""
    question = _question(office, PASSED_ON)
    fact = office.base.facts.get(question)
    return fact is not None and fact.worse == "higher" and how_soon == next(iter(fact.values), None)


def _recording(of: _Making) -> Sent:
    both = tuple(Choice(each, of.words.say(f"incidents.{each}")) for each in ("yes", "no", UNKNOWN))
    fields = (
        of.fields.ask("on", "date", of.words.day(of.today), hint="on_hint"),
        of.fields.ask("severity", "one", "", severities(of.office)),
        of.fields.ask("says", "long", hint="says_hint"),
        of.fields.ask("both", "one", "", both),
    )
    action = of_subject(of.state.subject, "incidents")
    return Sent("", action, fields, (), (Button(of.fields.text("record")),))


def _shown(name: str, incident: Incident, lines: Iterable[DueLine], of: _Making) -> IncidentShown:
    said, subject = incident.said, of.state.subject
    learning = (each for each in lines if each.kind is DueKind.LEARNING and each.key.endswith(f"/{name}"))
    agreed = {key: each for key, each in of.state.actions.items() if each.after == name}
    rules = _rules_behind(name, of)
    address = of_subject(subject, "actions", query=[("after", name)])
    return IncidentShown(
        name=name,
        heading=_label(of.office, GRAVEST, said.severity),
        day=of.words.day(said.on),
        says=said.says,
        facts=tuple(_facts(incident, of)),
        passing_on=_passing_on(name, incident, of) if of.may(PassOnIncident) else None,
        learning=tuple(due_shown(each, of.office, of.words) for each in learning),
        actions=TaskList(tuple(action_task(subject, key, each, of.today, of.words) for key, each in agreed.items())),
        agree=LinkButton(of.fields.text("agree"), f"{address}#agree", "second") if of.may(AgreeAction) else None,
        controls=TaskList(tuple(_controls(rules, of))),
        decisions=tuple(_decisions(rules, of)),
    )


def action_task(subject: str, name: str, action: Action, today: date, words: Words) -> Task:
    """Make the line of an action: what, who, and where it stands."""
    state, tone = ("closed", "quiet") if action.closed else ("until", "due" if today > action.until else "plain")
    tag = Tag(words.say(f"actions.state.{state}", day=words.day(action.until)), "due" if tone == "due" else "plain")
    return Task(action.says, f"{of_subject(subject, 'actions')}#{name}", tag, action.owner)


def _facts(incident: Incident, of: _Making) -> Iterator[str]:
    """Walk what is known of an incident: whether both sides were in it, and how it was passed on."""
    both = incident.said.involved_both
    yield of.fields.text(f"both.{UNKNOWN if both is None else 'yes' if both else 'no'}")
    passed = incident.passed_on
    if passed is None:
        yield of.fields.text("not_said")
        return
    yield of.fields.text("passed_on", how_soon=_label(of.office, PASSED_ON, passed.how_soon))
    if passed.to:
        yield of.fields.text("passed_to", to=passed.to)
    if passed.on:
        yield of.fields.text("passed_day", day=of.words.day(passed.on))


def _passing_on(name: str, incident: Incident, of: _Making) -> Sent:
    passed = incident.passed_on
    fields = (
        of.fields.ask(f"how_soon.{name}", "one", passed.how_soon if passed else "", _choices(of.office, PASSED_ON)),
        of.fields.ask(f"to.{name}", "text", passed.to if passed else "", hint="to_hint"),
        of.fields.ask(
            f"passed_day.{name}", "date", of.words.day(passed.on) if passed and passed.on else "", hint="on_hint"
        ),
    )
    key = "pass_on_again" if passed else "pass_on"
    action = of_subject(of.state.subject, "incidents", name, "passed-on")
    seen = (("seen", str(seen_of(incident, of.state))),)
    folded = bool(passed) and not of.fields.typed_in(fields)
    return Sent(of.fields.text(key), action, fields, seen, (Button(of.fields.text("save"), "second"),), folded)


def seen_of(incident: Incident, state: State) -> int:
    """Count how often it was said how an incident was passed on: the version of what stands."""
    said = (each.body for each in state.history if isinstance(each.body, IncidentPassedOn))
    return sum(each.incident == incident.said.incident for each in said)


def _rules_behind(name: str, of: _Making) -> dict[str, None]:
    """Find the rules that fire because of an incident, where it is the gravest one that the register looks back on."""
    question = _question(of.office, GRAVEST)
    if not question:
        return {}
    worst = worst_incident(of.office.knows[question], of.office.base.facts[question], of.state, of.today)
    if worst is None or worst.said.incident != name:
        return {}
    known = {fact for fact, each in of.office.knows.items() if each.source in SOURCES}
    return {each.name: None for each in of.result.assessment.rules if known & set(each.facts)}


def _controls(rules: Iterable[str], of: _Making) -> Iterator[Task]:
    """Walk the controls that rules ask for, each with where it stands."""
    wanted = set(rules)
    for each in of.result.assessment.controls:
        if wanted & set(each.rules):
            title = of.office.base.controls[each.name].title
            yield Task(title, of_subject(of.state.subject, "controls", each.name), status_tag(each.status, of.words))


def _decisions(rules: Iterable[str], of: _Making) -> Iterator[Link]:
    """Walk the decisions that a page begins with on which rules have a say."""
    named, base = set(rules), of.office.base
    for name in base.pack.headline:
        if any(rule.name in named for rule in base.rules_of.get(name, ())):
            yield Link(base.decisions[name].title, of_subject(of.state.subject, "why", name))


def table(state: State, office: RegisterOffice, words: Words) -> Iterator[tuple[str, ...]]:
    """Walk the incidents as texts: the head, then a row an incident, the last one first."""
    yield tuple(words.say(f"incidents.head.{each}") for each in HEADS)
    for name, each in _last_first(state):
        said, passed = each.said, each.passed_on
        both = UNKNOWN if said.involved_both is None else "yes" if said.involved_both else "no"
        yield (
            name,
            said.on.isoformat(),
            _label(office, GRAVEST, said.severity),
            said.says,
            words.say(f"incidents.{both}"),
            _label(office, PASSED_ON, passed.how_soon) if passed else "",
            passed.to if passed else "",
            passed.on.isoformat() if passed and passed.on else "",
            "; ".join(action.says for action in state.actions.values() if action.after == name),
        )  # fmt: skip
