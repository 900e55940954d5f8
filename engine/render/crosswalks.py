"""The crosswalks of a pack: where somebody else would look for a control, and which controls answer a reference."""

from collections.abc import Iterator, Mapping

from engine.assessment.result import Result
from engine.page.model import Item, KeyValue, Line, Paragraph, Run, Section, key_value, line, listing, section
from engine.render.in_place import STATUS
from engine.render.words import day_words
from engine.rulebase.base import RuleBase
from engine.rulebase.crosswalks import Crosswalk, CrosswalkLine, CrosswalkReference


def true_on(crosswalk: Crosswalk) -> Line:
    """Say on which day a crosswalk was true, and what it is not."""
    return line(f"As it stood on {day_words(crosswalk.true_on)}.", crosswalk.remark)


def reference_words(reference: CrosswalkReference) -> str:
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


def asked_of_this(base: RuleBase, result: Result) -> Iterator[Section]:
    """Walk what the crosswalks say of the controls that an assessment asks for, each with its status."""
    asked = {found.name: found.status for found in result.assessment.controls if found.required == "yes"}
    shown = {name: line(f"{STATUS[status][0]}: {base.controls[name].title}") for name, status in asked.items()}
    return crosswalk_sections(base, shown)


def crosswalk_sections(base: RuleBase, shown: Mapping[str, Line]) -> Iterator[Section]:
    """Walk the crosswalks with those lines that speak of the controls shown, each of these in its own words."""
    return (_section(crosswalk, shown) for crosswalk in base.crosswalks.values())


def _section(crosswalk: Crosswalk, shown: Mapping[str, Line]) -> Section:
    """Write what is looked for, where that stands, and the controls that show it; empty where it speaks of none."""
    lines = [each for each in crosswalk.lines if shown.keys() & set(each.controls)]
    remark = Paragraph(true_on(crosswalk)) if lines else None
    return section(
        f"crosswalk-{crosswalk.name}",
        crosswalk.title,
        [remark, listing(_line(crosswalk, each, shown) for each in lines)],
    )


def _line(crosswalk: Crosswalk, found: CrosswalkLine, shown: Mapping[str, Line]) -> Item:
    """Write what is looked for, where that stands and where it was read, and below it the controls that show it."""
    places = (line(reference_words(crosswalk.references[name])) for name in found.references)
    below = tuple(Item(shown[name]) for name in found.controls if name in shown)
    read = line(Run(f"Found in: {found.found_in}.", "quiet"))
    return Item(line(found.looks_for), (*places, read), below)
