"""A new register on each database, for every test that takes one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from armslength.register.store.register import Register, create_register
from tests.register.keeping import SOME, put
from tests.register.servers import ADDRESS, new_schema, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with server() as address:
        if address is None:
            pytest.skip(f"needs PostgreSQL: install it, or name a server in {ADDRESS}")
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Register:
    """A register with nothing in it."""
    if request.param == "sqlite":
        return create_register(tmp_path / "register.db")
    return create_register(new_schema(request.getfixturevalue("postgres")), tmp_path / "register.key")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register file with some events."""
    made = tmp_path / "register.db"
    put(create_register(made), *SOME)
    return made
