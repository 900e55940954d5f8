"""What comes next in an interview: the question that is worth most, or the end and why it is the end."""

from collections.abc import Iterator
from datetime import date

from engine.assessment.agreement import evaluate
from engine.assessment.assess import to_assessment
from engine.assessment.result import Result
from engine.frozen import frozen
from engine.inquiry.next_question import Asking, NextQuestion
from engine.interpret.evaluation import not_left_out
from engine.interview.interview import Interview
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts


@frozen
class NextStep:
    """What comes next, and the answer so far.

    `question` is what to ask; empty at the end. `worth` says what its answer could change; nothing where that is
    another question than the order would have put, and answered. `decisions` are those that the interview is about, and
    `open` those of them that are not settled. `left` are, at the end, the unanswered questions that could still change
    one of them, in the order of asking.
    """

    question: str
    worth: NextQuestion | None
    decisions: tuple[str, ...]
    open: tuple[str, ...]
    left: tuple[str, ...]
    result: Result

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing that is still unknown can change what the interview is about."""
        return not self.open


class Interviewer:
    """Finds what to ask next, by the answers so far and nothing else; made once for a pack and a day."""

    def __init__(self, base: RuleBase, as_of: date | None = None, *, further: bool = False) -> None:
        """Take a pack; the interview is about its headline or, with `further`, about all that a page shows."""
        named = base.pack.laid_out() if further else base.pack.headline
        self.base, self.as_of = base, as_of
        self._decisions = tuple(dict.fromkeys((*base.pack.primary, *named)))
        self._primary = Asking(base, as_of, base.pack.primary)
        self._all = Asking(base, as_of, self._decisions)

    def next_step(self, interview: Interview) -> NextStep:
        """Find what comes next: what can change a primary decision first, and last what was put off.

        >>> Interviewer(base).next_step(Interview(profile)).is_settled
        False
        """
        base, facts = self.base, interview.profile.facts()
        evaluation, engines = evaluate(base, facts, self.as_of, "reference")
        result = Result(interview.profile, to_assessment(base, interview.profile, self.as_of, evaluation), engines)
        decisions = tuple(not_left_out(base.pack, result.outcome, self._decisions))
        unsettled = tuple(name for name in decisions if result.outcome(name).status == "open")
        if interview.at:
            return NextStep(interview.at, self._worth(interview, unsettled), decisions, unsettled, (), result)
        put_off: dict[str, NextQuestion | None] = {}
        left: dict[str, None] = {}
        for name, worth in self._in_order(facts, unsettled):
            if name in interview.left:
                left[name] = None
            elif interview.is_put_off(name):
                put_off.setdefault(name, worth)
            else:
                return NextStep(name, worth, decisions, unsettled, (), result)
        for name, worth in put_off.items():
            return NextStep(name, worth, decisions, unsettled, (), result)
        return NextStep("", None, decisions, unsettled, tuple(left), result)

    def _in_order(self, facts: Facts, unsettled: tuple[str, ...]) -> Iterator[tuple[str, NextQuestion | None]]:
        """Walk the questions that the unsettled decisions wait for: those last that may change nothing after all.

        Few questions bear on a primary decision, so that they are found at once; the others only where they are needed.
        """
        asking = (self._primary, self._all) if set(unsettled) & set(self.base.pack.primary) else (self._all,)
        for each in asking if unsettled else ():
            yield from ((found.name, found) for found in each.next_questions(facts))
        if unsettled:
            yield from ((name, None) for name in self._all.waited_for(facts))

    def _worth(self, interview: Interview, unsettled: tuple[str, ...]) -> NextQuestion | None:
        """Find what a question could change that somebody went to; one that is answered changes nothing by itself."""
        if interview.given(interview.at).value is not None:
            return None
        found = self._in_order(interview.profile.facts(), unsettled)
        return next((worth for name, worth in found if name == interview.at), None)
