"""Plain words for values: lists, days, lengths of time, answers, and what a condition asks."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from engine.profile.profile import Given
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, Literal, OlderThan, OneOf
from engine.rulebase.controls import Control
from engine.rulebase.day import IN_FORCE_THAT_DAY
from engine.rulebase.decisions import CONTROLS, NUMBERS, Decision, DecisionValue
from engine.rulebase.facts import Answer, Fact, Members
from engine.source.duration import Duration, duration_from

if TYPE_CHECKING:
    from engine.assessment.compare import Timing

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def listed(words: Sequence[str], joint: str = "or") -> str:
    """Join as people do: `a`, `a or b`, `a, b or c`; with semicolons where the words themselves hold commas.

    Of sentences, only the last keeps its full stop.
    """
    if len(words) < 2:
        return "".join(words)
    words = [*(word.removesuffix(".") for word in words[:-1]), words[-1]]
    if any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; {joint} {words[-1]}"
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def amount(number: int, one: str, many: str = "") -> str:
    """Count things: `1 question`, `3 questions`, `20,000 questions`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """End a text with a full stop, unless it ends in a mark of its own."""
    return text if not text or text.endswith((".", "!", "?", ":", "…")) else text + "."


def titled(title: str) -> str:
    """Put a title before what it is about: with a colon, unless it is a question."""
    return title if title.endswith("?") else f"{title}:"


def day_words(day: date) -> str:
    """Write a day: `3 March 2026`, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def duration_words(duration: Duration) -> str:
    """Write a length of time: `3 months`, `1 year and 6 months`; nothing for no time at all."""
    parts = (
        *((duration.years, "year"), (duration.months, "month"), (duration.weeks, "week")),
        *((duration.days, "day"), (duration.hours, "hour")),
    )
    return listed([amount(number, unit) for number, unit in parts if number], "and")


def deadline_words(text: str) -> str:
    """Write a deadline: `the same day`, `within 24 hours`."""
    words = _duration(text)
    return f"within {words}" if words else "the same day"


def cadence_words(text: str) -> str:
    """Write a rhythm: `every month`, `every 3 months`."""
    words = _duration(text) or "1 day"
    return f"every {words if ' and ' in words else words.removeprefix('1 ')}"


def _duration(text: str) -> str:
    duration = duration_from(text)
    return "" if duration is None else duration_words(duration)


def timing_words(timed: "Control | DecisionValue | Timing") -> str:
    """Say how soon or how often a control or a review is due; nothing where it has no time."""
    if timed.deadline:
        return deadline_words(timed.deadline)
    return cadence_words(timed.cadence) if timed.cadence else ""


def owner_words(base: RuleBase, control: Control) -> str:
    """Say who owns a control, and when it is due."""
    return ", ".join(filter(None, (base.pack.roles.get(control.owner, control.owner), timing_words(control))))


def value_words(decision: Decision, value: str | None) -> str:
    """Give the label of a value of a decision; what adds up to a number is its own label."""
    if value is None:
        return "no value"
    return value if decision.hit_policy in NUMBERS else decision.values[value].label


def answer_words(question: Fact, answer: Answer | None) -> str:
    """Write an answer to a question."""
    match answer:
        case None:
            return "not known"
        case bool():
            return "yes" if answer else "no"
        case Members():
            return _members_words(question, answer)
        case date():
            return day_words(answer)
        case int():
            return _with_unit(str(answer), question.unit)
        case str():
            return question.values.get(answer, answer)


def _members_words(question: Fact, answer: Members) -> str:
    holds = [label for name, label in question.values.items() if name in answer.holds]
    fails = [label for name, label in question.values.items() if name in answer.fails]
    if len(holds) + len(fails) == len(question.values):
        return listed(holds, "and") or "none of these"
    parts = [listed(holds, "and"), f"not {listed(fails)}" if fails else "", "the rest not known"]
    return "; ".join(filter(None, parts))


def basis_words(given: Given | None) -> str:
    """Say what an answer rests on: the evidence, how it is known, by whom and when; nothing where nothing was noted."""
    if given is None:
        return ""
    told = " ".join(filter(None, (given.known, f"by {given.by}" if given.by else "")))
    known = ", ".join(filter(None, (told, day_words(given.on) if given.on else "")))
    if not given.evidence:
        return f"Known: {known}." if known else ""
    return f"Evidence: {given.evidence} ({known})." if known else sentence(f"Evidence: {given.evidence}")


def also_said_words(question: Fact, given: Given | None) -> Iterator[str]:
    """Walk what else was said to a question and not taken as the answer, each with what it rests on."""
    for other in () if given is None else given.also_said:
        yield " ".join(
            filter(None, (f"Also said: {sentence(answer_words(question, other.value))}", basis_words(other)))
        )


def subject_words(base: RuleBase, literal: Literal) -> str:
    """Name what a condition asks about: the question, the title of the decision, or of the control that is required."""
    if not literal.on_decision:
        return base.question(literal.subject).question
    decision = base.decisions[literal.subject]
    if decision.name == CONTROLS and isinstance(literal.test, Includes):
        return value_words(decision, literal.test.member)
    return decision.title


def asked_words(base: RuleBase, literal: Literal) -> str:
    """Say what a condition asks of its subject: `yes`, `Often or Always`, `at least 4 people`."""
    if literal == IN_FORCE_THAT_DAY:
        return "a day on which this rule is in force"
    match literal.test:
        case OneOf(values):
            return listed([label for value, label in _labels(base, literal).items() if value in values])
        case Includes(member):
            label = _labels(base, literal).get(member, member)
            return "required" if literal.subject == CONTROLS else f"includes {label}"
        case Between(low, high):
            unit = "" if literal.on_decision else base.question(literal.subject).unit
            return _with_unit(_between(low, high), unit)
        case OlderThan(age):
            return f"more than {words} ago" if (words := duration_words(age)) else "in the past"


def literal_words(base: RuleBase, literal: Literal) -> str:
    """Write a condition on one subject: `Is it the only copy? — yes`."""
    return f"{subject_words(base, literal)} — {asked_words(base, literal)}"


def _labels(base: RuleBase, literal: Literal) -> dict[str | bool, str]:
    """Map the values of a subject, in their order, to their labels."""
    if literal.on_decision:
        return {name: value.label for name, value in base.decisions[literal.subject].values.items()}
    question = base.question(literal.subject)
    if question.kind == "yes_no":
        return {True: "yes", False: "no"}
    return {name: label for name, label in question.values.items()}  # noqa: C416  widens the kind of the keys


def _between(low: int | None, high: int | None) -> str:
    if low == high:
        return f"exactly {low}"
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def _with_unit(words: str, unit: str) -> str:
    return f"{words} {unit}" if unit else words
