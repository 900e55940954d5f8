"""What must happen first: what is urgent, then every control of the gravest class that is not known to be in place."""

from engine.assessment.result import Result
from engine.page.model import Block, Section, listing, section
from engine.render.in_place import first_class, lacking_blocks
from engine.render.next_steps import advice_item, urgent_advice
from engine.render.room import Room
from engine.rulebase.base import RuleBase


def first(base: RuleBase, result: Result, room: Room) -> Section:
    """List what must happen first. Nothing of it is ever left out."""
    blocks: list[Block] = [listing(advice_item(base, name, room) for name in urgent_advice(base, result.assessment))]
    if kind := first_class(base):
        blocks += lacking_blocks(base, result, kind, room, all_of_them=True)
    return section("first", "What must happen first", blocks)
