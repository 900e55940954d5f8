"""What must be in place: by class, as the pack declares them, missing before not known; what is in place is counted."""

from collections.abc import Iterable, Iterator

from engine.assessment.assessment import UNKNOWN, ControlFound
from engine.assessment.result import Result
from engine.page.model import Block, Heading, Item, Line, Paragraph, Run, Section, Tone, headed, line, names, section
from engine.page.model import listing as listed
from engine.render.room import Room
from engine.render.source_marks import source_mark
from engine.render.words import amount, basis_words, owner_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE, MISSING

STATUS: dict[str, tuple[str, Tone]] = {
    MISSING: ("Missing", "bad"),
    UNKNOWN: ("Not known", "doubt"),
    IN_PLACE: ("In place", "good"),
}
"""The status of a control as people read it, in the order in which it is shown."""


HOW_TO_ANSWER = Paragraph(
    line(
        "To answer one, write its name under",
        Run("controls:", "code"),
        "in the profile, with yes (in place), no (missing) or unknown.",
    )
)


def first_class(base: RuleBase) -> str:
    """Name the gravest class of controls, which packs declare first; nothing where a pack has no classes."""
    return next(iter(base.pack.control_classes), "")


def lacking(base: RuleBase, result: Result, kind: str) -> list[ControlFound]:
    """List the controls of a class that are to be held and not known to be in place: missing ones first."""
    found = (each for each in _to_hold(result) if each.status != IN_PLACE and gravest_class(base, each) == kind)
    return sorted(in_order(base, found), key=lambda each: each.status != MISSING)


def _to_hold(result: Result) -> Iterator[ControlFound]:
    """Walk the controls that are required, and those to be held while something is open."""
    return (found for found in result.assessment.controls if found.required in ("yes", "interim"))


def lacking_blocks(base: RuleBase, result: Result, kind: str, room: Room, *, all_of_them: bool) -> Iterator[Block]:
    """Lay out what is lacking of one class under the label of the class; what does not fit is counted."""
    found = lacking(base, result, kind)
    if not found:
        return
    label = base.pack.control_classes.get(kind, "Besides")
    yield Heading(line(Run(f"{label} ({counts_words(found)})", "strong")))
    whole = room.full or all_of_them
    items = [control_item(base, result, each, whole=whole, full=room.full) for each in found]
    yield listed(items if all_of_them else room.fitting(items, "of these", "of these"))


def in_place(base: RuleBase, result: Result, room: Room) -> Section:
    """List what must be in place besides what comes first."""
    blocks: list[Block] = []
    for kind in (*base.pack.control_classes, ""):
        if kind != first_class(base) or not kind:
            blocks += lacking_blocks(base, result, kind, room, all_of_them=False)
    here = [found for found in _to_hold(result) if found.status == IN_PLACE]
    if room.full:
        heading = line(Run(f"In place ({len(here)})", "good"))
        blocks += headed(
            heading, (control_item(base, result, each, whole=True, full=True) for each in in_order(base, here))
        )
    elif here:
        blocks.append(Paragraph(line(Run(f"In place: {len(here)}.", "good"))))
    possible = sum(found.required == "possible" for found in result.assessment.controls)
    if possible:
        blocks.append(
            Paragraph(line(f"{amount(possible, 'more', 'more')} may be asked for, depending on what is still open."))
        )
    if any(found.status != IN_PLACE for found in _to_hold(result)):
        blocks.append(HOW_TO_ANSWER)
    return section("controls", "What else must be in place", blocks)


def counts_words(found: Iterable[ControlFound]) -> str:
    """Count controls by their status: `2 missing, 5 not known`."""
    statuses = [each.status for each in found]
    counted = ((words.lower(), statuses.count(status)) for status, (words, _) in STATUS.items())
    return ", ".join(f"{count} {words}" for words, count in counted if count)


def control_item(base: RuleBase, result: Result, found: ControlFound, *, whole: bool, full: bool) -> Item:
    """Write a control with its status and name; `whole`, with who sees to it and where it stands; `full`, with more."""
    control = base.controls[found.name]
    words, tone = STATUS[found.status]
    meanwhile = Run("(in the meantime)", "quiet") if found.required == "interim" else ""
    mine = line(Run(f"{words}:", tone), control.title, names([found.name]), meanwhile)
    who = line(sentence(owner_words(base, control)), source_mark(base, control.cites))
    if not full:
        return Item((*mine, *who) if whole else mine)
    basis = line(basis_words(result.given(found.name)))
    below: tuple[Line, ...] = ((*who, names(found.rules)), basis)
    return Item(mine, tuple(each for each in below if each))


def gravest_class(base: RuleBase, found: ControlFound) -> str:
    """Find the first class, in the order of the pack, that a control belongs to; packs declare the gravest first."""
    return _gravest(base, found.name)


def _gravest(base: RuleBase, control: str) -> str:
    classes = base.controls[control].classes
    return next((name for name in base.pack.control_classes if name in classes), "")


def in_order(base: RuleBase, found: Iterable[ControlFound]) -> list[ControlFound]:
    """Sort controls: gravest class first, then by topic and quick number, like the questions about them."""
    by_name = {each.name: each for each in found}
    return [by_name[name] for name in gravest_first(base, by_name)]


def gravest_first(base: RuleBase, controls: Iterable[str]) -> list[str]:
    """Sort the names of controls as people are shown them."""
    order = [*base.pack.control_classes, ""]

    def urgency(name: str) -> tuple[object, ...]:
        return (order.index(_gravest(base, name)), *base.asking_order(base.question(name)))

    return sorted(controls, key=urgency)
