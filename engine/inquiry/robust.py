"""How firm a conclusion is: what is settled whatever else is answered, and how far unsure answers can move it."""

from dataclasses import dataclass
from datetime import date

from engine.assessment.assess import concluded
from engine.assessment.assessment import Concluded
from engine.inquiry.silence_said import silence_said
from engine.inquiry.wanted import decision_named
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import UNSURE, Given, Profile
from engine.rulebase.base import RuleBase


@dataclass(frozen=True, slots=True)
class UnsureAnswer:
    """An answer that is marked as unsure, and what would come out if it were not known."""

    question: str
    given: Given
    outcome: Outcome
    matters: bool


@dataclass(frozen=True, slots=True)
class Robust:
    """How firm one decision stands.

    `concluded` is what came out, with the rules and the answers it rests on. `whatever` are the questions of its rules
    that are not answered; if it is settled, it stays so whatever the answer to them is. `unsure` are the answers that
    are marked as assumed or doubtful, in the order in which they are asked, and `together` is what would come out if
    none of them were known: what is possible then, and no more than that.
    """

    decision: str
    as_of: date | None
    concluded: Concluded
    whatever: tuple[str, ...]
    unsure: tuple[UnsureAnswer, ...]
    together: Outcome

    @property
    def outcome(self) -> Outcome:
        """Give what came out."""
        return self.concluded.outcome

    @property
    def matters(self) -> bool:
        """Tell whether the unsure answers, all taken together, could move it."""
        return self.together != self.outcome


def robust(base: RuleBase, profile: Profile, decision: str, as_of: date | None = None) -> Robust:
    """Say how firm a decision is, and how far each answer that is marked as unsure can move it.

        >>> robust(base, profile, "oversight").matters
        False

    Raises `UsageError` where the pack has no such decision.
    """
    decision_named(base, decision)
    spoken, facts = silence_said(base, profile.facts())
    now = Reference(spoken, facts, as_of)
    behind = sorted(now.base.reads.questions_behind(decision), key=lambda name: base.asking_order(base.question(name)))
    given = {**profile.answers, **profile.controls}
    unsure = [
        name for name in behind if name in given and given[name].value is not None and given[name].known in UNSURE
    ]
    before = now.outcome(decision)

    def without(*names: str) -> Outcome:
        left = {name: answer for name, answer in facts.items() if name not in names}
        return Reference(spoken, left, as_of).outcome(decision)

    found = ((name, without(name)) for name in unsure)
    return Robust(
        decision=decision,
        as_of=as_of,
        concluded=concluded(base, profile, decision, as_of),
        whatever=tuple(name for name in behind if name not in facts),
        unsure=tuple(UnsureAnswer(name, given[name], after, after != before) for name, after in found),
        together=without(*unsure),
    )
