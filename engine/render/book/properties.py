"""The chapter on properties: what a pack claims of itself, to be proved for every profile there can be."""

from collections.abc import Iterator

from engine.page.model import KeyValue, KeyValueList, Run, Section, key_value, key_values
from engine.render.book.conditions import condition_lines
from engine.render.book.links import decision_link, link, question_link
from engine.render.book.parts import chapter, entry, linked, rests_on
from engine.rulebase.base import RuleBase
from engine.rulebase.properties import (
    ChangesOnly,
    Claim,
    Complete,
    Implies,
    Leaves,
    MayFall,
    NeverLighter,
    OrderDecides,
)


def properties_chapter(base: RuleBase) -> Section | None:
    """Write the chapter; none where the pack claims nothing."""
    intro = (
        "Sentences that hold for every profile there can be. They decide nothing; they are proved, and a change of the "
        "rules that breaks one is found before anybody is affected."
    )
    entries = (
        entry("property", each.name, each.says, _claim(base, each.claim), rests_on(base, each.cites))
        for each in base.properties.values()
    )
    return chapter("properties", "What the rules claim of themselves", intro, entries)


def _claim(base: RuleBase, claim: Claim) -> KeyValueList:
    """Lay a claim out: its conditions, or what it is about."""
    if isinstance(claim, Implies):
        when, then = condition_lines(base, claim.when), condition_lines(base, claim.then)
        return key_values([key_value("Wherever", when), key_value("Then", then)], beside=True)
    return key_values(_about(base, claim))


def _about(base: RuleBase, claim: Claim) -> Iterator[KeyValue | None]:
    match claim:
        case ChangesOnly(fact, decisions):
            yield _questions(base, "The answer to", (fact,))
            yield _decisions(base, "changes nothing but", decisions)
        case Leaves(fact, decisions):
            yield _questions(base, "The answer to", (fact,))
            yield _decisions(base, "changes nothing of", decisions)
        case NeverLighter(decisions):
            yield _decisions(base, "When an answer gets worse, these never fall", decisions)
        case Complete(decisions):
            yield _decisions(base, "Here some rule always fits", decisions)
        case OrderDecides(decisions):
            yield _decisions(base, "Here the earlier of two rules that fit is meant", decisions)
        case MayFall(facts, decisions, controls, while_open):
            yield _questions(base, "When these answers get worse", facts)
            fall: list[Run] = [decision_link(base, name) for name in decisions]
            fall += [link("control", name, base.controls[name].title) for name in controls]
            yield key_value("these may fall", linked(fall))
            yield _decisions(base, "as long as this is open", (while_open,) if while_open else ())


def _questions(base: RuleBase, label: str, facts: tuple[str, ...]) -> KeyValue | None:
    return key_value(label, linked(question_link(base, name) for name in facts))


def _decisions(base: RuleBase, label: str, decisions: tuple[str, ...]) -> KeyValue | None:
    return key_value(label, linked(decision_link(base, name) for name in decisions))
