"""What to do and what to be aware of: advice and warnings, each with where it stands."""

from engine.assessment.assessment import Assessment
from engine.page.model import Item, Run, Section, line, listing, names, section
from engine.render.room import Room
from engine.render.source_marks import rule_mark
from engine.render.words import day_words
from engine.rulebase.base import RuleBase


def urgent_advice(base: RuleBase, assessment: Assessment) -> list[str]:
    """Pick the rules whose advice comes before everything else."""
    return [name for name in assessment.advice if base.rules[name].urgent]


def next_steps(base: RuleBase, assessment: Assessment, room: Room) -> Section:
    """List the advice that is not urgent, as much as there is room for."""
    urgent = urgent_advice(base, assessment)
    items = [advice_item(base, name, room) for name in assessment.advice if name not in urgent]
    return section("next", "What else to do", [listing(room.fitting(items, "piece of advice", "pieces of advice"))])


def advice_item(base: RuleBase, name: str, room: Room) -> Item:
    """Write a piece of advice with where it stands."""
    return _said(base, name, base.rules[name].advice, room)


def _said(base: RuleBase, name: str, words: str, room: Room) -> Item:
    """Write what a rule says with where it stands; on a full page, with the name of the rule."""
    return Item(line(words, rule_mark(base, base.rules[name]), names([name] if room.full else ())))


def warnings(base: RuleBase, assessment: Assessment, room: Room) -> Section:
    """List every warning with where it stands, and days that can't be meant. Nothing of it is ever left out."""
    items = [_said(base, name, base.rules[name].warning, room) for name in assessment.warnings]
    for name, day in assessment.to_come.items():
        said = f"{day_words(day)} lies after the day of assessment; look whether it was meant."
        items.append(Item(line(base.question(name).question, Run(said, "doubt"))))
    return section("warnings", "Be aware", [listing(items)])
