"""Screening: guided or topic by topic, one question, several from anywhere, and all answers before the end."""

from dataclasses import replace

from armslength.register.domain.events import Stage
from armslength.register.domain.known import profile_of
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.state import State
from armslength.web.addresses import address_of
from armslength.web.answering import AnswerForm, new_in, save
from armslength.web.asking import Asking, NothingThere
from armslength.web.forms import NOTHING_TYPED, SEEN, Typing, asked_in, read_form
from armslength.web.pages.parts import Link
from armslength.web.pages.screening import (
    GuidedEndPage,
    QuestionPage,
    ReviewAnswersPage,
    Screened,
    TopicPage,
    answers_csv,
    answers_page,
    guided_address,
    guided_end,
    question_page,
    review_page,
    topic_page,
)
from armslength.web.routing import READERS, Download, Faulty, Page, Reply, Routes, SeeOther
from engine import Interview, Interviewer, NextStep, what_it_could_change, write_profile

ROUTES = Routes("screening")

LATER = "later"
"""What a form says where somebody presses to come back to its question."""

FIXED = "fixed"
"""The order of asking as the pack declares it, in place of the best question next."""


def screened(asking: Asking, subject: str, typing: Typing = NOTHING_TYPED, state: State | None = None) -> Screened:
    """Gather what a page of screening shows of a subject. Raises `NothingThere`."""
    state = state or asking.state(subject)
    # what was typed before it ended is shown again in its fields
    may_answer = asking.may(THOSE_WHO_WORK) and (state.stage is not Stage.ENDED or bool(typing.typed))
    concluded, path = asking.conclusions(state), asking.path(state)
    return Screened(state, asking.office, concluded, path, asking.desk.words, may_answer, typing)


def _known(asking: Asking, name: str) -> str:
    """Give the name of a question or a control, by any of its names. Raises `NothingThere`."""
    base = asking.office.base
    name = base.aliases.get(name, name)
    if name not in base.facts and name not in base.controls:
        raise NothingThere(name)
    return name


@ROUTES.get("/s/<subject>/topic/<topic>", READERS)
def topic(asking: Asking, subject: str, topic: str) -> TopicPage:
    """Show the questions of a topic."""
    if topic not in asking.office.base.pack.topics:
        raise NothingThere(topic)
    return topic_page(screened(asking, subject), topic)


@ROUTES.post("/s/<subject>/topic/<topic>", THOSE_WHO_WORK)
def answer_topic(asking: Asking, subject: str, topic: str) -> Reply:
    """Keep the answers to a topic."""
    if topic not in asking.office.base.pack.topics:
        raise NothingThere(topic)
    here, sent = address_of(subject, "topic", topic), asked_in(asking.office.base, asking.typed)

    def again(state: State, typing: Typing) -> Page:
        return topic_page(screened(asking, subject, typing, state), topic, sent)

    return save(asking, subject, AnswerForm(here, again, here))


@ROUTES.get("/s/<subject>/question/<question>", READERS)
def question(asking: Asking, subject: str, question: str) -> QuestionPage:
    """Show one question."""
    name = _known(asking, question)
    return question_page(screened(asking, subject), name, address_of(subject, "question", name))


@ROUTES.post("/s/<subject>/question/<question>", THOSE_WHO_WORK)
def answer_one(asking: Asking, subject: str, question: str) -> Reply:
    """Keep the answer to one question, and go on with its topic."""
    name = _known(asking, question)
    here = address_of(subject, "question", name)

    def again(state: State, typing: Typing) -> Page:
        return question_page(screened(asking, subject, typing, state), name, here)

    after = address_of(subject, "topic", asking.office.base.question(name).topic)
    return save(asking, subject, AnswerForm(here, again, after))


@ROUTES.post("/s/<subject>/answers", THOSE_WHO_WORK)
def answer_several(asking: Asking, subject: str) -> Reply:
    """Keep answers to questions from anywhere, and go back to the page of the subject that sent them."""
    here, sent = address_of(subject, "answers"), asked_in(asking.office.base, asking.typed)
    home = address_of(subject)
    back = asking.first("back")

    def again(state: State, typing: Typing) -> Page:
        return answers_page(screened(asking, subject, typing, state), sent, here)

    return save(asking, subject, AnswerForm(here, again, back if _is_within(back, home) else home))


def _is_within(address: str, home: str) -> bool:
    """Tell whether an address is one of the pages of a subject, and leads nowhere else."""
    path = address.partition("?")[0]
    return (path == home or path.startswith(f"{home}/")) and ".." not in path and address.isprintable()


