"""How firm a conclusion is: what is settled whatever else is answered, and how far unsure answers can move it."""

from collections.abc import Sequence
from datetime import date

from engine.assessment.assess import concluded
from engine.assessment.assessment import Concluded
from engine.frozen import frozen
from engine.inquiry.silence_said import silence_said
from engine.inquiry.wanted import decision_named
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.profile.profile import UNSURE, Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.in_force import in_force


@frozen
class UnsureAnswer:
    """An answer that is marked as unsure, and what would come out if it were not known.

    It `matters` if some other answer may bring another outcome. While the decision is open, it may, even where the same
    comes out without it.
    """

    question: str
    given: Given
    outcome: Outcome
    matters: bool


@frozen
class Robust:
    """How firm one decision stands.

    `concluded` is what came out, with the rules and the answers it rests on. `whatever` are the questions of its rules
    that are not answered; if it is settled, it stays so whatever the answer to them is. `unsure` are the answers that
    are marked as assumed or doubtful, in the order in which they are asked, and `together` is what would come out if
    none of them were known: what is possible then, and no more than that. `matters` tells whether all of them taken
    together may bring another outcome.
    """

    decision: str
    as_of: date | None
    concluded: Concluded
    whatever: tuple[str, ...]
    unsure: tuple[UnsureAnswer, ...]
    together: Outcome
    matters: bool

    @property
    def outcome(self) -> Outcome:
        """Give what came out."""
        return self.concluded.outcome


def robust(base: RuleBase, profile: Profile, decision: str, as_of: date | None = None) -> Robust:
    """Say how firm a decision is, and how far each answer that is marked as unsure can move it.

        >>> robust(base, profile, base.pack.headline[0]).matters
        False

    Raises `UsageError` where the pack has no such decision.
    """
    decision_named(base, decision)
    return robust_as_concluded(base, profile, concluded(base, profile, decision, as_of), as_of)


def robust_as_concluded(base: RuleBase, profile: Profile, found: Concluded, as_of: date | None) -> Robust:
    """Say the same of a decision that is worked out already."""
    decision = found.name
    spoken, facts = silence_said(base, profile.facts())
    now = Reference(spoken, facts, as_of)
    questions = in_force(base, as_of).reads.questions_behind(decision)
    behind = sorted(questions, key=lambda name: base.asking_order(base.question(name)))
    given = {**profile.answers, **profile.controls}
    unsure = [
        name for name in behind if name in given and given[name].value is not None and given[name].known in UNSURE
    ]

    def without(names: Sequence[str]) -> tuple[Outcome, bool]:
        """Work out what comes out if these are not known, and whether their answers may make a difference then."""
        left = {name: answer for name, answer in facts.items() if name not in names}
        unknown = Reference(spoken, left, as_of)
        outcome = unknown.outcome(decision)
        return outcome, outcome != now.outcome(decision) or not Relevance(unknown).decision(decision).isdisjoint(names)

    together, matters = without(unsure)
    return Robust(
        decision=decision,
        as_of=as_of,
        concluded=found,
        whatever=tuple(name for name in behind if name not in facts),
        unsure=tuple(UnsureAnswer(name, given[name], *without([name])) for name in unsure),
        together=together,
        matters=matters,
    )
