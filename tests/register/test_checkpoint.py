"""Checkpoints are signed notes: strict about our signature, and indifferent to those of others."""

from base64 import b64decode, b64encode

import pytest

from armslength.register.log.checkpoint import Checkpoint, WrongCheckpointError, read_checkpoint, sign_checkpoint
from armslength.register.log.keys import (
    CheckingKey,
    SigningKey,
    WrongKeyError,
    new_key,
    read_checking_key,
    read_signing_key,
)
from armslength.register.log.tree import Edge, leaf

KEY = SigningKey("armslength/register/one", bytes(range(32)))
OTHER = SigningKey("armslength/register/two", bytes(range(32)))
EDGE = Edge().add(leaf(b"a")).add(leaf(b"b")).add(leaf(b"c"))
NOTE = sign_checkpoint(EDGE, KEY)


def test_it_is_read_back_as_it_was_signed() -> None:
    assert read_checkpoint(NOTE, KEY.checking) == Checkpoint("armslength/register/one", 3, EDGE.root)
    assert Checkpoint("a", 3, EDGE.root).short == f"3-{EDGE.root.hex()[:16]}"


def test_its_form_is_that_of_the_standard() -> None:
    origin, size, root, blank, signature, end = NOTE.split("\n")
    assert (origin, size, blank, end) == ("armslength/register/one", "3", "", "")
    assert root == b64encode(EDGE.root).decode()
    assert signature.startswith("— armslength/register/one ")


def test_a_key_is_the_one_of_the_standard() -> None:
    """c2sp.org/signed-note gives this key: its id follows from name and key."""
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert read_checking_key(key).text == key
    assert read_checking_key(key).name == "PeterNeumann"


def test_a_note_of_the_standard_is_signed_as_we_check() -> None:
    """The example of c2sp.org/signed-note."""
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="

    key = read_checking_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    signed = b64decode(signature)
    assert signed[:4] == key.id
    assert key.signed(text.encode(), signed[4:])
    assert not key.signed(text.encode() + b"\n", signed[4:])


def test_lines_of_others_are_skipped_wherever_they_stand() -> None:
    witness = f"— witness.example/w {b64encode(bytes(76)).decode()}\n"
    namesake = f"— {KEY.name} {b64encode(bytes(68)).decode()}\n"  # our name, another key
    text, ours = NOTE.rsplit("\n\n")
    for signatures in (ours + witness, witness + ours, namesake + ours + witness):
        assert read_checkpoint(f"{text}\n\n{signatures}", KEY.checking).size == 3


@pytest.mark.parametrize("at", range(len(NOTE)))
def test_no_character_can_be_changed(at: int) -> None:
    for other in {"0", "A", "B", "=", "\n", " ", "é", NOTE[at].swapcase()} - {NOTE[at]}:
        with pytest.raises(WrongCheckpointError):
            read_checkpoint(NOTE[:at] + other + NOTE[at + 1 :], KEY.checking)
    with pytest.raises(WrongCheckpointError):
        read_checkpoint(NOTE[:at] + NOTE[at + 1 :], KEY.checking)
    with pytest.raises(WrongCheckpointError):
        read_checkpoint(NOTE[:at], KEY.checking)


def test_unused_bits_of_a_signature_are_zero() -> None:
    """The last character before the `=` carries two bits that mean nothing: only one spelling is taken."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    start, last = NOTE.removesuffix("=\n")[:-1], NOTE.removesuffix("=\n")[-1]
    other = letters[letters.index(last) ^ 1]
    with pytest.raises(WrongCheckpointError):
        read_checkpoint(f"{start}{other}=\n", KEY.checking)


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("", "this is no checkpoint: it has no signature"),
        (sign_checkpoint(EDGE, OTHER), "the checkpoint was not signed once by `armslength/register/one`"),
        (NOTE + NOTE.rsplit("\n\n")[1], "the checkpoint was not signed once by `armslength/register/one`"),
        (NOTE.replace("\n3\n", "\n2\n"), "the signature of the checkpoint is wrong"),
        (NOTE + "by hand\n", "a line below its text is no signature"),
    ],
)
def test_what_is_no_checkpoint_of_this_register_is_refused(note: str, says: str) -> None:
    with pytest.raises(WrongCheckpointError, match=says):
        read_checkpoint(note, KEY.checking)


@pytest.mark.parametrize(
    "text",
    ["one\n3\n{root}\nmore\n", "two\n3\n{root}\n", "one\n03\n{root}\n", "one\n-3\n{root}\n", "one\n3\nAAAA\n",
     "one\n٣\n{root}\n"],
)  # fmt: skip
def test_a_text_that_we_would_never_sign_is_refused_even_signed(text: str) -> None:
    text = text.format(root=b64encode(EDGE.root).decode()).replace("one", KEY.name)
    signature = b64encode(KEY.checking.id + KEY.sign(text.encode())).decode()
    with pytest.raises(WrongCheckpointError, match="the checkpoint"):
        read_checkpoint(f"{text}\n— {KEY.name} {signature}\n", KEY.checking)


def test_keys_are_read_back_and_never_show_themselves() -> None:
    key = new_key("armslength/register/x")
    assert read_signing_key(key.text) == key
    assert read_checking_key(key.checking.text) == key.checking
    assert key.private.hex() not in repr(key)
    assert str(key.private) not in repr(key)


@pytest.mark.parametrize(
    "text",
    ["", "name", "name+00000000", KEY.checking.text + "A", KEY.checking.text.replace("one", "two"), "n+zz+" + "A" * 44,
     KEY.checking.text.replace("+A", "+B", 1), "a b+" + KEY.checking.text.split("+", 1)[1]],
)  # fmt: skip
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(WrongKeyError):
        read_checking_key(text)
    with pytest.raises(WrongKeyError):
        read_signing_key(text)
    with pytest.raises(WrongKeyError):
        read_signing_key("PRIVATE+KEY+" + text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u200bb"])
def test_a_name_that_would_break_a_note_is_refused(name: str) -> None:
    with pytest.raises(WrongKeyError, match="no blanks"):
        new_key(name)


def test_a_public_key_that_is_no_point_signs_nothing() -> None:
    assert not CheckingKey("a", b"\xff" * 32).signed(b"", bytes(64))
