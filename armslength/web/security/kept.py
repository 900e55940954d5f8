"""What was typed while a session ended: carried through signing in, and shown again to be saved."""

from dataclasses import dataclass

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from armslength.web.asking import Typed

PREFIX = "kept."
TO = "to"
"""The field that says where somebody wanted to go."""

MOST_KEPT = 400_000
"""What is counted: characters of what is carried through signing in, with the names of the fields. Why so many: a
worksheet of 127 questions with a paragraph for each. Beyond it: it is shown to be copied, and not carried."""

SEEN = "seen"
"""The field of a form that says which version was shown: nothing that anybody typed."""

Fields = tuple[tuple[str, str], ...]
"""What was typed: each field with a text; a field may come several times."""

NEVER = frozenset({"password", "again", "link"})
"""Fields whose text is never shown or carried."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where somebody wanted to go, and what they had typed there, by field; nothing typed where they only looked.

    `files` are the names of files that were sent: these have to be chosen again.
    """

    to: str
    fields: Fields = ()
    files: tuple[str, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether it is small enough to be carried."""
        return sum(len(name) + len(text) for name, text in self.fields) <= MOST_KEPT


def kept_from(to: str, typed: Typed, files: tuple[str, ...] = ()) -> Kept:
    """Take what was typed at an address, but no passwords."""
    fields = tuple((name, text) for name, texts in typed.items() if name not in NEVER for text in texts)
    return Kept(to, fields, files)


def carried(typed: Typed) -> Kept:
    """Read what a form carried on, as `PREFIX` and the name of each field."""
    fields = {name.removeprefix(PREFIX): texts for name, texts in typed.items() if name.startswith(PREFIX)}
    return kept_from((typed.get(TO) or ("/",))[0], fields)


def is_ours(to: str, addresses: Map, method: str) -> bool:
    """Tell whether there is a page, or a form, of ours at an address: nobody is sent anywhere else."""
    if not to.startswith("/") or to.startswith(("//", "/\\")) or any(ord(each) < 0x20 for each in to):
        return False
    try:
        addresses.bind("").match(to.partition("?")[0], method=method)
    except HTTPException:
        return False
    return True
