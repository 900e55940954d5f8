"""Why a decision came out as it did, or why not, as a page: what held, what is missing, what would change it."""

from engine.assessment.explain import Explanation
from engine.inquiry.robust import robust
from engine.page.model import Item, Page, Paragraph, Run, Section, line, listing, names, section
from engine.profile.profile import Profile
from engine.render.changes import changes
from engine.render.conditions import step_item
from engine.render.firmness import firmness
from engine.render.footer import NOT_LEGAL_ADVICE, day_line, pack_line, profile_line
from engine.render.origins import unreleased_lines
from engine.render.outcomes import may_be, outcome_tone, outcome_words, settled_value
from engine.render.page import heading
from engine.render.sources import sources
from engine.render.why import Why
from engine.render.words import sentence, titled
from engine.rulebase.base import RuleBase


def explanation_page(base: RuleBase, explanation: Explanation, full: bool, profile: Profile | None = None) -> Page:
    """Lay out an explanation: the outcome, the reasons, what is missing, what would change it, and the sources.

    Where the answers come from a profile, the page says whose they are.
    """
    whose = () if profile is None else tuple(line(text) for text in heading(base, profile) if text)
    made_from = () if profile is None else profile_line(profile.id, profile.sha256)
    why = Why(base, explanation, full)
    sections = (
        _answer(base, explanation),
        why.reasons(),
        why.against(),
        _waits_for(base, explanation),
        why.lacking(),
        changes(base, explanation, full=full),
        _firm(base, explanation, profile),
        _every_step(base, explanation, full=full),
        sources(base, why.cited()),
    )
    return Page(
        title=_title(base, explanation),
        under=(*whose, *unreleased_lines(base)),
        sections=tuple(each for each in sections if each.blocks),
        footer=((*pack_line(base), *made_from), day_line(explanation.as_of), NOT_LEGAL_ADVICE),
    )


def _firm(base: RuleBase, found: Explanation, profile: Profile | None) -> Section:
    """Say how firm the outcome is, where it is known what the answers rest on."""
    if profile is None:
        return section("firm", "", ())
    return firmness(base, robust(base, profile, found.decision, found.as_of))


def _title(base: RuleBase, found: Explanation) -> str:
    decision = base.decisions[found.decision]
    if found.asked is None:
        return decision.title
    title, label = titled(decision.title), decision.values[found.asked].label
    if found.reached:
        return f"{title} why {label}"
    return f"{title} could it be {label}?" if may_be(found.outcome, found.asked) else f"{title} why not {label}"


def _answer(base: RuleBase, found: Explanation) -> Section:
    """State the outcome, and what it means."""
    decision = base.decisions[found.decision]
    value = settled_value(found.outcome)
    means = line(decision.values[value].says) if value is not None else ()
    words = Run(sentence(outcome_words(decision, found.outcome)), outcome_tone(found.outcome))
    return section("answer", "", [Paragraph(line("It is:", words), (means,) if means else ())])


def _waits_for(base: RuleBase, found: Explanation) -> Section:
    """List every unanswered question that matters to an open decision."""
    waits_for = found.waits_for if found.asked is None else ()
    title = f"Questions that it waits for ({len(waits_for)})"
    return section("open", title, [listing(Item(line(base.question(name).question)) for name in waits_for)])


def _every_step(base: RuleBase, found: Explanation, *, full: bool) -> Section:
    """Show the whole derivation of every rule, where everything is asked for."""
    items = [
        Item(line(base.rules[step.rule].title, names([step.rule])), (), (step_item(base, step.derivation),))
        for step in ((*found.rules, *found.others) if full else ())
    ]
    return section("steps", "Every step", [listing(items)])
