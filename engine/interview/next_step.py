"""What comes next in an interview: the question that is worth most, or the end and why it is the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.assessment.agreement import evaluate
from engine.assessment.assess import to_assessment
from engine.assessment.result import Result
from engine.interpret.evaluation import not_left_out
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.interview.interview import Interview
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, and the answer so far.

    `question` is what to ask; empty at the end. `waiting` are all unanswered questions that can still change one of the
    `decisions` that the interview is about, in the order of asking, those that are put off or left among them. `open`
    are those of the decisions that are not settled, and `changes` those of them that the question could change.
    """

    question: str
    changes: tuple[str, ...]
    waiting: tuple[str, ...]
    decisions: tuple[str, ...]
    open: tuple[str, ...]
    result: Result

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing that is still unknown can change what the interview is about."""
        return not self.open


class Interviewer:
    """Finds what to ask next, by the answers so far and nothing else; made once for a pack and a day."""

    def __init__(self, base: RuleBase, as_of: date | None = None, *, further: bool = False) -> None:
        """Take a pack; the interview is about its headline or, with `further`, about all that a page shows."""
        self.base, self.as_of = base, as_of
        named = (*base.pack.laid_out(), CONTROLS, WARNINGS, ADVICE) if further else base.pack.headline
        self._decisions = tuple(dict.fromkeys((*base.pack.primary, *named)))

    def next_step(self, interview: Interview) -> NextStep:
        """Find what comes next; what was put off comes last.

        >>> Interviewer(base).next_step(Interview(profile)).is_settled
        False
        """
        base, facts = self.base, interview.profile.facts()
        evaluation, engines = evaluate(base, facts, self.as_of, "reference")
        result = Result(interview.profile, to_assessment(base, interview.profile, self.as_of, evaluation), engines)
        reference = Reference(base, facts, self.as_of)
        decisions = tuple(not_left_out(base.pack, reference.outcome, self._decisions))
        unsettled = tuple(name for name in decisions if reference.outcome(name).status == "open")
        waiting = _worth_asking(reference, result, unsettled)
        question = _to_ask(interview, tuple(waiting))
        return NextStep(question, waiting.get(question, ()), tuple(waiting), decisions, unsettled, result)


def _to_ask(interview: Interview, waiting: Iterable[str]) -> str:
    """Pick what was asked for by name, else the first that was not put yet, else the first that was put off."""
    if interview.at:
        return interview.at
    rest = [name for name in waiting if name not in interview.left]
    return next((name for name in rest if not interview.is_put_off(name)), next(iter(rest), ""))


def _worth_asking(reference: Reference, result: Result, decisions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """List the questions that the decisions wait for, in the order of asking, each with the decisions that do."""
    relevance = Relevance(reference)
    waited_for = {name: relevance.decision(name) for name in decisions}
    facts = [each.fact for each in result.assessment.open_questions]
    order = reference.base.asking_order
    controls = sorted(reference.base.controls, key=lambda name: order(reference.base.question(name)))
    found = {name: tuple(each for each, asked in waited_for.items() if name in asked) for name in (*facts, *controls)}
    return {name: waiting for name, waiting in found.items() if waiting}
