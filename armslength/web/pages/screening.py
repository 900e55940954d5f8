"""Screening: the questions of a topic at once, one question, the next best one, and all answers before the end."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlencode

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.addresses import address_of
from armslength.web.exports import csv_bytes
from armslength.web.forms import NOTHING_TYPED, Typing, standing
from armslength.web.pages.addresses import called
from armslength.web.pages.asked import Around, AskedQuestion, asked, links_to, slips_of, state_of
from armslength.web.pages.changing import basis_in_words
from armslength.web.pages.parts import Breadcrumbs, ErrorSummary, Link, SoFar, SummaryList, SummaryRow, Taking
from armslength.web.pages.so_far import so_far
from armslength.web.path import QuestionPath
from armslength.web.words import Words, capital
from engine import Assessment, Conclusions, Highest
from engine.render.shown import shown_decisions
from engine.render.words import answer_words, listed, sentence, value_words


@dataclass(frozen=True, slots=True)
class Screened:
    """A subject while it is screened: what stands, what was concluded, which questions are asked, and who looks."""

    state: State
    office: RegisterOffice
    concluded: Assessment | Conclusions
    path: QuestionPath
    words: Words
    may_answer: bool
    typing: Typing = NOTHING_TYPED
    could_change: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The id of the subject."""
        return self.state.subject

    def around(self) -> Around:
        """Give what its questions are shown of."""
        meanwhile = self.words.say("asked.meanwhile", value=caution(self)) if caution(self) else ""
        return Around(
            self.state, self.office, self.words, self.typing, self.path.because, self.could_change,
            meanwhile or self.words.say("asked.caution"),
        )  # fmt: skip

    def crumbs(self, *links: Link) -> Breadcrumbs:
        """Give the pages above one of its pages."""
        return Breadcrumbs(
            (
                Link(self.words.say("screening.register"), "/"),
                Link(called(self.state, self.office), address_of(self.subject)),
                *links,
            )
        )


def caution(of: Screened) -> str:
    """Give what is applied while the ordered primary decision is open; nothing once it is settled."""
    base = of.office.base
    for name in shown_decisions(base, of.concluded, base.pack.primary):
        outcome = of.concluded.outcome(name)
        if isinstance(outcome, Highest) and outcome.interim is not None:
            return sentence(value_words(base.decisions[name], outcome.interim))
    return ""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that is not asked, and why: what the register knows, or the answers that it hangs on."""

    question: str
    answer: str
    why: str
    hangs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """All questions of a topic that are asked, saved by one press; below, those that are not, with the reason."""

    template: ClassVar[str] = "screening/topic.html"
    title: str
    crumbs: Breadcrumbs
    slips: ErrorSummary
    questions: tuple[AskedQuestion, ...]
    known: tuple[NotAsked, ...]
    hanging: tuple[NotAsked, ...]
    beside: tuple[NotAsked, ...]
    may_answer: bool
    action: str
    back: str
    so_far: SoFar
    following: Link | None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question; in guided mode with what comes next, else with the way back to its topic.

    `leave` leads on without what was typed, where somebody wanted to come back to the question and had typed something.
    """

    template: ClassVar[str] = "screening/question.html"
    title: str
    crumbs: Breadcrumbs
    slips: ErrorSummary
    asked: AskedQuestion | None
    not_asked: NotAsked | None
    may_answer: bool
    action: str
    other_order: Link | None
    leave: Link | None
    so_far: SoFar


@dataclass(frozen=True, slots=True)
class GuidedEndPage:
    """The end of the guided questions: settled, or what is left and who may know it."""

    template: ClassVar[str] = "screening/end.html"
    title: str
    crumbs: Breadcrumbs
    says: tuple[str, ...]
    come_back: tuple[Link, ...]
    not_known: tuple[Link, ...]
    onward: tuple[Link, ...]
    so_far: SoFar


@dataclass(frozen=True, slots=True)
class TopicAnswers:
    """The answers of one topic, for reading through."""

    title: str
    answers: SummaryList


