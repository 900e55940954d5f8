"""What falls due: each line with its day, and the rule or the person that set it.

A day is overdue from the day after: "until 31 March" includes the 31st. Overdue is said only of a day that a person or
a cited rule set; where none did, a line has no day. Nothing moves a day but what is recorded: a review that was held,
an answer or an incident on which a rule rests, and what people agree.
"""

from datetime import date

from armslength.register.domain.due_agreed import agreed_lines, learning_lines, scope_lines
from armslength.register.domain.due_line import DueKind, DueLine, DueOf, SetBy
from armslength.register.domain.due_reviews import review_lines
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from engine import Assessment, Conclusions

__all__ = ["DueKind", "DueLine", "SetBy", "due"]


def due(state: State, office: RegisterOffice, concluded: Assessment | Conclusions, today: date) -> tuple[DueLine, ...]:
    """List what falls due for a subject, of which that is concluded today: by day, then in the order of `DueKind`."""
    of, order = DueOf(state, office, concluded, today), list(DueKind)
    lines = [*review_lines(of), *learning_lines(of), *agreed_lines(of), *scope_lines(of)]
    return tuple(sorted(lines, key=lambda each: (each.on or date.max, order.index(each.kind), each.key)))
