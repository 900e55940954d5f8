"""A blank profile: each question as a comment, ready to be filled in with any text editor."""

import textwrap
from collections.abc import Collection, Iterator

from engine.render.conditions import in_one_line
from engine.render.question import PresentedQuestion, presented
from engine.render.words import amount
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact

WIDTH = 110

INTRODUCTION = (
    "Answer after the colon. What you don't know yet, leave as it is: that is a normal answer.",
    "To note what an answer rests on: {value: yes, evidence: what shows it, known: observed, by: role, on: date}.",
    "`known` is observed, documented, told or assumed.",
)


def blank_profile(base: RuleBase, *, quick: bool, topics: tuple[str, ...]) -> str:
    """Write a blank profile: every question, only those of the quick screen, or only those of some topics.

    >>> blank_profile(base, quick=True, topics=()).startswith("#")
    True
    """
    in_header = {field.fact for field in base.pack.header}
    everything = map(base.question, base.quick_screen) if quick else base.questions()
    questions = [each for each in everything if each.name not in in_header and (not topics or each.topic in topics)]
    facts = [each for each in questions if each.name in base.facts]
    controls = [each for each in questions if each.name in base.controls]
    lines = [*comment_lines(f"{base.pack.title} (pack {base.pack.id} {base.pack.version})", ""), "#"]
    for sentence in (how_many(questions), *INTRODUCTION):
        lines += comment_lines(sentence, "")
    lines += ["", "id: give-it-a-short-name", *_header(base), "", "answers:"]
    lines += _block(base, facts, by_topic=not quick)
    if controls:
        lines += [
            "",
            "# What is in place: yes, no, or unknown.",
            "controls:",
            *_block(base, controls, by_topic=not quick),
        ]
    return "\n".join(lines) + "\n"


def how_many(questions: Collection[Fact]) -> str:
    """Say how many questions are asked, and how many of them apply only by what is answered to another."""
    sometimes = sum(each.applies_when is not None for each in questions)
    asked = f"{amount(len(questions), 'question')} below"
    if not sometimes:
        return f"{asked}."
    return f"{asked}. {len(questions) - sometimes} are for everybody; {sometimes} only where another answer says so."


def _header(base: RuleBase) -> Iterator[str]:
    group = ""
    for field in base.pack.header:
        head, _, inner = field.path.partition(".")
        if inner and head != group:
            yield f"{head}:"
            group = head
        indent = "  " if inner else ""
        if field.fact:
            asked = presented(base, field.fact)
            yield from comment_lines(asked.question, indent)
            yield from comment_lines("Answers: " + answers_in_names(asked), indent)
        yield f"{indent}{inner or head}: {'[]' if field.many else ''}".rstrip()


def _block(base: RuleBase, questions: list[Fact], *, by_topic: bool) -> Iterator[str]:
    topic = ""
    called = {name: name for name in base.facts}
    if not by_topic:
        called |= {name: f"question {number}" for name, number in base.quick_screen.items()}
    for question in questions:
        yield ""
        asked = presented(base, question.name)
        if by_topic and asked.topic != topic:
            topic = asked.topic
            yield f"  # ---- {topic}"
        number = "" if by_topic else f"{base.quick_screen[question.name]}. "
        yield from comment_lines(number + asked.question, "  ")
        if question.applies_when is not None:
            yield from comment_lines(f"Only where: {in_one_line(base, question.applies_when, called)}.", "  ")
        if asked.why and question.name in base.facts:
            yield from comment_lines(f"Why we ask: {asked.why}", "  ")
        for word, text in asked.examples:
            yield from comment_lines(f"{word}: {text}", "  ")
        if asked.kind != "yes_no" and question.name in base.facts:
            yield from comment_lines("Answers: " + answers_in_names(asked), "  ")
        if asked.assumed:
            yield from comment_lines(f"Left as it is, this is assumed: {asked.assumed}.", "  ")
        yield f"  {question.name}: unknown"
    if not questions:
        yield "  {}"


def answers_in_names(asked: PresentedQuestion) -> str:
    """Say what may be answered, in the names that stand in a profile."""
    match asked.kind:
        case "choice" | "choices":
            listed = "; ".join(f"{name} ({label})" for name, label in asked.answers.items())
            return listed if asked.kind == "choice" else f"any of these in square brackets: {listed}"
        case "number" if asked.range:
            unit = f" ({asked.unit})" if asked.unit else ""
            return f"a whole number from {asked.range[0]} to {asked.range[1]}{unit}"
        case "date":
            return "a date, YYYY-MM-DD"
        case _:
            return "yes or no" if asked.kind == "yes_no" else "a short text"


def comment_lines(text: str, indent: str) -> list[str]:
    """Break a text into lines of comment."""
    return textwrap.wrap(text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}#   ")
