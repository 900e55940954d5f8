"""Keys of a register, in the forms of C2SP signed notes (c2sp.org/signed-note): Ed25519, named after the register.

A key that checks reads `name+hash+key`: the hash is the key's id in eight hexadecimal digits, the key is base64 of a
one byte (Ed25519) and the 32 bytes of the public key. A key that signs reads `PRIVATE+KEY+name+hash+key`, with the 32
bytes of the private key.
"""

from base64 import b64decode, b64encode
from binascii import Error as WrongBase64
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
PRIVATE = "PRIVATE+KEY+"


class WrongKeyError(ValueError):
    """What should be a key is not in its form."""


@dataclass(frozen=True)
class CheckingKey:
    """The public key of a register, by which the signatures of its checkpoints are checked."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256 over the name, a newline, a one byte and the key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is written down."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Say whether a signature of a message was made by the key that belongs to this one."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """The private key of a register. It never shows itself when printed."""

    name: str
    private: bytes = field(repr=False)

    @cached_property
    def _made(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private)

    @cached_property
    def checking(self) -> CheckingKey:
        """The public key that belongs to it."""
        return CheckingKey(self.name, self._made.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """The key as it is kept in a file that only its owner can read."""
        return f"{PRIVATE}{self.name}+{self.checking.id.hex()}+{b64encode(ED25519 + self.private).decode()}"

    def sign(self, message: bytes) -> bytes:
        """Sign a message: 64 bytes, always the same for the same message (RFC 8032)."""
        return self._made.sign(message)


def new_key(name: str) -> SigningKey:
    """Make a key from the randomness of the system."""
    return SigningKey(_named(name), Ed25519PrivateKey.generate().private_bytes_raw())


def read_signing_key(text: str) -> SigningKey:
    """Read a key that signs; raises `WrongKeyError`."""
    if not text.startswith(PRIVATE):
        raise WrongKeyError(f"a key that signs begins with `{PRIVATE}`")
    name, key_id, key = _parts(text.removeprefix(PRIVATE))
    made = SigningKey(name, key)
    if made.checking.id != key_id:
        raise WrongKeyError("the key and its id do not belong together")
    return made


def read_checking_key(text: str) -> CheckingKey:
    """Read a key that checks; raises `WrongKeyError`."""
    name, key_id, key = _parts(text)
    made = CheckingKey(name, key)
    if made.id != key_id:
        raise WrongKeyError("the key and its id do not belong together")
    return made


def _named(name: str) -> str:
    if not name or "+" in name or any(each.isspace() or not each.isprintable() for each in name):
        raise WrongKeyError("the name of a key holds no blanks and no `+`")
    return name


def _parts(text: str) -> tuple[str, bytes, bytes]:
    """Take a key apart: name, id, and the 32 bytes of the key."""
    name, *others = text.removesuffix("\n").split("+", 2)
    if len(others) != 2:
        raise WrongKeyError("a key has the form `name+hash+key`")
    try:
        key_id, key = bytes.fromhex(others[0]), b64decode(others[1], validate=True)
    except (WrongBase64, ValueError):
        key_id, key = b"", b""
    if (key_id.hex(), b64encode(key).decode()) != tuple(others) or len(key) != 33 or key[:1] != ED25519:
        raise WrongKeyError("a key has the form `name+hash+key`")
    return _named(name), key_id, key[1:]
