"""A register served by `armslength serve` in a process of its own, which a test may kill, starve and start again."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from armslength.register.domain.commands import Command
from armslength.register.domain.office import actor_named
from armslength.register.domain.permission import Actor
from armslength.register.exchange.acting import Moment, act
from armslength.register.exchange.arriving import arrive, coming
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.register import Register, create_register, open_register
from armslength.web.security.sessions import begin
from tests.packs.shipped import ROOT
from tests.web.at_hand import NOW, OFFICE

LINK = re.compile(r"^http://\S+$", re.MULTILINE)


@dataclass
class Served:
    """The register of a folder, served at one port, however often it is started."""

    folder: Path
    options: tuple[str, ...] = ()
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "register.db"

    @cached_property
    def port(self) -> int:
        with socket.create_server(("127.0.0.1", 0)) as free:
            return int(free.getsockname()[1])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def register(self) -> Register:
        """The same register, opened beside the server as other commands do."""
        return open_register(self.file)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat((self.folder / "clock").read_text(encoding="utf-8"))

    def move(self, to: datetime) -> None:
        """Let it be another day."""
        beside = self.folder / "clock.new"
        beside.write_text(to.astimezone(UTC).isoformat(), encoding="utf-8")
        beside.replace(self.folder / "clock")

    def start(self) -> str:
        """Start it, and give the address that it prints."""
        if not (self.folder / "clock").exists():
            self.move(NOW)
        command = [sys.executable, "-m", "tests.journeys.at_a_day", str(self.folder / "clock"), "serve"]
        said, noted = self.folder / "said", self.folder / "noted"
        with said.open("wb") as out, noted.open("ab") as err:
            self.started.append(
                subprocess.Popen(
                    [*command, str(self.file), "--port", str(self.port), *self.options],
                    stdout=out, stderr=err, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
                )
            )  # fmt: skip
        while True:
            link = LINK.search(said.read_text(encoding="utf-8"))
            if link:
                return link[0]
            assert self.started[-1].poll() is None, noted.read_text(encoding="utf-8")
            time.sleep(0.05)

    @property
    def process(self) -> int:
        return self.started[-1].pid

    def kill(self) -> None:
        """Let it die as by a power cut: kill -9, and nothing is tidied up."""
        for each in self.started:
            each.kill()
            each.wait()

    @property
    def noted(self) -> str:
        """What it wrote to standard error."""
        return (self.folder / "noted").read_text(encoding="utf-8")

    def let_in(self, who: str) -> str:
        """Begin a session of somebody named as in `Ann Moss, registered_manager`; give what their browser holds."""
        name, role = who.split(", ")
        return begin(reception_of(self.register).sessions, None, name, role, self.now)

    def given(self, profile: str, name: str) -> None:
        """Enter a shipped profile under another name, as `armslength register import` does."""
        text = (ROOT / "profiles" / f"{profile}.yaml").read_text(encoding="utf-8")
        self.written(name, text.replace(f"id: {profile}\n", ""))

    def written(self, name: str, profile: str) -> None:
        """Enter a profile that is written here, all but its id."""
        file = self.folder / f"{name}.yaml"
        file.write_text(f"id: {name}\n{profile}\n", encoding="utf-8")
        who = actor_named(OFFICE, "Gus Gold, governance_lead")
        arrived = arrive(self.register, OFFICE, coming(OFFICE, (file,)), who, Moment(self.now))
        assert [each.what for each in arrived] == ["entered"], arrived

    def act(self, subject: str, commands: Iterable[Command], by: str) -> None:
        """Let somebody do something by the command line while others are in the browser."""
        who: Actor = actor_named(OFFICE, by)
        asked = tuple(commands)
        act(self.register, OFFICE, subject, lambda *_: asked, who, Moment(self.now))


def an_empty_one(folder: Path, *options: str) -> Served:
    """Make a register with nothing in it, to be served."""
    served = Served(folder, options)
    create_register(served.file)
    served.move(NOW)
    return served
