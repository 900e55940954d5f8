"""What is said of one thing that a pack declares."""

from collections.abc import Iterable

from engine.frozen import frozen
from engine.page.model import Block


@frozen
class PackEntry:
    """A rule, a control, a decision or the like, described.

    `kind` and `name` are its place in the book. `cites` are the statements that it rests on; `origin` is what the
    sources do not say of it. A `mark` is a remark of a word or two beside the title. `alone` is said only on a page of
    its own: in the book it follows from what stands around. So does `place`, where it is declared, since the same rules
    give the same book wherever they lie.
    """

    kind: str
    name: str
    title: str
    blocks: tuple[Block | None, ...]
    cites: Iterable[str] = ()
    origin: str = ""
    mark: str = ""
    alone: tuple[Block | None, ...] = ()
    place: str = ""
