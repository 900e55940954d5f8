"""A refusal: why nothing was done, and the way out."""

from dataclasses import dataclass

from armslength.register.domain.entities import Kept


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was done: `code` for programs, `reason` for people; `theirs` is what stands, where somebody was first."""

    code: str
    reason: str
    theirs: Kept | None = None
