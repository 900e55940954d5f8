"""One subject: the next step, what it is, how it stands, what must happen first, what falls due, and where to go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.due import DueLine, due
from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.addresses import address_of
from armslength.web.forms import standing
from armslength.web.pages.addresses import at, called
from armslength.web.pages.asked import state_of
from armslength.web.pages.due import day_of as day_said
from armslength.web.pages.due import due_shown, place_of
from armslength.web.pages.entering import field_words
from armslength.web.pages.parts import (
    Breadcrumbs,
    Due,
    Level,
    Link,
    LinkButton,
    SummaryList,
    SummaryRow,
    Tag,
    Task,
    TaskList,
)
from armslength.web.pages.screening import Screened
from armslength.web.pages.so_far import level_of, told
from armslength.web.words import Words
from engine import Result
from engine.render.in_place import first_class, lacking
from engine.render.known import known
from engine.render.shown import shown_decisions
from engine.render.words import owner_words

PLACES: Mapping[str, tuple[str, ...]] = {
    "comes_to": ("result", "map", "documents"),
    "look_after": ("controls", "actions", "reviews", "incidents", "waivers"),
    "decide": ("sign", "moving", "adopt"),
    "others": ("share", "history"),
}
"""The pages of a subject besides its questions, by what one goes there for, in the order in which they are offered."""

BEFORE_THE_START = (Stage.DECIDED, Stage.STARTING)

MOST_DUE = 5
"""What is counted: lines that fall due on the page of a subject. Why so many: one look. Beyond it: they are counted,
and the list of all that falls due has them."""


@dataclass(frozen=True, slots=True)
class First:
    """Something that must happen before all else: what, whose it is, and where to say that it is in place."""

    text: str
    who: str
    address: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next, and why that."""

    says: str
    button: LinkButton


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of a subject that one goes to for the same thing."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """One subject as it stands. `answer` says each primary decision, `level` how closely to watch, once settled."""

    template: ClassVar[str] = "subjects/one.html"
    title: str
    under: str
    crumbs: Breadcrumbs
    stage: str
    next: NextStep
    head: SummaryList
    answer: tuple[str, ...]
    level: Level | None
    open_says: str
    first: tuple[First, ...]
    due: tuple[Due, ...]
    more_due: Link | None
    topics: TaskList
    go_on: Link | None
    all_answers: Link
    places: tuple[Group, ...]


def subject_page(of: Screened, result: Result) -> SubjectPage:
    """Make the page of a subject."""
    state, office, words = of.state, of.office, of.words
    base, assessment = office.base, result.assessment
    lines = due(state, office, assessment, assessment.as_of) if assessment.as_of else ()
    more = max(0, len(lines) - MOST_DUE)
    unanswered = known(base, result).unanswered
    shown = shown_decisions(base, assessment, base.pack.primary)
    since = f" {words.say('subjects.since', day=words.day(state.since))}" if state.since else ""
    return SubjectPage(
        title=called(state, office),
        under=_under(state, office),
        crumbs=Breadcrumbs((Link(words.say("screening.register"), "/"),)),
        stage=f"{office.stages[state.stage]}{since}" if state.stage else "",
        next=_next(of, lines, unanswered),
        head=_head(state, office, words),
        answer=tuple(told(office, name, result.outcome(name), words) for name in shown),
        level=level_of(office, assessment),
        open_says=words.say("one.open", count=unanswered) if unanswered else words.say("one.nothing_open"),
        first=tuple(_first(of, result)),
        due=tuple(due_shown(each, office, words) for each in lines[:MOST_DUE]),
        more_due=Link(words.say("one.more_due", count=more), at("due", query=[("subject", state.subject)]))
        if more
        else None,
        topics=_topics(of),
        go_on=Link(words.say("one.go_on"), address_of(of.subject, "guided")) if of.may_answer else None,
        all_answers=Link(words.say("screening.to_review"), address_of(of.subject, "review-answers")),
        places=tuple(
            Group(
                words.say(f"one.groups.{group}"),
                tuple(Link(words.say(f"one.places.{each}"), address_of(of.subject, each)) for each in names),
            )
            for group, names in PLACES.items()
        ),
    )


def _under(state: State, office: RegisterOffice) -> str:
    """Give what the pack puts at the head besides who the other side is."""
    besides = (path for path in office.base.pack.heading if path != office.other_side_field)
    return ", ".join(text for path in besides for text in state.header.get(path, ()))


def _next(of: Screened, lines: tuple[DueLine, ...], unanswered: int) -> NextStep:
    """Find what to do next: what the stage waits for, then what is overdue, unanswered, and due."""
    stage, overdue = of.state.stage, next((each for each in lines if each.overdue), None)

    def step(key: str, *parts: str, **values: str) -> NextStep:
        button = LinkButton(of.words.say(f"one.next_do.{key}"), address_of(of.subject, *parts))
        return NextStep(of.words.say(f"one.next_says.{key}", **values), button)

    def of_line(key: str, line: DueLine) -> NextStep:
        says = of.words.say(f"one.next_says.{key}", what=line.label, day=day_said(line, of.words))
        return NextStep(says, LinkButton(of.words.say(f"one.next_do.{key}"), place_of(line)))

    if stage is Stage.ENDED:
        return step("ended", "documents")
    if not of.may_answer:
        return step("read", "result")
    if stage in BEFORE_THE_START:
        return step("start", "moving")
    if overdue:
        return of_line("overdue", overdue)
    if unanswered:
        return step("answer", "guided")
    if stage is Stage.SCREENING:
        return step("sign", "sign")
    return of_line("due", lines[0]) if lines else step("look", "controls")


def _head(state: State, office: RegisterOffice, words: Words) -> SummaryList:
    rows = [
        SummaryRow(field_words(field.path), ("; ".join(state.header[field.path]),))
        for field in office.base.pack.header
        if not field.fact and state.header.get(field.path)
    ]
    return SummaryList((*rows, SummaryRow(words.say("one.id"), (state.subject,))))


def _first(of: Screened, result: Result) -> list[First]:
    """List what must happen first: what is urgent, then what of the gravest class is not known to be in place."""
    base, assessment = of.office.base, result.assessment
    urgent = [name for name in base.as_read(assessment.advice) if base.rules[name].urgency]
    kind = first_class(base)
    return [
        *(First(base.rules[name].advice, "", "") for name in urgent),
        *(
            First(
                base.controls[each.name].title,
                owner_words(base, base.controls[each.name]),
                address_of(of.subject, "question", each.name),
            )
            for each in (lacking(base, result, kind) if kind else ())
        ),
    ]


def _topics(of: Screened) -> TaskList:
    """List the topics that have questions for this subject, each with where it stands."""
    return TaskList(
        tuple(
            Task(of.office.base.pack.topics[topic], address_of(of.subject, "topic", topic), *_standing(of, names))
            for topic, names in of.path.topics(of.office).items()
        )
    )


def _standing(of: Screened, names: tuple[str, ...]) -> tuple[Tag, str]:
    """Say where a topic stands: how much is answered, and what was asked of somebody."""
    words = of.words
    answered = sum(standing(of.state.current(name)).value is not None for name in names)
    asked = dict.fromkeys(
        state_of(name, of.state, of.office, words).text
        for name in names
        if any(not sent.settled and sent.said.question == name for sent in of.state.questions.values())
    )
    key = "all" if answered == len(names) else "none" if not answered else "some"
    tag = Tag(words.say(f"one.topic.{key}", answered=answered, of=len(names)), "quiet" if key == "all" else "plain")
    return tag, "; ".join(asked)
