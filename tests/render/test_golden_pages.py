"""Whole pages as people see them. To renew: see tests/conftest.py."""

from collections.abc import Callable

import pytest

from engine import api
from engine.api import write_explanation
from engine.page.markdown import page_markdown
from engine.page.model import Page
from engine.page.text import page_text
from engine.profile.profile import Profile
from engine.render.show import shown
from engine.rulebase.base import RuleBase
from tests.conftest import Golden

Read = Callable[[str], Profile]
Steady = Callable[[str], str]

EXAMPLES = ["school-atlas", "child-pop-up-book", "rare-map"]

HOSTILE = """
id: hostile
borrower: {name: "<script>alert(1)</script> | **bold** `code`", cards: ["- 1", "# 2"]}
item: "# [click](javascript:alert(1)) <b>"
answers:
  borrower_kind: {value: child, evidence: "![x](http://evil.example/?a=b&c) | x", known: told, by: "</td>_me_"}
  first_loan: {value: yes, evidence: "1. one"}
  item_kind: book
controls:
  guardian-signature: {in_place: no, evidence: "{{7*7}} =cmd|' /C calc'!A0"}
"""


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_as_text(name: str, make_page: Callable[..., Page], golden: Golden, steady: Steady) -> None:
    golden(f"{name}.txt", steady(page_text(make_page(name), 88, False)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_short_page(name: str, make_page: Callable[..., Page], golden: Golden, steady: Steady) -> None:
    golden(f"{name}-short.txt", steady(page_text(make_page(name, full=False), 88, False)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_page_as_markdown(name: str, make_page: Callable[..., Page], golden: Golden, steady: Steady) -> None:
    golden(f"{name}.md", steady(page_markdown(make_page(name))))


def test_page_in_forty_columns(make_page: Callable[..., Page], golden: Golden, steady: Steady) -> None:
    golden("school-atlas-narrow.txt", steady(page_text(make_page("school-atlas"), 1, False)))


def test_page_in_colour(make_page: Callable[..., Page], golden: Golden, steady: Steady) -> None:
    golden("child-pop-up-book-colour.txt", steady(page_text(make_page("child-pop-up-book", None), 88, True)))


def test_hostile_texts_stay_texts(make_page: Callable[..., Page], golden: Golden, steady: Steady) -> None:
    golden("hostile.txt", steady(page_text(make_page(HOSTILE), 88, False)))
    golden("hostile.md", steady(page_markdown(make_page(HOSTILE))))


@pytest.mark.parametrize(
    ("name", "decision", "value", "full"),
    [
        ("school-atlas", "care", None, False),
        ("school-atlas", "care", "curator", False),
        ("school-atlas", "care", "light", False),
        ("school-atlas", "loan", "lend", False),
        ("school-atlas", "loan", None, True),
        ("school-atlas", "renewal", None, False),
        ("school-atlas", "reminders", None, False),
        ("child-pop-up-book", "loan", None, False),
        ("child-pop-up-book", "reminders", "weekly", False),
        ("child-pop-up-book", "trouble_signs", None, False),
        ("rare-map", "release", None, False),
        ("rare-map", "loan", "read_here", False),
    ],
)
def test_explanation(
    name: str,
    decision: str,
    value: str | None,
    full: bool,
    library: RuleBase,
    read: Read,
    golden: Golden,
    steady: Steady,
) -> None:
    profile = read(name)
    found = api.explain_decision(library, profile, decision, value, profile.as_of)
    stem = f"explain-{name}-{decision}" + (f"-{value}" if value else "") + ("-full" if full else "")
    text = write_explanation(library, found, form="text", full=full, width=88, colour=False)
    golden(f"{stem}.txt", steady(text))
    if value == "curator":
        golden(f"{stem}.md", steady(write_explanation(library, found, form="markdown", full=full)))


@pytest.mark.parametrize(
    "name",
    [
        *("care", "renewal", "trouble_signs", "reminders", "controls", "warnings"),
        *("a-term-for-schools", "held-until-done", "lent-with-care", "two-signs-together"),
        *("guardian-signature", "monthly-look", "fees_owed", "borrower_kind", "lives_here", "wanted_for"),
        *("lr.debts", "lr.kindness", "ours.one-reading"),
    ],
)
def test_shown(name: str, library: RuleBase, golden: Golden, steady: Steady) -> None:
    golden(f"show-{name}.txt", steady(shown(library, name)))


def test_everything_listed(library: RuleBase, golden: Golden, steady: Steady) -> None:
    golden("show.txt", steady(shown(library)))
