"""What a disk may hold after the power went: every system call of a writer is recorded, and then cut at any point.

The writer is the program as it is, with SQLite as it is; `strace` records what it asks of the system. What the disk
holds after a loss is made from that, as harshly as disks are:

- Each sector of 512 bytes holds what it held at the last sync of its file, or anything that was written to it since,
  whatever the others hold: so writes are torn, lost, and take effect in any order.
- A file has the size of its last sync, or any that it had since.
- Names that were made or removed since the last sync of the folder are so, or not yet, in the order in which that was
  asked (a journal of the file system keeps that order).
"""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (\d+)")
HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")


@dataclass(frozen=True)
class Call:
    """A system call on a file of the register, or an acknowledgement: `name` is the file, or what was said.

    `to` is the name that a file gets.
    """

    kind: str
    name: str
    offset: int = 0
    data: bytes = b""
    to: str = ""


def can_record() -> str:
    """Say why nothing can be recorded here; an empty text where it can."""
    if not sys.platform.startswith("linux") or shutil.which("strace") is None:
        return "needs Linux and strace"
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "may not trace programs here"


def record(path: Path, trace: Path, does: str, *more: str) -> list[Call]:
    """Let a program of `tests.register.writers` do something to a register, and record its calls."""
    writer = [sys.executable, "-m", "tests.register.writers", does, str(path), *more]
    command = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(trace), *writer]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2])
    with trace.open(encoding="ascii", errors="replace") as lines:
        return list(read_calls(lines, path))


def read_calls(lines: Iterator[str] | Sequence[str], path: Path) -> Iterator[Call]:
    """Read the calls on a register file, its write-ahead log, what lies beside them, and what the writer said."""
    written: dict[str, int] = {}
    for line in lines:
        found = LINE.match(line)
        if not found:
            continue
        call, arguments = found[1], found[2]
        texts = [bytes.fromhex(each.replace("\\x", "")) for each in HEX.findall(arguments)]
        name = name_of(texts[1 if call == "openat" else 0], path) if texts else None
        if call == "write" and arguments.startswith("1<"):
            yield Call("said", texts[1].decode().split()[1])
        elif name and call == "pwrite64":
            yield Call("write", name, int(arguments.rsplit(", ", 1)[1]), texts[1])
        elif name and call == "ftruncate":
            yield Call("truncate", name, int(arguments.rsplit(", ", 1)[1]))
        elif name and call in ("fsync", "fdatasync"):
            yield Call("sync", name)
        elif name and call == "unlink":
            yield Call("remove", name)
        elif name and call == "openat" and "O_CREAT" in arguments:
            written[name] = 0
            yield Call("make", name)
        elif name and call == "rename":
            yield Call("rename", name, to=name_of(texts[1], path) or "")
        elif name and call == "write":
            yield Call("write", name, written[name], texts[1])
            written[name] += len(texts[1])


def name_of(file: bytes, path: Path) -> str | None:
    """Name a file of a register: itself, its log, its folder, and others by their names; none for one elsewhere.

    The index of the write-ahead log is made anew whenever it is not there.
    """
    found = Path(file.decode(errors="replace"))
    ours = {path: "db", path.with_name(path.name + "-wal"): "wal", path.parent: "folder"}
    beside = found.parent == path.parent and not found.name.endswith("-shm")
    return ours.get(found, found.name if beside else None)


