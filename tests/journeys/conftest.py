"""One browser for all journeys, and one register, in which each journey has a subject of its own.

make browser        needs Node and Chromium
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsers import a_browser_of_others
from tests.journeys.person import Person, Way
from tests.journeys.served import Served, an_empty_one

HERE = Path(__file__).parent
Comes = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all that is here: it needs a browser."""
    for each in items:
        if each.path.is_relative_to(HERE):
            each.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with a_browser_of_others() as started:
        yield started


@pytest.fixture(scope="session")
def judge(chromium: Any) -> Iterator[Any]:
    """The page in which axe looks at what people saw."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A register with nothing in it, served to this machine."""
    served = an_empty_one(tmp_path_factory.mktemp("house"))
    served.start()
    yield served
    served.kill()
    assert "Traceback" not in served.noted, served.noted


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A register that has gone on for two years; nothing that is done with it may end in a fault."""
    served = Served(tmp_path_factory.mktemp("demo"), ("--demo",))
    served.start()
    yield served
    served.kill()
    assert "fault" not in served.noted, served.noted


@pytest.fixture
def of_its_own(tmp_path: Path) -> Iterator[Served]:
    """A register of one journey, which starts and kills its server as it likes."""
    served = an_empty_one(tmp_path)
    yield served
    served.kill()


@pytest.fixture(params=Way, ids=lambda way: way.value.replace(" ", "-"))
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


@pytest.fixture
def comes(chromium: Any, judge: Any) -> Iterator[Comes]:
    """Let somebody come with a browser of their own, signed in where `who` says so."""
    contexts = []

    def come(served: Served, way: Way, who: str = "", **screen: Any) -> Person:
        context = chromium.new_context(
            java_script_enabled=way is not Way.WITHOUT, base_url=served.origin, accept_downloads=True, **screen
        )
        contexts.append(context)
        if who:
            held = {"name": "session", "value": served.let_in(who), "url": served.origin}
            context.add_cookies([held])
        return Person(context.new_page(), judge, way, served.origin)

    yield come
    for each in contexts:
        each.close()
