"""Check that the log of a register was not touched up. Stands alone: Python 3.11 and this file, nothing to install.

    python verify.py FOLDER [--checkpoint KEPT]

The folder holds an export of a register, or an inspection pack:

    events.jsonl      an event a line, exactly the bytes that were logged
    texts.jsonl       texts that may be about a person, each with its salt; their hashes stand in the events
    leaves.txt        the hash of every entry of the log, a line each
    numbers.txt       only where the events are a part of the log: the number of each, a line each. A part holds the
                      whole history of each subject in it
    checkpoint.txt    size and root of the log, signed (c2sp.org/tlog-checkpoint)
    key.txt           the public key of the register (c2sp.org/signed-note)

Each event is hashed, the hashes are put together to the root (RFC 6962, section 2), and the root is held against the
checkpoint, whose signature is checked (Ed25519, RFC 8032). A log that was cut, or written anew with the same key, fits
its own checkpoint: that is found with a checkpoint that was kept elsewhere. `--checkpoint` takes its file, or the short
form that is printed on signed records, such as 1234-0f3a9c51d2e4b678.

Ends with 0 where all is as it was written, with 1 where it is not, and with 2 where it can't be checked.
"""

import argparse
import json
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

# ---- Ed25519: checking a signature (RFC 8032, 5.1.7), in plain arithmetic modulo a prime

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]
"""A point of the curve in extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, x·y = T/Z."""


def add_points(a: Point, b: Point) -> Point:
    """Add two points (RFC 8032, 5.1.4)."""
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """Add a point to itself so many times."""
    total: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add_points(total, point)
        point, number = add_points(point, point), number >> 1
    return total


def same_point(a: Point, b: Point) -> bool:
    """Say whether two points are one."""
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def read_point(data: bytes) -> Point | None:
    """Read a point from its 32 bytes (RFC 8032, 5.1.3); nothing where there is no such point."""
    whole = int.from_bytes(data, "little")
    sign, y = whole >> 255, whole & ((1 << 255) - 1)
    if len(data) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = read_point(bytes([0x58]) + bytes([0x66]) * 31)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether a signature of a message was made with the key that belongs to a public key."""
    key, first = read_point(public), read_point(signature[:32])
    second = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or first is None or BASE is None or second >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return same_point(times(second, BASE), add_points(first, times(challenge, key)))


# ---- the tree over all entries (RFC 6962, section 2)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Put the hashes of entries together to the root over them."""
    waiting: list[
        tuple[int, bytes]
    ] = []  # whole subtrees from the left, each smaller than the one before: (size, hash)
    for leaf in leaves:
        size, node = 1, leaf
        while waiting and waiting[-1][0] == size:
            node, size = sha256(b"\1" + waiting.pop()[1] + node).digest(), size * 2
        waiting.append((size, node))
    if not waiting:
        return sha256(b"").digest()
    node = waiting.pop()[1]
    while waiting:
        node = sha256(b"\1" + waiting.pop()[1] + node).digest()
    return node


# ---- what is checked


class CannotCheck(Exception):  # noqa: N818  it says what happened
    """There is nothing to check, or it is not in its form."""


@dataclass(frozen=True)
class Log:
    """What is checked: the lines of the files as they are. `numbers` is none where the events are the whole log."""

    events: Sequence[bytes]
    texts: Sequence[bytes]
    leaves: Sequence[str]
    checkpoint: str
    key: str
    numbers: Sequence[str] | None = None


@dataclass
class Findings:
    """What was found to be wrong, and what the checkpoint says of the log."""

    wrong: list[str] = field(default_factory=list)
    size: int = 0
    root: bytes = b""
    origin: str = ""

    @property
    def short(self) -> str:
        """The short form of the checkpoint, to be kept elsewhere."""
        return f"{self.size}-{self.root[:8].hex()}"


def check(log: Log, kept: Sequence[str] = ()) -> Findings:
    """Check a log against its checkpoint, and against checkpoints that were kept elsewhere."""
    found = Findings()
    public = _read_key(log.key, found)
    if public is None or not _read_note(log.checkpoint, log.key, public, found):
        return found
    leaves = _check_leaves(log, found)
    events = _check_events(log, leaves, found)
    _check_texts(log.texts, events, found)
    for each in kept:
        _check_kept(each, log.key, public, leaves, found)
    return found


def _read_key(text: str, found: Findings) -> bytes | None:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = _bytes(encoded)
    if not name or key is None or len(key) != 33 or key[0] != 1 or key_id != _key_id(name, key).hex():
        found.wrong.append("The public key is not in its form, or was changed.")
        return None
    return key[1:]


def _key_id(name: str, key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + key).digest()[:4]


