"""The power goes at any moment: nothing that was acknowledged is lost, and the file can be read."""

import contextlib
import random
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from armslength.register.store.keeping import upgrade
from armslength.register.store.register import create_register, open_register
from armslength.register.store.verifying import verify_register
from tests.register.keeping import SCHEMAS, SOME, noted, put
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
    calls = record(path, folder / "trace.txt", "one", str(EVENTS))
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
    for point, (acknowledged, files) in enumerate(losses({"db": recorded.before}, recorded.calls, points, seed)):
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


def put_on_disk(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write what a disk holds into a folder, and give the path of the register."""
    path = folder / "register.db"
    for each in folder.iterdir():
        each.unlink()
    for name, data in files.items():
        named = {"db": path, "wal": folder / "register.db-wal"}.get(name, folder / name)
        named.touch(0o600)
        named.write_bytes(data)
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder to lose things in; what is recorded is recorded in one of the same length."""
    if why := can_record():
        pytest.skip(why)
    (tmp_path / "work").mkdir()
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


AFTER = [Call("nothing", "")] * 40
"""Some time after the program ended, when what it said has to be true."""

POINTS = pytest.mark.parametrize(
    ("points", "seed"), [(20, 1), pytest.param(3_000, 2, marks=pytest.mark.deep)], ids=["some", "many"]
)


@POINTS
def test_a_power_loss_while_a_register_is_made_leaves_a_whole_one_or_none(disk: Path, points: int, seed: int) -> None:
    calls = record(disk.parent / "work" / "register.db", disk.parent / "trace.txt", "init")
    made = 0
    for acknowledged, files in losses({}, [*calls, *AFTER], points, seed):
        path = put_on_disk(disk, files)
        assert acknowledged <= ("db" in files)
        if "db" in files:
            register = open_register(path)
            assert verify_register(register).wrong == []
            put(register, noted(1))
            made += 1
        elif "register.db.key" not in files:
            put(create_register(path), noted(1))
    assert 0 < made < points


@POINTS
def test_a_power_loss_during_an_upgrade_leaves_a_whole_register_of_either_schema(
    disk: Path, points: int, seed: int
) -> None:
    path, old = disk.parent / "work" / "register.db", (SCHEMAS / "0001.db").read_bytes()
    path.write_bytes(old)
    calls = record(path, disk.parent / "trace.txt", "upgrade")
    key = (SCHEMAS / "0001.key").read_bytes()
    again = kept = 0
    for acknowledged, files in losses({"db": old, "register.db.key": key}, [*calls, *AFTER], points, seed):
        path = put_on_disk(disk, files)
        copy = disk / "register.db.schema-0001"
        if kept_now := copy.exists():
            with contextlib.closing(sqlite3.connect(copy)) as opened:
                assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert opened.execute("SELECT count(*) FROM events").fetchone() == (4,)
        done = upgrade(path)
        assert not (acknowledged and (done or not kept_now))
        register = open_register(path)
        assert register.events("one") == SOME
        assert verify_register(register).wrong == []
        again, kept = again + (done is not None), kept + kept_now
    assert 0 < again < points
    assert 0 < kept < points


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
    *_, (acknowledged, files) = losses({"db": recorded.before}, [*recorded.calls, Call("sync", "folder")], 4000, 1)
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
