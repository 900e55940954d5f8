"""Size and root of a log, as a signed note (c2sp.org/tlog-checkpoint, c2sp.org/signed-note).

    armslength/register/5f0c…
    1234
    <root, base64>

    — armslength/register/5f0c… <key id and signature, base64>

Lines of other signatures (of witnesses, say) are skipped; ours has to be there and to be right to the last bit.
"""

from base64 import b64decode, b64encode
from binascii import Error as WrongBase64
from dataclasses import dataclass

from armslength.register.log.keys import CheckingKey, SigningKey
from armslength.register.log.tree import Edge

MARK = "— "
"""With an em dash and a blank begins each signature."""


class WrongCheckpointError(ValueError):
    """What should be a checkpoint is none, or was not signed by this register."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log held at a moment: whose it is (`origin`), how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @property
    def short(self) -> str:
        """Size and the first 64 bits of the root, short enough to be printed on a record and typed in."""
        return f"{self.size}-{self.root[:8].hex()}"


def sign_checkpoint(edge: Edge, key: SigningKey) -> str:
    """Write the checkpoint of a log, signed. The same log and key give the same text."""
    text = Checkpoint(key.name, edge.size, edge.root).text
    signature = b64encode(key.checking.id + key.sign(text.encode())).decode()
    return f"{text}\n{MARK}{key.name} {signature}\n"


def read_checkpoint(note: str, key: CheckingKey) -> Checkpoint:
    """Read a checkpoint that this register signed; raises `WrongCheckpointError`, which says what is wrong."""
    text, between, signatures = note.rpartition("\n\n")
    text += "\n"
    if not between or not signatures.endswith("\n"):
        raise WrongCheckpointError("this is no checkpoint: it has no signature")
    ours = 0
    for line in signatures.removesuffix("\n").split("\n"):
        name, blank, encoded = line.removeprefix(MARK).partition(" ")
        signed = _bytes(encoded)
        if not line.startswith(MARK) or not name or not blank or signed is None or len(signed) < 5:
            raise WrongCheckpointError("this is no checkpoint: a line below its text is no signature")
        if (name, signed[:4]) == (key.name, key.id):
            if not key.signed(text.encode(), signed[4:]):
                raise WrongCheckpointError(
                    "the signature of the checkpoint is wrong: it was changed, or made elsewhere"
                )
            ours += 1
    if ours != 1:
        raise WrongCheckpointError(f"the checkpoint was not signed once by `{key.name}` with the key of this register")
    return _read_text(text, key.name)


def _read_text(text: str, name: str) -> Checkpoint:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) != 3 or lines[0] != name:
        raise WrongCheckpointError("the checkpoint is not one of a register")
    root = _bytes(lines[2])
    if not (lines[1].isascii() and lines[1].isdigit()) or str(int(lines[1])) != lines[1] or not root or len(root) != 32:
        raise WrongCheckpointError("the checkpoint names no size and root")
    return Checkpoint(name, int(lines[1]), root)


def _bytes(encoded: str) -> bytes | None:
    """Read base64 in its one form; nothing for anything else."""
    try:
        found = b64decode(encoded, validate=True)
    except (WrongBase64, ValueError):
        return None
    return found if b64encode(found).decode() == encoded else None
