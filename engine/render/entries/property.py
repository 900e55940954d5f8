"""A property: what a pack claims of itself, to be proved for every profile there can be."""

from collections.abc import Iterator

from engine.page.model import KeyValue, KeyValueList, key_value, key_values
from engine.render.entries.conditions import condition_lines
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import decision_lines, named_link, question_lines
from engine.render.entries.parts import linked
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
    Property,
)


def property_entry(base: RuleBase, claimed: Property) -> PackEntry:
    """Describe a property."""
    return PackEntry("property", claimed.name, claimed.says, (_claim(base, claimed.claim),), claimed.cites)


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
            may_fall = (named_link("control", name, base.controls[name].title) for name in controls)
            yield key_value("these may fall", linked([*decision_lines(base, decisions), *may_fall]))
            yield _decisions(base, "as long as this is open", (while_open,) if while_open else ())


def _questions(base: RuleBase, label: str, facts: tuple[str, ...]) -> KeyValue | None:
    return key_value(label, linked(question_lines(base, facts)))


def _decisions(base: RuleBase, label: str, decisions: tuple[str, ...]) -> KeyValue | None:
    return key_value(label, linked(decision_lines(base, decisions)))
