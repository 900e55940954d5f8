"""Answers of the solver, kept under the hash of what they rest on, so that nothing is asked twice.

Only whether there is a profile is kept, never which: a profile that shows a fault is looked for anew each time, by a
solver that was asked nothing else, so that the same findings come out whatever is kept.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field

from engine.checks.prove.cones import Cone
from engine.frozen import frozen
from engine.interpret.symbolic.solving import AnswerKind, Solver
from engine.interpret.symbolic.terms import Term
from engine.rulebase.load.compiled import keep, kept

MOST_KEPT = 100_000
"""Answers that are kept for one pack: some ten times those about the shipped one, so that a few versions of a pack have
room. Beyond it: only those of the last run stay, and the others are worked out anew."""


@frozen
class Asked:
    """A question of the solver: what it is and all that it rests on, and its goal, made when needed."""

    rests_on: Cone
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

    def get(self, rests_on: Cone) -> bool | None:
        """Tell whether there is a profile; nothing where that is not known yet."""
        key = rests_on.digest
        found = self.used.get(key, self.earlier.get(key))
        if found is not None:
            self.used[key] = found
        return found

    def add(self, rests_on: Cone, kind: AnswerKind) -> None:
        """Keep an answer."""
        if kind != "undecided":
            self.used[rests_on.digest] = kind == "found"

    def kinds(self, asked: Sequence[Asked], solver_of: Callable[[Set[str]], Solver]) -> list[AnswerKind]:
        """Tell of each goal whether there is a profile for which it holds; ask only what is not known yet.

        Goals that share no question, not even through others, go to solvers of their own, each made for its questions:
        a solver takes the longer over a goal, the more it has to carry besides.
        """
        left = [each for each in asked if self.get(each.rests_on) is None]
        new: dict[Cone, AnswerKind] = {}
        for questions, together in _apart(left):
            answers = solver_of(questions).find_each([each.goal() for each in together], models=False)
            new |= {each.rests_on: answer.kind for each, answer in zip(together, answers, strict=True)}
        for rests_on, kind in new.items():
            self.add(rests_on, kind)
        known = (each.rests_on for each in asked)
        return [new.get(each) or ("found" if self.used[each.digest] else "none") for each in known]


def _apart(asked: Sequence[Asked]) -> Iterable[tuple[Set[str], list[Asked]]]:
    """Part what is asked into groups that have no question in common, each with its questions."""
    group_of: dict[str, set[str]] = {}
    for questions in dict.fromkeys(each.rests_on.questions for each in asked):
        joined = set(questions)
        for group in {id(found): found for each in questions if (found := group_of.get(each))}.values():
            joined |= group
        group_of |= dict.fromkeys(joined, joined)
    groups: dict[int, tuple[Set[str], list[Asked]]] = {}
    for each in asked:
        of_first = group_of[min(each.rests_on.questions)] if each.rests_on.questions else set[str]()
        groups.setdefault(id(of_first) if of_first else 0, (of_first, []))[1].append(each)
    return groups.values()


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
