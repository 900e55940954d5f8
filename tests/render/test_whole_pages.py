"""Every worked example as a whole page of HTML, as a browser would read it."""

from itertools import pairwise

import pytest

from engine import api
from engine.page.html import page_html
from engine.profile.profile import Profile
from engine.render.page import result_page
from tests.packs.shipped import shipped, shipped_examples
from tests.page.reading import page as read


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("profile", shipped_examples(), ids=lambda profile: profile.id)
def test_an_assessment_is_a_sound_page(profile: Profile, *, full: bool) -> None:
    base = shipped()
    found = api.assess(base, profile, profile.as_of, "reference")
    made = result_page(base, found, full=full)
    html = read(page_html(made, contents=True))
    levels = [int(each.name[1]) for each in html.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not html.all("script", "link", "img", "iframe", "form")
    places = [each.attributes["id"] for each in html.all() if "id" in each.attributes]
    assert len(places) == len(set(places))
    assert ({"details", "sources"} <= set(places)) is full
    (nav,) = html.all("nav")
    assert {(each.attributes["href"] or "").removeprefix("#") for each in nav.all("a")} <= set(places)
    (main,) = html.all("main")
    shown = (name for name in found.assessment.warnings if full or base.rules[name].urgency)
    assert all(base.rules[name].warning in main.text for name in shown)
