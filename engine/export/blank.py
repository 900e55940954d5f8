"""A blank profile: each question as a comment, ready to be filled in with any text editor."""

import textwrap
from collections.abc import Iterator

from engine.render.question import PresentedQuestion, presented
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
    questions = [
        question
        for question in base.questions()
        if (not quick or question.quick is not None) and (not topics or question.topic in topics)
    ]
    in_header = {field.fact for field in base.pack.header}
    if quick:
        questions.sort(key=lambda question: question.quick or 0)
    facts = [each for each in questions if each.name in base.facts and each.name not in in_header]
    controls = [each for each in questions if each.name in base.controls]
    lines = [*_comment(f"{base.pack.title} (pack {base.pack.id} {base.pack.version})", ""), "#"]
    for sentence in INTRODUCTION:
        lines += _comment(sentence, "")
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
            yield from _comment(asked.question, indent)
            yield from _comment("Answers: " + _answers(asked), indent)
        yield f"{indent}{inner or head}: {'[]' if field.many else ''}".rstrip()


def _block(base: RuleBase, questions: list[Fact], *, by_topic: bool) -> Iterator[str]:
    topic = ""
    for question in questions:
        yield ""
        asked = presented(base, question.name)
        if by_topic and asked.topic != topic:
            topic = asked.topic
            yield f"  # ---- {topic}"
        number = f"{_number(question, questions)}. " if question.quick and not by_topic else ""
        yield from _comment(number + asked.question, "  ")
        if asked.why and question.name in base.facts:
            yield from _comment(f"Why we ask: {asked.why}", "  ")
        for word, text in asked.examples:
            yield from _comment(f"{word}: {text}", "  ")
        if asked.kind != "yes_no" and question.name in base.facts:
            yield from _comment("Answers: " + _answers(asked), "  ")
        if asked.assumed:
            yield from _comment(f"Left as it is, this is assumed: {asked.assumed}.", "  ")
        yield f"  {question.name}: unknown"
    if not questions:
        yield "  {}"


def _number(question: Fact, among: list[Fact]) -> str:
    """Number a question of the quick screen: 3, or 3a and 3b where it has two parts."""
    parts = [each.name for each in among if each.quick == question.quick]
    return f"{question.quick}{chr(ord('a') + parts.index(question.name)) if len(parts) > 1 else ''}"


def _answers(asked: PresentedQuestion) -> str:
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


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}#   ")
