"""The chapter on properties: what a pack claims of itself, to be proved for every profile there can be."""

from collections.abc import Iterator

from engine.page.markup import Inside, Markup, element, joined, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import decision_link, link, question_link
from engine.render.book.parts import chapter, entry, labelled, rests_on
from engine.rulebase.base import RuleBase
from engine.rulebase.properties import ChangesOnly, Claim, Implies, Leaves, MayFall, NeverLighter, OrderDecides


def properties_chapter(base: RuleBase) -> Markup | None:
    """Write the chapter; none where the pack claims nothing."""
    entries = [
        entry(
            "property",
            each.name,
            each.says,
            *_claim(base, each.claim),
            rests_on(base, each.cites),
            level=3,
        )
        for each in base.properties.values()
    ]
    intro = (
        "Sentences that hold for every profile there can be. They decide nothing; they are proved, and a change of the "
        "rules that breaks one is found before anybody is affected."
    )
    return chapter("properties", "What the rules claim of themselves", intro, *entries) if entries else None


def _claim(base: RuleBase, claim: Claim) -> Iterator[Markup | None]:
    """Lay a claim out: its conditions, or what it is about."""
    match claim:
        case Implies(when, then):
            yield element(
                "div",
                labelled("Wherever", condition_lines(base, when)),
                labelled("Then", condition_lines(base, then)),
                class_="sides",
            )
        case ChangesOnly(fact, decisions):
            yield labelled("The answer to", listing([question_link(base, fact)]))
            yield _decisions(base, "changes nothing but", decisions)
        case Leaves(fact, decisions):
            yield labelled("The answer to", listing([question_link(base, fact)]))
            yield _decisions(base, "changes nothing of", decisions)
        case NeverLighter(decisions):
            yield _decisions(base, "When an answer gets worse, these never fall", decisions)
        case OrderDecides(decisions):
            yield _decisions(base, "Here the earlier of two rules that fit is meant", decisions)
        case MayFall():
            yield from _may_fall(base, claim)


def _may_fall(base: RuleBase, claim: MayFall) -> Iterator[Markup | None]:
    yield labelled("When these answers get worse", listing(question_link(base, name) for name in claim.facts))
    fall: list[Inside] = [decision_link(base, name) for name in claim.decisions]
    fall += [link("control", name, base.controls[name].title) for name in claim.controls]
    yield labelled("these may fall", listing(fall))
    if claim.while_open:
        yield labelled("as long as this is open", listing([decision_link(base, claim.while_open)]))


def _decisions(base: RuleBase, label: str, decisions: tuple[str, ...]) -> Markup | None:
    return labelled(label, listing(joined((decision_link(base, name),)) for name in decisions))
