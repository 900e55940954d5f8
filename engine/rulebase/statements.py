"""What the source documents say: the statements that rules cite, and where each is found."""

from engine.frozen import frozen
from engine.source.span import Span


@frozen
class Document:
    """A source document; the ids of its statements begin with `prefix`.

    `short` is what pages call it where there is little room. Who wrote it, who published it, and when (in words) are
    empty where they are not known.
    """

    id: str
    prefix: str
    title: str
    short: str = ""
    author: str = ""
    publisher: str = ""
    dated: str = ""


@frozen
class Statement:
    """One thing that a document says, in the pack's own words; `must` says how it has to show in the pack."""

    id: str
    document: str
    must: str
    under: str
    says: str
    origin: str
    span: Span


@frozen
class Principle:
    """How the software itself behaves, and the statements that ask for it."""

    name: str
    says: str
    cites: tuple[str, ...]
    span: Span
