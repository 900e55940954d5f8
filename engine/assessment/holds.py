"""Whether a condition holds of a result: for those who show results, and conclude nothing."""

from engine.assessment.result import Result
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.evaluate import Kleene
from engine.rulebase.conditions import Condition, Literal
from engine.rulebase.facts import Facts
from engine.rulebase.truth import Truth


def holds(result: Result, condition: Condition) -> Truth:
    """Tell whether a condition holds of a result: yes, no, or `None` where that is not known.

        >>> from engine.rulebase.conditions import ALWAYS
        >>> holds(result, ALWAYS)
        True

    It is asked of the answers that count, and of the decisions as they were concluded. Nothing is worked out anew.
    """
    return _OfResult(result, result.counted()).truth(condition)


class _OfResult(Kleene):
    """Works conditions out over a result."""

    def __init__(self, result: Result, answers: Facts) -> None:
        self._assessment = result.assessment
        self._answers = answers

    def literal(self, literal: Literal) -> Truth:
        """Ask a decision as it was concluded, or an answer as it was given."""
        if literal.on_decision:
            return self._assessment.outcome(literal.subject).truth(literal.test)
        return answer_truth(literal.test, self._answers.get(literal.subject), self._assessment.as_of)
