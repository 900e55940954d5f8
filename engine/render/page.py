"""The page of one assessment, as data: the answer first, then why, what is open, what to do, and what it rests on."""

from collections.abc import Iterator

from engine.assessment.result import Result
from engine.page.model import Page, line
from engine.profile.profile import Profile
from engine.render.details import details
from engine.render.footer import assessment_footer
from engine.render.headline import headline, reasons
from engine.render.in_place import in_place
from engine.render.next_steps import next_steps, warnings
from engine.render.sources import cited_on_page, sources
from engine.render.still_open import still_open
from engine.render.words import answer_words
from engine.rulebase.base import RuleBase

WITHOUT_PROFILE = "The profile is not at hand: its heading, and what its answers rest on, are not shown."


def result_page(base: RuleBase, result: Result) -> Page:
    """Lay out one result for people.

        >>> result_page(base, result).title
        'somebody'

    A stored result that was read back without its profile has the id of the profile for a title. Of the answers it
    shows those that the result itself names.
    """
    profile, assessment = result.profile, result.assessment
    title, *under = ["", WITHOUT_PROFILE] if profile is None else [*heading(base, profile), ""]
    sections = (
        headline(base, assessment),
        reasons(base, assessment),
        still_open(base, result),
        next_steps(base, assessment),
        warnings(base, assessment),
        in_place(base, result),
        details(base, result),
        sources(base, cited_on_page(base, assessment)),
    )
    return Page(
        title=title or assessment.profile_id,
        under=tuple(line(text) for text in under if text),
        sections=tuple(each for each in sections if each.blocks),
        footer=assessment_footer(base, assessment, result.engines),
    )


def heading(base: RuleBase, profile: Profile) -> Iterator[str]:
    """Walk the fields of the header that the pack puts at the top: texts, or the answer to a question."""
    fields = {field.path: field for field in base.pack.header}
    for path in base.pack.heading:
        field = fields.get(path)
        if field is not None and field.fact:
            answer = profile.facts().get(field.fact)
            yield "" if answer is None else answer_words(base.facts[field.fact], answer)
        else:
            yield ", ".join(profile.header.get(path, ()))
