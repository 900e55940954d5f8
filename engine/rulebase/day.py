"""The day of assessment as a question, for when nobody gave it: whether a rule is in force is unknown then.

It is not among the facts of a pack, and no profile answers it: the day is given beside the profile.
"""

from engine.rulebase.conditions import Literal, OlderThan
from engine.rulebase.facts import Fact
from engine.source.duration import Duration
from engine.source.span import start_of

DAY = "day of assessment"
"""No declared name has a space in it, so that nothing else can be called so."""

IN_FORCE_THAT_DAY = Literal(DAY, OlderThan(Duration()))
"""What stands for "the rule is in force" where no day is given: unknown to every machine, like any age then."""


def day_question(topic: str) -> Fact:
    """Describe the question."""
    return Fact(
        name=DAY,
        kind="date",
        topic=topic,
        question="On which day is it assessed?",
        why="Some rules are in force only from or until a day.",
        span=start_of(""),
    )
