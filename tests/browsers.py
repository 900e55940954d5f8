"""A browser that we did not write, and axe, which says what shuts people out who see or move otherwise.

Both are there for `make browser` and `make documents-check`; tests that need them are skipped elsewhere.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parent / "documents" / "judges" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


@contextmanager
def a_browser_of_others() -> Iterator[Any]:
    """Start Chromium, or skip the test where something is missing."""
    if not (AXE.is_file() and CHROMIUM and find_spec("playwright")):
        pytest.skip("this needs Chromium, playwright and the package axe-core: run `make browser`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def found_by_axe(page: Any, without: tuple[str, ...] = ()) -> list[str]:
    """List what axe finds on a page that is open, leaving out the rules named in `without`."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {each: {"enabled": False} for each in without}
    found = page.evaluate("rules => axe.run(document, {resultTypes: ['violations'], rules})", rules)
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


def beyond_the_screen(page: Any) -> int:
    """Give by how many pixels a page is wider than the screen, so that people would have to push it sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
