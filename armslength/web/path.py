"""The path: which questions a subject is asked. Worked out from its answers each time, and stored nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from armslength.register.domain.known import known_facts
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from engine import Assessment, Conclusions, Given, applying_each
from engine.render.in_place import to_hold
from engine.rulebase.facts import Facts


@dataclass(frozen=True, slots=True)
class QuestionPath:
    """The questions that a subject is asked, in the order of asking, and those that it is not.

    `asked` apply, or are about what has to be in place. `hanging` may apply: each with the unanswered questions on
    which that hangs. `beside` do not apply: each with the answers by which. `known` are answered by the register.
    `because` gives, of those that are asked, the answers by which they apply; none for those that everybody is asked.
    """

    asked: tuple[str, ...]
    because: Mapping[str, tuple[str, ...]]
    hanging: Mapping[str, tuple[str, ...]]
    beside: Mapping[str, tuple[str, ...]]
    known: Mapping[str, Given]

    def topics(self, office: RegisterOffice) -> dict[str, tuple[str, ...]]:
        """Give the questions that are asked by topic, in the order of the pack."""
        found: dict[str, list[str]] = {topic: [] for topic in office.base.pack.topics}
        for name in self.asked:
            found[office.base.question(name).topic].append(name)
        return {topic: tuple(names) for topic, names in found.items() if names}


def path_of(
    state: State, office: RegisterOffice, answers: Facts, concluded: Assessment | Conclusions, today: date
) -> QuestionPath:
    """Work out which questions a subject is asked as it stands; `answers` are what it says and what is assumed."""
    base, known = office.base, known_facts(state, office, today)
    applies = applying_each(base, answers, today)
    held = {each.name for each in to_hold(base, concluded)}
    asked: list[str] = []
    because, hanging, beside = {}, {}, {}
    for question in base.questions():
        name = question.name
        if name in known:
            continue
        truth, names = applies.get(name, (name in held or None, ()))
        if truth:
            asked.append(name)
            because[name] = names
        elif truth is False:
            beside[name] = names
        elif name in base.facts:
            hanging[name] = names
    return QuestionPath(tuple(asked), because, hanging, beside, known)