def _read_note(note: str, key: str, public: bytes, found: Findings, what: str = "The checkpoint") -> bool:
    """Read a checkpoint that was signed with a key, into the findings."""
    text, between, signatures = note.rpartition("\n\n")
    text, name = text + "\n", key.partition("+")[0]
    ours = [line for line in signatures.split("\n") if line.startswith(f"— {name} ")]
    signed = [_bytes(line.removeprefix(f"— {name} ")) or b"" for line in ours]
    key_id = _key_id(name, b"\1" + public)
    whole = between and signatures.endswith("\n") and all(each.startswith("— ") for each in signatures.split("\n")[:-1])
    mine = [each[4:] for each in signed if each[:4] == key_id]
    if not whole or len(mine) != 1 or not is_signed(public, text.encode(), mine[0]):
        found.wrong.append(f"{what} was not signed with the key of this register, or was changed.")
        return False
    lines = text.split("\n")
    root = _bytes(lines[2]) if len(lines) == 4 else None
    if root is None or lines[0] != name or len(root) != 32 or not re.fullmatch("0|[1-9][0-9]*", lines[1], re.ASCII):
        found.wrong.append(f"{what} names no size and root of this register.")
        return False
    found.origin, found.size, found.root = name, int(lines[1]), root
    return True


def _check_leaves(log: Log, found: Findings) -> list[bytes]:
    """Hold the hashes of all entries against the checkpoint."""
    leaves = [bytes.fromhex(each) for each in log.leaves if re.fullmatch("[0-9a-f]{64}", each)]
    if len(leaves) != len(log.leaves):
        found.wrong.append("The list of hashes holds lines that are no hash.")
    elif len(leaves) != found.size:
        found.wrong.append(f"The log holds {len(leaves)} entries, and its checkpoint says {found.size}.")
    elif root_of(leaves) != found.root:
        found.wrong.append("The hashes of the entries are not those of the checkpoint: the list was changed.")
    return leaves


def _check_events(log: Log, leaves: Sequence[bytes], found: Findings) -> Iterator[dict[str, Any]]:
    """Hold each event against its hash, and read it; one at a time, for there may be many."""
    numbers = [*range(1, len(log.events) + 1)] if log.numbers is None else _read_numbers(log.numbers, found)
    if len(log.events) != (len(leaves) if log.numbers is None else len(numbers)):
        found.wrong.append(f"There are {len(log.events)} events, and the list of them names another number.")
    for number, data in zip(numbers, log.events, strict=False):
        if not 0 < number <= len(leaves) or sha256(b"\0" + data).digest() != leaves[number - 1]:
            found.wrong.append(f"Entry {number} is not what was written: it was changed, moved or put in.")
        elif (event := _read_event(data)) is None:
            found.wrong.append(f"Entry {number} is no event.")
        else:
            yield event


def _read_event(data: bytes) -> dict[str, Any] | None:
    """Read an event as far as is needed here; nothing where it is none (such a thing is never logged)."""
    try:
        event = json.loads(data)
        body, erases = event["body"], event["kind"] == "personal_text_erased"
        whole = isinstance(event["subject"], str) and isinstance(body, dict) and "why" in event
        whole = whole and (not erases or (isinstance(body["event"], int) and isinstance(body["fields"], list)))
    except (ValueError, TypeError, KeyError):
        return None
    return event if whole else None


def _read_numbers(lines: Sequence[str], found: Findings) -> list[int]:
    numbers = [int(each) for each in lines if re.fullmatch("[1-9][0-9]*", each, re.ASCII)]
    if len(numbers) != len(lines) or numbers != sorted(set(numbers)):
        found.wrong.append("The list of numbers is not in its form.")
    return numbers


def _check_texts(lines: Sequence[bytes], events: Iterable[Mapping[str, Any]], found: Findings) -> None:
    """Hold each text against its hash; a text that is not there has to have been erased by an event."""
    named: dict[str, tuple[str, int, str]] = {}
    erased: set[tuple[str, int, str]] = set()
    versions: dict[str, int] = {}
    for event in events:
        subject = event["subject"]
        version = versions[subject] = versions.get(subject, 0) + 1
        named |= {hashed: (subject, version, path) for path, hashed in _texts_named(event)}
        if event["kind"] == "personal_text_erased":
            erased |= {(subject, event["body"]["event"], each) for each in event["body"]["fields"]}
    there: set[str] = set()
    for at, line in enumerate(lines, 1):
        hashed = _hash_of_text(line)
        if hashed is None or hashed in there:
            found.wrong.append(f"Text {at} is not what was written, or stands twice.")
        else:
            there.add(hashed)
    for hashed, place in named.items():
        says = f"of `{place[0]}`, event {place[1]}, `{place[2]}`"
        if place in erased and hashed in there:
            found.wrong.append(f"The text {says} is there, and was erased.")
        elif place not in erased and hashed not in there:
            found.wrong.append(f"The text {says} is not there or was changed, and no event says that it was erased.")
    if there - set(named):
        found.wrong.append("There are texts that belong to no event.")


