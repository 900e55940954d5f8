"""The head of the page: each headline decision with its value, what is still possible, and the reasons."""

from collections.abc import Iterator

from engine.assessment.assessment import Assessment, Concluded
from engine.page.model import Item, Line, Paragraph, Run, Section, line, listing, names, section
from engine.render.meanwhile import meanwhile
from engine.render.outcomes import outcome_tone, outcome_words, settled_value
from engine.render.shown import shown_decisions
from engine.render.words import amount, sentence, titled
from engine.rulebase.base import RuleBase

MOST_REASONS = 5
"""Reasons at the top of a page. The others stand under Details."""

BY_DEFAULT = "by default"


def headline(base: RuleBase, assessment: Assessment) -> Section:
    """State each headline decision: its value and what that means, or what is possible and what to do meanwhile."""
    rows = [_row(base, assessment, assessment.decisions[name]) for name in _shown(base, assessment)]
    return section("headline", "", rows)


def _shown(base: RuleBase, assessment: Assessment) -> list[str]:
    return shown_decisions(base, assessment, base.pack.headline)


def _row(base: RuleBase, assessment: Assessment, found: Concluded) -> Paragraph:
    decision = base.decisions[found.name]
    words = Run(sentence(outcome_words(decision, found.outcome)), outcome_tone(found.outcome))
    return Paragraph(line(Run(titled(decision.title), "strong"), words), tuple(_meaning(base, assessment, found)))


def _meaning(base: RuleBase, assessment: Assessment, found: Concluded) -> Iterator[Line]:
    decision = base.decisions[found.name]
    value = settled_value(found.outcome)
    if value is not None and decision.values[value].says:
        yield line(decision.values[value].says)
    yield from meanwhile(base, assessment, found.name)
    if found.outcome.status == "conflict":
        yield line("This is a fault in the rules, not in the answers. Please report it.")


Reason = tuple[str, str]
"""Why, and the name of the rule that says so."""


def reasons(base: RuleBase, assessment: Assessment) -> Section:
    """Give the reasons: the first of each headline decision, then the second of each, and so on, five at most."""
    everything = _all_of_each(base, assessment)
    shown = shown_reasons(base, assessment)
    left = len({reason for each in everything for reason in each}) - len(shown)
    more = Item(line(f"{amount(left, 'more reason')} under Details.")) if left else None
    items = [Item(line(_about(base, assessment, reason), reason[0], names([reason[1]]))) for reason in shown]
    return section("reasons", "Why", [listing([*items, more])])


def _about(base: RuleBase, assessment: Assessment, reason: Reason) -> Run:
    """Name the decision that a reason is given for."""
    decisions = (base.decisions[name] for name in _shown(base, assessment))
    found = next(each for each in decisions if reason in reasons_of(base, assessment.decisions[each.name]))
    return Run(titled(found.title), "strong")


def shown_reasons(base: RuleBase, assessment: Assessment) -> list[Reason]:
    """Pick the reasons that are shown at the head of the page, in the order of the decisions."""
    everything = _all_of_each(base, assessment)
    chosen = _chosen(everything)
    return list(dict.fromkeys(reason for each in everything for reason in each if reason in chosen))


def _all_of_each(base: RuleBase, assessment: Assessment) -> list[list[Reason]]:
    return [list(reasons_of(base, assessment.decisions[name])) for name in _shown(base, assessment)]


def _chosen(all_of_each: list[list[Reason]]) -> set[Reason]:
    chosen: dict[Reason, None] = {}
    for place in range(max(map(len, all_of_each), default=0)):
        for each in all_of_each:
            if place < len(each) and len(chosen) < MOST_REASONS:
                chosen[each[place]] = None
    return set(chosen)


def reasons_of(base: RuleBase, found: Concluded) -> Iterator[Reason]:
    """Walk the reasons of one decision: its fired rules, or what is said for its default."""
    for name in found.rules:
        yield base.rules[name].because, name
    default = base.decisions[found.name].default
    if found.by_default and default is not None:
        yield default.because, BY_DEFAULT