@dataclass(frozen=True, slots=True)
class ReviewAnswersPage:
    """All answers, to be looked through before the end, each with Change."""

    template: ClassVar[str] = "screening/review.html"
    title: str
    crumbs: Breadcrumbs
    says: tuple[str, ...]
    topics: tuple[TopicAnswers, ...]
    not_counted: SummaryList
    taking: Taking
    onward: tuple[Link, ...]
    so_far: SoFar


def panel(of: Screened) -> SoFar:
    """Make what stands beside the questions."""
    link = Link(of.words.say("screening.to_result"), address_of(of.subject, "result"))
    return so_far(of.office, of.concluded, of.words, (link,))


def topic_page(of: Screened, topic: str, also: tuple[str, ...] = ()) -> TopicPage:
    """Make the page of a topic; `also` are questions of the form that was sent, though they may be asked no more."""
    base, topics = of.office.base, of.path.topics(of.office)
    names = topics.get(topic, ())
    names = (*names, *(each for each in also if each not in names))
    on = [each for each in topics if list(base.pack.topics).index(each) > list(base.pack.topics).index(topic)]
    return _sheet(of, base.pack.topics[topic], names, topic, address_of(of.subject, "topic", topic), on[:1])


def answers_page(of: Screened, names: tuple[str, ...], action: str) -> TopicPage:
    """Make a page of questions from anywhere, as they were sent."""
    return _sheet(of, of.words.say("screening.answers_title"), names, "", action, [])


def _sheet(
    of: Screened, title: str, names: tuple[str, ...], topic: str, action: str, following: list[str]
) -> TopicPage:
    around = of.around()
    after = following[0] if following else ""
    return TopicPage(
        title=title,
        crumbs=of.crumbs(),
        slips=slips_of(of.typing, "form"),
        questions=tuple(asked(name, around) for name in names),
        known=tuple(_of_topic(of, topic, of.path.known)),
        hanging=tuple(_of_topic(of, topic, of.path.hanging)),
        beside=tuple(_of_topic(of, topic, of.path.beside)),
        may_answer=of.may_answer,
        action=action,
        back=of.typing.first("back", ""),
        so_far=panel(of),
        following=Link(of.office.base.pack.topics[after], address_of(of.subject, "topic", after)) if after else None,
    )


def _of_topic(of: Screened, topic: str, names: Collection[str]) -> list[NotAsked]:
    asked_here = (each.name for each in of.office.base.questions() if each.topic == topic)
    return [not_asked(of, name) for name in asked_here if name in names]


def not_asked(of: Screened, name: str) -> NotAsked:
    """Say why a question is not asked."""
    base, words, path = of.office.base, of.words, of.path
    question = base.question(name)
    if name in path.known:
        given = path.known[name]
        answer = sentence(capital(answer_words(question, given.value)))
        return NotAsked(question.question, answer, given.evidence, ())
    kept = of.state.current(name)
    answer = sentence(capital(answer_words(question, standing(kept).value))) if kept else ""
    names = path.beside.get(name) or path.hanging.get(name, ())
    why = words.say("screening.beside" if name in path.beside else "screening.hanging")
    return NotAsked(question.question, answer, why, links_to(names, of.subject, of.office))


def question_page(of: Screened, name: str, action: str, other_order: Link | None = None) -> QuestionPage:
    """Make the page of one question; one that is not asked says why."""
    question = of.office.base.question(name)
    here = name not in of.path.known and name not in of.path.beside
    shown = asked(name, of.around(), alone=of.may_answer) if here else None
    topic = Link(of.office.base.pack.topics[question.topic], address_of(of.subject, "topic", question.topic))
    return QuestionPage(
        title=question.question,
        crumbs=of.crumbs(topic),
        slips=slips_of(of.typing, "form"),
        asked=shown,
        not_asked=None if here else not_asked(of, name),
        may_answer=of.may_answer,
        action=action,
        other_order=other_order,
        leave=None,
        so_far=panel(of),
    )


def guided_address(subject: str, order: str, later: tuple[str, ...]) -> str:
    """Give the address of the guided questions, with those that somebody comes back to."""
    kept = [("order", order)] if order else []
    query = urlencode([*kept, *(("later", each) for each in later)])
    return f"{address_of(subject, 'guided')}{'?' if query else ''}{query}"


