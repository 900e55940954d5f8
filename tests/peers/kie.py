"""The DMN engine of Apache KIE (Drools), as a program of its own on this machine: it takes a file and inputs."""

import json
import platform
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

MODULES = Path(__file__).parent / "node_modules"
ENGINE = MODULES / "@kie-tools" / "jitexecutor-native" / "dist" / "linux" / "jitexecutor"
needs_engine = pytest.mark.skipif(
    not ENGINE.is_file() or platform.machine() not in ("x86_64", "AMD64"),
    reason="the engine is not there for this machine",
)

NO_ROW = "No rule matched for decision table"
"""What it remarks where null comes out, as it should."""


@dataclass(frozen=True)
class Kie:
    """The engine, listening on a port of this machine alone."""

    port: int

    def decide(self, text: str, inputs: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Let it work out every decision of a file; give the outcomes by name, and what it has to say."""
        context = {name: value.isoformat() if isinstance(value, date) else value for name, value in inputs.items()}
        found = self._ask("/jitdmn/dmnresult", json.dumps({"model": text, "context": context}), "application/json")
        outcomes = {each["decisionName"]: each["result"] for each in found["decisionResults"]}
        return outcomes, [each["message"] for each in found["messages"] if not each["message"].startswith(NO_ROW)]

    def faults(self, text: str) -> list[str]:
        """List the errors that it finds in a file; its analysis of tables, which looks at each alone, left out."""
        found = self._ask("/jitdmn/validate", text, "application/xml")
        errors = [each for each in found if each["severity"] == "ERROR"]
        return [each["message"] for each in errors if not each["messageType"].startswith("DECISION_TABLE_")]

    def _ask(self, path: str, body: str, kind: str) -> Any:
        headers = {"Content-Type": kind, "Accept": "application/json"}
        request = Request(f"http://127.0.0.1:{self.port}{path}", body.encode(), headers)
        with urlopen(request) as answer:
            return json.load(answer)


@contextmanager
def running(program: Path) -> Iterator[Kie]:
    """Start the engine, wait until it listens, and end it."""
    program.chmod(program.stat().st_mode | 0o100)  # the package leaves this out
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(program), f"-Dquarkus.http.port={port}", "-Dquarkus.http.host=127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port, process)
            yield Kie(port)
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until it listens, for as long as it lives."""
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/q/health"):
                return
        except URLError:
            if process.poll() is not None:
                raise
            time.sleep(0.2)
