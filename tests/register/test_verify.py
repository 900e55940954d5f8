"""`verify.py` finds every changed byte and every cut tail, alone; and its signatures are those of RFC 8032."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from armslength.register import verify
from armslength.register.domain.events import ActionAgreed, Noted, PersonalTextErased
from armslength.register.log.checkpoint import sign_checkpoint
from armslength.register.log.keys import SigningKey
from armslength.register.log.tree import Edge, Tree, leaf
from armslength.register.store.register import Register, create_register
from armslength.register.store.verifying import files_of_log, log_of, verify_register, write_log
from tests.register.keeping import BEN, OPENED, SOME, happened, put

KEY = SigningKey("armslength/register/one", bytes(range(32)))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> verify.Log:
    """The log of a small register: two subjects, a text erased."""
    register = create_register(tmp_path_factory.mktemp("small") / "register.db", signing=KEY)
    put(register, *SOME)
    put(register, happened(OPENED, "two", minutes=3), happened(Noted("Ann rang"), "two", minutes=4))
    put(register, happened(PersonalTextErased(2, ("body.says",)), "two", minutes=5, why="Asked to"))
    with register.read() as reading:
        return log_of(reading)


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the file by itself: no packages, no environment, no folder of ours."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


@pytest.fixture
def pack(small: verify.Log, tmp_path: Path) -> Path:
    """An export in a folder, with `verify.py` in it."""
    write_log(small, tmp_path)
    (tmp_path / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    return tmp_path


# ---- alone


def test_an_export_is_verified_alone(pack: Path, small: verify.Log) -> None:
    done = alone(pack)
    root = Tree([bytes.fromhex(each) for each in small.leaves]).root()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"All 6 entries of armslength/register/one are as they were written.\nCheckpoint: 6-{root.hex()[:16]}\n"
    )


def test_a_changed_byte_is_found_alone(pack: Path) -> None:
    events = pack / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"Ann Moss", b"Ann Mess", 1))
    done = alone(pack)
    found = (
        "Entry 1 is not what was written: it was changed, moved or put in.\nThere are texts that belong to no event.\n"
    )
    assert (done.returncode, done.stdout) == (1, found)


def test_a_cut_tail_is_found_alone_by_a_kept_checkpoint(small: verify.Log, pack: Path) -> None:
    """Cut, and signed anew with the true key: only a checkpoint that was kept elsewhere shows it."""
    (pack / "kept.txt").write_text(small.checkpoint)
    short = verify.check(small).short
    write_log(beginning(small, 4), pack)
    assert alone(pack).returncode == 0
    for kept in (str(pack / "kept.txt"), short):
        done = alone(pack, "--checkpoint", kept)
        assert (done.returncode, done.stdout) == (1, "The log was cut: it held 6 entries once, and holds 4 now.\n")


def test_what_is_not_there_can_not_be_checked(tmp_path: Path, pack: Path) -> None:
    (pack / "leaves.txt").unlink()
    done = alone(pack)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"`{pack / 'leaves.txt'}` can't be read.\n"


def test_it_needs_the_standard_library_only() -> None:
    import ast

    tree = ast.parse(Path(verify.__file__).read_text())
    names = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    names |= {each.names[0].name for each in ast.walk(tree) if isinstance(each, ast.Import)}
    assert {str(each).split(".")[0] for each in names} <= sys.stdlib_module_names


# ---- every byte, every tail


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check signatures with `cryptography`, which is quicker; that both agree is tested below."""

    def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    monkeypatch.setattr(verify, "is_signed", is_signed)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("ends", [4, pytest.param(1000, marks=pytest.mark.deep)], ids=["ends", "whole lines"])
def test_every_single_byte_change_is_found(small: verify.Log, ends: int) -> None:
    """Each byte of each file, changed in its lowest bit, in its case, and to a line end; to any byte where a line ends.

    A signature ends in a letter of which two bits say nothing: there, too, only one letter is right.
    """
    files = files_of_log(small)
    assert verify.check(verify.read_files(files)).wrong == []
    for name, data in files.items():
        for at, byte in enumerate(data):
            is_at_end = name in ("checkpoint.txt", "key.txt") and b"\n" in data[at : at + ends]
            others = range(256) if is_at_end else (byte ^ 1, byte ^ 0x20, 0x0A)
            for other in {*others} - {byte}:
                changed = verify.read_files({**files, name: data[:at] + bytes([other]) + data[at + 1 :]})
                assert verify.check(changed).wrong, (name, at, other)


