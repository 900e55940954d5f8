"""Which answers carry a conclusion: the smallest sets that suffice for it, and how well each of them is evidenced.

Who looks into a result asks this first. With the answers of one set alone, and all others unknown, the same comes out
for certain.
"""

from collections.abc import Iterator
from datetime import date

from engine.frozen import frozen
from engine.inquiry.hitting_sets import HittingSets, TooMuchToTryError
from engine.inquiry.obstacles import Obstacles, PartSet
from engine.inquiry.silence_said import silence_said
from engine.inquiry.wanted import conclusion_of, decision_named, value_named
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import KNOWN, Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal
from engine.rulebase.facts import Facts, Members

MOST_SETS_CARRYING = 20
"""Smallest sets of answers that carry a conclusion. More is a list that nobody reads. Beyond it: those whose weakest
answer is best evidenced, and a word that there are more."""

MOST_GROUPS_LOOKED_AT = 100_000
"""Groups of answers, of each of which one is needed, once for each step in which a set is put together. Half a second's
work. Beyond it: the search ends, and says that it is undecided which are the smallest."""

MOST_RULES_CARRYING = 100_000
"""Rules of the decision and of those behind it, once for each set of answers that is tried. A second's work. Beyond it:
as above."""

EVIDENCED_ONLY = KNOWN.index("told")
"""Evidence without a word on how an answer is known counts as told."""

NOT_EVIDENCED = len(KNOWN)
"""What rests on nothing that is written down is the weakest of all."""


@frozen
class CarryingAnswer:
    """One answer of a set that carries a conclusion, with what it rests on; `assumed` where silence was taken for it.

    `firmness` is 0 for what was observed, and higher the less an answer rests on.
    """

    question: str
    given: Given
    assumed: bool

    @property
    def firmness(self) -> int:
        """Rank how well it is evidenced: as `KNOWN` does, and last what rests on nothing."""
        if self.given.known:
            return KNOWN.index(self.given.known)
        return EVIDENCED_ONLY if self.given.evidence else NOT_EVIDENCED


@frozen
class CarryingSet:
    """Answers that are enough together, in the order in which they are asked."""

    answers: tuple[CarryingAnswer, ...]

    @property
    def weakest(self) -> tuple[CarryingAnswer, ...]:
        """Pick its weakest links: the answers that rest on the least."""
        last = max((each.firmness for each in self.answers), default=0)
        return tuple(each for each in self.answers if each.firmness == last)


@frozen
class CarriedBy:
    """The smallest sets of answers that suffice for what was concluded; the one with the firmest weakest link first.

    `member` is the value of a set that was asked about. Nothing carries what is not `settled`. `more` tells that
    there are further sets of that size, `undecided` that the search ended before it was known which are the smallest.
    """

    decision: str
    member: str | None
    as_of: date | None
    outcome: Outcome
    settled: bool
    sets: tuple[CarryingSet, ...]
    more: bool
    undecided: bool


def carried_by(
    base: RuleBase, profile: Profile, decision: str, member: str | None = None, as_of: date | None = None
) -> CarriedBy:
    """Find the smallest sets of answers that a settled conclusion rests on, each with how well it is evidenced.

        >>> carried_by(base, profile, base.pack.headline[0], as_of=date(2026, 5, 4)).settled
        False

    With `member`, whether that value of a set is in it, or that is the value of another decision. Raises `UsageError`
    for a decision or a value that the pack does not have.
    """
    declared = decision_named(base, decision)
    if member is not None:
        value_named(declared, member)
    search = _CarrierSearch(base, profile, as_of, decision, member)
    sets = search.sets() if search.settled else ()
    return CarriedBy(
        decision=decision,
        member=member,
        as_of=as_of,
        outcome=search.outcome,
        settled=search.settled,
        sets=tuple(sorted(sets, key=search.in_order)),
        more=search.more,
        undecided=search.undecided,
    )


class _Restored(Obstacles):
    """Looks for what is in the way where all that can be done is to give answers back."""

    def __init__(self, reference: Reference, may_change: PartSet, whole: Facts) -> None:
        super().__init__(reference, may_change)
        self._whole = whole

    def to_answer(self, literal: Literal, wanted: bool) -> PartSet:
        """Name the part that a test asks about, if its answer makes the test come out as wanted."""
        answer = self._whole.get(literal.subject)
        truth = answer_truth(literal.test, answer, self._reference.as_of)
        return super().to_answer(literal, wanted) if truth is wanted else frozenset()


