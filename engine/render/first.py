"""What must happen first: what is urgent, then every control of the gravest class that is not known to be in place."""

from engine.assessment.result import Result
from engine.page.model import Block, Heading, Item, Section, listing, section
from engine.render.in_place import HOW_TO_ANSWER, class_line, control_item, first_class, lacking
from engine.render.next_steps import urgent_advice
from engine.render.room import Room
from engine.rulebase.base import RuleBase


def first(base: RuleBase, result: Result, room: Room) -> Section:
    """List what must happen first. Nothing of it is ever left out but how to answer."""
    blocks: list[Block] = [listing(urgent_advice(base, result.assessment, room))]
    kind = first_class(base)
    found = lacking(base, result, kind) if kind else []
    if found:
        blocks.append(Heading(class_line(base, kind, found)))
        items = [control_item(base, result, each, room, whole=True) for each in found]
        blocks.append(listing([*items, *room.fitting([Item(HOW_TO_ANSWER)])]))
    return section("first", "What must happen first", blocks)