@pytest.mark.usefixtures("quick")
def test_every_cut_of_a_file_is_found(small: verify.Log) -> None:
    """But the line end of the key, which says nothing."""
    files = files_of_log(small)
    for name, data in files.items():
        for end in range(len(data)):
            if (name, end) != ("key.txt", len(data) - 1):
                assert verify.check(verify.read_files({**files, name: data[:end]})).wrong, (name, end)


def test_a_text_is_written_in_one_way(small: verify.Log) -> None:
    for other in (
        small.texts[0] + b" ",
        small.texts[0].replace(b":", b": ", 1),
        small.texts[0].replace(b"says", b"\\u0073ays"),
    ):
        assert verify.check(replace(small, texts=[other, *small.texts[1:]])).wrong, other
    assert verify.check(replace(small, texts=[*small.texts, small.texts[0]])).wrong


def beginning(log: verify.Log, size: int) -> verify.Log:
    """The log as it was at a size, with the texts of then, signed with the true key."""
    edge = Edge()
    for each in log.events[:size]:
        edge = edge.add(leaf(each))
    texts = [each for each in log.texts if any(each.split(b'"')[-2] in event for event in log.events[:size])]
    note = sign_checkpoint(edge, KEY)
    return replace(log, events=log.events[:size], leaves=log.leaves[:size], texts=texts, checkpoint=note)


@pytest.mark.parametrize("size", range(7))
@pytest.mark.parametrize("kept", range(7))
def test_every_cut_tail_is_found_by_every_later_checkpoint_that_was_kept(
    small: verify.Log, size: int, kept: int
) -> None:
    then, now = beginning(small, kept), beginning(small, size)
    cut = [] if kept <= size else [f"The log was cut: it held {kept} entries once, and holds {size} now."]
    says = "The text of `two`, event 2, `body.says` is not there or was changed, and no event says that it was erased."
    missing = [says] if size == 5 else []
    short = Tree([bytes.fromhex(each) for each in small.leaves]).root(kept).hex()[:16]
    assert verify.check(now, [then.checkpoint]).wrong == missing + cut
    assert verify.check(now, [f"{kept}-{short}"]).wrong == missing + cut


def test_a_fork_is_found(small: verify.Log) -> None:
    """Two logs that begin alike and go on differently, both signed with the true key."""
    other = small.events[2].replace(b"Ben Okoro", b"Ann Moss")
    fork = replace(small, events=[*small.events[:2], other, *small.events[3:]])
    fork = replace(fork, leaves=[leaf(each).hex() for each in fork.events])
    fork = replace(beginning(fork, 6), texts=small.texts)
    assert verify.check(fork).wrong == []
    says = "The first 6 entries are not those of the kept checkpoint: the log was written anew."
    assert verify.check(fork, [small.checkpoint]).wrong == [says]
    assert verify.check(fork, [beginning(small, 2).checkpoint]).wrong == []
    assert verify.check(fork, [beginning(small, 3).checkpoint]).wrong == [says.replace("6", "3")]


def test_a_checkpoint_of_another_register_is_not_taken(small: verify.Log) -> None:
    other = sign_checkpoint(Edge(), SigningKey("armslength/register/two", bytes(32)))
    (says,) = verify.check(small, [other]).wrong
    assert says.startswith("The kept checkpoint was not signed with the key of this register")


def test_a_part_is_verified_with_whole_histories(register: Register) -> None:
    put(register, *SOME)
    put(register, happened(OPENED, "two", minutes=3), happened(Noted("Ann rang"), "two", minutes=4))
    put(register, happened(PersonalTextErased(2, ("body.says",)), "two", minutes=5, why="Asked to"))
    with register.read() as reading:
        part, whole = log_of(reading, ["two"]), log_of(reading)
    assert list(part.numbers or ()) == ["4", "5", "6"]
    assert len(part.events) == 3
    assert len(part.texts) == 3, "two of its head, and why a text was erased"
    assert verify.check(part, [whole.checkpoint]).wrong == []
    moved = replace(part, numbers=["3", "5", "6"])
    assert verify.check(moved).wrong[0] == "Entry 3 is not what was written: it was changed, moved or put in."
    assert verify.check(replace(part, numbers=["4", "5"])).wrong


