"""The diagram of stages in the documentation is the one that the code draws."""

import re
from pathlib import Path

import pytest

from armslength.register.domain.diagram import diagram
from tests.register.course import office

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "the-register.md"
DRAWN = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.DOTALL)


def test_the_diagram_in_the_documentation_is_fresh(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--renew-goldens"):
        PAGE.write_text(DRAWN.sub(lambda _: diagram(office()), text), encoding="utf-8")
    else:
        assert DRAWN.findall(text) == [diagram(office())]


def test_it_draws_what_happens_from_the_start_to_the_end() -> None:
    drawn = diagram(office())
    course = ["[*] --> screening: open", "screening --> decided: sign", "decided --> starting: prepare"]
    course += ["starting --> running: start", "running --> paused: pause", "paused --> running: resume"]
    course += ["running --> ending: wind down", "ending --> ended: end", "ended --> [*]"]
    assert [each for each in course if f"    {each}\n" not in drawn] == []
    assert '    state "Being screened" as screening\n' in drawn
    assert "running --> ended" not in drawn
