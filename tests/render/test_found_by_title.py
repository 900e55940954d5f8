"""`rules show` finds a thing by its name, by its title, and by words of its title; several are listed."""

import re

import pytest

from engine.errors import UsageError
from engine.render.show import shown, shown_pages
from engine.render.show.by_title import MOST_FOUND
from engine.rulebase.base import RuleBase
from tests.packs.shipped import shipped


def titles(base: RuleBase, asked: str) -> list[str]:
    return [page.title for page in shown_pages(base, asked)]


@pytest.mark.parametrize(
    "asked",
    [
        *("guardian-signature", "A grown-up has signed", "a GROWN-UP has  signed.", "signed", "signed grown-up"),
        "Is this in place: A grown-up has signed?",
    ],
)
def test_a_control_is_found(library: RuleBase, asked: str) -> None:
    assert titles(library, asked) == ["Control guardian-signature"]


def test_a_question_is_found_by_its_words(library: RuleBase) -> None:
    asked = "Is it the only copy in the district?"
    assert library.facts["only_copy"].question == asked
    for each in (asked, "only copy in the district", "district copy"):
        assert titles(library, each) == ["Question only_copy"]


def test_a_name_goes_before_a_title() -> None:
    """`model` is a decision, whatever else has the word in its title."""
    assert titles(shipped(), "model") == ["Decision model"]


def test_a_whole_title_goes_before_words() -> None:
    base = shipped()
    rules = {name: set(rule.title.casefold().split()) for name, rule in base.rules.items()}
    decisions = {name: each.title for name, each in base.decisions.items()}
    inside = {
        name
        for name, title in decisions.items()
        if any(set(title.casefold().split()) < each for each in rules.values())
    }
    assert inside
    assert {name: titles(base, decisions[name]) for name in inside} == {name: [f"Decision {name}"] for name in inside}


def test_several_are_listed_by_kind_with_their_names() -> None:
    base = shipped()
    expected = {name for name, each in base.rules.items() if re.search(r"\bincident\b", each.title)}
    (page,) = shown_pages(base, "incident")
    assert page.title.endswith(" things have “incident” in their title")
    text = shown(base, "incident", width=200)
    assert len(expected) == 7
    assert all(f"{base.rules[name].title} [{name}]" in text for name in expected)
    assert "Show one by the name behind its title." in text


def test_a_long_list_says_how_much_is_left_out() -> None:
    base = shipped()
    text = shown(base, "the", width=200)
    count = int(text.split()[0])
    assert count > MOST_FOUND
    assert text.count("\n  - ") == MOST_FOUND
    assert f"And {count - MOST_FOUND} more; say another word of the title." in text


@pytest.mark.parametrize("asked", ["zzz", "", "?!", "signed zzz"])
def test_what_nothing_goes_by_is_said(library: RuleBase, asked: str) -> None:
    kinds = "rule, control, decision, table, question or statement"
    message = f"no {kinds} has this name, or these words in its title: `{asked}`"
    with pytest.raises(UsageError) as error:
        shown_pages(library, asked)
    assert str(error.value) == message


def test_a_name_that_is_nearly_right_is_offered(library: RuleBase) -> None:
    with pytest.raises(UsageError, match=r": `gardian-signature`; did you mean `guardian-signature`\?$"):
        shown_pages(library, "gardian-signature")
