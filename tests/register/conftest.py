"""A new register on each database, for every test that takes one."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest

from armslength.register.store.register import Register, create_register
from tests.register.keeping import SOME, put
from tests.register.servers import ADDRESS, server


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
    return create_register(new_database(request.getfixturevalue("postgres")), tmp_path / "register.key")


def new_database(address: str) -> str:
    """Make a database of its own on a server, and give its address."""
    import psycopg

    name = f"register_{token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return (
        address.replace("/postgres", f"/{name}", 1)
        if "@/postgres" in address
        else address.rsplit("/", 1)[0] + "/" + name
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register file with some events."""
    made = tmp_path / "register.db"
    put(create_register(made), *SOME)
    return made
