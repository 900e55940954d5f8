"""What pages about the work on a subject are made of."""

from dataclasses import dataclass
from datetime import date

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor
from armslength.register.domain.state import State
from armslength.web.pages.sent import Fields
from armslength.web.words import Words
from engine import Result


@dataclass(frozen=True, slots=True)
class Making:
    """A subject as it stands and what comes of it, who looks at it on which day, and the fields of its forms."""

    state: State
    office: RegisterOffice
    result: Result
    who: Actor
    today: date
    fields: Fields

    @property
    def words(self) -> Words:
        """The words of the pages."""
        return self.fields.words
