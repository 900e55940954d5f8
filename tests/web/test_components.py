"""Components: each once, each shown in every state, and none that lets a text become markup."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from armslength.web import pages
from armslength.web.development.specimens import SPECIMENS
from armslength.web.pages import parts
from armslength.web.pages.components import written
from armslength.web.pages.faults import FAULTS
from armslength.web.routes import all_routes
from armslength.web.words import words_for
from engine.page.markup import Markup
from tests.web.at_hand import OFFICE, a_browser
from tests.web.watching import look_at

TEMPLATES = Path(pages.__file__).parent.parent / "templates"
SOURCE = (TEMPLATES / "components.html").read_text()
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
ENVIRONMENT.globals["say"] = words_for(OFFICE).say
MACROS: Any = ENVIRONMENT.get_template("components.html").module
WITHOUT_A_VALUE = {"skip_link", "buttons", "print_button", "for_script"}
STATES = [(name, text, value) for name, states in SPECIMENS.items() for text, value in states.items()]
BAD = '<b title="x">\'&{{ 7 * 7 }}'


def drawn(name: str, value: object) -> str:
    return str(getattr(MACROS, name)(value))


def a_page(inside: str) -> str:
    return f'<html lang="en"><title>a</title><main id="main"><h1>a</h1>{inside}</main></html>'


def texts_within(value: object) -> Iterator[str]:
    """Walk all texts that a component shows: what is typed as plain text in it."""
    if isinstance(value, tuple):
        for each in value:
            yield from [each] if isinstance(each, str) else texts_within(each)
    elif is_dataclass(value) and not isinstance(value, type | Markup):
        hints = get_type_hints(type(value))
        for field in fields(value):
            inside = getattr(value, field.name)
            yield from [inside] if hints[field.name] is str else texts_within(inside)


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Give a component in which every plain text, save names of fields, is changed."""
    if isinstance(value, tuple):
        return tuple(change(each) if isinstance(each, str) else changed(each, change) for each in value)
    if not is_dataclass(value) or isinstance(value, type | Markup):
        return value
    hints = get_type_hints(type(value))
    new = {
        field.name: change(inside) if hints[field.name] is str and field.name not in ("name", "field") else inside
        for field in fields(value)
        for inside in (changed(getattr(value, field.name), change),)
    }
    return replace(value, **new)


def test_every_component_is_shown_and_every_one_shown_is_there() -> None:
    macros = {name for name in re.findall(r"{% macro (\w+)\(", SOURCE) if not name.startswith("_")}
    assert macros == {*SPECIMENS, *WITHOUT_A_VALUE}


def test_a_component_has_the_name_of_what_it_shows() -> None:
    for name, _, value in STATES:
        assert re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(value).__name__).lower() == name
        assert type(value).__module__ == parts.__name__


@pytest.mark.parametrize("kind", [each for each in vars(parts).values() if isinstance(each, type) and is_dataclass(each)
                                  and each.__module__ == parts.__name__], ids=lambda each: each.__name__)  # fmt: skip
def test_all_that_a_component_holds_is_shown(kind: type) -> None:
    missing = [each.name for each in fields(kind) if not re.search(rf"\.{each.name}\b", SOURCE)]
    assert missing == []


@pytest.mark.parametrize(("name", "text", "value"), STATES, ids=lambda each: each if isinstance(each, str) else "")
def test_each_state_says_all_its_texts(name: str, text: str, value: object) -> None:
    """And is what each part of a page must be."""
    html = drawn(name, value)
    look_at(a_page(re.sub(r'href="#[^"]*"', 'href="#main"', html)))
    shown = unescape(html)
    assert [each for each in texts_within(value) if each not in shown] == []


@pytest.mark.parametrize(("name", "text", "value"), STATES, ids=lambda each: each if isinstance(each, str) else "")
def test_no_text_becomes_markup(name: str, text: str, value: object) -> None:
    harmless = drawn(name, changed(value, lambda each: each and "x"))
    bad = drawn(name, changed(value, lambda each: each and BAD))
    assert shape(bad) == shape(harmless) != []


