"""Why a question applies: the answers that it hangs on."""

from collections.abc import Mapping
from datetime import date

from engine.interpret.reference.evaluate import Reference
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import questions_in
from engine.rulebase.facts import Fact, Facts
from engine.rulebase.truth import Truth


def applying(base: RuleBase, facts: Facts, name: str, as_of: date | None) -> tuple[Truth, tuple[str, ...]]:
    """Tell whether a question applies and by which answers or, where that is not known, on which unanswered it hangs.

    One that is asked of everybody applies by none.
    """
    return _applying(Reference(base, facts, as_of), base.question(name), facts)


def applying_each(base: RuleBase, facts: Facts, as_of: date | None) -> Mapping[str, tuple[Truth, tuple[str, ...]]]:
    """Tell of every question, by its name, whether it applies: true, false, or `None` where that is not known.

    Beside it stand the answers by which, or the unanswered questions on which that hangs; none for what all are asked.

        >>> all(hangs == () for applies, hangs in applying_each(base, {}, None).values() if applies)
        True
    """
    reference = Reference(base, facts, as_of)
    return {name: _applying(reference, fact, facts) for name, fact in base.facts.items()}


def _applying(reference: Reference, question: Fact, facts: Facts) -> tuple[Truth, tuple[str, ...]]:
    if question.applies_when is None:
        return True, ()
    condition = expand(question.applies_when, reference.base.facts)
    truth = reference.truth(condition)
    return truth, tuple(sorted(each for each in questions_in(condition) if (each in facts) is (truth is not None)))
