"""An explanation is whole: one evaluation makes it, and its page is written from it alone."""

from typing import Any

import pytest

from engine import api
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import Profile
from tests.packs.shipped import ROOT, shipped, shipped_examples

MOST_REFERENCES = 2
ASKED = [(name, value) for name in shipped().pack.headline for value in (None, *shipped().decisions[name].values)]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Reference]:
    """Keep every evaluation that is set up."""
    found: list[Reference] = []
    set_up = Reference.__init__

    def keep(self: Reference, *args: Any, **named: Any) -> None:
        found.append(self)
        set_up(self, *args, **named)

    monkeypatch.setattr(Reference, "__init__", keep)
    return found


@pytest.mark.parametrize("profile", shipped_examples()[::18], ids=lambda each: each.id)
def test_an_explanation_needs_at_most_two_evaluations(profile: Profile, built: list[Reference]) -> None:
    changes = 0
    for name, value in ASKED:
        built.clear()
        changes += len(api.explain_decision(shipped(), profile, name, value, profile.as_of).changes)
        assert 1 <= len(built) <= MOST_REFERENCES, (name, value)
    assert changes > len(ASKED), "answers were tried, and many led elsewhere"


def test_no_page_works_anything_out_again() -> None:
    """Also not where an import is written inside a function."""
    modules = [path for path in (ROOT / "engine/render").rglob("*.py") if "differences" not in path.parts]
    assert len(modules) > 30
    for path in modules:
        text = path.read_text(encoding="utf-8")
        assert "engine.interpret.reference.evaluate" not in text, path
        assert "engine.export" not in text, path
