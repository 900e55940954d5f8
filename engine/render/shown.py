"""Which decisions people are shown: those that the pack lays out, save where it leaves one out."""

from collections.abc import Iterable

from engine.assessment.assessment import Assessment, Conclusions
from engine.interpret.evaluation import not_left_out
from engine.rulebase.base import RuleBase


def shown_decisions(base: RuleBase, concluded: Assessment | Conclusions, names: Iterable[str]) -> list[str]:
    """Pick the decisions, or classes of controls, that have something to say about this profile, in the order given."""
    return not_left_out(base.pack, concluded.outcome, names)


def on_page(base: RuleBase, assessment: Assessment) -> list[str]:
    """List every decision that the page shows, each once."""
    in_sections = (name for section in base.pack.sections for name in section.decisions)
    return shown_decisions(base, assessment, dict.fromkeys((*base.pack.headline, *in_sections)))
