"""What all tests share.

Golden files hold output as it should be, beside the test that makes it, in a folder `goldens`. When output changes on
purpose, renew them, look at every difference as a reader would, and commit them with the change:

    pytest tests/render --renew-goldens
    git diff tests/render/goldens
"""

from collections.abc import Callable
from pathlib import Path

import pytest

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-goldens", action="store_true", help="Write the golden files anew instead of comparing.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with `goldens/NAME` beside the test, or write it there with `--renew-goldens`."""
    folder = Path(request.path).parent / "goldens"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--renew-goldens"):
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"there is no {path}; write it with --renew-goldens"
        assert text == path.read_text(encoding="utf-8"), f"differs from {path}; see tests/conftest.py"

    return compare
