"""A PostgreSQL for the tests: the one that `ARMSLENGTH_POSTGRES` names, or one that is started for them.

The address names a database in which schemas can be made (`postgresql://user@host/postgres`). Where there is none, and
no `initdb` on this machine, the tests on PostgreSQL are skipped, and say so.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp

ADDRESS = "ARMSLENGTH_POSTGRES"


def program(name: str) -> str | None:
    """Find a program of PostgreSQL, also where Debian keeps it."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else shutil.which(name)


@contextmanager
def server() -> Iterator[str | None]:
    """Give the address of a server; nothing where there is none."""
    given = os.environ.get(ADDRESS)
    initdb, ctl = program("initdb"), program("pg_ctl")
    if given or not initdb or not ctl:
        yield given
        return
    folder = Path(mkdtemp(prefix="armslength-pg-"))
    as_user = []
    if os.name == "posix" and os.geteuid() == 0:  # a server does not run as root
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data, options = folder / "data", f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"

    def run(*command: str | Path) -> None:
        subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        run(initdb, "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N")
        run(ctl, "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            run(ctl, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_schema(address: str) -> str:
    """Make a schema with nothing in it on a server, and give the address by which all that is done happens there.

    To a register it is a database of its own. A database is three hundred files, which are slow to make and to remove.
    """
    import psycopg

    name = f"register_{token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{name}"
