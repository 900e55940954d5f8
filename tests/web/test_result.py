"""The result of a subject, why it came out so, and what would change it: the page says what the engine says."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from markupsafe import escape

from armslength.register.domain.commands import End, Pause, WindDown
from armslength.register.exchange.acting import Moment, act
from armslength.register.exchange.arriving import arrive, coming
from engine import explain_decision, smallest_changes
from engine.render.headline import reasons_of
from engine.render.in_place import to_hold
from engine.render.known import known
from engine.render.not_asked import not_asked_yet
from engine.render.outcomes import outcome_words, settled_value
from engine.render.shown import shown_decisions
from engine.render.sources import cited_on_page
from tests.web.answers import words_of
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser, a_browser
from tests.web.shipped import PROFILES, a_browser_with, folded, standing

BASE = OFFICE.base
NEW, RUNS = "file-left-by-a-former-manager", "advocacy-in-complaints"
GAPS = {
    "lunch-club-that-cannot-decide": "Nobody holds this line.",
    "recovery-group-with-a-larger-charity": "Both sides hold this line",
}
SOME = (RUNS, *PROFILES[5::7])
REST = tuple(sorted({*PROFILES} - {*SOME}))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser_with(tmp_path_factory.mktemp("result"), sorted({*SOME, *GAPS, "advocacy-in-reviews"}))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser_with(tmp_path_factory.mktemp("results"), REST)


@pytest.mark.deep
@pytest.mark.parametrize("name", REST)
def test_every_result_says_what_the_engine_says(everything: Browser, name: str) -> None:
    says_what_the_engine_says(everything, name)


@pytest.mark.parametrize("name", SOME)
def test_a_result_says_what_the_engine_says(browser: Browser, name: str) -> None:
    says_what_the_engine_says(browser, name)


def says_what_the_engine_says(browser: Browser, name: str) -> None:
    said = words_of(browser.get(f"/s/{name}/result"))
    _, result = standing(browser, name)
    for decision in shown_decisions(BASE, result.assessment, BASE.pack.headline):
        declared, outcome = BASE.decisions[decision], result.outcome(decision)
        if not_asked_yet(BASE, result, decision):
            continue
        came = outcome_words(declared, outcome).removeprefix("still open (").removesuffix(")")
        assert folded(declared.title) in said
        assert folded(came) in said
        value = settled_value(outcome)
        assert value is None or folded(declared.values[value].says) in said
        for why, _ in reasons_of(BASE, result.assessment.decisions[decision]):
            assert folded(why) in said
    missing = [BASE.controls[each.name].title for each in to_hold(BASE, result.assessment)]
    assert [title for title in missing if folded(title) not in said] == []
    cited = [BASE.statements[each].says for each in cited_on_page(BASE, result.assessment)]
    assert [says for says in cited if folded(says) not in said] == []
    spoken = [BASE.rules[each] for each in (*result.assessment.warnings, *result.assessment.advice)]
    assert [each.name for each in spoken if folded(each.warning) not in said or folded(each.advice) not in said] == []
    counted = known(BASE, result)
    assert f"{counted.answered} of {counted.answered + counted.unanswered} questions" in said


def test_the_answer_comes_first_then_the_reasons_then_what_comes_first(browser: Browser) -> None:
    said = words_of(browser.get("/s/advocacy-in-complaints/result"))
    answer = (
        "This is a partnership, and we manage with the partner where their work meets our care. Watch it more closely "
        "than is standard. 7 things that come"
    )
    headings = ("The answer", "Because", "What must happen first", "How sure this is", "What else must be in place")
    places = [said.index(each) for each in (answer, *headings)]
    assert places == sorted(places)


def test_reasons_are_given_in_the_readers_own_facts(browser: Browser) -> None:
    page = browser.get("/s/advocacy-in-complaints/result")
    said = words_of(page)
    told = said.index("You told us:")
    assert told < said.index("Are they ever alone with somebody we support, in person or in a private call? Yes.")
    assert 'href="/s/advocacy-in-complaints/question/alone_with_people"' in page
    assert 'href="/rules/floor-alone-in-a-home"' in page


def test_no_page_tells_what_to_type_on_a_command_line(browser: Browser) -> None:
    for address in ("result", "why/fit", "changes/oversight", "controls", "map"):
        said = browser.get(f"/s/advocacy-in-complaints/{address}")
        assert "armslength profile" not in said
        assert "in the profile" not in said
        assert "--full" not in said


def test_little_is_known_of_what_nobody_was_asked(tmp_path: Path) -> None:
    browser = a_browser(tmp_path)
    (tmp_path / "new.yaml").write_text("id: new\npartner: {name: Nobody Yet}\n")
    arrive(browser.desk.register, OFFICE, coming(OFFICE, (tmp_path / "new.yaml",)), PEOPLE["approver"], Moment(NOW))
    said = words_of(browser.get("/s/new/result"))
    assert "Little is known yet: 1 of" in said
    assert "Nothing on this page says that all is well." in said
    assert "Not settled yet" in said


def test_what_is_over_or_paused_says_so_first(tmp_path: Path) -> None:
    browser = a_browser_with(tmp_path, [RUNS])
    register, who = browser.desk.register, PEOPLE["approver"]
    stages = (
        (Pause(date(2027, 3, 1)), "Paused since 1 March 2027."),
        (WindDown(date(2027, 3, 2)), "Being closed down since 2 March 2027."),
        (End(date(2027, 3, 3)), "Ended since 3 March 2027."),
    )
    for command, says in stages:
        act(register, OFFICE, RUNS, lambda *_, command=command: (command,), who, Moment(NOW))
        said = words_of(browser.get(f"/s/{RUNS}/result"))
        assert said.index(says) < said.index("The answer")
    assert "A new entry" not in said


def test_why_names_the_rules_that_fired_with_what_they_rest_on(browser: Browser) -> None:
    _, result = standing(browser, "advocacy-in-complaints")
    assert result.profile is not None
    found = explain_decision(BASE, result.profile, "oversight", None, date(2027, 3, 3))
    page = browser.get("/s/advocacy-in-complaints/why/oversight")
    fired = [each for each in found.rules if each.status is True]
    assert fired
    for each in fired:
        rule = BASE.rules[each.rule]
        assert f'href="/rules/{rule.name}"' in page
        assert all(f'href="/rules/statement/{cite}"' in page for cite in rule.cites if BASE.statements[cite].under)
        assert all(folded(BASE.question(test.literal.subject).question) in words_of(page)
                   for test in each.holds if not test.literal.on_decision)  # fmt: skip


def test_why_not_says_what_it_would_take(browser: Browser) -> None:
    said = words_of(browser.get("/s/advocacy-in-complaints/why/model?value=subcontract"))
    assert "Delivery model: why not Subcontract" in said
    assert "What it would take, by each way to it" in said
    assert "What stands against it" in said


@pytest.mark.parametrize(
    "address", ["why/nothing", "why/model?value=nothing", "changes/nothing", "result/nothing", "controls/nothing"]
)
def test_what_the_pack_does_not_have_is_not_there(browser: Browser, address: str) -> None:
    assert "There is nothing at this address" in browser.get(f"/s/advocacy-in-complaints/{address}", 404)


@pytest.mark.parametrize("bound", ["", "at_most", "at_least"])
def test_the_smallest_changes_are_those_of_the_engine(browser: Browser, bound: str) -> None:
    _, result = standing(browser, "advocacy-in-reviews")
    assert result.profile is not None
    found = smallest_changes(
        BASE, result.profile, "oversight", "standard", bound=bound, most=2, as_of=date(2027, 3, 3)  # type: ignore[arg-type]
    )  # fmt: skip
    said = words_of(browser.get(f"/s/advocacy-in-reviews/changes/oversight?value=standard&bound={bound}&most=2"))
    asked = {BASE.question(each.question).question for one in found.sets for each in one}
    assert found.reached is (bound == "at_least")
    assert bool(found.sets) is not found.reached
    assert [each for each in asked if folded(each) not in said] == []
    assert ("It is so already" in said) is found.reached
    assert "This is no advice to answer otherwise." in said or found.reached or not found.sets


def test_a_value_has_to_be_chosen(browser: Browser) -> None:
    said = words_of(browser.get("/s/advocacy-in-complaints/changes/oversight?value=&most=2", 422))
    assert "Choose what should come out." in said
    said = words_of(browser.get("/s/advocacy-in-complaints/changes/oversight?value=nothing", 422))
    assert "`oversight` has no value `nothing`" in said
    browser.get("/s/advocacy-in-complaints/changes/model?value=subcontract&bound=at_most", 422)


def test_the_map_holds_its_ten_lines_and_marks_gaps_and_doubles(browser: Browser) -> None:
    rows = browser.get("/s/advocacy-in-complaints/map.csv").splitlines()
    assert len(rows) == 1 + 10
    assert rows[1] == "Sets the standards,They do.,Nothing."
    for name, words in GAPS.items():
        assert words in browser.get(f"/s/{name}/map.csv")
        page = words_of(browser.get(f"/s/{name}/map"))
        assert words in page
        assert not re.search("[0-9a-f]{20}", page), "hashes stand whole in the files"


EVIL = "<b onclick='x'>&\"{{ 7*7 }}</b>"
EVERY_FIELD = ("result", "why/oversight", "controls", "controls/same-day-escalation", "map", "what-if?ask=places")


def test_whatever_stands_in_a_field_is_shown_as_text(tmp_path: Path) -> None:
    browser, quoted = a_browser(tmp_path), EVIL.replace("'", "''")
    given = f"{{value: yes, evidence: '{quoted}', by: '{quoted}'}}"
    (tmp_path / "evil.yaml").write_text(
        f"id: evil\npartner:\n  name: '{quoted}'\nanswers:\n  meets_people_we_support: {given}\n"
        f"  alone_with_people: {given}\ncontrols:\n  same-day-escalation: {given.replace('value', 'in_place')}\n"
    )
    arrive(browser.desk.register, OFFICE, coming(OFFICE, (tmp_path / "evil.yaml",)), PEOPLE["approver"], Moment(NOW))
    for address in EVERY_FIELD:
        page = browser.get(f"/s/evil/{address}")
        assert "<b " not in page
        assert EVIL in unescape(page)
    page = browser.get(f"/s/evil/what-if?ask=started_on&1.started_on={quote(EVIL)}", 422)
    assert "<b " not in page
    assert f'value="{escape(EVIL)}"' in page
