"""The page of one assessment, as data: the answer first, then why, what is open, what to do, and what it rests on."""

from collections.abc import Iterator

from engine.assessment.result import Result
from engine.page.model import Page, Section, line
from engine.profile.profile import Profile
from engine.render.answer_list import answer_lists
from engine.render.crosswalks import asked_of_this
from engine.render.details import details
from engine.render.firmness import unsure_answers
from engine.render.first import first
from engine.render.footer import assessment_footer
from engine.render.headline import headline, reasons
from engine.render.in_place import in_place
from engine.render.known import little_known
from engine.render.next_steps import left_out_words, next_steps, warnings
from engine.render.origins import unreleased_lines
from engine.render.room import Room, laid_out
from engine.render.source_marks import legend
from engine.render.sources import cited_on_page, sources
from engine.render.still_open import still_open
from engine.render.words import answer_words
from engine.rulebase.base import RuleBase

WITHOUT_PROFILE = "The profile is not at hand: its heading, and what its answers rest on, are not shown."


def result_page(base: RuleBase, result: Result, *, full: bool = False) -> Page:
    """Lay out one result for people: on a short page, or `full` with everything that stands behind it.

        >>> result_page(base, result).title
        'somebody'

    A short page shows what must happen first and every warning; of the rest as much as fits on it. A stored result that
    was read back without its profile has the id of the profile for a title. Of the answers it shows those that the
    result itself names.
    """
    whole = (little_known(base, result), unsure_answers(base, result))
    return laid_out(lambda room: _page(base, result, whole, room), full=full)


def _page(base: RuleBase, result: Result, whole: tuple[Section, Section], room: Room) -> Page:
    """Lay out the page in this room; the two sections that are `whole` need none that others could have."""
    profile, assessment = result.profile, result.assessment
    title, *under = ["", WITHOUT_PROFILE] if profile is None else [*heading(base, profile), ""]
    sections = {each.key: each for each in _sections(base, result, whole, room)}
    more = left_out_words(base, assessment, sections, room)
    return Page(
        title=title or assessment.profile_id,
        under=(*(line(text) for text in under if text), *unreleased_lines(base)),
        sections=tuple(each for each in sections.values() if each.blocks),
        footer=(legend(), *((more,) if more else ()), *assessment_footer(base, result, full=room.full)),
    )


def _sections(base: RuleBase, result: Result, whole: tuple[Section, Section], room: Room) -> tuple[Section, ...]:
    """Lay out the sections; those that can be cut share the room that there is, in the order of their making."""
    assessment, (known, unsure) = result.assessment, whole
    leading = (known, headline(base, result, room), first(base, result, room))
    aware = warnings(base, assessment, room)
    to_find_out = still_open(base, result, room)
    why = reasons(base, assessment, room)
    besides, listed = in_place(base, result, room), tuple(answer_lists(base, result, room))
    advice = next_steps(base, assessment, room)
    rest = (*_behind(base, result),) if room.full else ()
    return (*leading, why, aware, unsure, besides, advice, to_find_out, *listed, *rest)


def _behind(base: RuleBase, result: Result) -> Iterator[Section]:
    """Walk what stands behind the answer, and where others would look for it."""
    yield details(base, result)
    yield from asked_of_this(base, result)
    yield sources(base, cited_on_page(base, result.assessment))


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
