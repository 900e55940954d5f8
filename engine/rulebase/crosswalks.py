"""A crosswalk: where others would look for what a pack asks, on a day; it feeds no decision."""

from collections.abc import Mapping
from datetime import date

from engine.frozen import frozen
from engine.source.span import Span


@frozen
class CrosswalkReference:
    """A place in a text outside the pack: the text (`frame`), and the place in it as a reader looks it up (`title`)."""

    id: str
    frame: str
    title: str
    span: Span


@frozen
class CrosswalkLine:
    """What somebody who reads the `references` would look for, and the controls that show it.

    `found_in` says where it was read, with the day of that text, if it shows one.
    """

    controls: tuple[str, ...]
    references: tuple[str, ...]
    looks_for: str
    found_in: str
    span: Span


@frozen
class Crosswalk:
    """The lines from the controls of a pack to the references of one or several texts, as they stood on `true_on`."""

    name: str
    title: str
    true_on: date
    remark: str
    references: Mapping[str, CrosswalkReference]
    lines: tuple[CrosswalkLine, ...]
    span: Span
