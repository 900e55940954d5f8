"""Erasing texts about people in the browser: found, ticked, and gone from the register, its files and its pages."""

from pathlib import Path

import pytest

from armslength.register.domain.commands import Note
from armslength.register.domain.events import Personal, PersonalTextErased
from armslength.register.domain.wire import FIELDS, texts_of
from armslength.web.pages import erasing
from armslength.web.words import words_for
from tests.web.again import did, with_answers
from tests.web.answers import stands, words_of
from tests.web.at_hand import OFFICE, Browser

HERE = "/s/one/erase"
SECRET = "Rang Mrs Secret about it."


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    made = with_answers(tmp_path)
    did(made, Note(SECRET), Note("Nothing of note."))
    return made.as_("administrator")


def place_of(browser: Browser, text: str) -> str:
    """Give the place of a text as the form sends it."""
    number, path = next(
        (number, path)
        for number, event in enumerate(stands(browser).history, 1)
        for path, texts in texts_of(event).items()
        if text in texts
    )
    return f"{number} {path}"


def sent(browser: Browser, **otherwise: object) -> dict[str, object]:
    return {"text": [place_of(browser, SECRET)], "why": "They asked for it.", "agreed": "yes"} | otherwise


def test_a_text_is_found_by_a_word_and_is_gone_once_it_is_erased(browser: Browser, tmp_path: Path) -> None:
    page = words_of(browser.get(f"{HERE}?looked_for=mrs+SECRET"))
    assert SECRET in page
    assert "Nothing of note." not in page
    assert browser.post(HERE, sent(browser)) == f"{HERE}?done=erased"
    (entry,) = (each for each in stands(browser).history if isinstance(each.body, PersonalTextErased))
    assert entry.why == "They asked for it."
    assert SECRET not in browser.get(HERE) + browser.get("/s/one/history")
    assert not any(SECRET.encode() in each.read_bytes() for each in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("otherwise", "says"),
    [
        ({"text": []}, "Tick the texts that have to go. Nothing was erased."),
        ({"text": ["no place"]}, "Tick the texts that have to go. Nothing was erased."),
        ({"why": " "}, "Type why they are erased. Nothing was erased."),
        ({"agreed": ""}, "Tick this once you have read them. Nothing was erased."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    browser: Browser, otherwise: dict[str, object], says: str
) -> None:
    before = stands(browser).version
    page = browser.post(HERE, sent(browser, looked_for="note", **otherwise), 422)
    assert says in words_of(page)
    assert 'value="note"' in page
    if not {"text", "why"} & otherwise.keys():
        assert f'value="{place_of(browser, SECRET)}" checked' in page, "though it is not what is looked for"
        assert "They asked for it.</textarea>" in page
    assert stands(browser).version == before


def test_what_is_gone_already_or_never_was_is_refused(browser: Browser) -> None:
    typed = sent(browser)
    browser.post(HERE, typed)
    assert "is erased already" in words_of(browser.post(HERE, typed, 409))
    assert "has no entry 999" in words_of(browser.post(HERE, {**typed, "text": ["999 why"]}, 409))


def test_long_lists_are_cut_and_say_so(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "MOST_TEXTS", 1)
    there = len([*erasing.texts_there(stands(browser))])
    page = browser.get(HERE)
    assert f"{there - 1} more texts are not shown." in words_of(page)
    assert page.count('name="text"') == 1


def test_each_field_that_may_be_about_a_person_has_words() -> None:
    found = {name for fields in FIELDS.values() for name, hint in fields.items() if hint is Personal} | {"why"}
    assert found >= {"says", "owner"}
    texts = words_for(OFFICE).texts
    assert {f"erase.of.{name}" for name in found} == {each for each in texts if each.startswith("erase.of.")}


def test_only_those_who_look_after_the_register_are_led_there(browser: Browser) -> None:
    assert f'href="{HERE}"' in browser.get("/s/one/history")
    assert f'href="{HERE}"' not in browser.as_("contributor").get("/s/one/history")
    browser.post(HERE, sent(browser), 403)
