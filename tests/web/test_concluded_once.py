"""What is saved is concluded from once, for lists and for the page that comes next."""

from datetime import date
from pathlib import Path

import pytest

from armslength.register.exchange import concluding
from armslength.web import asking
from engine import Conclusions, Profile, RuleBase, conclude
from tests.web.answers import entered
from tests.web.at_hand import a_browser
from tests.web.screened import HANDLES, MEETS, answers


def test_an_answer_is_concluded_from_once_and_nothing_is_assessed_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lists keep and what the next page shows rest on the same; an assessment takes most of the time."""
    browser = a_browser(tmp_path)
    browser.as_("contributor")
    subject = entered(browser, "one")
    concluded: list[str] = []

    def conclude_and_count(base: RuleBase, profile: Profile, day: date) -> Conclusions:
        concluded.append(profile.id)
        return conclude(base, profile, day)

    for module in (asking, concluding):
        monkeypatch.setattr(module, "conclude", conclude_and_count)
    monkeypatch.setattr(asking, "assessed", None)
    browser.get(f"/s/{subject}/question/{MEETS}")
    concluded.clear()
    browser.get(browser.post(f"/s/{subject}/question/{MEETS}", answers(**{MEETS: "yes"})))
    browser.get(f"/s/{subject}/question/{HANDLES}")
    assert concluded == [subject]
