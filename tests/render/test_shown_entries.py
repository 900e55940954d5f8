"""One thing of a pack on a page of its own, found by its kind and its name."""

import pytest

from engine import load_pack
from engine.render.show import shown_entry, shown_pages

BASE = load_pack()
OF_EACH = {
    "decision": BASE.decisions,
    "question": BASE.facts,
    "control": BASE.controls,
    "rule": BASE.rules,
    "statement": BASE.statements,
}


@pytest.mark.parametrize("kind", OF_EACH)
def test_an_entry_is_the_page_that_is_shown_for_its_name(kind: str) -> None:
    name = next(iter(OF_EACH[kind]))
    page = shown_entry(BASE, kind, name)
    assert page is not None
    assert page in shown_pages(BASE, name)


@pytest.mark.parametrize(("kind", "name"), [("rule", "no-such-rule"), ("nothing", "oversight"), ("rule", "oversight")])
def test_there_is_no_entry_of_another_kind_or_of_no_such_name(kind: str, name: str) -> None:
    assert shown_entry(BASE, kind, name) is None
