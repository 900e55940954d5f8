"""Before an answer is changed: what that would alter; and where somebody else was first: both answers side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.entities import Kept
from armslength.register.domain.office import RegisterOffice
from armslength.web.asking import Typed
from armslength.web.forms import AnswerSaid, Typing, carried, standing
from armslength.web.pages.altering import Altered
from armslength.web.pages.parts import Choice, Compared, Comparison, ErrorSummary, Question, Slip
from armslength.web.words import Words, capital
from engine import Given
from engine.render.words import answer_words, sentence

Hidden = tuple[tuple[str, str], ...]
"""Fields of a form that nobody sees, by name: what was typed on the page before."""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What a change of answers would alter, to be saved or left."""

    template: ClassVar[str] = "answers/change.html"
    title: str
    answers: Comparison
    same: tuple[Question, ...]
    decisions: Comparison | None
    controls: Comparison | None
    due: Comparison | None
    altered: Altered
    meanwhile: bool
    why: Question
    action: str
    hidden: Hidden
    back: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers to one question: the one that stands by now, and the one that was just typed."""

    question: str
    theirs: str
    theirs_rests_on: str
    by: str
    yours: str
    yours_rests_on: str
    choose: Question


@dataclass(frozen=True, slots=True)
class StalePage:
    """Answers that somebody else gave first, each with both texts, to choose from."""

    template: ClassVar[str] = "answers/stale.html"
    title: str
    slips: ErrorSummary
    conflicts: tuple[Conflict, ...]
    action: str
    hidden: Hidden
    back: str


def change_page(
    changes: Mapping[AnswerSaid, Kept],
    found: Altered,
    office: RegisterOffice,
    words: Words,
    typing: Typing,
    at: "Sending",
) -> ChangePage:
    """Make the page that shows what a change would alter. `changes` gives each with the answer that stands."""
    base = office.base
    answers = tuple(
        Compared(
            base.question(said.name).question,
            _answer(office, said.name, standing(kept)),
            _answer(office, said.name, said.given),
        )
        for said, kept in changes.items()
    )
    same = tuple(
        Question(
            f"same.{said.name}",
            base.question(said.name).question,
            "several",
            choices=(Choice("yes", words.say("changing.same", rests_on=basis_in_words(standing(kept), words))),),
        )
        for said, kept in changes.items()
        if basis_in_words(standing(kept), words) and not basis_in_words(said.given, words)
    )
    now, then = words.say("changing.now"), words.say("changing.then")
    compared = {
        kind: Comparison(words.say(f"changing.{kind}"), now, then, rows) if rows else None
        for kind, rows in (("decisions", found.decisions), ("controls", found.controls), ("due", found.due))
    }
    without = ("confirmed", "why", *(each.name for each in same))
    return ChangePage(
        words.say("changing.title", count=len(changes)),
        Comparison(words.say("changing.answers"), now, then, answers),
        same,
        compared["decisions"],
        compared["controls"],
        compared["due"],
        altered=found,
        meanwhile=at.meanwhile,
        why=Question(
            "why", words.say("changing.why"), "long", hint=words.say("changing.why_hint"),
            typed=typing.first("why", ""), slip=typing.faults.get("why", ""),
        ),
        action=at.action,
        hidden=(*carried(typing.typed, without), ("confirmed", str(at.version))),
        back=at.back,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sending:
    """Where a form is sent, where one goes back to, and of which version of the subject it was made.

    `meanwhile` tells that somebody made another entry since the page was shown that is sent.
    """

    action: str
    back: str
    version: int
    meanwhile: bool = False


def stale_page(
    conflicts: Mapping[AnswerSaid, Kept], office: RegisterOffice, words: Words, typed: Typed, at: Sending
) -> StalePage:
    """Make the page on which somebody chooses between the answer that stands by now and their own."""
    fields = tuple(f"keep.{said.name}" for said in conflicts)
    missing = [name for name in fields if typed.get(f"choose.{name.removeprefix('keep.')}") and not typed.get(name)]
    slip = words.say("stale.choose_one")
    shown = tuple(
        Conflict(
            question=office.base.question(said.name).question,
            theirs=_answer(office, said.name, standing(kept)),
            theirs_rests_on=basis_in_words(standing(kept), words),
            by=words.say(
                "stale.by", name=kept.by.name, role=_role(office, kept.by.role), day=_day(kept, office, words)
            ),
            yours=_answer(office, said.name, said.given),
            yours_rests_on=basis_in_words(said.given, words),
            choose=Question(
                f"keep.{said.name}",
                words.say("stale.choose"),
                "one",
                choices=(
                    Choice("theirs", words.say("stale.keep_theirs", name=kept.by.name)),
                    Choice("mine", words.say("stale.keep_mine")),
                ),
                slip=slip if f"keep.{said.name}" in missing else "",
            ),
        )
        for said, kept in conflicts.items()
    )
    seen = {f"seen.{said.name}": str(kept.version) for said, kept in conflicts.items()}
    marks = tuple((f"choose.{said.name}", "yes") for said in conflicts)
    without = ("confirmed", *fields, *seen, *(name for name, _ in marks))
    return StalePage(
        words.say("stale.title"),
        ErrorSummary(tuple(Slip(name, slip) for name in missing)),
        shown,
        at.action,
        (*carried(typed, without), *seen.items(), *marks),
        at.back,
    )


def _answer(office: RegisterOffice, name: str, given: Given) -> str:
    return sentence(capital(answer_words(office.base.question(name), given.value)))


def _role(office: RegisterOffice, role: str) -> str:
    return office.base.pack.roles.get(role, role)


def _day(kept: Kept, office: RegisterOffice, words: Words) -> str:
    return words.day(kept.at.astimezone(office.time_zone).date())


def basis_in_words(given: Given, words: Words) -> str:
    """Say what an answer rests on: evidence, how it is known, who said it, and on which day; nothing where nothing."""
    parts: Iterable[str] = (
        given.evidence,
        words.say(f"known.{given.known}") if given.known else "",
        words.say("answers.said_by", name=given.by) if given.by else "",
        words.day(given.on) if given.on else "",
    )
    return "; ".join(filter(None, parts))
