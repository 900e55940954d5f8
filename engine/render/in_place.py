"""What must be in place: by class, as the pack declares them, missing before not known; what is in place is counted."""

from collections.abc import Iterable, Iterator, Mapping

from engine.assessment.assessment import UNKNOWN, Assessment, Conclusions, ControlFound
from engine.assessment.result import Result
from engine.page.model import Item, Line, Run, Section, Tone, line, listing, names, section
from engine.render.room import Room
from engine.render.shown import shown_decisions
from engine.render.source_marks import NO_DOCUMENT, source_mark
from engine.render.words import also_said_words, amount, basis_words, owner_words, sentence
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE, MISSING

STATUS: dict[str, tuple[str, Tone]] = {
    MISSING: ("Missing", "bad"),
    UNKNOWN: ("Not known", "doubt"),
    IN_PLACE: ("In place", "good"),
}
"""The status of a control as people read it, in the order in which it is shown."""


HOW_TO_ANSWER = line(
    "To answer one, write its name and yes, no or unknown under", Run("controls:", "code"), "in the profile."
)

LEAST_MISSING = 1
"""How many controls of a class that are known to be missing are named on a short page, however little room there is."""


def first_class(base: RuleBase) -> str:
    """Name the gravest class of controls, which packs declare first; nothing where a pack has no classes."""
    return next(iter(base.pack.control_classes), "")


def lacking(base: RuleBase, result: Result, kind: str) -> list[ControlFound]:
    """List the controls of a class that are to be held and not known to be in place: missing ones first.

    What holds something grave up counts to the gravest class, whatever its own.
    """
    return lacking_by_class(base, result)[kind]


def lacking_by_class(base: RuleBase, result: Result) -> Mapping[str, list[ControlFound]]:
    """List these controls of each class, the gravest first; under the empty name those of no class."""
    held, gravest = holding_up(base, result), first_class(base)
    found: dict[str, list[ControlFound]] = {kind: [] for kind in (*base.pack.control_classes, "")}
    for each in in_order(base, (each for each in to_hold(base, result.assessment) if each.status != IN_PLACE)):
        found[gravest if each.name in held else gravest_class(base, each)].append(each)
    return {kind: sorted(listed, key=lambda each: each.status != MISSING) for kind, listed in found.items()}


def holding_up(base: RuleBase, result: Result) -> frozenset[str]:
    """Gather the controls whose missing makes a rule of a declared urgency fire, or may still do so."""
    rules = (each for each in result.assessment.rules if base.rules[each.name].urgency)
    return (
        frozenset(name for each in rules if each.status != "ruled_out" for name in (*each.facts, *each.waits_for))
        & base.controls.keys()
    )


def lacking_first(base: RuleBase, concluded: Conclusions) -> tuple[str, ...]:
    """Name what is lacking of the gravest class, and what holds something grave up: see `lacking`."""
    first, classes = first_class(base), base.pack.control_classes
    shown = {"", *shown_decisions(base, concluded, classes)}
    return tuple(
        each.name
        for each in concluded.controls
        if each.required in ("yes", "interim") and each.status != IN_PLACE and gravest_class(base, each) in shown
        if each.name in concluded.holding_up or gravest_class(base, each) == first
    )


def to_hold(base: RuleBase, concluded: Assessment | Conclusions) -> Iterator[ControlFound]:
    """Walk the controls that are required or to be held while something is open, without the classes left out."""
    return (found for found in _of_shown_classes(base, concluded) if found.required in ("yes", "interim"))


def perhaps_to_hold(base: RuleBase, concluded: Assessment | Conclusions) -> Iterator[ControlFound]:
    """Walk the controls that may have to be held once more is known, without the classes left out."""
    return (found for found in _of_shown_classes(base, concluded) if found.required == "possible")


def _of_shown_classes(base: RuleBase, concluded: Assessment | Conclusions) -> Iterator[ControlFound]:
    shown = {"", *shown_decisions(base, concluded, base.pack.control_classes)}
    return (found for found in concluded.controls if gravest_class(base, found) in shown)


