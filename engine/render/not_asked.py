"""Decisions that nobody has been asked about yet: the quick screen leaves them for later."""

from engine.assessment.result import Result
from engine.page.model import Line, Run, line
from engine.rulebase.base import RuleBase

MOST_TOPICS = 3
"""Topics in the command that shows a decision's questions. More is nearly everything. Beyond it: none is named."""


NOT_ASKED_YET = Run("Not asked yet:", "doubt")
"""What is said instead of all that is possible, where a decision was left for later."""


def not_asked_yet(base: RuleBase, result: Result, name: str) -> bool:
    """Tell whether a decision is open only because it was left for later.

    No rule has given it anything yet, the quick screen has none of the questions that it waits for, and none of its own
    questions is answered.
    """
    found = result.assessment.decisions[name]
    waiting, own = _waiting(result, name), _own(base, name)
    if found.outcome.status != "open" or found.rules or waiting & base.quick_screen.keys():
        return False
    return bool(waiting & own) and not own & result.answers().keys()


def how_to_ask(base: RuleBase, result: Result, name: str) -> Line:
    """Say that it was not asked, with the command that writes the decision's own questions which it waits for."""
    asked = {base.question(question).topic for question in _waiting(result, name) & _own(base, name)}
    topics = [topic for topic in base.pack.topics if topic in asked]
    named = "".join(f" --topic {topic}" for topic in topics) if len(topics) <= MOST_TOPICS else ""
    return line(NOT_ASKED_YET, Run(f"armslength profile new{named}", "code"))


def _waiting(result: Result, name: str) -> set[str]:
    return {each.fact for each in result.assessment.open_questions if name in each.decides}


def _own(base: RuleBase, name: str) -> frozenset[str]:
    """List what the rules for a decision read, or those for the decisions that they read, off the quick screen."""
    reads = base.reads_as_written
    read = reads.questions_of(name).union(*map(reads.questions_of, reads.decisions_of(name)))
    return read - base.quick_screen.keys()
