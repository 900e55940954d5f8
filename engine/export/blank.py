"""A blank profile: each question as a comment, ready to be filled in with any text editor."""

import textwrap
from collections.abc import Iterator

from engine.render.words import answer_words
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact

WIDTH = 110

INTRODUCTION = (
    "Answer after the colon. What you don't know yet, leave as it is: that is a normal answer.",
    "To note what an answer rests on: {value: yes, evidence: what shows it, known: observed, by: role, on: date}.",
    "`known` is observed, documented, told or assumed.",
)


def blank_profile(base: RuleBase, *, quick: bool, topics: tuple[str, ...]) -> str:
    """Write a blank profile: every question, only those of the quick screen, or only those of some topics."""
    questions = [
        question
        for question in base.questions()
        if (not quick or question.quick is not None) and (not topics or question.topic in topics)
    ]
    in_header = {field.fact for field in base.pack.header}
    if quick:
        questions.sort(key=lambda question: (question.quick or 0, base.asking_order(question)))
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
            fact = base.facts[field.fact]
            yield from _comment(fact.question, indent)
            yield from _comment("Answers: " + _answers(fact), indent)
        yield f"{indent}{inner or head}: {'[]' if field.many else ''}".rstrip()


def _block(base: RuleBase, questions: list[Fact], *, by_topic: bool) -> Iterator[str]:
    topic = ""
    for question in questions:
        yield ""
        if by_topic and question.topic != topic:
            topic = question.topic
            yield f"  # ---- {base.pack.topics[topic]}"
        number = f"{_number(question, questions)}. " if question.quick and not by_topic else ""
        yield from _comment(number + question.question, "  ")
        if question.why and question.name in base.facts:
            yield from _comment(f"Why we ask: {question.why}", "  ")
        for label, text in (("Yes", question.yes_example), ("No", question.no_example), ("Example", question.example)):
            if text:
                yield from _comment(f"{label}: {text}", "  ")
        if question.kind != "yes_no" and question.name in base.facts:
            yield from _comment("Answers: " + _answers(question), "  ")
        if question.when_silent is not None:
            yield from _comment(
                f"Left as it is, this is assumed: {answer_words(question, question.when_silent)}.", "  "
            )
        yield f"  {question.name}: unknown"
    if not questions:
        yield "  {}"


def _number(question: Fact, among: list[Fact]) -> str:
    """Number a question of the quick screen: 3, or 3a and 3b where it has two parts."""
    parts = [each.name for each in among if each.quick == question.quick]
    return f"{question.quick}{chr(ord('a') + parts.index(question.name)) if len(parts) > 1 else ''}"


def _answers(fact: Fact) -> str:
    match fact.kind:
        case "choice":
            return "; ".join(f"{name} ({label})" for name, label in fact.values.items())
        case "choices":
            return "any of these in square brackets: " + "; ".join(f"{n} ({label})" for n, label in fact.values.items())
        case "number" if fact.range:
            return f"a whole number from {fact.range[0]} to {fact.range[1]}" + (f" ({fact.unit})" if fact.unit else "")
        case "date":
            return "a date, YYYY-MM-DD"
        case _:
            return "yes or no" if fact.kind == "yes_no" else "a short text"


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}#   ")