def _texts_named(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Walk the texts that an event names by their hash: each with its path, also the several texts of a header."""
    for path, value in (("why", event["why"]), *((f"body.{name}", each) for name, each in event["body"].items())):
        several = value.items() if isinstance(value, dict) else ()
        inner = ((f"{path}.{key}", each) for key, texts in several if isinstance(texts, list) for each in texts)
        for at, text in ((path, value), *inner):
            if isinstance(text, dict) and set(text) == {"sha256"}:
                yield at, text["sha256"]


def _hash_of_text(line: bytes) -> str | None:
    """Hash a text with its salt; nothing where its line does not name that hash, or is written in another way."""
    try:
        text = json.loads(line)
        whole = f"{text['salt']}\0{text['says']}".encode()
        again = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, TypeError, KeyError):
        return None
    hashed = sha256(whole).hexdigest()
    return hashed if set(text) == {"salt", "says", "sha256"} and text["sha256"] == hashed and again == line else None


def _check_kept(kept: str, key: str, public: bytes, leaves: Sequence[bytes], found: Findings) -> None:
    """Hold the log against a checkpoint that was kept elsewhere, in full or in its short form."""
    short = re.fullmatch("(0|[1-9][0-9]*)-([0-9a-f]{16})", kept.strip(), re.ASCII)
    if short:
        size, begin = int(short[1]), bytes.fromhex(short[2])
    else:
        then = Findings()
        if not _read_note(kept, key, public, then, "The kept checkpoint"):
            found.wrong += [f"{each} Is it one of this register?" for each in then.wrong]
            return
        size, begin = then.size, then.root
    if size > len(leaves):
        found.wrong.append(f"The log was cut: it held {size} entries once, and holds {len(leaves)} now.")
    elif not root_of(leaves[:size]).startswith(begin):
        found.wrong.append(f"The first {size} entries are not those of the kept checkpoint: the log was written anew.")


def _bytes(encoded: str) -> bytes | None:
    """Read base64 in its one form."""
    try:
        found = b64decode(encoded, validate=True)
    except ValueError:
        return None
    return found if b64encode(found).decode() == encoded else None


# ---- reading a folder

FILES = ("events.jsonl", "texts.jsonl", "leaves.txt", "checkpoint.txt", "key.txt")
PART = "numbers.txt"


def read_folder(folder: Path) -> Log:
    """Read an export or a pack from a folder. Raises `CannotCheck`."""
    part = (PART,) if (folder / PART).exists() else ()
    return read_files({name: _read(folder / name) for name in (*FILES, *part)})


def read_files(files: Mapping[str, bytes]) -> Log:
    """Read an export or a pack from the bytes of its files, by name."""
    return Log(
        events=_lines(files["events.jsonl"]),
        texts=_lines(files["texts.jsonl"]),
        leaves=[_text(each) for each in _lines(files["leaves.txt"])],
        checkpoint=_text(files["checkpoint.txt"]),
        key=_text(files["key.txt"]).removesuffix("\n"),
        numbers=[_text(each) for each in _lines(files[PART])] if PART in files else None,
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotCheck(f"`{path}` can't be read.") from error


def _lines(data: bytes) -> list[bytes]:
    """Read lines; what stands after the last line end is a line that was broken off."""
    *lines, rest = data.split(b"\n")
    return [*lines, rest + b"(broken off)"] if rest else lines


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder, and say what was found."""
    parser = argparse.ArgumentParser(description="Check that the log of a register was not touched up.")
    parser.add_argument("folder", type=Path, help="the folder of an export or of an inspection pack")
    says = "a checkpoint that was kept elsewhere, its file or its short form; may be repeated"
    parser.add_argument("--checkpoint", action="append", default=[], metavar="KEPT", help=says)
    given = parser.parse_args(arguments)
    try:
        log = read_folder(given.folder)
        kept = [_text(_read(Path(each))) if Path(each).exists() else each for each in given.checkpoint]
    except CannotCheck as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    found = check(log, kept)
    for each in found.wrong:
        print(each)  # noqa: T201
    if not found.wrong:
        part = "" if log.numbers is None else f" {len(log.events)} of them are here."
        against = f" It continues {len(kept)} kept checkpoint(s)." if kept else ""
        print(f"All {found.size} entries of {found.origin} are as they were written.{part}{against}")  # noqa: T201
        print(f"Checkpoint: {found.short}")  # noqa: T201
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
