"""From stage to stage: what is offered is what is allowed, each by a form, refused in words with all that was typed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from armslength.register.domain.commands import Command, Pause, Prepare, Start, WindDown
from armslength.register.domain.events import Stage
from armslength.register.domain.go_ahead import what_is_lacking
from armslength.register.domain.policy import ALLOWS
from armslength.register.exchange.telling import assessed
from armslength.web.pages.moving import MOVES
from tests.web.again import did, signed, with_answers
from tests.web.answers import stands, words_of
from tests.web.at_hand import NOW, OFFICE, Browser
from tests.web.shipped import folded

HERE = "/s/one/moving"
TODAY = NOW.date()


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return with_answers(tmp_path)


@pytest.fixture
def ungated(tmp_path: Path) -> Browser:
    """A register under a pack whose work waits for nothing before it starts."""
    return with_answers(tmp_path, replace(OFFICE, start=None))


def offered(page: str) -> set[str]:
    return {name for name in MOVES if f'name="do" value="{name}"' in page}


def test_at_each_stage_what_is_allowed_is_offered_and_the_rest_is_refused_in_words(ungated: Browser) -> None:
    browser = ungated
    steps: tuple[tuple[Command, ...] | None, ...] = (
        (), None, (Prepare(TODAY + timedelta(days=30)),), (Start(TODAY),), (Pause(TODAY),), (WindDown(TODAY),),
    )  # fmt: skip
    seen = set()
    for step in steps:
        did(browser, *(signed(browser) if step is None else step))
        stage = stands(browser).stage
        assert stage is not None
        seen.add(stage)
        page = browser.get(HERE)
        assert offered(page) == {name for name, kind in MOVES.items() if stage in ALLOWS[kind]}, stage
        assert OFFICE.stages[stage] in words_of(page)
    assert seen == set(Stage) - {Stage.ENDED}
    assert offered(browser.as_("contributor").get(HERE)) == set(), "closing down is for those who approve"
    browser.as_("approver").post(HERE, {"do": "end", "seen": str(stands(browser).version), "on.end": "3 March 2027"})
    assert stands(browser).stage is Stage.ENDED
    assert offered(browser.get(HERE)) == set()


def test_a_start_waits_for_what_comes_first_and_names_all_of_it(browser: Browser) -> None:
    did(browser, *signed(browser))
    lacking = what_is_lacking(OFFICE, assessed(stands(browser), OFFICE, TODAY).assessment)
    assert lacking
    said = words_of(browser.get(HERE))
    assert all(folded(each.what) in said for each in lacking)
    typed = {"do": "start", "seen": str(stands(browser).version), "on.start": "3/3/2027", "why.start": "They came."}
    page = browser.post(HERE, typed, 409)
    assert all(folded(each.what) in words_of(page) for each in lacking)
    assert "They came." in page
    assert 'value="3/3/2027"' in page
    assert stands(browser).stage is Stage.DECIDED


def test_moves_are_made_by_forms_and_said_in_the_history(ungated: Browser) -> None:
    browser = ungated
    did(browser, *signed(browser))

    def move(name: str, **typed: str) -> str:
        sent = {"do": name, "seen": str(stands(browser).version)}
        return browser.post(HERE, sent | {f"{field}.{name}": text for field, text in typed.items()})

    assert move("prepare", on="31 March 2027").endswith("done=moved_prepare")
    assert "Planned first day: 31 March 2027." in words_of(browser.get(HERE))
    move("start", on="3 March 2027")
    move("scope", on="1 May 2027", says="Also on Fridays.", why="They asked.")
    move("pause", on="3 March 2027", until="5 April 2027")
    assert stands(browser).stage is Stage.PAUSED
    move("wind_down", on="3 March 2027")
    said = words_of(browser.get("/s/one/history?about=decisions"))
    for each in (
        "Agreed anew what the work is, from 1 May 2027: Also on Fridays.",
        "Because: They asked",
        "Paused it from 3 March 2027. Until 5 April 2027.",
        "Being closed down, on 3 March 2027.",
    ):
        assert each in said


@pytest.mark.parametrize(
    ("do", "on", "status", "says"),
    [
        ("end", "", 422, "Say on which day."),
        ("end", "31 Febuary", 422, "31 Febuary"),
        ("end", "4 March 2027", 409, "4 March 2027 has not come yet."),
        ("start", "3 March 2027", 409, "Nobody has signed the decision yet."),
    ],
)
def test_what_is_refused_is_said_with_all_that_was_typed(
    browser: Browser, do: str, on: str, status: int, says: str
) -> None:
    typed = {"do": do, "seen": str(stands(browser).version), f"on.{do}": on, f"why.{do}": "Kept, <b>whatever</b>."}
    page = browser.post(HERE, typed, status)
    assert says in words_of(page)
    if do == "end":
        assert "Kept, &lt;b&gt;whatever&lt;/b&gt;." in page
        assert f'value="{on}"' in page
    assert stands(browser).stage is Stage.SCREENING


def test_who_made_a_move_meanwhile_is_seen_first(browser: Browser) -> None:
    seen = str(stands(browser).version)
    did(browser, *signed(browser))
    typed = {"do": "end", "seen": seen, "on.end": "3 March 2027", "why.end": "Never mind."}
    page = browser.post(HERE, typed, 409)
    assert "Nothing of this was done. Ann Moss made this entry after you opened the page: Signed the" in words_of(page)
    assert "Never mind." in page
    assert stands(browser).stage is Stage.DECIDED


def test_who_has_no_right_is_refused_and_told_who_has(browser: Browser) -> None:
    browser.as_("contributor")
    assert "Who may do this: Registered manager" in words_of(browser.get(HERE))
    typed = {"do": "end", "seen": str(stands(browser).version), "on.end": "3 March 2027"}
    assert "needs the right of approver" in words_of(browser.post(HERE, typed, 409))
    browser.as_("reader").post(HERE, typed, 403)
    browser.as_("approver").post(HERE, typed | {"do": "nonsense"}, 404)
    assert stands(browser).stage is Stage.SCREENING