def shape(html: str) -> list[tuple[str, ...]]:
    """List the elements of a page, each with the names of its attributes."""
    found: list[tuple[str, ...]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.append((tag, *(name for name, _ in attrs)))  # type: ignore[method-assign]
    reader.feed(html)
    return found


def test_all_of_them_stand_on_one_page_in_development_alone(tmp_path: Path) -> None:
    assert "There is nothing at this address" in a_browser(tmp_path).get("/components", 404)
    (tmp_path / "development").mkdir()
    page = a_browser(tmp_path / "development", all_routes(development=True)).get("/components")
    for name, _, value in STATES:
        assert f'<h2 id="{name}">' in page
        assert written(value) in unescape(page)


def test_every_fault_has_a_page_to_look_at(tmp_path: Path) -> None:
    browser = a_browser(tmp_path, all_routes(development=True))
    page = browser.get("/components")
    for name in FAULTS:
        assert f'href="/components/faults/{name}"' in page
        assert "31 4 2027" in browser.get(f"/components/faults/{name}")
    assert "There is nothing at this address" in browser.get("/components/faults/none", 404)


def test_a_call_is_written_as_in_python() -> None:
    assert written(parts.Cell("7", level=parts.Level(1, 4, "Light"))) == (
        "Cell(text='7', level=Level(place=1, of=4, word='Light'))"
    )
    assert written(parts.Empty("None", ("One",))) == "Empty(title='None', says=('One',))"


# ---- what people hear and press


def test_a_field_is_described_by_its_hint_and_its_slip() -> None:
    html = drawn("question", parts.Question("day", "When?", "date", "A day", typed="31 4", slip="No day"))
    assert '<label class="label" for="day">When?</label>' in html
    assert 'aria-describedby="day-hint day-slip"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="31 4"' in html


def test_what_was_typed_into_a_password_is_not_written_again() -> None:
    assert "secret" not in drawn("question", parts.Question("p", "Password", "password", typed="secret"))


def test_a_summary_of_errors_leads_to_the_first_choice_of_a_question() -> None:
    choices = (parts.Choice("yes", "Yes"), parts.Choice("no", "No"), parts.Choice("?", "Don't know", apart=True))
    html = drawn("question", parts.Question("q", "Really?", "one", choices=choices, slip="Choose"))
    assert re.findall(r'<input type="radio" id="([^"]*)" name="q"', html) == ["q", "q-2", "q-apart-1"]
    assert 'href="#q"' in drawn("error_summary", parts.ErrorSummary((parts.Slip("q", "Choose"),)))


def test_choices_beside_a_field_have_a_name_of_their_own() -> None:
    apart = (parts.Choice("?", "Don't know", apart=True),)
    html = drawn("question", parts.Question("q", "When?", "date", choices=apart))
    assert re.findall(r'name="([^"]*)"', html) == ["q", "q.instead"]


def test_a_line_break_that_was_typed_first_is_kept() -> None:
    """HTML leaves out the first line break within a field of several lines; so one is written before what was typed."""
    assert ">\n\nb</textarea>" in drawn("question", parts.Question("q", "What?", "long", typed="\nb"))


@pytest.mark.parametrize(
    ("place", "of", "tint"), [(1, 4, 1), (2, 4, 2), (3, 4, 3), (4, 4, 4), (1, 2, 1), (2, 2, 4), (3, 5, 3), (1, 1, 1)]
)
def test_a_level_says_its_word_and_its_number_and_has_a_tint(place: int, of: int, tint: int) -> None:
    html = drawn("level", parts.Level(place, of, "Somewhat"))
    assert f"level-{tint}" in html
    assert "Somewhat" in html
    assert f"Level {place} of {of}" in html
    assert (html.count("<i"), html.count('class="on"')) == (of, place)


def test_what_differs_is_said_with_a_word() -> None:
    rows = (parts.Compared("A", "1", "2"), parts.Compared("B", "3", "3"))
    html = drawn("comparison", parts.Comparison("What", "Now", "Then", rows))
    assert html.count("Differs") == 1
    assert html.index("Differs") < html.index(">B<")


def test_a_cell_on_a_small_screen_says_its_column() -> None:
    sheet = parts.Sheet(
        "All", (parts.Head("Name"), parts.Head("Count", number=True)), ((parts.Cell("A"), parts.Cell("7")),)
    )
    html = drawn("sheet", sheet)
    assert '<th scope="row" role="rowheader">A</th>' in html
    assert '<td role="cell" data-label="Count" class="number">' in html
