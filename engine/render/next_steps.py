"""What to do and what to be aware of: advice and warnings, each with where it stands."""

from collections.abc import Mapping

from engine.assessment.assessment import Assessment
from engine.page.model import Item, Line, Run, Section, line, listing, names, section
from engine.render.answer_list import listing_parts
from engine.render.room import FULL, Room, of_all
from engine.render.source_marks import rule_mark
from engine.render.words import amount, day_words, listed
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule

LEAST_WARNINGS = 1
"""Warnings of no declared urgency on a short page, however little room there is."""

MOST_WARNINGS = 4
"""Warnings of no declared urgency on a short page. More are not read at one sitting. Beyond it: the rest is counted."""


def urgent_advice(base: RuleBase, assessment: Assessment, room: Room) -> list[Item]:
    """List the advice of a declared urgency, which is never left out, the gravest first."""
    found = base.as_read(assessment.advice)
    warned = set(assessment.warnings)
    return [
        _said(base, name, _joined(base.rules[name], warns=name in warned and not room.full), room)
        for name in found
        if base.rules[name].urgency
    ]


def _joined(rule: Rule, *, warns: bool) -> str:
    """Give the advice of a rule, behind its warning where the page does not give that by itself."""
    return f"{rule.warning} {rule.advice}" if warns else rule.advice


def next_steps(base: RuleBase, assessment: Assessment, room: Room) -> Section:
    """List the advice of no declared urgency, as much as there is room for."""
    found = base.as_read(assessment.advice)
    items = [_said(base, name, base.rules[name].advice, room) for name in found if not base.rules[name].urgency]
    shown = room.titled(items)
    return section("next", "What else to do", [listing(shown)], of_all(len(shown), len(items)))


def left_out_words(base: RuleBase, assessment: Assessment, shown: Mapping[str, Section], room: Room) -> Line:
    """Say at the foot of a short page what stands on the full one: lists of answers, advice, and what is behind it."""
    if room.full:
        return ()
    left = [part.title.split(": ")[0] for key, part in listing_parts(base) if not shown[key].blocks]
    advice = sum(not base.rules[name].urgency for name in assessment.advice)
    if advice and not shown["next"].blocks:
        left.append(amount(advice, "piece of advice", "pieces of advice"))
    return line(f"On the full page: {listed([*left, 'evidence', 'sources'], 'and')}", FULL)


def _said(base: RuleBase, name: str, words: str, room: Room) -> Item:
    """Write what a rule says: how urgent it is, where it stands and, on a full page, the name of the rule."""
    rule = base.rules[name]
    urgency = Run(f"{base.pack.urgencies[rule.urgency].label}:", "bad") if rule.urgency else ""
    return Item(line(urgency, words, rule_mark(base, rule, room, heading=False), names([name] if room.full else ())))


def warnings(base: RuleBase, assessment: Assessment, room: Room) -> Section:
    """List the warnings with where they stand, and days that can't be meant.

    Those of a declared urgency are never left out; a short page gives them with their advice, where they have any.
    Of the others it shows a few, and counts the rest.
    """
    found = base.as_read(assessment.warnings)
    grave = (name for name in found if base.rules[name].urgency and (room.full or name not in assessment.advice))
    items = [_said(base, name, base.rules[name].warning, room) for name in grave]
    others = [_said(base, name, base.rules[name].warning, room) for name in found if not base.rules[name].urgency]
    everything = len(items) + len(others)
    items += room.fitting(others, least=LEAST_WARNINGS, most=None if room.full else MOST_WARNINGS)
    beside = of_all(len(items), everything, "warnings")
    for name, day in assessment.to_come.items():
        said = f"{day_words(day)} lies after the day of assessment; look whether it was meant."
        items.append(Item(line(base.question(name).question, Run(said, "doubt"))))
    return section("warnings", "Be aware", [listing(items)], beside)
