"""The bare page is the same page, and what is measured of one is a time."""

from pathlib import Path

from armslength.register.store.register import create_register
from bench.registers import fill
from bench.web_pages import Pages
from tests.packs.shipped import shipped


def test_a_page_is_measured_against_a_bare_one_that_shows_the_same(tmp_path: Path) -> None:
    fill(create_register(tmp_path / "register.db"), shipped(), subjects=3, each=12)
    pages = Pages(tmp_path / "register.db")
    assert {"/", "/due", "/s/{subject}"} < {*pages.addresses()}
    for address in ("/", "/s/{subject}/waivers"):
        cost = pages.cost(address, 0)
        assert min(cost.bare, cost.ours, cost.written) > 0
