"""Parts that people write in: steps, space, an agenda, and questions for those who may know."""

from collections.abc import Iterator

from armslength.documents.conclusions import members
from armslength.documents.office import DocumentSection
from armslength.documents.writing import Writing
from engine import Collected
from engine.page.model import Blank, Block, Heading, Item, PageTable, Paragraph, Run, Tick, Ticks, cell, line, listing
from engine.rulebase.facts import NOT_KNOWN_YET, Fact

ROOM = 3
"""Lines to write on under each entry of an agenda."""

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


def questions(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk the open questions that people in some roles may know, each with why it is asked, and space to answer."""
    meant = {writing.role} if writing.role else set(section.roles)
    for each in writing.assessment.open_questions:
        fact = writing.base.facts[each.fact]
        if not meant or meant & set(fact.known_by):
            yield from _asked(fact)


def _asked(fact: Fact) -> Iterator[Block]:
    yield Heading(line(fact.question))
    if fact.why:
        yield Paragraph(line(fact.why))
    told = (("Yes, for example:", fact.yes_example), ("No, for example:", fact.no_example), ("Example:", fact.example))
    yield listing(Item(line(Run(label, "strong"), example)) for label, example in told if example)
    choices = {"yes": "Yes", "no": "No"} if fact.kind == "yes_no" else dict(fact.values)
    if fact.kind == "choices":
        choices.setdefault("none", "None of these")
    if choices:
        every = {**choices, "unknown": NOT_KNOWN_YET[:1].upper() + NOT_KNOWN_YET[1:]}
        yield Ticks(fact.name, tuple(Tick(value, line(label)) for value, label in every.items()))
    else:
        yield Blank(f"Your answer{f' ({fact.unit})' if fact.unit else ''}", 1, fact.name)
    yield Blank("What shows it, or who told you", 1, f"{fact.name}.evidence")
