"""The list of all subjects."""

from pathlib import Path

from tests.web.at_hand import a_browser


def test_an_empty_register_says_so(tmp_path: Path) -> None:
    assert "There are no arrangements in this register yet." in a_browser(tmp_path).get("/")


def test_an_address_that_names_nothing_says_so(tmp_path: Path) -> None:
    assert "There is nothing at this address" in a_browser(tmp_path).get("/nowhere", 404)
