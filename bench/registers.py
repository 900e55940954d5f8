"""Registers of many subjects: what lists and reminders cost as subjects and entries grow."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time

from armslength.register.declared import read_register
from armslength.register.domain import events as happened
from armslength.register.domain.events import Body, Event, PackVersion, Person, Stage
from armslength.register.domain.known import profile_of
from armslength.register.store.register import Register, create_register, open_register
from bench.children import Ran, ran
from bench.sections import met, section
from engine import Profile, RuleBase, conclude_all, load_pack, read_rows

PARTNERS = Path("profiles/portfolio/forty-partners.csv")
SIZES = ((1_250, 20), (2_500, 20), (5_000, 20), (1_250, 80))
"""How many subjects, and how many entries each of them has."""

LAST = date(2026, 5, 4)
WHO = Person("Ann Moss", "registered_manager")
SECONDS, MEGABYTES = 1.0, 200

SELECT = "import sqlite3, sys; print(len(sqlite3.connect(sys.argv[1]).execute('SELECT * FROM events').fetchall()))"


def table() -> str:
    """Fill registers, and let each command run in a process of its own."""
    rows, most, worst, first_of_a_day = [], 0.0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for subjects, each in SIZES:
            path = Path(folder, f"{subjects}-{each}.db")
            fill(create_register(path), load_pack(), subjects, each)
            first, due = asked(path, "due", LAST), asked(path, "due", LAST)
            later, listed = asked(path, "due", LAST + timedelta(days=1)), asked(path, "list", LAST)
            alone = engine_alone(path)
            bare = ran([sys.executable, "-c", SELECT, str(path)])
            most = max(most, first.megabytes, due.megabytes, later.megabytes, listed.megabytes)
            worst, first_of_a_day = max(worst, due.cpu, listed.cpu), max(first_of_a_day, later.cpu)
            costs = (bare.cpu, listed.cpu, due.cpu, later.cpu, first.cpu, alone)
            rows.append([f"{subjects:,}", f"{subjects * each:,}", *(f"{cost:.2f} s" for cost in costs),
                         f"{listed.cpu / bare.cpu:.1f}", f"{due.cpu / bare.cpu:.1f}"])  # fmt: skip
    told = """Seconds of the processor that `armslength register` takes, each time as a process of its own, starting it
        included. `SELECT` is a bare one of all entries, by Python's sqlite3 in a process of its own; the last columns
        hold `list` and `due` against it. What is concluded of a subject is kept: `due` is where it was concluded
        before, `a day later` where that day is the first to ask for it, and `nothing kept` where all is concluded.
        `engine` is what the engine alone takes for all of them, from profiles that are at hand. The rest goes into
        reading and checking entries and folding them, into due lines, and into what is kept; on a new day also into
        starting the kernel."""
    columns = [">subjects", ">entries", ">`SELECT`", ">`list`", ">`due`", ">a day later", ">nothing kept", ">engine",
               ">`list` / `SELECT`", ">`due` / `SELECT`"]  # fmt: skip
    after = f"""Aims: `list` and `due` within {SECONDS:.0f} s: {worst:.2f} s{met(worst <= SECONDS)}; the first `due` of
        a day, too: {first_of_a_day:.2f} s{met(first_of_a_day <= SECONDS)}; memory within {MEGABYTES} MB:
        {most:,.0f} MB{met(most <= MEGABYTES)}."""
    return section("A register", told, columns, rows, " ".join(after.split()))


def asked(path: Path, command: str, day: date) -> Ran:
    """Run a command on a register as on a day."""
    return ran([sys.executable, "-m", "cli", "register", command, str(path), "--as-of", day.isoformat()])


def engine_alone(path: Path) -> float:
    """Count the seconds of the processor in which the engine concludes every subject of a register."""
    office = read_register(load_pack())
    with open_register(path).read() as reading:
        states = (state for each in reading.subjects() for state in reading.states([each.name]).values())
        profiles = [profile_of(state, office, LAST) for state in states]
    start = process_time()
    for _ in conclude_all(office.base, profiles, LAST):
        pass
    return process_time() - start


def fill(register: Register, base: RuleBase, subjects: int, each: int) -> None:
    """Write subjects, each with so many entries; what they say repeats after a while, and their days differ."""
    profiles = read_rows(PARTNERS, base)
    pack = PackVersion(base.pack.id, base.pack.version, base.sha256)
    with register.write() as unit:
        for number in range(subjects):
            name = f"subject-{number:05}"
            bodies = list(course(profiles[number % len(profiles)], pack, number, each))
            at = datetime.combine(LAST - timedelta(days=1), time(8), UTC)
            unit.append([Event(name, WHO, at, body, "") for body in bodies], 0)


def course(profile: Profile, pack: PackVersion, number: int, count: int) -> Iterator[Body]:
    """Walk what has happened to one subject: it was entered, answered, and then looked after, again and again."""
    start = LAST - timedelta(days=40 + number % 400)
    yield happened.Opened(profile.header, pack, Stage.RUNNING, start)
    answers = list(profile.answers.items())[: count * 2 // 3]
    for name, given in answers:
        yield happened.Answered(name, 1, given.value, given.evidence, given.known)
    for turn in range(count - len(answers) - 1):
        on = start + timedelta(days=turn % 30)
        match turn % 5:
            case 0:
                until = LAST + timedelta(days=number % 90 - 10)
                yield happened.ActionAgreed(f"action-{turn}", "Ring them", "Ann Moss", until)
            case 1:
                yield happened.ReviewHeld(f"review-{turn}", "quarterly_review", on, "Nothing has changed")
            case 2:
                until = LAST + timedelta(days=number % 300 - 20)
                yield happened.EvidenceAttached(f"evidence-{turn}", "exit-plan", "A letter", "Ann Moss", until)
            case 3:
                yield happened.IncidentRecorded(f"incident-{turn}", on, "minor", "A fall", False)
            case _:
                yield happened.Noted("They rang")
