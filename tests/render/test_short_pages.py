"""A short page: at most 60 lines where that can be, nothing grave cut, and no all-clear where little is known."""

from dataclasses import replace

import pytest

from engine import api
from engine.assessment.result import Result
from engine.page.model import Page
from engine.page.text import page_text
from engine.profile.profile import Profile
from engine.render.page import result_page
from engine.rulebase.controls import IN_PLACE
from tests.packs.shipped import shipped, shipped_examples


def assessed(profile: Profile) -> Result:
    return api.assess(shipped(), profile, profile.as_of, "reference")


def text_of(page: Page) -> str:
    return page_text(page, 88, False)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("profile", shipped_examples(), ids=lambda profile: profile.id)
def test_a_page_of_more_than_sixty_lines_shows_nothing_that_could_be_left_out(profile: Profile) -> None:
    page = result_page(shipped(), assessed(profile))
    if len(text_of(page).splitlines()) > 60:
        shown = {each.key: text_of(Page("", (), (each,), ())) for each in page.sections}
        assert not {"next", "answers-1"} & set(shown)
        assert shown.get("controls", "").count("Not known:") <= 1
        assert len([row for row in shown["reasons"].splitlines() if row.startswith("  - ")]) <= 3


def test_most_pages_of_settled_arrangements_are_short() -> None:
    results = [assessed(profile) for profile in shipped_examples()]
    settled = [each for each in results if not each.assessment.open_decisions(shipped().pack.primary)]
    rows = [len(text_of(result_page(shipped(), each)).splitlines()) for each in settled]
    assert len(rows) > len(results) / 2
    assert sum(each <= 72 for each in rows) > len(rows) * 2 / 3


@pytest.mark.parametrize("profile", shipped_examples(), ids=lambda profile: profile.id)
def test_grave_warnings_and_what_must_happen_first_are_never_cut(profile: Profile) -> None:
    base, result = shipped(), assessed(profile)
    text = flat(text_of(result_page(base, result)))
    assessment = result.assessment
    for name in assessment.warnings:
        assert not base.rules[name].urgency or flat(base.rules[name].warning) in text
    for name in assessment.advice:
        assert not base.rules[name].urgency or flat(base.rules[name].advice) in text
    gravest = next(iter(base.pack.control_classes))
    for found in assessment.controls:
        if found.required == "yes" and found.status != IN_PLACE and gravest in base.controls[found.name].classes:
            assert f"[{found.name}]" in text


@pytest.mark.parametrize("profile", shipped_examples(), ids=lambda profile: profile.id)
def test_a_full_page_names_every_control_that_is_required(profile: Profile) -> None:
    base, result = shipped(), assessed(profile)
    text = flat(text_of(result_page(base, result, full=True)))
    required = [found.name for found in result.assessment.controls if found.required == "yes"]
    assert all(f"[{name}]" in text for name in required)
    assert "--full" not in text


def test_nearly_nothing_answered_leads_the_page_and_is_no_all_clear() -> None:
    profile = replace(shipped_examples()[0], answers={}, controls={}, header={})
    page = result_page(shipped(), assessed(profile))
    assert page.sections[0].key == "known"
    assert "Little is known yet: 0 of the" in text_of(page)
    assert "none known" not in text_of(page).casefold()


def test_a_conclusion_says_where_it_stands() -> None:
    texts = " ".join(text_of(result_page(shipped(), assessed(each))) for each in shipped_examples())
    assert all(words in texts for words in ("(ours)", "(derived from ", "(Partnerships for tenders"))


def test_answers_are_listed_each_on_a_line_in_full_and_gathered_in_short() -> None:
    profile = next(each for each in shipped_examples() if "who_keeps_records" in each.answers)
    result = assessed(profile)
    text = text_of(result_page(shipped(), result, full=True))
    title = next(part.title for part in shipped().pack.sections if part.facts)
    lines = [each.strip() for each in text.split(f"\n{title}\n")[1].split("\n\n")[0].splitlines()]
    assert len(lines) == 10
    assert all(each.startswith("- ") and ": " in each for each in lines)


def test_a_document_ends_before_what_is_known_of_it_begins() -> None:
    text = flat(text_of(result_page(shipped(), assessed(shipped_examples()[0]), full=True)))
    assert "Author not known." in text
    for document in shipped().documents.values():
        assert f"{document.title} Author not known." not in text
        assert f"{document.title} By " not in text
