"""Answers of the solver, kept under the hash of what they rest on, so that nothing is asked twice.

Only whether there is a profile is kept, never which: a profile that shows a fault is looked for anew each time, by a
solver that was asked nothing else, so that the same findings come out whatever is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.frozen import frozen
from engine.interpret.symbolic.solving import AnswerKind, Solver
from engine.interpret.symbolic.terms import Term
from engine.rulebase.load.compiled import keep, kept

MOST_KEPT = 100_000
"""Answers that are kept for one pack: some ten times those about the shipped one, so that a few versions of a pack have
room. Beyond it: only those of the last run stay, and the others are worked out anew."""


@frozen
class Asked:
    """A question of the solver: the hash of what it is and of all that it rests on, and its goal, made when needed."""

    key: bytes
    goal: Callable[[], Term]


@frozen
class AnswersOnDisk:
    """What is kept for one pack: of each question by its key, whether there is a profile."""

    found: dict[bytes, bool]


@dataclass(slots=True)
class KeptAnswers:
    """Answers of earlier runs, and those that this one has used or added. What is undecided is asked again."""

    earlier: dict[bytes, bool] = field(default_factory=dict)
    used: dict[bytes, bool] = field(default_factory=dict)

    def get(self, key: bytes) -> bool | None:
        """Tell whether there is a profile; nothing where that is not known yet."""
        found = self.used.get(key, self.earlier.get(key))
        if found is not None:
            self.used[key] = found
        return found

    def add(self, key: bytes, kind: AnswerKind) -> None:
        """Keep an answer."""
        if kind != "undecided":
            self.used[key] = kind == "found"

    def kinds(self, asked: Sequence[Asked], solver: Callable[[], Solver]) -> list[AnswerKind]:
        """Tell of each goal whether there is a profile for which it holds; ask only what is not known yet."""
        left = [each for each in asked if self.get(each.key) is None]
        new: dict[bytes, AnswerKind] = {}
        if left:
            answers = solver().find_each([each.goal() for each in left], models=False)
            new = {each.key: answer.kind for each, answer in zip(left, answers, strict=True)}
        for key, kind in new.items():
            self.add(key, kind)
        return [new.get(each.key) or ("found" if self.used[each.key] else "none") for each in asked]


def kept_answers(pack: str) -> KeptAnswers:
    """Read what is kept for a pack."""
    found = kept(f"proofs of {pack}", AnswersOnDisk)
    return KeptAnswers(found.found if found is not None else {})


def keep_answers(pack: str, answers: KeptAnswers) -> None:
    """Keep the answers of this run for a pack, and the earlier ones while there is room."""
    if answers.used.keys() <= answers.earlier.keys():
        return
    joined = {**answers.earlier, **answers.used}
    keep(f"proofs of {pack}", AnswersOnDisk(joined if len(joined) <= MOST_KEPT else answers.used))
