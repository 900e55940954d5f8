"""Which questions apply, and by which answers: what a page says of all of them is what an interview says of one."""

from datetime import date
from pathlib import Path

import pytest

from engine import applying_each, load_pack, read_profiles
from engine.interview.applying import applying

BASE = load_pack()
DAY = date(2027, 3, 3)
MEETS, HANDLES, AFFECTS = "meets_people_we_support", "handles_information_about_people", "affects_what_people_get"
SYSTEMS = "supports_our_workforce_or_systems"


@pytest.mark.parametrize("name", ["wellbeing-groups", "file-left-by-a-former-manager"])
def test_all_at_once_are_told_as_one_by_one(name: str) -> None:
    (profile,) = read_profiles(Path(__file__).parents[2] / "profiles" / f"{name}.yaml", BASE)
    facts = profile.facts()
    told = applying_each(BASE, facts, DAY)
    assert told == {each: applying(BASE, facts, each, DAY) for each in BASE.facts}


def test_a_question_that_all_are_asked_applies_by_no_answer() -> None:
    assert applying_each(BASE, {}, DAY)[MEETS] == (True, ())


def test_a_question_hangs_on_what_is_not_answered_applies_by_all_and_falls_away_by_what_is() -> None:
    def told(**answers: bool) -> tuple[bool | None, tuple[str, ...]]:
        return applying_each(BASE, answers, DAY)[SYSTEMS]

    assert told(**{MEETS: False}) == (None, (AFFECTS, HANDLES))
    assert told(**{MEETS: False, HANDLES: False, AFFECTS: False}) == (True, (AFFECTS, HANDLES, MEETS))
    assert told(**{MEETS: True}) == (False, (MEETS,))