class _CarrierSearch:
    """Finds the smallest sets from two sides: groups of which one answer is needed, and sets with one of each."""

    def __init__(self, base: RuleBase, profile: Profile, as_of: date | None, decision: str, member: str | None) -> None:
        self._profile = profile
        spoken, self._facts = silence_said(base, profile.facts())
        reference = Reference(spoken, self._facts, as_of)
        self._base, self._as_of = reference.base, as_of
        self.outcome = reference.outcome(decision)
        goal = conclusion_of(self._base.decisions[decision], self.outcome, member)
        self.settled, self._goal = goal is not None, goal or ()
        behind = self._base.reads.questions_behind(decision)
        self._names = sorted((name for name in behind if name in self._facts), key=self._asked)
        self._bits = {name: 1 << place for place, name in enumerate(self._names)}
        decisions = self._base.reads.with_all_behind([decision])
        self._rules_behind = sum(len(self._base.rules_of[name]) for name in decisions)
        self._rules_left = MOST_RULES_CARRYING
        self._groups: list[int] = []
        self._walk = HittingSets(MOST_GROUPS_LOOKED_AT)
        self.more = self.undecided = False

    def sets(self) -> list[CarryingSet]:
        """List the smallest sets, as many as are shown, the firmest first."""
        found: list[int] = []
        try:
            size = self._smallest()
            for firmness in range(NOT_EVIDENCED + 1):
                allowed = sum(bit for name, bit in self._bits.items() if self._answer(name).firmness <= firmness)
                found += self._all_of_size(size, allowed, found)
                if len(found) > MOST_SETS_CARRYING:
                    break
        except TooMuchToTryError:
            self.undecided = True
        self.more = len(found) > MOST_SETS_CARRYING
        return [CarryingSet(tuple(map(self._answer, self._of(each)))) for each in found[:MOST_SETS_CARRYING]]

    def _smallest(self) -> int:
        """Find out how many answers are needed."""
        every, size = (1 << len(self._names)) - 1, 0
        while True:
            tried = next(self._walk.of_size(self._groups, size, every), None)
            if tried is None:
                size += 1
            elif self._suffices(tried):
                return size

    def _all_of_size(self, size: int, allowed: int, before: list[int]) -> list[int]:
        """List the sets of a size, of the answers that are allowed, that suffice and are not listed before."""
        known = {*before}
        found: list[int] = []
        again = True
        while again:
            again = False
            for tried in self._walk.of_size(self._groups, size, allowed):
                if tried in known:
                    continue
                if not self._suffices(tried):
                    again = True
                    break
                known.add(tried)
                found.append(tried)
                if len(known) > MOST_SETS_CARRYING:
                    return found
        return found

    def _suffices(self, tried: int) -> bool:
        """Tell whether answers are enough; if not, note groups of which one more is needed, as many as can be found."""
        group = self._lacking(tried)
        if not group:
            return True
        while group:
            self._groups.append(group)
            tried |= group
            group = self._lacking(tried)
        return False

    def _lacking(self, tried: int) -> int:
        """Give the answers of which one is needed besides; none where it is enough."""
        self._rules_left -= self._rules_behind
        if self._rules_left < 0:
            raise TooMuchToTryError
        kept = {name: self._facts[name] for name in self._of(tried)}
        reference = Reference(self._base, kept, self._as_of)
        left = frozenset(part for name in self._names if name not in kept for part in self._parts(name))
        restored = _Restored(reference, left, self._facts)
        for literal, wanted in self._goal:
            if reference.literal(literal) is not wanted:
                return sum(self._bits[name] for name in {name for name, _ in restored.to(literal, wanted)})
        return 0

    def _parts(self, name: str) -> Iterator[tuple[str, str]]:
        answer = self._facts[name]
        members = answer.holds | answer.fails if isinstance(answer, Members) else ("",)
        return ((name, member) for member in members)

    def _of(self, bits: int) -> list[str]:
        return [name for name, bit in self._bits.items() if bits & bit]

    def _answer(self, name: str) -> CarryingAnswer:
        given = self._profile.answers.get(name) or self._profile.controls.get(name) or Given(None)
        assumed = given.value != self._facts[name]
        return CarryingAnswer(name, given if not assumed else Given(self._facts[name]), assumed)

    def in_order(self, found: CarryingSet) -> tuple[object, ...]:
        """Give the sort key of a set: its weakest links first, then all others, then the order of asking."""
        firmness = sorted((each.firmness for each in found.answers), reverse=True)
        return firmness, [self._asked(each.question) for each in found.answers]

    def _asked(self, name: str) -> tuple[object, ...]:
        return self._base.asking_order(self._base.question(name))
