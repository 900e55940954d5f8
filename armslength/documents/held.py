"""Parts on controls: what must be in place, and what is agreed with wording for what is not."""

from collections.abc import Iterator

from armslength.documents.office import DocumentSection
from armslength.documents.writing import Writing
from engine import ControlFound
from engine.page.model import Block, PageTable, Paragraph, Remark, Run, line
from engine.render.in_place import STATUS, first_class, gravest_class, holding_up, in_order
from engine.render.words import basis_words, owner_words, sentence
from engine.rulebase.controls import IN_PLACE

HEAD = ("What", "Status", "Who, and by when", "What shows it")
BRIEF = 3
"""How many of these columns are shown where it is said briefly."""

STARTING_POINT = "A starting point, not legal advice."
PERHAPS = "May also be needed, when more is known:"
MOST_PERHAPS = 6
"""Controls that are named as perhaps asked for. They are to be thought of, not to be done. Beyond it: counted."""

BESIDES = "Besides"


def controls(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk the controls that have to be held now, a table for each class: named ones, of some classes, or all."""
    base, shown = writing.base, BRIEF if section.briefly else len(HEAD)
    found = [each for each in in_order(base, writing.controls.values()) if _is_meant(writing, section, each)]
    for kind in (*base.pack.control_classes, ""):
        mine = [each for each in found if class_of(writing, each) == kind]
        if mine:
            rows = tuple(
                _row(writing, each)[:shown] for each in sorted(mine, key=lambda each: list(STATUS).index(each.status))
            )
            label = base.pack.control_classes.get(kind, BESIDES)
            yield PageTable("" if section.classes == (kind,) else label, HEAD[:shown], rows)
    yield from _perhaps(writing, [each for each in writing.possible if _is_meant(writing, section, each)])


def _perhaps(writing: Writing, found: list[ControlFound]) -> Iterator[Block]:
    """Name the controls that nobody knows yet whether they are asked for, the gravest first."""
    if found:
        titles = [writing.base.controls[each.name].title for each in in_order(writing.base, found)]
        left = len(titles) - MOST_PERHAPS
        shown = [*titles[:MOST_PERHAPS], *([f"and {left} more"] if left > 0 else [])]
        yield Paragraph(line(Run(PERHAPS, "doubt"), sentence("; ".join(shown))))


def class_of(writing: Writing, found: ControlFound) -> str:
    """Find the class of a control: the gravest where it holds something grave up, else its own."""
    held = holding_up(writing.base, writing.result)
    return first_class(writing.base) if found.name in held else gravest_class(writing.base, found)


def _is_meant(writing: Writing, section: DocumentSection, found: ControlFound) -> bool:
    return (
        (not section.controls or found.name in section.controls)
        and (not section.classes or class_of(writing, found) in section.classes)
        and (not section.statuses or found.status in section.statuses)
    )


def _row(writing: Writing, found: ControlFound) -> tuple[tuple[Paragraph, ...], ...]:
    control = writing.base.controls[found.name]
    words, tone = STATUS[found.status]
    meanwhile = "Asked for in the meantime, until more is known." if found.required == "interim" else ""
    shown = basis_words(writing.given(found.name))
    return (
        (Paragraph(line(control.title)),),
        (Paragraph(line(Run(sentence(words), tone), Run(meanwhile, "quiet"))),),
        (Paragraph(line(sentence(owner_words(writing.base, control)))),),
        (Paragraph(line(shown) if shown else line(Run(f"To be shown by: {control.evidence}", "quiet"))),),
    )


def clauses(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk what is to be agreed, and for each thing that is not, the wording that fits the answers."""
    found = [writing.controls[name] for name in section.controls if name in writing.controls]
    if found:
        yield PageTable("", HEAD[:BRIEF], tuple(_row(writing, each)[:BRIEF] for each in found))
    for each in found:
        if each.status != IN_PLACE:
            for wording in section.wordings:
                words = writing.said(wording) if wording.control == each.name else ""
                if words:
                    title = writing.base.controls[each.name].title
                    yield Remark(Paragraph(line(f"“{words}”")), line(f"{title}.", STARTING_POINT))
    yield from _perhaps(writing, [each for each in writing.possible if each.name in section.controls])
