"""One pack laid over another: which packs lie below, and what the upper ones change in the rules of the lower."""

from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.source.span import Span

HowChanged = OneOfTheseWords["replaced", "switched_off", "tightened"]


@frozen
class Extended:
    """A pack that lies below another; `sha256` is its hash by itself, empty where it can't stand alone."""

    id: str
    version: str
    folder: str
    sha256: str = ""


@frozen
class RuleChange:
    """What a pack does to a rule of a pack below it, and the reason."""

    rule: str
    how: HowChanged
    because: str
    pack: str
    span: Span
