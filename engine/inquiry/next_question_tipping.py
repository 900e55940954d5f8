"""Which questions can still change which decisions: shown by a completion, ruled out, or left undecided.

A question that no rule waits for by the strong Kleene tables can change nothing: what is known already decides each
branch on which it stands, whatever else comes to be known. Of the others not all can, since what is waited for on two
branches may cancel out. So each is looked for in drawn completions, then near those that were found, then by search.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engine.inquiry.completions import Choices, Completion, Drawn, drawn, near
from engine.inquiry.next_question_changes import Changed, changes
from engine.inquiry.next_question_search import OutOfWorkError, TippingSearch, Work, answer_at
from engine.inquiry.trials import Part, Trials
from engine.rulebase.facts import Facts

MOST_TRIALS = 1 << 16
"""Trials in one run, shared out among the answers that are tried. They are decided side by side, and so many take
some ten megabytes. Beyond it: fewer completions are drawn, and more is left to the search."""

MOST_DRAWN = 512
"""Completions that are drawn for a profile. With more, the order of the questions hardly gets better."""

LEAST_DRAWN = 32
"""Completions that are drawn at least, however many answers there are to try."""

NEAR = 64
"""Completions that are tried near one that was found."""


@dataclass(frozen=True, eq=False)
class TippingPoint:
    """A completion in which answers to one part make people be told otherwise of a decision."""

    part: Part
    among: Choices
    completions: Drawn
    place: int

    def others(self) -> Completion:
        """Give the answers to all other parts."""
        return {
            each: answer_at(self.among, self.completions, each, self.place)
            for each in self.completions
            if each != self.part
        }


class TippingPoints:
    """Looks for tipping points in one profile: which questions can change which decisions.

    `found` gives, by question and decision, a tipping point, and `undecided` are those of which it is not known whether
    there is one.
    """

    def __init__(self, trials: Trials, facts: Facts, among: Choices, parts: Sequence[Part]) -> None:
        """Take trials that decide all the decisions, and the parts that the profile leaves unknown."""
        self._trials, self._facts, self._among, self.parts = trials, facts, among, parts
        self._searches: dict[str, TippingSearch] = {}
        self.found: dict[tuple[str, str], TippingPoint] = {}
        self.undecided: set[tuple[str, str]] = set()

    def draw(self, trials: Trials, questions: Collection[str]) -> Mapping[str, int]:
        """Look in drawn completions; count of each question in how many another answer to it alone changes an outcome.

        The trials decide those decisions that it is about. Whether people are told of them or not does not count here:
        what leaves a decision out is asked when its outcome is known.
        """
        parts = [part for part in self.parts if part in trials.parts]
        tried = [part for part in parts if part[0] in questions]
        answers = sum(len(self._among[part].answers) for part in tried)
        count = max(LEAST_DRAWN, min(MOST_DRAWN, MOST_TRIALS // max(1, answers)))
        completions = {part: drawn(part, self._among[part], count) for part in parts}
        often: dict[str, int] = {}
        for part, changed in self._note(trials, completions, tried, count).items():
            often[part[0]] = often.get(part[0], 0) | changed.outcomes
        return {question: plane.bit_count() for question, plane in often.items()}

    def search(self, decision: str, questions: Collection[str], work: Work) -> None:
        """Look for a tipping point of each question that has none yet; what is found helps to find the others."""
        left = [part for part in self.parts if part[0] in questions and (part[0], decision) not in self.found]
        if left and decision not in self._searches:
            parts = self._trials, decision, self._facts, self._among, self.parts
            self._searches[decision] = TippingSearch(*parts)
        for part in left:
            if (part[0], decision) not in self.found:
                try:
                    others = self._searches[decision].completion(part, work)
                except OutOfWorkError:
                    self.undecided.add((part[0], decision))
                else:
                    self._look_near(decision, others, left)
        self.undecided -= self.found.keys()

    def _look_near(self, decision: str, others: Completion | None, left: Sequence[Part]) -> None:
        if others is not None:
            search = self._searches[decision]
            close = {each: near(each, self._among[each], others.get(each), NEAR) for each in search.parts}
            tried = [each for each in left if (each[0], decision) not in self.found]
            self._note(search.trials, close, tried, NEAR)

    def _note(self, trials: Trials, completions: Drawn, tried: Sequence[Part], count: int) -> Mapping[Part, Changed]:
        """Note the tipping points in some completions, and give all that is changed in them."""
        found = changes(trials, self._facts, self._among, completions, tried, count)
        for part, changed in found.items():
            for decision, plane in changed.told.items():
                point = TippingPoint(part, self._among, completions, (plane & -plane).bit_length() - 1)
                self.found.setdefault((part[0], decision), point)
        return found
