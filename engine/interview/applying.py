"""Why a question applies: the answers that it hangs on."""

from datetime import date

from engine.interpret.reference.evaluate import Reference
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import questions_in
from engine.rulebase.facts import Facts
from engine.rulebase.truth import Truth


def applying(base: RuleBase, facts: Facts, name: str, as_of: date | None) -> tuple[Truth, tuple[str, ...]]:
    """Tell whether a question applies and by which answers or, where that is not known, on which unanswered it hangs.

    One that is asked of everybody applies by none.
    """
    applies = base.question(name).applies_when
    if applies is None:
        return True, ()
    condition = expand(applies, base.facts)
    truth = Reference(base, facts, as_of).truth(condition)
    return truth, tuple(sorted(each for each in questions_in(condition) if (each in facts) is (truth is True)))
