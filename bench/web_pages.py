"""The pages of a large register, each against a bare page of Flask and Jinja that shows the same from data at hand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from shutil import copy2
from statistics import median
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from flask import Flask, render_template, request, template_rendered
from flask.testing import FlaskClient

from armslength.register.declared import read_register
from armslength.register.domain import events as happened
from armslength.register.domain.events import Event
from armslength.register.domain.known import profile_of
from armslength.register.exchange.outlook import outlooks
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.register import create_register, open_register
from armslength.web.guarded import guarded_app
from armslength.web.routes import all_routes
from armslength.web.security.address import on_this_machine
from armslength.web.security.entrance import Entrance
from armslength.web.security.sessions import begin
from armslength.web.wsgi import desk_for
from bench.registers import LAST, WHO, fill
from bench.rounds import span
from bench.sections import section
from engine import __version__, assess, load_pack

PORT = 8080
HERE = f"http://127.0.0.1:{PORT}"
NOW = datetime.combine(LAST, clock_time(9), UTC)
SUBJECTS, ENTRIES = 5_000, 20
ROUNDS, PER_ROUND = 5, 4
NO_PAGES = ("/accounts", "/portfolio/movement", "/workbook/<upload>", "/sign-in", "/l/", "/s/<subject>/uploads",
            "/s/<subject>/asked", "/s/<subject>/sign/", "/s/<subject>/adopt")  # fmt: skip
"""What is not measured: for other people, of what is not there in this register, and how all moved, which is counted
where somebody can wait for it."""

ANEW = ("/s/{subject}/history/check",)
"""Pages that work something out each time: whether the log is whole."""

TIMES = 2.0

ALSO = ("/?text=partner&sort=name", "/?stage=running&due=30", "/due?within=week", "/s/{subject}/guided?order=fixed")


def register_of(subjects: int = SUBJECTS, entries: int = ENTRIES) -> Path:
    """Give the register that is measured; it is made once, and kept among the temporary files of this machine."""
    base = load_pack()
    folder = Path(gettempdir(), f"armslength-bench-{__version__}-{base.sha256[:8]}-{subjects}-{entries}")
    path, new = folder / "register.db", folder / "new.db"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        for each in folder.iterdir():
            each.unlink()
        register = create_register(new, folder / "register.db.key")
        fill(register, base, subjects, entries)
        new.rename(path)
    office = read_register(base)
    outlooks(open_register(path), office, LAST)  # what was concluded by another version of the program is of no use
    return path


@contextmanager
def a_copy() -> Iterator[Path]:
    """Copy the register that is measured, for what measures it writes to it."""
    kept = register_of()
    with TemporaryDirectory() as folder:
        path = Path(folder, kept.name)
        copy2(kept, path)
        copy2(kept.with_name("register.db.key"), path.with_name("register.db.key"))
        yield path


@dataclass(frozen=True, slots=True)
class PageCost:
    """What a page costs in seconds of the processor.

    `bare` from data at hand; `ours` as it is served; `made` where the page itself is not kept; `written` once something
    was written of another subject since; `first` where its subject has to be assessed, and `engine` what the engine
    alone takes for that.
    """

    address: str
    bare: float
    ours: float
    made: float
    written: float
    first: float
    engine: float

    @property
    def ratio(self) -> float:
        """How many times as long as the bare page it takes."""
        return self.ours / self.bare


class Pages:
    """The application as it is served, with somebody signed in; and beside it the bare one."""

    def __init__(self, path: Path) -> None:
        """Open a register."""
        self.desk = replace(desk_for(open_register(path), None), clock=lambda: NOW)
        self.app = guarded_app(Entrance(self.desk, on_this_machine(PORT), accounts=False))
        secret = begin(reception_of(self.desk.register).sessions, None, WHO.name, WHO.role, NOW)
        self.client = self.app.test_client()
        self.client.set_cookie("session", secret, domain="127.0.0.1")
        self.shown: dict[str, tuple[str, dict[str, Any]]] = {}
        self.bare = self._bare().test_client()
        self.subjects = [each.name for each in self.desk.register.subjects()]

    def addresses(self) -> list[str]:
        """List the addresses of all pages, with `{subject}` where a subject is to stand."""
        base = self.desk.office.base
        parts = {
            "<subject>": "{subject}", "<topic>": next(iter(base.pack.topics)), "<question>": next(iter(base.facts)),
            "<decision>": base.pack.primary[0], "<control>": next(iter(base.controls)),
            "/documents/<kind>": f"/documents/{next(iter(self.desk.documents.documents))}", "<kind>": "control",
        }  # fmt: skip
        found = []
        for route in all_routes():
            rule = route.rule
            if route.method != "GET" or "." in rule or rule.startswith(NO_PAGES):
                continue
            for part, text in parts.items():
                rule = rule.replace(part, text)
            name = next(iter(base.controls if "/control/" in rule else base.rules))
            found.append(rule.replace("<name>", name))
        return [*found, *ALSO]

    def cost(self, address: str, number: int) -> PageCost:
        """Measure a page; `number` picks a subject that nobody has looked at."""
        subject = self.subjects[number]
        of_one = "{subject}" in address
        here = address.replace("{subject}", subject)
        self.get(here.replace(subject, self.subjects[number + 1]))  # templates are compiled, and all that is shared
        first = spent(lambda: self.get(here))
        self._keep_data_of(here)
        if self.get(here) != got(self.bare, here):
            raise SystemExit(f"{here}: the bare page is another one")
        bare, ours, made, written = [], [], [], []
        for turn in range(ROUNDS):
            bare.append(spent(lambda: got(self.bare, here), PER_ROUND))
            ours.append(spent(lambda: self.get(here), PER_ROUND))
            asked = f"{here}{'&' if '?' in here else '?'}turn={turn}"  # an address that nobody has asked for yet
            made.append(spent(partial(self.get, asked)))
        for _ in range(ROUNDS):
            self._write(self.subjects[-1])
            written.append(spent(lambda: self.get(here)))
        engine = self._engine(subject) if of_one else 0.0
        costs = (median(bare), median(ours), median(made), median(written))
        return PageCost(address, *costs, first if of_one else 0.0, engine)

    def get(self, address: str) -> str:
        """Ask for a page of the application."""
        return got(self.client, address)

    def _engine(self, subject: str) -> float:
        """Measure what the engine alone takes to assess a subject."""
        office = self.desk.office
        profile = profile_of(self.desk.register.state(subject), office, LAST)
        return spent(lambda: assess(office.base, profile, LAST, engine="reference"))

    def _write(self, subject: str) -> None:
        with self.desk.register.write() as unit:
            unit.append([Event(subject, WHO, NOW, happened.Noted("They rang"), "")], unit.state(subject).version)

    def _keep_data_of(self, address: str) -> None:
        def keep(_: object, template: Any, context: dict[str, Any], **__: object) -> None:
            self.shown[address] = (template.name, {name: context[name] for name in ("page", "frame")})

        with template_rendered.connected_to(keep, self.app):
            self.get(address)

    def _bare(self) -> Flask:
        """Make an application that knows nothing but its templates, and what each page shows."""
        app = Flask("armslength.web.app")
        app.jinja_env.undefined = self.app.jinja_env.undefined
        app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
        app.jinja_env.globals.update(say=self.desk.words.say, day=self.desk.words.day)

        def show(**_: str) -> str:
            name, context = self.shown[request.full_path.rstrip("?")]
            return render_template(name, **context)

        app.add_url_rule("/", "first", show)
        app.add_url_rule("/<path:path>", "any", show)
        return app


def spent(run: Callable[[], object], times: int = 1) -> float:
    """Give the seconds of the processor that something takes."""
    start = time.process_time()
    for _ in range(times):
        run()
    return (time.process_time() - start) / times


def got(client: FlaskClient, address: str) -> str:
    """Ask for a page; stop the bench where there is none."""
    answer = client.get(address, base_url=HERE)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return answer.get_data(as_text=True)


def costs() -> Iterator[PageCost]:
    """Measure each page, those of a subject on one that nobody has looked at."""
    with a_copy() as path:
        pages = Pages(path)
        for number, address in enumerate(pages.addresses()):
            yield pages.cost(address, 2 * number)


def table() -> str:
    """Measure each page on a copy of the register."""
    rows, missed, slow = [], [], []
    for each in costs():
        says = [span(each.bare), span(each.ours), f"{each.ratio:.1f}", span(each.made), span(each.written)]
        if each.engine:
            says += [span(each.first), span(each.engine)]
        rows.append([f"`{each.address}`", *says])
        if each.ratio > TIMES and each.address not in ANEW:
            missed.append(f"`{each.address}` ({each.ratio:.1f})")
        if each.first - each.ours > 2 * each.engine and each.engine:
            slow.append(f"`{each.address}`")
    told = f"""A register of {SUBJECTS:,} subjects with {ENTRIES} entries each, the application as it is served, in this
        process; seconds of the processor. The bare page is Flask and Jinja alone, with the same templates and all
        that they show at hand: its HTML is the same to the byte. `again` is where nothing was written since, so that
        the page is kept as it was made; its ratio is to the bare page. `made` is where the page has to be made from
        what was read, which is kept, and `written` where something was written of another subject since. `first` is
        where the subject has to be read and assessed, and `engine` what the engine alone takes to assess it."""
    columns = ["page", ">bare", ">again", ">ratio", ">made", ">written", ">first", ">engine"]
    after = f"Aim: `again` at most {TIMES:g} times the bare page. {_all_but(missed, len(rows) - len(ANEW))} "
    after += "Not counted: the check of the whole log, which reads all of it each time."
    if slow:
        after += f" What takes more than twice the engine longer at `first` than `again`: {', '.join(slow)}."
    return section("The pages", told, columns, rows, after)


def _all_but(missed: list[str], count: int) -> str:
    if not missed:
        return f"Measured: all {count} pages."
    return f"Measured: {count - len(missed)} of {count} pages; **not met** by {', '.join(missed)}."
