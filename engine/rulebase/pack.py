"""What a pack says of itself: its name, the header of a profile, and how results are laid out for people."""

from collections.abc import Mapping
from dataclasses import field

from engine.frozen import frozen
from engine.source.span import Span

PROFILE_KEYS = ("id", "answers", "controls", "as_of", "cites", "expect")
"""What every profile has, whatever its header; no field of a header can be named so."""


@frozen
class HeaderField:
    """One field in the head of a profile: plain text, a list of texts, or the answer to a fact.

    `path` is one name, or two joined by a dot for a field inside a group (`group.name`).
    """

    path: str
    fact: str
    many: bool


@frozen
class LayoutSection:
    """A heading of the page that people read, the decisions under it, and the facts whose answers it lists."""

    title: str
    decisions: tuple[str, ...]
    facts: tuple[str, ...] = ()


@frozen
class LeftOut:
    """A decision that people are not shown where another one (or itself) is settled at one of these values.

    A class of controls can be left out likewise: a page does not list what would have to be in place.
    """

    name: str
    other: str
    values: frozenset[str]


@frozen
class Urgency:
    """A kind of harm that rules warn about, with what people read for it, and where it is declared."""

    name: str
    label: str
    span: Span


@frozen
class StatementKind:
    """How a statement of one kind has to show in the pack.

    `shown_by` is `rule` (one that concludes one of `decisions`), `control` (in the catalogue, and required by a rule),
    `principle`, `example` (a profile that cites it) or `anything`.
    """

    name: str
    says: str
    shown_by: str
    decisions: tuple[str, ...]


@frozen
class Pack:
    """The description of a pack. Every mapping is in the order in which people are shown it.

    `urgencies` are the kinds of harm by which warnings and advice are ordered, the gravest first.
    `day_first` tells that people here write the day first in a date in figures: `12/03/2025` is 12 March.
    """

    id: str
    version: str
    title: str
    examples: str
    topics: Mapping[str, str]
    roles: Mapping[str, str]
    control_classes: Mapping[str, str]
    header: tuple[HeaderField, ...]
    heading: tuple[str, ...]
    primary: tuple[str, ...]
    headline: tuple[str, ...]
    sections: tuple[LayoutSection, ...]
    left_out: tuple[LeftOut, ...]
    statement_kinds: tuple[StatementKind, ...]
    day_first: bool = False
    urgencies: Mapping[str, Urgency] = field(default_factory=dict)

    def laid_out(self) -> tuple[str, ...]:
        """List the decisions that people are shown, save those that are left out for a profile; each once."""
        in_sections = (name for section in self.sections for name in section.decisions)
        return tuple(dict.fromkeys((*self.primary, *self.headline, *in_sections)))
