"""The head of the page: each headline decision with its value, what is still possible, and the reasons."""

from collections.abc import Iterator

from engine.assessment.assessment import Assessment, Concluded
from engine.assessment.result import Result
from engine.page.model import Item, Line, Paragraph, Run, Section, line, listing, names, section
from engine.render.meanwhile import meanwhile
from engine.render.not_asked import how_to_ask, not_asked_yet
from engine.render.outcomes import outcome_tone, outcome_words, settled_value
from engine.render.room import Room, of_all
from engine.render.shown import shown_decisions
from engine.render.source_marks import rule_mark, source_mark
from engine.render.words import sentence, titled
from engine.rulebase.base import RuleBase

BY_DEFAULT = "by default"


def headline(base: RuleBase, result: Result, room: Room) -> Section:
    """State each headline decision: its value and what that means, or what is possible and what to do meanwhile.

    On a short page the first sentence says what it means; of those that are not primary, where there is room.
    """
    rows = [_row(base, result, name, room) for name in _shown(base, result.assessment)]
    return section("headline", "", rows)


def _shown(base: RuleBase, assessment: Assessment) -> list[str]:
    return shown_decisions(base, assessment, base.pack.headline)


def _row(base: RuleBase, result: Result, name: str, room: Room) -> Paragraph:
    decision, found = base.decisions[name], result.assessment.decisions[name]
    title = Run(titled(decision.title), "strong")
    if not_asked_yet(base, result, name):
        return Paragraph((title, *how_to_ask(base, result, name)))
    came = Run(sentence(outcome_words(decision, found.outcome)), outcome_tone(found.outcome))
    return Paragraph(line(title, came), tuple(_meaning(base, result.assessment, found, room)))


def _meaning(base: RuleBase, assessment: Assessment, found: Concluded, room: Room) -> Iterator[Line]:
    decision = base.decisions[found.name]
    value = settled_value(found.outcome)
    says = room.words(decision.values[value].says) if value is not None else ""
    if says and (found.name in base.pack.primary or room.takes(line(says))):
        yield line(says)
    yield from meanwhile(base, assessment, found.name, room)
    if found.outcome.status == "conflict":
        yield line("This is a fault in the rules, not in the answers. Please report it.")


Reason = tuple[str, str]
"""Why, and the name of the rule that says so."""


def reasons(base: RuleBase, assessment: Assessment, room: Room) -> Section:
    """Give the reasons: on a short page the first of each headline decision, as far as there is room."""
    everything = {name: list(reasons_of(base, assessment.decisions[name])) for name in _shown(base, assessment)}
    first = [_reason_item(base, name, found[0], room) for name, found in everything.items() if found]
    others = [_reason_item(base, name, each, room) for name, found in everything.items() for each in found[1:]]
    shown = room.fitting([*first, *others], least=len(base.pack.primary), most=len(first))
    return section("reasons", "Why", [listing(shown)], of_all(len(shown), len([*first, *others]), "reasons"))


def _reason_item(base: RuleBase, name: str, reason: Reason, room: Room) -> Item:
    decision, (why, rule) = base.decisions[name], reason
    if rule != BY_DEFAULT:
        mark = rule_mark(base, base.rules[rule], room)
    else:
        mark = source_mark(base, decision.default.cites if decision.default else (), room)
    return Item(line(Run(titled(decision.title), "strong"), why, mark, names([rule] if room.full else ())))


def reasons_of(base: RuleBase, found: Concluded) -> Iterator[Reason]:
    """Walk the reasons of one decision: its fired rules, or what is said for its default."""
    for name in found.rules:
        yield base.rules[name].because, name
    default = base.decisions[found.name].default
    if found.by_default and default is not None:
        yield default.because, BY_DEFAULT