@dataclass
class Content:
    """What a file may hold: every version of each sector since the last sync, and every size."""

    sectors: list[list[bytes]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=lambda: [0])

    def write(self, offset: int, data: bytes) -> None:
        """Write bytes: each sector that they touch gets one more version."""
        end = offset + len(data)
        self.reach(end)
        for number in range(offset // SECTOR, -(-end // SECTOR)):
            start = number * SECTOR
            sector = bytearray(self.sectors[number][-1])
            begin, stop = max(offset, start), min(end, start + SECTOR)
            sector[begin - start : stop - start] = data[begin - offset : stop - offset]
            self.sectors[number].append(bytes(sector))
        self.sizes.append(max(self.sizes[-1], end))

    def truncate(self, size: int) -> None:
        """Cut or lengthen the file; what is cut off reads as zeros if it comes back."""
        self.reach(size)
        self.sizes.append(size)
        for number in range(size // SECTOR, len(self.sectors)):
            kept = self.sectors[number][-1][: max(0, size - number * SECTOR)]
            self.sectors[number].append(kept.ljust(SECTOR, b"\0"))

    def reach(self, size: int) -> None:
        """Have sectors up to a size."""
        self.sectors += [[bytes(SECTOR)] for _ in range(-(-size // SECTOR) - len(self.sectors))]

    def sync(self) -> None:
        """Forget all versions but the last."""
        self.sectors, self.sizes = [each[-1:] for each in self.sectors], self.sizes[-1:]

    def after_loss(self, chance: random.Random, kept: float) -> bytes:
        """Choose a version of each sector, and a size; `kept` is how likely the newest is."""
        parts = (each[-1] if chance.random() < kept else chance.choice(each) for each in self.sectors)
        size = self.sizes[-1] if chance.random() < kept else chance.choice(self.sizes)
        return b"".join(parts)[:size].ljust(size, b"\0")


Names = dict[str, Content | None]
"""Names that come to point to something, or to nothing, all at once."""


@dataclass
class Disk:
    """A disk with a folder: names point to contents, and may be older than what was asked."""

    names: dict[str, Content]
    asked: list[Names] = field(default_factory=list)

    def now(self) -> dict[str, Content]:
        """Give the names as the writer sees them."""
        return named(self.names, self.asked)

    def do(self, call: Call) -> None:
        """Do what a call asks."""
        there = self.now()
        if call.kind == "make" and call.name not in there:
            self.asked.append({call.name: Content()})
        elif call.kind == "remove":
            self.asked.append({call.name: None})
        elif call.kind == "rename":
            self.asked.append({call.name: None, call.to: there[call.name]})
        elif call.kind == "write":
            there[call.name].write(call.offset, call.data)
        elif call.kind == "truncate":
            there[call.name].truncate(call.offset)
        elif call.kind == "sync" and call.name == "folder":
            self.names, self.asked = there, []
        elif call.kind == "sync":
            there[call.name].sync()

    def after_loss(self, chance: random.Random) -> dict[str, bytes]:
        """Choose what the disk holds after the power went."""
        kept = chance.choice((0.0, 0.0, 0.5, 0.9, 1.0))
        some = named(self.names, self.asked[: chance.randint(0, len(self.asked))])
        return {name: content.after_loss(chance, kept) for name, content in some.items()}


def named(names: dict[str, Content], asked: Sequence[Names]) -> dict[str, Content]:
    """Make and remove names."""
    found: Names = dict(names)
    for each in asked:
        found |= each
    return {name: content for name, content in found.items() if content is not None}


def losses(
    before: Mapping[str, bytes], calls: Sequence[Call], points: int, seed: int
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Lose the power at so many points, spread over the calls: what was acknowledged by then, and what the disk has."""
    chance = random.Random(seed)
    disk = Disk({name: Content() for name in before})
    for name, data in before.items():
        disk.names[name].write(0, data)
        disk.names[name].sync()
    at = sorted(chance.randrange(len(calls) + 1) for _ in range(points))
    acknowledged = 0
    for number in range(len(calls) + 1):
        for _ in range(at.count(number)):
            yield acknowledged, disk.after_loss(chance)
        if number < len(calls):
            if calls[number].kind == "said":
                acknowledged = int(calls[number].name)
            disk.do(calls[number])


def without_syncs(calls: Sequence[Call], which: str) -> list[Call]:
    """Give the calls as a disk would take them that does not do what a sync asks, for one of its files."""
    return [replace(each, kind="nothing") if each.kind == "sync" and each.name == which else each for each in calls]