@ROUTES.get("/s/<subject>/guided", THOSE_WHO_WORK)
def guided(asking: Asking, subject: str) -> QuestionPage | GuidedEndPage:
    """Show the question that comes next: the one that is worth most, or the next in order."""
    of, order = screened(asking, subject), _order(asking)
    later = tuple(each for each in _later(asking) if of.state.current(each) is None)
    if order == FIXED:
        waiting = tuple(each for each in of.path.asked if of.state.current(each) is None)
        ahead = tuple(each for each in waiting if each not in later)
        if ahead:
            return _guided_page(of, ahead[0], order, later)
        return guided_end(of, (), later, order, is_settled=False)
    step = next_step(asking, of, later)
    if step.question:
        if step.worth is not None:
            told = what_it_could_change(asking.office.base, step.worth, asking.today)
            of.could_change[step.question] = told
        return _guided_page(of, step.question, order, later)
    return guided_end(of, step.left, later, order, is_settled=step.is_settled)


def next_step(asking: Asking, of: Screened, later: tuple[str, ...]) -> NextStep:
    """Find the question that is worth most: none that somebody does not know yet, or comes back to."""
    not_known = (name for name, kept in {**of.state.answers, **of.state.controls}.items() if kept)
    profile = profile_of(of.state, asking.office, asking.today)
    left = frozenset((*(name for name in not_known if name not in profile.facts()), *later))
    return Interviewer(asking.office.base, asking.today).next_step(Interview(profile, left=left))


@ROUTES.post("/s/<subject>/guided", THOSE_WHO_WORK)
def answer_guided(asking: Asking, subject: str) -> Reply:
    """Keep the answer to the question that was next, and go on with the next one."""
    later, order = _later(asking), _order(asking)
    here = guided_address(subject, order, later)
    sent = asked_in(asking.office.base, asking.typed)
    if not sent:
        raise NothingThere(SEEN)
    if asking.first(LATER):
        return _come_back(asking, subject, sent[0], order, later)

    def again(state: State, typing: Typing) -> Page:
        return _guided_page(screened(asking, subject, typing, state), sent[0], order, later)

    return save(asking, subject, AnswerForm(here, again, here))


def _come_back(asking: Asking, subject: str, name: str, order: str, later: tuple[str, ...]) -> Reply:
    """Go on without an answer; where one was typed, ask first what is to become of it."""
    state, words = asking.state(subject), asking.desk.words
    onward = guided_address(subject, order, tuple(dict.fromkeys((*later, name))))
    read = read_form(asking.office.base, state, asking.typed, words)
    if not read.faults and not new_in(state, read):
        return SeeOther(onward)
    typing = Typing(asking.typed, {}, (words.say("screening.typed_already"),))
    leave = Link(words.say("screening.leave_it"), onward)
    return Faulty(_guided_page(screened(asking, subject, typing, state), name, order, later, leave), 422)


def _guided_page(
    of: Screened, name: str, order: str, later: tuple[str, ...], leave: Link | None = None
) -> QuestionPage:
    other = "" if order == FIXED else FIXED
    key = "screening.order_best" if order == FIXED else "screening.order_fixed"
    orders = Link(of.words.say(key), guided_address(of.subject, other, later))
    page = question_page(of, name, guided_address(of.subject, order, later), orders)
    return replace(page, leave=leave)


def _later(asking: Asking) -> tuple[str, ...]:
    """Read which questions somebody comes back to: they stand in the address, and nowhere else."""
    base = asking.office.base
    named = dict.fromkeys(asking.query.get("later", ()))
    return tuple(each for each in named if each in base.facts or each in base.controls)


def _order(asking: Asking) -> str:
    return FIXED if asking.wanted("order") == FIXED else ""


@ROUTES.get("/s/<subject>/answers.csv", READERS)
def answers_as_csv(asking: Asking, subject: str) -> Download:
    """Give all answers as a table."""
    page = review_page(screened(asking, subject))
    return Download(answers_csv(page, asking.desk.words), f"{subject}.csv", "text/csv")


@ROUTES.get("/s/<subject>/answers.yaml", READERS)
def answers_as_profile(asking: Asking, subject: str) -> Download:
    """Give all answers as a profile, such as the command line assesses."""
    profile = profile_of(asking.state(subject), asking.office, asking.today)
    return Download(write_profile(asking.office.base, profile).encode(), f"{subject}.yaml", "application/yaml")


@ROUTES.get("/s/<subject>/review-answers", READERS)
def review_answers(asking: Asking, subject: str) -> ReviewAnswersPage:
    """Show all answers, before the end."""
    return review_page(screened(asking, subject))
