"""Programs that write to a register, to be killed, or to run side by side; each is forked from one that is warm.

    python -m tests.register.writers kill FOLDER KILLS SEED     writes, is killed at a random moment, is checked; again
    python -m tests.register.writers kill-on PLACE KEY KILLS SEED    the same on a database
    python -m tests.register.writers many PLACE KEY WRITERS EACH
    python -m tests.register.writers init PATH
    python -m tests.register.writers upgrade PATH
    python -m tests.register.writers one PATH EVENTS             writes, and says the size after each

Forking is left to this program, which has one thread: a test may run beside others.
"""

import os
import random
import select
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from armslength.register.domain.events import Answered, Event, PersonalTextErased
from armslength.register.store.keeping import upgrade
from armslength.register.store.register import Register, create_register, open_register
from armslength.register.store.unit import Stale
from armslength.register.store.verifying import verify_register
from tests.register.keeping import ANN, happened, noted, put


def write_on(register: Register, say: Callable[[int], object]) -> None:
    """Write units of one to three events, now and then erasing a text, and say the size after each."""
    number = 0
    while True:
        number += 1
        subject = f"subject-{number % 7}"
        with register.write() as unit:
            version = unit.version(subject)
            events: list[Event] = [noted(0, subject) for _ in range(number % 3 + 1)]
            if version and number % 19 == 0:
                events.append(happened(PersonalTextErased(version, ("body.says",)), subject))
            unit.append(events, version)
        say(register.head().edge.size)


def child(work: Callable[[], object]) -> int:
    """Fork a child that does some work and ends."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return pid


def kill_one(opening: Callable[[], Register], seconds: float) -> int:
    """Kill a writer some time after it has begun, and give the last size that it acknowledged; zero for none."""
    read, write = os.pipe()
    pid = child(lambda: write_on(opening(), lambda size: os.write(write, f"{size}\n".encode())))
    os.close(write)
    select.select([read], [], [], 60)  # it has begun to write
    select.select([], [], [], seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    said = b""
    while more := os.read(read, 65536):
        said += more
    os.close(read)
    return int(said.split()[-1]) if said.split() else 0


def kill_again_and_again(folder: Path, kills: int, seed: int) -> None:
    """Kill a writer at random moments; after each, all that it acknowledged has to be there, and to verify."""
    chance = random.Random(seed)
    path = folder / "register.db"
    create_register(path)
    lost = wrong = during = acknowledged = before = 0
    for _ in range(kills):
        last = kill_one(partial(open_register, path), chance.uniform(0, 0.03))
        log = path.with_name(path.name + "-wal")
        during += log.exists() and log.stat().st_size > 0
        register = open_register(path)
        size = register.head().edge.size
        lost += size < last
        wrong += bool(verify_register(register).wrong)
        acknowledged += max(0, last - before)
        before = size
        if size > 200:  # a small one is checked quickly
            before = 0
            path = folder / f"register-{acknowledged}.db"
            create_register(path)
    say(f"kills {kills} lost {lost} wrong {wrong} during {during} acknowledged {acknowledged}")


def kill_on_database(opening: Callable[[], Register], kills: int, seed: int) -> None:
    """Kill writers to a database at random moments; after each, all that was acknowledged has to be there."""
    chance = random.Random(seed)
    lost = wrong = last = 0
    for _ in range(kills):
        last = max(last, kill_one(opening, chance.uniform(0, 0.05)))
        lost += opening().head().edge.size < last
        wrong += bool(verify_register(opening()).wrong)
    say(f"kills {kills} lost {lost} wrong {wrong} acknowledged {last}")


def say(line: str) -> None:
    """Say a line at once."""
    os.write(1, f"{line}\n".encode())


def write_side_by_side(place: str, key: str, writers: int, each: int) -> None:
    """Let several write at once: each to a subject of its own, and answering one question that all of them answer."""

    def add_one(register: Register, name: int) -> None:
        state = register.state("shared")
        current = state.current("count")
        value = current.value if current and isinstance(current.value, int) else 0
        answer = Answered("count", state.seen("count") + 1, value + 1)
        with register.write() as unit:
            unit.append([happened(answer, "shared", by=ANN)], state.version)
            unit.append([noted(0, f"own-{name}")], unit.version(f"own-{name}"))

    def work(name: int) -> None:
        register = open_register(place, Path(key))
        done = 0
        while done < each:
            try:
                add_one(register, name)
                done += 1
            except Stale as stale:
                say("stale" if stale.theirs and stale.mine else "odd")

    children = [child(partial(work, name)) for name in range(writers)]
    say(" ".join(("ended", *(str(os.waitpid(pid, 0)[1]) for pid in children))))


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    match arguments:
        case ["kill", folder, kills, seed]:
            kill_again_and_again(Path(folder), int(kills), int(seed))
        case ["kill-on", place, key, kills, seed]:
            kill_on_database(partial(open_register, place, Path(key)), int(kills), int(seed))
        case ["many", place, key, writers, each]:
            write_side_by_side(place, key, int(writers), int(each))
        case ["init", path]:
            create_register(Path(path))
            say("acknowledged 1")
        case ["upgrade", path]:
            upgrade(Path(path))
            say("acknowledged 1")
        case ["one", path, events]:
            register = open_register(path)
            for number in range(int(events)):
                erase = number % 4 == 3
                body = PersonalTextErased(number, ("body.says",)) if erase else None
                put(register, happened(body, "one") if body else noted(0))
                say(f"acknowledged {number + 1}")
        case _:
            sys.exit("say what to do")


if __name__ == "__main__":
    main(sys.argv[1:])
