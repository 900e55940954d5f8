"""A short page: at most 60 lines where that can be, nothing grave cut, and no all-clear where little is known."""

import re
from dataclasses import replace
from functools import cache

import pytest

from engine import api
from engine.assessment.result import Result
from engine.page.forms import PAGE_FORMS, write_page
from engine.page.model import Page
from engine.page.text import page_text
from engine.profile.profile import Profile
from engine.render.explain import explanation_page
from engine.render.page import result_page
from engine.rulebase.controls import IN_PLACE
from tests.packs.shipped import shipped, shipped_examples


def assessed(profile: Profile) -> Result:
    return api.assess(shipped(), profile, profile.as_of, "reference")


@cache
def result_of(name: str) -> Result:
    """Assess a worked example once."""
    return assessed(next(each for each in EXAMPLES if each.id == name))


def is_settled(profile: Profile) -> bool:
    return not result_of(profile.id).assessment.open_decisions(shipped().pack.primary)


def text_of(page: Page) -> str:
    return page_text(page, 88, False)


def flat(text: str) -> str:
    return " ".join(text.split())


EXAMPLES = shipped_examples()
ADRIFT = next(each for each in EXAMPLES if each.id == "peer-group-adrift")
"""An arrangement with much to warn of."""


def rows_of(page: Page) -> int:
    return len(text_of(page).splitlines())


def test_most_of_the_shipped_arrangements_are_settled() -> None:
    assert sum(map(is_settled, EXAMPLES)) > len(EXAMPLES) / 2
    assert is_settled(ADRIFT)


def holds_no_more_than_it_must(page: Page) -> bool:
    """Whether all is gone that can be: further reasons, warnings and controls, other advice, and lists of answers."""
    shown = {each.key: text_of(Page("", (), (each,), ())) for each in page.sections}
    return (
        not {"next", "answers-1"} & set(shown)
        and "Not known:" not in shown.get("controls", "")
        and shown.get("controls", "").count("Missing:") <= len(shipped().pack.control_classes)
        and shown["reasons"].count("\n  - ") == len(shipped().pack.primary)
        and shown.get("warnings", "").count("\n  - ") <= 1
    )


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda profile: profile.id)
def test_a_page_has_at_most_sixty_lines_or_of_what_is_open_no_more_than_it_must(profile: Profile) -> None:
    page = result_page(shipped(), result_of(profile.id))
    assert rows_of(page) <= 60 or (not is_settled(profile) and holds_no_more_than_it_must(page))


@pytest.mark.parametrize("grave", range(0, 40, 5))
def test_whatever_the_number_of_grave_warnings_all_of_them_show_and_the_rest_gives_way(grave: int) -> None:
    base, result = shipped(), assessed(ADRIFT)
    urgent = [name for name, rule in base.rules.items() if rule.urgency and rule.advice][:grave]
    found = replace(result.assessment, advice=tuple(dict.fromkeys((*result.assessment.advice, *urgent))))
    page = result_page(base, replace(result, assessment=found))
    assert all(flat(base.rules[name].advice) in flat(text_of(page)) for name in urgent)
    assert rows_of(page) <= 60 or holds_no_more_than_it_must(page)


def test_only_a_terminal_is_told_of_an_option() -> None:
    """A file, whether HTML or Markdown, has no options; it says what the full page has, and names no way to it."""
    base, result = shipped(), assessed(ADRIFT)
    why = api.explain_decision(base, ADRIFT, "model", None, ADRIFT.as_of)
    for made in (result_page(base, result), explanation_page(base, why, False)):
        texts = {form: write_page(made, form, width=88, colour=False).casefold() for form in PAGE_FORMS}
        assert all("full page" in text for text in texts.values())
        assert {form: "--full" in text.replace("\\", "") for form, text in texts.items()} == {
            "text": True,
            "markdown": False,
            "html": False,
        }


def test_what_is_cut_is_counted_beside_its_title() -> None:
    base, result = shipped(), assessed(ADRIFT)
    text, assessment = text_of(result_page(base, result)), result.assessment
    warned = [each for each in assessment.warnings if not base.rules[each].urgency or each not in assessment.advice]
    for title, what in (("Why", "reasons"), ("Be aware", "warnings")):
        found = re.search(rf"\n{title} \((\d+) of (\d+) {what}\)\n((?:  .*\n)+)", text)
        assert found is not None
        assert int(found[1]) == f"\n{found[3]}".count("\n  - ")
        assert int(found[2]) > int(found[1])
        assert what == "reasons" or int(found[2]) == len(warned)


@pytest.mark.parametrize("profile", shipped_examples(), ids=lambda profile: profile.id)
def test_grave_warnings_and_what_must_happen_first_are_never_cut(profile: Profile) -> None:
    base, result = shipped(), result_of(profile.id)
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
    base, result = shipped(), result_of(profile.id)
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
