"""What is shown where nothing could be shown or saved: what happened, what was typed, and the way out."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FaultPage:
    """A fault in plain words. `typed` is all that was typed, by field, so that nobody loses it."""

    template: ClassVar[str] = "fault.html"
    title: str
    says: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    number: str
