"""Checking a register: its log, as `verify` checks an export, and whether all else follows from it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select

from armslength.register.domain.state import fold
from armslength.register.store.faults import files_plainly
from armslength.register.store.reading import Reading
from armslength.register.store.register import Register
from armslength.register.store.tables import EVENTS, LEAVES
from armslength.register.store.unit import shown
from armslength.register.verify import Findings, Log, check


def verify_register(register: Register, kept: Sequence[str] = ()) -> Findings:
    """Check a register, also against checkpoints that were kept elsewhere (in full, or in their short form).

    Finds every changed byte of an event, a text or a hash, a missing tail, a log that was written anew, and lists
    that show something else than the events say. Raises `DamagedRegister` where the file can't be read.
    """
    with register.read() as reading:
        found = check(log_of(reading), kept)
        if not found.wrong:
            found.wrong += [*_out_of_order(reading), *_lists_that_differ(reading)]
    if register.database.path is not None:
        for pragma in ("integrity_check", "foreign_key_check"):
            rows = register.database.outside(f"PRAGMA {pragma}")
            found.wrong += [f"The file is damaged: {' '.join(map(str, row))}." for row in rows if row != ("ok",)]
    return found


def log_of(reading: Reading, subjects: Iterable[str] | None = None) -> Log:
    """Give the log of a register as `verify` checks it: the whole, or the whole histories of some subjects."""
    chosen = None if subjects is None else tuple(subjects)
    entries = [each for each in reading.entries() if chosen is None or each.subject in chosen]
    parts = [None] if chosen is None else [(name,) for name in chosen]
    texts = [each for part in parts for each in reading.text_lines(part)]
    head = reading.head()
    return Log(
        events=[each.data for each in entries],
        texts=[_text_line(hashed, text.salt, text.says) for hashed, text in texts],
        leaves=reading.leaf_lines(),
        checkpoint=head.note,
        key=head.key.text,
        numbers=None if chosen is None else [str(each.number) for each in entries],
    )


def files_of_log(log: Log) -> dict[str, bytes]:
    """Write a log as the files that `verify` reads, by name."""
    files: dict[str, Sequence[bytes]] = {
        "events.jsonl": log.events,
        "texts.jsonl": log.texts,
        "leaves.txt": [each.encode() for each in log.leaves],
        "key.txt": [log.key.encode()],
    }
    if log.numbers is not None:
        files["numbers.txt"] = [each.encode() for each in log.numbers]
    lines = {name: b"".join(each + b"\n" for each in lines) for name, lines in files.items()}
    return {**lines, "checkpoint.txt": log.checkpoint.encode()}


def write_log(log: Log, folder: Path) -> None:
    """Write a log into a folder that is there. Raises `RegisterError`."""
    with files_plainly(str(folder)):
        for name, data in files_of_log(log).items():
            (folder / name).write_bytes(data)


def _text_line(hashed: str, salt: str, says: str) -> bytes:
    text = {"salt": salt, "says": says, "sha256": hashed}
    return json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _out_of_order(reading: Reading) -> list[str]:
    """Say where numbers, names or kinds beside the events are not those of the events."""
    versions: dict[str, int] = {}
    query = select(EVENTS, LEAVES.c.number.label("leaf")).join(LEAVES, LEAVES.c.number == EVENTS.c.number)
    wrong = []
    for number, row in enumerate(reading.rows(query.order_by(EVENTS.c.number)), 1):
        data = json.loads(row["data"])
        version = versions[data["subject"]] = versions.get(data["subject"], 0) + 1
        expected = (number, number, data["subject"], version, data["kind"], data["at"])
        if (row["number"], row["leaf"], row["subject"], row["version"], row["kind"], row["at"]) != expected:
            wrong.append(f"What stands beside entry {number} is not what the entry says.")
    return wrong


def _lists_that_differ(reading: Reading) -> list[str]:
    """Say where lists show something else than the events left."""
    listed = {each.name: each for each in reading.subjects()}
    wrong = []
    opening: dict[str, int] = {}
    for entry in reading.entries():
        opening.setdefault(entry.subject, entry.number)
    for subject, number in opening.items():
        expected = shown(subject, number, fold(reading.events(subject)))
        there = listed.pop(subject, None)
        if there is None or _row(asdict(there)) != expected:
            wrong.append(f"What lists show of `{subject}` is not what its events say.")
    return wrong + [f"Lists show `{each}`, of which no event speaks." for each in listed]


def _row(listed: dict[str, object]) -> dict[str, object]:
    header = listed["header"]
    assert isinstance(header, dict)  # noqa: S101  as `Listed` declares it
    return {**listed, "header": json.dumps({name: list(each) for name, each in header.items()}, sort_keys=True)}
