"""People who answer questions at once, over HTTP, against one process that serves a register.

`python -m bench.web_people REGISTER` serves a register on a free port, prints it, and goes on until its input ends.
"""

import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median, quantiles
from typing import Self
from urllib.parse import urlencode

from armslength.register.domain import events as happened
from armslength.register.domain.events import Event, PackVersion, Stage
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.register import open_register
from armslength.web.addresses import address_of
from armslength.web.guarded import guarded_app
from armslength.web.security.address import on_this_machine
from armslength.web.security.entrance import Entrance
from armslength.web.security.sessions import begin
from armslength.web.serving import listening, server_for
from armslength.web.wsgi import desk_for
from bench.children import ROOT
from bench.registers import LAST, WHO
from bench.rounds import span
from bench.sections import met, section
from bench.web_pages import NOW, a_copy
from engine import load_pack

PEOPLE = 20
TIMES_ALONE, GROWTH = 3.0, 1.1
SECONDS, SECONDS_LONG = 30, 600
ASKED, SAVED, AFTER, ALL = "a question", "its answer, saved", "its topic, after that", "all three"


def table() -> str:
    """Let one person answer questions, and then twenty, on a copy of the register."""
    seconds = SECONDS_LONG if "--long" in sys.argv else SECONDS
    load = os.getloadavg()[0]
    with a_copy() as path, Crowd(path) as crowd:
        alone, _ = crowd.answer(1, seconds=max(10, seconds // 10), pause=(0.05, 0.15))
        before, start = crowd.megabytes(), crowd.processor()
        many, faults = crowd.answer(PEOPLE, seconds=seconds, pause=(2, 6))
        after, each = crowd.megabytes(), (crowd.processor() - start) / many[ALL].count
    rows = [
        [name, f"{times.count:,}", span(alone[name].middle), span(times.middle), span(times.most),
         f"{times.most / alone[name].middle:.1f}"]
        for name, times in many.items()
    ]  # fmt: skip
    worst = many[ALL].most / alone[ALL].middle
    says = f"""{PEOPLE} people answer questions for {seconds} seconds, each of a subject of their own, over HTTP against
        one process as `armslength serve` starts it; each takes two to six seconds over a question. Beside it one person
        alone, who takes no time. `p95` is what 95 in 100 requests stayed within; the ratio is that to the middle one of
        the person alone. An answer takes the process {span(each)} of the processor, all three requests together. Other
        programs ran meanwhile: the load of the machine was {load:.1f} before, on {os.cpu_count()} processors."""
    columns = ["request", ">requests", ">alone, median", ">median", ">p95", ">p95 / alone"]
    aims = f"""Aims: no error: {faults}{met(not faults)}; p95 of all three under {TIMES_ALONE:g} times the median of
        one person: {worst:.1f}{met(worst < TIMES_ALONE)}; memory flat: {before:.0f} MB before, {after:.0f} MB
        after{met(after <= GROWTH * before)}."""
    return section("Twenty people at once", says, columns, rows, " ".join(aims.split()))


@dataclass(frozen=True, slots=True)
class Times:
    """How long the requests of one kind took."""

    count: int
    middle: float
    most: float


class Crowd:
    """A process that serves a register, and people who use it."""

    def __init__(self, path: Path) -> None:
        """Take the register; it is written to."""
        self._path = path
        self._register = open_register(path)
        self._base = load_pack()
        self._random = random.Random(1)
        self._entered = 0

    def __enter__(self) -> Self:
        """Begin to serve."""
        command = [sys.executable, "-m", "bench.web_people", str(self._path)]
        self._child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._child.stdout
        self._port = int(self._child.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._child.terminate()
        self._child.wait()

    def megabytes(self) -> float:
        """Give the memory that the process holds."""
        lines = Path(f"/proc/{self._child.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def processor(self) -> float:
        """Give the seconds of the processor that the process has taken."""
        fields = Path(f"/proc/{self._child.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def answer(self, people: int, seconds: float, pause: tuple[float, float]) -> tuple[dict[str, Times], int]:
        """Let people answer questions for some time; give how long requests took, by kind, and how many failed."""
        until = time.monotonic() + seconds
        each_one = [Person(self, self._random.random(), pause) for _ in range(people)]
        threads = [threading.Thread(target=each.work, args=(until,)) for each in each_one]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        taken = {kind: [t for each in each_one for t in each.taken[kind]] for kind in (ASKED, SAVED, AFTER, ALL)}
        found = {kind: Times(len(all_), median(all_), quantiles(all_, n=20)[-1]) for kind, all_ in taken.items()}
        return found, sum(each.faults for each in each_one)

    def someone(self) -> tuple[int, str]:
        """Give the port, and what the browser of somebody who has signed in holds."""
        return self._port, begin(reception_of(self._register).sessions, None, WHO.name, WHO.role, NOW)

    def subject(self) -> str:
        """Enter a subject of which nothing is known."""
        self._entered += 1
        name = f"somebody-{self._entered:05}"
        pack = PackVersion(self._base.pack.id, self._base.pack.version, self._base.sha256)
        opened = happened.Opened({}, pack, Stage.SCREENING, LAST)
        with self._register.write() as unit:
            unit.append([Event(name, WHO, NOW, opened, "")], 0)
        return name

    def questions(self) -> dict[str, str]:
        """Give questions, each with an answer."""
        return {
            fact.name: "yes" if fact.kind == "yes_no" else next(iter(fact.values))
            for fact in self._base.questions()
            if fact.name in self._base.facts and fact.kind in ("yes_no", "choice")
        }


class Person:
    """Somebody who answers one question after the other."""

    def __init__(self, crowd: Crowd, seed: float, pause: tuple[float, float]) -> None:
        """Come in, with a subject of one's own."""
        self._crowd = crowd
        self._random = random.Random(seed)
        self._pause = pause
        self._port, self._session = crowd.someone()
        self._left: list[tuple[str, str, str]] = []
        self._enter()
        self.taken: dict[str, list[float]] = {ASKED: [], SAVED: [], AFTER: [], ALL: []}
        self.faults = 0

    def _enter(self) -> None:
        subject = self._crowd.subject()
        self._left = [(subject, name, text) for name, text in self._crowd.questions().items()]

    def work(self, until: float) -> None:
        """Answer questions until it is time."""
        line = HTTPConnection("127.0.0.1", self._port, timeout=60)
        time.sleep(self._random.uniform(0, self._pause[1]))
        while time.monotonic() < until:
            if not self._left:
                self._enter()
            subject, name, text = self._left.pop(0)
            here = address_of(subject, "question", name)
            typed = urlencode({f"seen.{name}": "0", f"answer.{name}": text})
            try:
                self._asked(line, ASKED, "GET", here)
                time.sleep(self._random.uniform(*self._pause))
                to = self._asked(line, SAVED, "POST", here, typed)
                self._asked(line, AFTER, "GET", to)
                self.taken[ALL].append(sum(self.taken[kind][-1] for kind in (ASKED, SAVED, AFTER)))
            except (OSError, HTTPException):
                self.faults += 1
                line.close()

    def _asked(self, line: HTTPConnection, kind: str, method: str, address: str, typed: str = "") -> str:
        headers = {"Cookie": f"session={self._session}", "Sec-Fetch-Site": "same-origin"}
        if typed:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        line.request(method, address, typed or None, headers)
        answer = line.getresponse()
        answer.read()
        self.taken[kind].append(time.perf_counter() - start)
        if answer.status != (303 if typed else 200):
            raise HTTPException(f"{method} {address}: {answer.status}")
        return answer.headers.get("Location", "")


def serve(path: Path) -> None:
    """Serve a register as on the day up to which it was filled; the clock goes on from there."""
    began = time.monotonic()
    desk = replace(desk_for(open_register(path), None), clock=lambda: NOW + timedelta(seconds=time.monotonic() - began))
    with listening("127.0.0.1", None) as at:
        port = at.getsockname()[1]
        app = guarded_app(Entrance(desk, on_this_machine(port), accounts=False))
        desk.overviews.of(LAST)
        print(port, flush=True)
        server_for(app, at).run()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
