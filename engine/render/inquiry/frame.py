"""The frame of a page about one decision of a profile: its title, whose it is, what came out, and the foot."""

from collections.abc import Iterable
from datetime import date

from engine.interpret.evaluation import Outcome
from engine.page.model import Line, Page, Paragraph, Run, Section, line, section
from engine.profile.profile import Profile
from engine.render.footer import NOT_LEGAL_ADVICE, day_line, pack_line, profile_line
from engine.render.origins import unreleased_lines
from engine.render.outcomes import outcome_tone, outcome_words
from engine.render.page import heading
from engine.render.words import sentence
from engine.rulebase.base import RuleBase


def framed(base: RuleBase, profile: Profile, title: str, sections: Iterable[Section], as_of: date | None) -> Page:
    """Lay out a page about a profile; sections without anything in them are left out."""
    whose = tuple(line(text) for text in heading(base, profile) if text)
    return Page(
        title=title,
        under=(*whose, *unreleased_lines(base)),
        sections=tuple(each for each in sections if each.blocks),
        footer=((*pack_line(base), *profile_line(profile.id, profile.sha256)), day_line(as_of), NOT_LEGAL_ADVICE),
    )


def it_is(base: RuleBase, decision: str, outcome: Outcome, *more: Line) -> Section:
    """State what came out, and what else has to be said at once."""
    words = Run(sentence(outcome_words(base.decisions[decision], outcome)), outcome_tone(outcome))
    return section("answer", "", [Paragraph(line("It is:", words), more)])
