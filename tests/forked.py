"""The program, loaded once and forked for each call: where it is called a hundred times, nearly all it does is load.

`armslength` in the folder that `loaded_once` gives hands its arguments, the folder, the environment and the three
streams to a process that has loaded the program, and ends as the child of that process ends. What is about the process
itself (how it starts, what surrounds it, how it is broken off) starts the program as the shell does.
"""

import atexit
import gc
import json
import os
import pkgutil
import select
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
HANDS_OVER = """\
#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as there:
    there.connect({address!r})
    said = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(there, [said], [0, 1, 2])
    there.shutdown(socket.SHUT_WR)
    sys.exit(int(there.recv(9)))
"""
"""What stands in for the program. It says nothing where the child was killed: there is no number to read then."""

RUN_BY_OTHERS = {"armslength.register.store.migrations.env"}
"""Modules that do something when they are imported: Alembic runs its own."""


@cache
def loaded_once() -> Path:
    """Give a folder for the path whose `armslength` is forked from one process, which ends with this one."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    folder = Path(until_the_end.enter_context(TemporaryDirectory(prefix="armslength-forked-")))
    address, program = str(folder / "socket"), folder / "armslength"
    program.write_text(HANDS_OVER.format(python=sys.executable, address=address), encoding="utf-8")
    program.chmod(0o755)
    line = [sys.executable, "-X", "utf8", "-m", "tests.forked", address]
    piped = subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    until_the_end.enter_context(piped)
    assert piped.stdout is not None
    assert piped.stdout.readline() == b"ready\n"
    return folder


def called(call: list[str]) -> int:
    """Run the command line as the shell would; whatever escapes it is shown as the traceback that it is."""
    from cli import main

    try:
        main(call, prog_name="armslength")
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except BaseException:  # noqa: BLE001  whatever it is, it should not have come out
        import traceback

        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _load() -> None:
    """Load the program and all that its commands load when they need it; what is not installed is left out."""
    for package in ("engine", "armslength"):
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if module.name not in RUN_BY_OTHERS:
                with suppress(ImportError):
                    import_module(module.name)
    import_module("cli")


def _answer(asked: socket.socket) -> None:
    said, streams, *_ = socket.recv_fds(asked, 1 << 16, 3)
    while more := asked.recv(1 << 16):
        said += more
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    call, folder, environment = json.loads(said)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    asked.send(str(called(call)).encode())


def _serve(address: str) -> None:
    _load()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as here:
        ends = sys.stdin.fileno()
        here.bind(address)
        here.listen()
        os.write(1, b"ready\n")
        while ends not in select.select([here.fileno(), ends], [], [])[0]:  # it ends with the process that started this
            asked, _ = here.accept()
            if os.fork() == 0:
                try:
                    _answer(asked)
                finally:
                    os._exit(0)
            asked.close()
            with suppress(ChildProcessError):  # several may run at once, in a pipe: nobody waits for one of them
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


if __name__ == "__main__":
    _serve(sys.argv[1])