def guided_end(
    of: Screened, left: tuple[str, ...], later: tuple[str, ...], order: str, *, is_settled: bool
) -> GuidedEndPage:
    """Make the end of the guided questions. `left` could still change something; `later` were put off here."""
    words, base = of.words, of.office.base
    not_known = tuple(each for each in left if each not in later)
    who = listed([*dict.fromkeys(base.pack.roles.get(r, r) for n in not_known for r in base.question(n).known_by[:1])])
    key = "settled" if is_settled else "left" if left else "nothing_left"
    says = [words.say(f"screening.end.{key}")]
    if not_known and who:
        says.append(words.say("screening.end.who", who=who))
    return GuidedEndPage(
        title=words.say(f"screening.end.title_{'settled' if is_settled else 'left'}"),
        crumbs=of.crumbs(),
        says=tuple(says),
        come_back=tuple(
            Link(base.question(each).question, guided_address(of.subject, order, tuple(o for o in later if o != each)))
            for each in later
        ),
        not_known=links_to(not_known, of.subject, of.office),
        onward=(
            Link(words.say("screening.to_review"), address_of(of.subject, "review-answers")),
            Link(words.say("screening.to_subject"), address_of(of.subject)),
        ),
        so_far=panel(of),
    )


def review_page(of: Screened) -> ReviewAnswersPage:
    """Make the page on which all answers are looked through before the end."""
    base, words, topics = of.office.base, of.words, of.path.topics(of.office)
    known: dict[str, list[str]] = {topic: [] for topic in base.pack.topics}
    for name in of.path.known:
        known[base.question(name).topic].append(name)
    unanswered = [n for names in topics.values() for n in names if of.state.current(n) is None]
    shown = tuple(
        TopicAnswers(title, SummaryList(tuple(_row(of, name) for name in (*topics.get(topic, ()), *known[topic]))))
        for topic, title in base.pack.topics.items()
        if topics.get(topic) or known[topic]
    )
    aside = tuple(
        _row(of, each.name)
        for each in base.questions()
        if each.name not in of.path.asked and each.name not in of.path.known and of.state.current(each.name)
    )
    key = "screening.review.unanswered" if unanswered else "screening.review.all"
    return ReviewAnswersPage(
        title=words.say("screening.review.title"),
        crumbs=of.crumbs(),
        says=(words.say(key, count=len(unanswered)),),
        topics=shown,
        not_counted=SummaryList(aside),
        taking=Taking(
            tuple(
                Link(words.say(f"screening.review.form.{form}"), address_of(of.subject, f"answers.{form}"))
                for form in ("csv", "yaml")
            )
        ),
        onward=(
            Link(words.say("screening.to_result"), address_of(of.subject, "result")),
            Link(words.say("screening.to_sign"), address_of(of.subject, "sign")),
        ),
        so_far=panel(of),
    )


def _row(of: Screened, name: str) -> SummaryRow:
    question, words = of.office.base.question(name), of.words
    if name in of.path.known:
        given = of.path.known[name]
        return SummaryRow(
            question.question,
            (sentence(capital(answer_words(question, given.value))),),
            note=words.say("screening.known_from", what=given.evidence),
        )
    kept = of.state.current(name)
    given = standing(kept)
    tag = state_of(name, of.state, of.office, words)
    answered = given.value is not None
    return SummaryRow(
        question.question,
        (sentence(capital(answer_words(question, given.value))),) if answered else (),
        change=address_of(of.subject, "question", name) if of.may_answer else "",
        state=None if answered else tag,
        note=basis_in_words(given, words),
    )


def answers_csv(page: ReviewAnswersPage, words: Words) -> bytes:
    """Write the answers that are looked through as CSV; where there is none, where the question stands."""
    heads = tuple(words.say(f"screening.review.column.{each}") for each in ("topic", "question", "answer", "rests_on"))
    lists = [(each.title, each.answers) for each in page.topics]
    lists.append((words.say("screening.review.not_counted"), page.not_counted))
    rows = (
        (title, row.key, "; ".join(row.values) or (row.state.text if row.state else ""), row.note)
        for title, answers in lists
        for row in answers.rows
    )
    return csv_bytes((heads, *rows))
