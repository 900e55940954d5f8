"""The smallest sets of answers that would have to be others for a decision to come out as somebody would like it.

It says what would have to become true, and gives no advice to answer otherwise. What has happened, or is what it is, is
never changed: such a question only counts where its answer is not known yet, and then it may turn out so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.errors import UsageError
from engine.frozen import frozen
from engine.inquiry.obstacles import Obstacles
from engine.inquiry.other_answers import OtherAnswers, other_answers, with_parts
from engine.inquiry.silence_said import silence_said
from engine.inquiry.trials import Part, Trials, side
from engine.inquiry.wanted import WantedBound, wanted_of
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal
from engine.rulebase.facts import Answer, Facts

MOST_CHANGED = 3
"""Answers that are changed together. Four changes at once are another arrangement. Beyond it: refused."""

MOST_RULES_FOLLOWED = 60_000
"""Rules of the decision and of those behind it, once for each set of changed answers for which it is looked up what is
still in the way. A second's work. Beyond it: the search ends, and says that it is undecided whether there are more."""

MOST_SETS_TRIED = 40_000
"""Sets of changed answers that are tried. A second's work. Beyond it: as above."""

ChangesTried = Mapping[Part, OtherAnswers]
Key = frozenset[OtherAnswers]


@frozen
class ChangedAnswer:
    """One answer that would have to be another. `now` is what is answered (`None`: not known yet).

    `answers` are those that would do, one as well as another. Of a question with several choices it is about one,
    the `member`; the answer is then yes or no. `turns_out` tells that nobody can change it, and that it is not known.
    """

    question: str
    member: str
    now: Answer | None
    answers: tuple[Answer, ...]
    turns_out: bool


@frozen
class SmallestChanges:
    """All minimal sets of at most so many changed answers that make a decision certainly what is wanted.

    `wanted` is a test of the decision: a value, or the values at most or at least as high. `reached` tells that it is
    so already; there is nothing to change then. No set holds another. Smaller sets stand first, then those whose
    questions are asked first. `kept` are questions that the decision depends on, whose answer is known and which nobody
    can change. `undecided` tells that the search ended before all sets up to that size were tried.
    """

    decision: str
    value: str
    bound: WantedBound
    wanted: Literal
    most: int
    as_of: date | None
    outcome: Outcome
    reached: bool
    sets: tuple[tuple[ChangedAnswer, ...], ...]
    kept: tuple[str, ...]
    undecided: bool


def smallest_changes(
    base: RuleBase,
    profile: Profile,
    decision: str,
    value: str,
    *,
    bound: WantedBound = "",
    most: int = 2,
    as_of: date | None = None,
) -> SmallestChanges:
    """Find the smallest sets of other answers that make a decision certainly `value`, or at most or at least that.

        >>> name = base.pack.headline[0]
        >>> found = smallest_changes(base, profile, name, next(iter(base.decisions[name].values)), most=1)
        >>> (found.reached, found.undecided)
        (False, False)

    `most` is how many answers may change together, from 1 to 3. Exact and complete up to that, unless `undecided`.
    Raises `UsageError` for a decision or a value that the pack does not have, and for another number.
    """
    wanted = wanted_of(base, decision, value, bound)
    if not 1 <= most <= MOST_CHANGED:
        raise UsageError(f"1 to {MOST_CHANGED} answers can be changed together, not {most}")
    search = _ChangeSearch(base, profile.facts(), as_of, wanted)
    sets = () if search.reached else tuple(search.sets(most))
    return SmallestChanges(
        decision=decision,
        value=value,
        bound=bound,
        wanted=wanted,
        most=most,
        as_of=as_of,
        outcome=search.now.outcome(decision),
        reached=search.reached,
        sets=tuple(sorted((search.written(each) for each in sets), key=search.in_order)),
        kept=search.kept,
        undecided=search.undecided,
    )


