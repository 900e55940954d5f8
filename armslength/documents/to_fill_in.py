"""Parts that people write in: steps, space, an agenda, and questions for those who may know."""

from collections.abc import Iterator

from armslength.documents.conclusions import members
from armslength.documents.office import DocumentSection
from armslength.documents.writing import Writing
from engine import Collected, hand_over
from engine.page.model import Blank, Block, Heading, Item, PageTable, Paragraph, Run, Tick, Ticks, cell, line, listing
from engine.rulebase.controls import Control
from engine.rulebase.facts import NOT_KNOWN_YET, Fact

ROOM = 3
"""Lines to write on under each entry of an agenda."""

BY, ON = "said-by", "said-on"
"""The keys of the spaces for who answers, and on which day."""

NONE, UNKNOWN = "none", "unknown"
DO_NOT_KNOW = NOT_KNOWN_YET[:1].upper() + NOT_KNOWN_YET[1:]
OF_A_CONTROL = {"yes": "In place", "no": "Missing", UNKNOWN: DO_NOT_KNOW}
"""What can be ticked of a control, by what a profile says for it."""

AGENDA = ("To review", "What we found", "What we will do, who and by when")


def words(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk nothing: the words of a section stand before its part, and here they are all of it."""
    yield from ()


def steps(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk what to do, numbered in the order in which it is done."""
    said = [text for each in section.wordings if (text := writing.said(each))]
    if said:
        rows = tuple((cell(str(number)), cell(text)) for number, text in enumerate(said, 1))
        yield PageTable("", ("Step", "What to do"), rows)


def space(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk labels with space to write after each."""
    return spaces(section)


def spaces(section: DocumentSection) -> Iterator[Block]:
    """Walk the labels of a section, each with space to write: several lines where the label ends in a mark.

    With columns it is one table, with a row for each label.
    """
    if section.columns:
        empty = ((),) * (len(section.columns) - 1)
        yield PageTable("", section.columns, tuple((cell(label), *empty) for label in section.spaces), to_fill=True)
        return
    for number, label in enumerate(section.spaces, 1):
        yield Blank(label, ROOM if label.endswith((".", "…", ":")) else 1, f"{section.key}-{number}")


def agenda(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk what is to be talked about: the members of sets that are certain, each with space for what was found."""
    rows = []
    for name in section.decisions:
        outcome = writing.assessment.outcome(name)
        if isinstance(outcome, Collected):
            rows += [
                (cell(label, line(Run(says, "quiet")) if says else None), (), ())
                for label, says in members(writing, name, outcome.members)
            ]
    if rows:
        yield PageTable(
            "", ("To review", "What we found", "What we will do, who and by when"), tuple(rows), to_fill=True
        )


def questions(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk what is not known and still matters, for those who are likely to know it: questions with space to answer."""
    base, found = writing.base, hand_over(writing.base, writing.result, writing.role)
    if found.groups:
        yield Blank("Your name and role", 1, BY)
        yield Blank("On which day", 1, ON)
    for group in found.groups:
        if len(found.groups) > 1:
            label = base.pack.roles.get(group.role, "Anybody")
            yield Paragraph(line(Run(f"For: {label}", "mark")))
        for name in group.names:
            yield from _control(base.controls[name]) if name in base.controls else _question(base.facts[name])


def _question(fact: Fact) -> Iterator[Block]:
    yield Heading(line(fact.question))
    if fact.why:
        yield Paragraph(line(fact.why))
    told = (("Yes, for example:", fact.yes_example), ("No, for example:", fact.no_example), ("Example:", fact.example))
    yield listing(Item(line(Run(label, "strong"), example)) for label, example in told if example)
    choices = choices_of(fact)
    if choices:
        yield Ticks(fact.name, tuple(Tick(value, line(label)) for value, label in choices.items()))
    else:
        yield Blank(f"Your answer{f' ({fact.unit})' if fact.unit else ''}", 1, fact.name)
    yield Blank("What shows it, or who told you", 1, evidence_key(fact.name))


def _control(control: Control) -> Iterator[Block]:
    yield Heading(line(control.as_fact().question))
    yield Paragraph(line(control.what))
    yield Ticks(control.name, tuple(Tick(value, line(label)) for value, label in OF_A_CONTROL.items()))
    yield Blank(f"What shows it (such as: {control.evidence.rstrip('.')})", 1, evidence_key(control.name))


def choices_of(fact: Fact) -> dict[str, str]:
    """Map what can be ticked for a question to its words; nothing for one that is answered in writing."""
    choices = {"yes": "Yes", "no": "No"} if fact.kind == "yes_no" else dict(fact.values)
    if fact.kind == "choices":
        choices.setdefault(NONE, "None of these")
    return {**choices, UNKNOWN: DO_NOT_KNOW} if choices else {}


def evidence_key(name: str) -> str:
    """Give the key of the space in which what shows an answer is written."""
    return f"{name}.evidence"