def in_place(base: RuleBase, result: Result, room: Room) -> Section:
    """List what must be in place besides what comes first: each class with what is lacking of it."""
    here = in_order(base, (found for found in to_hold(base, result.assessment) if found.status == IN_PLACE))
    lacks = lacking_by_class(base, result)
    besides = {kind: found for kind, found in lacks.items() if found and (not kind or kind != first_class(base))}
    notes = [Item(HOW_TO_ANSWER)] if besides and not lacks[first_class(base)] else []
    possible = sum(found.required == "possible" for found in result.assessment.controls)
    primary = tuple(shown_decisions(base, result.assessment, base.pack.primary))
    if possible and (room.full or result.assessment.open_decisions(primary)):
        words = f"{amount(possible, 'more', 'more')} may be asked for, depending on what is not known yet."
        notes.append(Item(line(words)))
    classes = list(_classes(base, result, besides, room))
    if room.full and here:
        below = (control_item(base, result, each, room, whole=True) for each in here)
        classes.append(Item(line(Run(f"In place ({len(here)})", "good")), (), tuple(below)))
    beside = line(Run(f"({len(here)} in place)", "good")) if here else ()
    return section("controls", "What else must be in place", [listing([*classes, *notes])], beside)


def _classes(base: RuleBase, result: Result, besides: Mapping[str, list[ControlFound]], room: Room) -> Iterator[Item]:
    """Walk the classes, each with what is lacking of it, as much as there is room for."""
    for kind, found in besides.items():
        items = (control_item(base, result, each, room, whole=room.full) for each in found)
        least = min(sum(each.status == MISSING for each in found), LEAST_MISSING)
        yield Item(class_line(base, kind, found), (), tuple(room.fitting(items, least)))


def class_line(base: RuleBase, kind: str, found: Iterable[ControlFound]) -> Line:
    """Write the label of a class, with how many of its controls are missing and not known."""
    return line(Run(f"{base.pack.control_classes.get(kind, 'Besides')} ({counts_words(found)})", "strong"))


def counts_words(found: Iterable[ControlFound]) -> str:
    """Count controls by their status: `2 missing, 5 not known`."""
    statuses = [each.status for each in found]
    counted = ((words.lower(), statuses.count(status)) for status, (words, _) in STATUS.items())
    return ", ".join(f"{count} {words}" for words, count in counted if count)


def control_item(base: RuleBase, result: Result, found: ControlFound, room: Room, *, whole: bool) -> Item:
    """Write a control with its status and name; `whole`, with who sees to it and where it stands."""
    control = base.controls[found.name]
    words, tone = STATUS[found.status]
    meanwhile = Run("(in the meantime)", "quiet") if found.required == "interim" else ""
    mine = line(Run(f"{words}:", tone), control.title, names([found.name]), meanwhile)
    if not whole:
        return Item(mine)
    who = line(sentence(owner_words(base, control)))
    mark = source_mark(base, control.cites, room)
    ours = line(mark if mark == NO_DOCUMENT else "")
    if not room.full:
        return room.shortest(*(Item((*mine, *more)) for more in ((*who, *ours), ours, ())))
    given = result.given(found.name)
    others = map(line, also_said_words(base.question(found.name), given))
    below: tuple[Line, ...] = (line(*who, mark, names(found.rules)), line(basis_words(given)), *others)
    return Item(mine, tuple(each for each in below if each))


def gravest_class(base: RuleBase, found: ControlFound) -> str:
    """Find the first class, in the order of the pack, that a control belongs to; packs declare the gravest first."""
    classes = base.controls[found.name].classes
    return next((name for name in base.pack.control_classes if name in classes), "")


def in_order(base: RuleBase, found: Iterable[ControlFound]) -> list[ControlFound]:
    """Sort controls: gravest class first, then by topic and quick number, like the questions about them."""
    by_name = {each.name: each for each in found}
    return [by_name[name] for name in gravest_first(base, by_name)]


def gravest_first(base: RuleBase, controls: Iterable[str]) -> list[str]:
    """Sort the names of controls as people are shown them."""
    return sorted(controls, key=base.controls_by_gravity.__getitem__)
