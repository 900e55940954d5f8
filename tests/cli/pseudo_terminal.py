"""The program in a terminal of its own, as somebody sits before it: the screen is read, and lines are typed."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from tests.cli.program import PROGRAM, environment

PROMPT = "Answer: "
PATIENCE = 60.0
"""Seconds without a word from the program after which a test gives up; none of them says how quick it is."""

AS_THE_ONE_BEFORE_IT = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
"""Makes the terminal that of the program, so that Ctrl-C in it reaches the program, and then becomes the program."""

CTRL_C, CTRL_D = b"\x03", b"\x04"


class Terminal:
    """A run of the program in a pseudo-terminal, 100 columns wide; the screen is all that it has written so far."""

    def __init__(self, *args: str | Path, cwd: Path, env: Mapping[str, str | None] | None = None) -> None:
        self.screen = ""
        self.code: int | None = None
        surroundings = environment(**{"COLUMNS": "100", **(env or {})})
        self._terminal, inside = pty.openpty()
        command = [sys.executable, "-c", AS_THE_ONE_BEFORE_IT, *PROGRAM, *map(str, args)]
        self._process = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=inside, cwd=cwd, env=surroundings, start_new_session=True
        )
        os.close(inside)
        self._bytes = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def shown(self) -> str:
        """Wait until the program asks for a line, or ends; give what it has written since the last line was typed."""
        before = len(self.screen)
        while not self.screen[before:].endswith(PROMPT) and self._read():
            pass
        return self.screen[before:]

    def type(self, line: str) -> str:
        """Type a line, and give what comes of it."""
        return self.press(f"{line}\n".encode())

    def press(self, keys: bytes) -> str:
        """Press keys, and give what comes of it."""
        os.write(self._terminal, keys)
        return self.shown()

    def killed(self) -> bool:
        """Tell whether the program was ended from outside, in the middle of something."""
        return self._process.returncode == -signal.SIGKILL

    @property
    def ended(self) -> bool:
        return self.code is not None

    def _read(self) -> bool:
        """Read what there is; at the end of the program, keep its exit code."""
        ready, _, _ = select.select([self._terminal], [], [], PATIENCE)
        assert ready, f"the program says nothing:\n{self.screen}"
        try:
            data = os.read(self._terminal, 65_536)
        except OSError:  # how Linux says that nobody is at the other end any more
            data = b""
        if not data:
            self.code = self._process.wait()
            return False
        self._bytes += data
        self.screen = self._bytes.decode("utf-8", "ignore").replace("\r\n", "\n")
        return True
