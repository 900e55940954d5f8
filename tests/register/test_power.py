"""The power goes at any moment: nothing that was acknowledged is lost, and the file can be read."""

import contextlib
import random
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from armslength.register.store.register import create_register, open_register
from armslength.register.store.verifying import verify_register
from tests.register.power import Call, Content, Disk, can_record, losses, record, without_syncs

EVENTS = 24


@dataclass(frozen=True)
class Recorded:
    """A register before and after a writer came, the calls of the writer, and the events as it wrote them."""

    before: bytes
    calls: list[Call]
    events: list[bytes]
    after: bytes


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """A writer that writes a number of events."""
    if why := can_record():
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("power")
    path = folder / "register.db"
    create_register(path)
    before = path.read_bytes()
    calls = record(path, EVENTS, folder / "trace.txt")
    after = path.read_bytes()
    with open_register(path).read() as reading:
        return Recorded(before, calls, [each.data for each in reading.entries()], after)


def lost_or_wrong(folder: Path, recorded: Recorded, points: int, seed: int, thorough: int) -> list[str]:
    """Lose the power at so many points, and say where something was lost or could not be read.

    Each file is read with SQLite's own check, and its events are held against those that were written; every
    `thorough` one is opened and verified by the program.
    """
    events = recorded.events
    folder.mkdir()
    path, found = folder / "register.db", []
    (folder / "register.db.key").touch(0o600)
    for point, (acknowledged, files) in enumerate(losses(recorded.before, recorded.calls, points, seed)):
        for name, file in (("db", path), ("wal", folder / "register.db-wal"), ("shm", folder / "register.db-shm")):
            file.unlink(missing_ok=True)
            if name in files:
                file.write_bytes(files[name])
        try:
            with contextlib.closing(sqlite3.connect(path)) as opened:
                whole = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                there = [data for (data,) in opened.execute("SELECT data FROM events ORDER BY number")]
            if not whole or len(there) < acknowledged or there != events[: len(there)]:
                found.append(f"point {point}: {len(there)} of {acknowledged} acknowledged, whole: {whole}")
            elif point % thorough == 0 and (wrong := verify_register(open_register(path)).wrong):
                found.append(f"point {point}: {wrong[0]}")
        except sqlite3.Error as error:
            found.append(f"point {point}: {error}")
    return found


@pytest.mark.parametrize(
    ("points", "seed"), [(500, 1), pytest.param(10_000, 2, marks=pytest.mark.deep)], ids=["some", "many"]
)
def test_a_power_loss_loses_nothing_that_was_acknowledged(
    tmp_path: Path, recorded: Recorded, points: int, seed: int
) -> None:
    assert lost_or_wrong(tmp_path / "disk", recorded, points, seed, 20) == []


@pytest.mark.parametrize("which", ["db", "wal"])
def test_a_disk_that_does_not_sync_is_seen_to_lose(tmp_path: Path, recorded: Recorded, which: str) -> None:
    """So the simulation can fail: where a sync does nothing, something is lost."""
    assert len([each for each in recorded.calls if each.kind == "sync" and each.name == which]) >= EVENTS
    careless = replace(recorded, calls=without_syncs(recorded.calls, which))
    assert lost_or_wrong(tmp_path / "disk", careless, 150, 3, 1000) != []


def test_the_writer_was_recorded_whole(recorded: Recorded) -> None:
    """Played to its end, what was recorded gives the file that is there."""
    said = [each.name for each in recorded.calls if each.kind == "said"]
    assert said == [str(number + 1) for number in range(EVENTS)]
    assert len(recorded.events) == EVENTS
    *_, (acknowledged, files) = losses(recorded.before, [*recorded.calls, Call("sync", "folder")], 4000, 1)
    assert (acknowledged, files) == (EVENTS, {"db": recorded.after})


def test_each_sector_is_old_or_new_whatever_the_others_are() -> None:
    """Two sectors, written over once: after a loss there are four disks, and after a sync one."""
    content = Content()
    content.write(0, b"a" * 1024)
    content.sync()
    content.write(0, b"b" * 1024)
    chance = random.Random(1)
    seen = {content.after_loss(chance, 0.0) for _ in range(100)}
    assert seen == {one * 512 + two * 512 for one in (b"a", b"b") for two in (b"a", b"b")}
    content.sync()
    assert {content.after_loss(chance, 0.0) for _ in range(20)} == {b"b" * 1024}


def test_a_name_is_there_for_good_once_its_folder_was_synced() -> None:
    disk, chance = Disk({}), random.Random(1)
    disk.do(Call("make", "wal"))
    disk.do(Call("write", "wal", 3, b"abc"))
    disk.do(Call("sync", "wal"))
    assert {tuple(disk.after_loss(chance).items()) for _ in range(50)} == {(), (("wal", b"\0\0\0abc"),)}
    disk.do(Call("sync", "folder"))
    assert {tuple(disk.after_loss(chance).items()) for _ in range(50)} == {(("wal", b"\0\0\0abc"),)}
    disk.do(Call("truncate", "wal", 4))
    disk.do(Call("remove", "wal"))
    assert {len(disk.after_loss(chance).get("wal", b"")) for _ in range(50)} == {0, 4, 6}
