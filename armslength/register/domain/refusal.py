"""A refusal: why nothing was done, and the way out."""

from dataclasses import dataclass

from armslength.register.domain.entities import Kept


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something that has to come first: its name in the pack, what it is, how it stands, and who owns it."""

    name: str
    what: str
    stands: str
    owner: str

    @property
    def said(self) -> str:
        """All of it in a line."""
        stands = f"{self.stands[:1].upper()}{self.stands[1:]}: " if self.stands else ""
        return f"{stands}{self.what} [{self.name}]{f' {self.owner}.' if self.owner else ''}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was done: `code` for programs, `reason` for people.

    `theirs` is what stands, where somebody was first. `lacking` is what has to come first, where that is why, and
    `way_out` what to do about it.
    """

    code: str
    reason: str
    theirs: Kept | None = None
    lacking: tuple[Lacking, ...] = ()
    way_out: str = ""

    def lines(self) -> tuple[str, ...]:
        """Give all that is said, a line each."""
        return tuple(filter(None, (self.reason, *(f"- {each.said}" for each in self.lacking), self.way_out)))