@dataclass
class _ChangeSearch:
    """Follows what is in the way, from each set of changed answers to those with one more."""

    base: RuleBase
    facts: Facts
    as_of: date | None
    wanted: Literal
    undecided: bool = False
    _followed: int = 0
    _tried: int = 0
    _found: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.base, self.facts = silence_said(self.base, self.facts)
        self.now = Reference(self.base, self.facts, self.as_of)
        self.base = self.now.base
        self.reached = self.now.literal(self.wanted) is True
        behind = self.base.reads.with_all_behind([self.wanted.subject])
        self._rules_behind = sum(len(self.base.rules_of[name]) for name in behind)
        self._trials = Trials(self.base, self.as_of, (), [self.wanted])
        self.kept = tuple(sorted({name for name, _ in self._trials.parts if self._is_kept(name)}, key=self._asked))
        parts = (part for part in self._trials.parts if part[0] not in self.kept)
        others = ((part, other_answers(self.base, self.facts, self.as_of, part)) for part in parts)
        self._others = {part: answers for part, answers in others if answers}

    def _is_kept(self, name: str) -> bool:
        fact = self.base.facts.get(name)
        return fact is not None and not fact.changeable and name in self.facts

    def sets(self, most: int) -> list[Key]:
        """List the minimal sets."""
        level: list[ChangesTried] = [{}]
        for size in range(1, most + 1):
            level = self._next(level, last=size == most)
        return self._found

    def _next(self, level: Iterable[ChangesTried], *, last: bool) -> list[ChangesTried]:
        """Try every set with one change more; give those that are not enough yet."""
        longer: dict[Key, ChangesTried] = {}
        for changed in level:
            for each in self._further(changed):
                key = frozenset((*changed.values(), each))
                if key not in longer and not any(found <= key for found in self._found):
                    longer[key] = {**changed, each.part: each}
            if self._tried + len(longer) > MOST_SETS_TRIED or self._followed > MOST_RULES_FOLLOWED:
                self.undecided = True
                break
        self._tried += len(longer)
        enough = self._enough(list(longer.values()))
        self._found += [key for place, key in enumerate(longer) if enough >> place & 1]
        if last or self.undecided:  # beyond a level that was not tried whole, nothing is known to be minimal
            return []
        return [each for place, each in enumerate(longer.values()) if not enough >> place & 1]

    def _further(self, changed: ChangesTried) -> Iterator[OtherAnswers]:
        """Walk the answers of which one has to be changed as well, whatever else is."""
        self._followed += self._rules_behind
        facts = with_parts(self.facts, _answers(changed))
        reference = Reference(self.base, facts, self.as_of) if changed else self.now
        may_change = frozenset(part for part in self._others if part not in changed)
        for part in sorted(Obstacles(reference, may_change).to(self.wanted)):
            yield from self._others[part]

    def _enough(self, tried: list[ChangesTried]) -> int:
        trials = [_answers(each) for each in tried]
        return self._trials.run_each(self.facts, trials).holding(self.wanted) if trials else 0

    def written(self, key: Key) -> tuple[ChangedAnswer, ...]:
        """Write a set, its questions in the order in which they are asked."""
        return tuple(
            ChangedAnswer(each.question, each.member, self._now(each.part), each.answers, self._turns_out(each))
            for each in sorted(key, key=lambda each: (self._asked(each.question), each.member))
        )

    def _now(self, part: Part) -> Answer | None:
        name, member = part
        return side(self.facts.get(name), member) if member else self.facts.get(name)

    def _turns_out(self, each: OtherAnswers) -> bool:
        fact = self.base.facts.get(each.question)
        return fact is not None and not fact.changeable

    def in_order(self, found: tuple[ChangedAnswer, ...]) -> tuple[object, ...]:
        """Give the sort key of a set."""
        return len(found), [(self._asked(each.question), each.member, str(each.answers)) for each in found]

    def _asked(self, name: str) -> tuple[object, ...]:
        return self.base.asking_order(self.base.question(name))


def _answers(changed: ChangesTried) -> dict[Part, Answer | None]:
    return {part: each.answers[0] for part, each in changed.items()}