def test_an_entry_that_is_no_event_is_no_traceback(small: verify.Log) -> None:
    """Hashed and signed as it is: what a program of somebody else might write."""
    for data in (b"", b"7", b"{}", b'{"body":{},"kind":"personal_text_erased","subject":"a","why":""}', b"\xff"):
        odd = beginning(replace(small, events=[data], leaves=[leaf(data).hex()], texts=[]), 1)
        assert verify.check(odd).wrong == ["Entry 1 is no event."]


# ---- the register itself


def test_a_register_is_verified_with_all_that_follows_from_it(register: Register) -> None:
    put(register, *SOME)
    first = register.head()
    put(register, happened(OPENED, "two", minutes=3))
    assert verify_register(register, [first.note, first.checkpoint.short]).wrong == []


CHANGES = {
    "UPDATE events SET data = replace(data, 'Ann Moss', 'Ann Mess') WHERE number = 1": "Entry 1 is not what was",
    "UPDATE leaves SET hash = 'a' || substr(hash, 2) WHERE number = 1": "The hashes of the entries are not",
    "UPDATE texts SET salt = salt || '0'": "Text 1 is not what was written",
    "UPDATE texts SET says = 'Nobody saw it.'": "Text 1 is not what was written",
    "DELETE FROM texts": "no event says that it was erased",
    "UPDATE subjects SET stage = 'running'": "What lists show of `one` is not what its events say.",
    "DELETE FROM subjects": "What lists show of `one` is not what its events say.",
    "UPDATE events SET kind = 'noted' WHERE number = 1": "What stands beside entry 1 is not",
    "UPDATE events SET version = 9 WHERE number = 3": "What stands beside entry 3 is not",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_changed_by_hand_is_found(tmp_path: Path, change: str) -> None:
    register = create_register(tmp_path / "register.db")
    put(register, *SOME)
    with register.database.writing() as connection:
        connection.exec_driver_sql(change.replace("replace(data,", "replace(CAST(data AS TEXT),"))
    found = verify_register(register).wrong
    assert any(CHANGES[change] in each for each in found), found


# ---- signatures


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 64 * 8 - 1), st.integers(0, 255))
def test_signatures_are_those_of_the_library(private: bytes, message: bytes, bit: int, more: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(private)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8
    assert verify.is_signed(public, message, signature)
    assert not verify.is_signed(public, message, bytes(changed))
    assert not verify.is_signed(public, message + bytes([more]), signature)
    assert not verify.is_signed(public, message, signature[:-1])
    wrong = bytearray(public)
    wrong[bit % 32] ^= 1 << bit % 8
    assert not verify.is_signed(bytes(wrong), message, signature)


VECTORS = """
d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,,
e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,
92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
""".replace(",\n", ",").split()


@pytest.mark.parametrize("vector", VECTORS)
def test_the_vectors_of_the_standard_hold(vector: str) -> None:
    """RFC 8032, 7.1, tests 1 and 2."""
    assert verify.is_signed(*map(bytes.fromhex, vector.split(",")))


def test_a_second_half_that_is_too_large_is_refused() -> None:
    """RFC 8032, 5.1.7: S + L would fit the equation, too, and would be a second signature of the same message."""
    signature = KEY.sign(b"a")
    larger = int.from_bytes(signature[32:], "little") + verify.ORDER
    assert not verify.is_signed(KEY.checking.public, b"a", signature[:32] + larger.to_bytes(32, "little"))


@pytest.mark.parametrize("data", [b"", bytes(31), b"\xff" * 32, (verify.P).to_bytes(32, "little"),
                                  (1).to_bytes(31, "little") + b"\x80", b"\x02" + bytes(31)])  # fmt: skip
def test_what_is_no_point_of_the_curve_is_none(data: bytes) -> None:
    assert verify.read_point(data) is None


def test_the_tree_of_the_verifier_is_that_of_the_log() -> None:
    leaves = [leaf(bytes([each])) for each in range(70)]
    for size in range(71):
        assert verify.root_of(leaves[:size]) == Tree(leaves).root(size)


def test_dates_and_people_stand_in_what_is_verified(register: Register) -> None:
    put(register, happened(ActionAgreed("action-1", "Ring", "Ben", date(2026, 6, 1)), by=BEN))
    with register.read() as reading:
        (event,) = log_of(reading).events
    assert b'"by":{"name":"Ben Okoro","role":"manager"}' in event
    assert b'"until":"2026-06-01"' in event
