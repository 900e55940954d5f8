"""What the rows and expressions of a file ask, before it is known how a pack asks it."""

from collections.abc import Iterator

from engine.frozen import frozen
from engine.imports.dmn.values import CellTest
from engine.source.span import Span


@frozen
class FileSubject:
    """What is asked about: an input by its path, or a decision by its id, with the component where it has several."""

    name: str
    decision: bool = False
    component: str = ""


@frozen
class Asks:
    """One test of one subject."""

    subject: FileSubject
    test: CellTest
    span: Span | None


@frozen
class AllOf:
    """Every part holds. Of no parts: always."""

    parts: tuple["FileCondition", ...]


@frozen
class OneOfThem:
    """One part at least holds. Of no parts: never."""

    parts: tuple["FileCondition", ...]


@frozen
class Opposite:
    """The part does not hold."""

    part: "FileCondition"


FileCondition = Asks | AllOf | OneOfThem | Opposite


def asked_in(condition: FileCondition) -> Iterator[Asks]:
    """Walk every test of a condition."""
    match condition:
        case Asks():
            yield condition
        case AllOf(parts) | OneOfThem(parts):
            for part in parts:
                yield from asked_in(part)
        case Opposite(part):
            yield from asked_in(part)
