"""The page of one assessment, as data: the answer first, then why, what is open, what to do, and what it rests on."""

from collections.abc import Iterator

from engine.assessment.assessment import Assessment
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


def page(base: RuleBase, profile: Profile, assessment: Assessment, engines: tuple[str, ...]) -> Page:
    """Lay out one assessment for people; `engines` are those that came to this result."""
    title, *under = [*heading(base, profile), ""]
    sections = (
        headline(base, assessment),
        reasons(base, assessment),
        still_open(base, profile, assessment),
        next_steps(base, assessment),
        warnings(base, assessment),
        in_place(base, profile, assessment),
        details(base, profile, assessment),
        sources(base, cited_on_page(base, assessment)),
    )
    return Page(
        title=title or profile.id,
        under=tuple(line(text) for text in under if text),
        sections=tuple(each for each in sections if each.blocks),
        footer=assessment_footer(base, assessment, engines),
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
