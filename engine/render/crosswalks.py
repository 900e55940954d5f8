"""The crosswalks of a pack: where somebody else would look for a control, and which controls answer a reference."""

from collections.abc import Collection, Iterator

from engine.assessment.result import Result
from engine.page.model import (
    Block,
    Heading,
    Item,
    KeyValue,
    Line,
    Paragraph,
    Run,
    Section,
    key_value,
    line,
    listing,
    section,
)
from engine.render.entries.links import named_link
from engine.render.in_place import STATUS
from engine.render.words import day_words
from engine.rulebase.base import RuleBase
from engine.rulebase.crosswalks import Crosswalk, CrosswalkLine, Reference


def true_on(crosswalk: Crosswalk) -> Line:
    """Say on which day a crosswalk was true, and what it is not."""
    return line(f"As it stood on {day_words(crosswalk.true_on)}.", crosswalk.remark)


def reference_words(reference: Reference) -> str:
    """Name a reference as it can be looked up."""
    return f"{reference.frame}: {reference.title}"


def of_control(base: RuleBase, control: str) -> Iterator[KeyValue | None]:
    """Walk the crosswalks that speak of a control: what is looked for, and where that is said."""
    for crosswalk in base.crosswalks.values():
        items = [
            Item(
                line(each.looks_for),
                tuple(line(reference_words(crosswalk.references[name])) for name in each.references),
            )
            for each in crosswalk.lines
            if control in each.controls
        ]
        if items:
            yield key_value(crosswalk.title, listing(items), true_on(crosswalk))


def crosswalk_sections(base: RuleBase) -> Iterator[Section]:
    """Walk the crosswalks whole: each reference with what is looked for there, and the controls that show it."""
    for crosswalk in base.crosswalks.values():
        blocks = _by_reference(base, crosswalk, base.controls, None)
        yield section(f"crosswalk-{crosswalk.name}", crosswalk.title, [Paragraph(true_on(crosswalk)), *blocks])


def asked_of_this(base: RuleBase, result: Result) -> Iterator[Section]:
    """Walk what the crosswalks say of the controls that an assessment asks for, each with its status."""
    asked = {found.name: found.status for found in result.assessment.controls if found.required == "yes"}
    for crosswalk in base.crosswalks.values():
        blocks = list(_by_reference(base, crosswalk, asked, {name: STATUS[status] for name, status in asked.items()}))
        if blocks:
            yield section(f"crosswalk-{crosswalk.name}", crosswalk.title, [Paragraph(true_on(crosswalk)), *blocks])


def _by_reference(
    base: RuleBase, crosswalk: Crosswalk, controls: Collection[str], statuses: "dict[str, tuple[str, object]] | None"
) -> Iterator[Block]:
    """Walk the references, each frame under its heading, with the lines that lead to it from any of the controls."""
    frame = ""
    for reference in crosswalk.references.values():
        lines = [
            each for each in crosswalk.lines if reference.id in each.references and set(each.controls) & set(controls)
        ]
        if not lines:
            continue
        if reference.frame != frame:
            frame = reference.frame
            yield Heading(line(frame))
        below = tuple(_line(base, each, controls, statuses) for each in lines)
        yield listing([Item(line(Run(reference.title, "strong")), (), below)])


def _line(
    base: RuleBase, found: CrosswalkLine, controls: Collection[str], statuses: "dict[str, tuple[str, object]] | None"
) -> Item:
    """Write what is looked for, with where that was read, and below it the controls that show it."""
    shown = []
    for name in found.controls:
        if name in controls:
            title = base.controls[name].title
            status = f"{statuses[name][0]}: " if statuses is not None else ""
            shown.append(
                Item(line(status + title) if statuses is not None else line(*named_link("control", name, title)))
            )
    return Item(line(found.looks_for), (line(Run(f"Found in: {found.found_in}.", "quiet")),), tuple(shown))
