"""The next best question: which open questions can still change what people are told, in the order of their worth.

A question is listed if, and only if, there are two complete sets of answers that agree with the profile, differ in that
question alone (of a set: in one member), and make people be told otherwise of a decision. What could not be decided
within the work that is allowed is listed last, and says so. A question that silence answers is answered. Where rules
contradict each other, which `rules check` refuses, nothing is promised: what is settled need not stay so there.

First come the questions that can change a primary decision, then those for the rest of the headline, then the others.
Among them the first is the one whose answer decides most often: in how many drawn completions another answer to it
alone would change what comes out. In those completions nobody is spared that question, whatever else is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import chain

from engine.errors import UsageError
from engine.frozen import frozen
from engine.inquiry.completions import choices, unknown
from engine.inquiry.next_question_search import Work
from engine.inquiry.next_question_tipping import TippingPoint, TippingPoints
from engine.inquiry.trials import Part, Trials, Tried, with_what_leaves_out
from engine.interpret.evaluation import Outcome, Single, not_left_out
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

MOST_OPERATIONS = 120_000
"""Operations of the searches for one profile. People wait for the next question, and a second should do. Beyond it: the
questions that are left are listed as such that may matter."""

Waits = Mapping[str, frozenset[str]]
"""The questions that each decision waits for by the strong Kleene tables."""

OutcomeOf = Mapping[str, Outcome | None]
"""What comes out with each answer, by the words for it; `None` where the pack leaves the decision out then."""

ByAnswer = Mapping[str, Mapping[str, OutcomeOf]]
"""The same of each question, and of each decision."""


@frozen
class Bearing:
    """What a question could change in one decision.

    `by_answer` gives what comes out with each answer alone, by the words for it, `None` where the pack then leaves the
    decision out. `example` gives the same together with other answers, as they are in one completion in which this one
    changes the decision; it is there for a headline decision that no answer changes alone. Where it is not certain, it
    is undecided whether any answer changes the decision, whatever the others are.
    """

    decision: str
    now: Outcome
    by_answer: OutcomeOf
    is_certain: bool
    example: OutcomeOf = field(default_factory=dict)

    @property
    def settles(self) -> Mapping[str, str | None]:
        """Give the answers that alone settle a decision with one value, each with the value that comes out."""
        return {
            words: next(iter(outcome.possible))
            for words, outcome in self.by_answer.items()
            if isinstance(outcome, Single) and outcome.status == "settled" and self.now.status != "settled"
        }


@frozen
class NextQuestion:
    """An open question, what it could change, and the roles that are likely to know the answer."""

    name: str
    bearings: tuple[Bearing, ...]
    known_by: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        """Tell whether it certainly can change something."""
        return any(each.is_certain for each in self.bearings)


def next_questions(
    base: RuleBase, profile: Profile | Facts, as_of: date | None = None, decisions: Iterable[str] | None = None
) -> tuple[NextQuestion, ...]:
    """List the open questions that can still change a decision, in the order in which they are worth asking.

    Without `decisions`, all that people are shown count. `as_of` is the day of assessment, without which ages are
    unknown. The same profile, pack and day give the same list. Raises `UsageError` where the pack has no such decision.

        >>> first, *others = next_questions(base, profile, as_of=date(2026, 5, 4))
        >>> first.bearings[0].decision in base.pack.primary
        True
    """
    return Asking(base, as_of, decisions).next_questions(profile.facts() if isinstance(profile, Profile) else profile)


class Asking:
    """Finds the next questions of one profile after another, by the rules of one day; made once for some decisions."""

    def __init__(self, base: RuleBase, as_of: date | None = None, decisions: Iterable[str] | None = None) -> None:
        """Take the decisions that matter; without any, all that people are shown."""
        named = base.pack.laid_out() if decisions is None else tuple(dict.fromkeys(decisions))
        for name in named:
            if name not in base.decisions:
                raise UsageError(f"there is no decision {in_backticks(name)}{did_you_mean(name, base.decisions)}")
        self._trials = Trials(base, as_of, named)
        self._base, self._as_of = self._trials.base, as_of
        self._tiers = _tiers(base, named)
        self._by_tier = [self._trials.only(tier) for tier in self._tiers]
        self._choices = choices(self._base, as_of, self._trials.parts)

    def next_questions(self, facts: Facts) -> tuple[NextQuestion, ...]:
        """List the open questions of a profile that can still change a decision, the one that is worth most first."""
        waits = self._waits_for(Reference(self._base, facts, self._as_of))
        points, often = self._tipping(facts, waits)
        order = self._in_order(points, often)
        given = self._trials.run(facts, 1, {})
        now = {name: given.outcome(name, 0) for name in waits}
        answered = self._answered(facts, [part for part in points.parts if part[0] in order], waits)
        examples = self._examples(facts, points, answered, now)
        return tuple(self._question(name, now, points, answered[name], examples.get(name, {})) for name in order)

    def tipping_points(self, facts: Facts) -> Mapping[tuple[str, str], TippingPoint]:
        """Give what shows, by question and decision, that the question can still change the decision."""
        return self._tipping(facts, self._waits_for(Reference(self._base, facts, self._as_of)))[0].found

    def waited_for(self, facts: Facts) -> tuple[str, ...]:
        """List the questions without whose answers a decision is called open, in the order of asking.

        Some of them may change nothing, whatever the answers. Where nothing is next and a decision is still open, only
        such are left.
        """
        names = _union(self._waits_for(Reference(self._base, facts, self._as_of)).values())
        return tuple(sorted(names, key=lambda name: self._base.asking_order(self._base.question(name))))

    def _waits_for(self, reference: Reference) -> Waits:
        """Find what each decision waits for, or may yet be left out for; no more where the pack leaves it out."""
        base, waiting, found = self._base, Relevance(reference), {}
        for name in not_left_out(base.pack, reference.outcome, self._trials.outcomes):
            asked = _union(waiting.decision(each) for each in with_what_leaves_out(base.pack, [name]))
            found[name] = frozenset(each for each in asked if each in base.facts or each in base.controls)
        return found

    def _tipping(self, facts: Facts, waits: Waits) -> tuple[TippingPoints, list[Mapping[str, int]]]:
        """Find what can change what; and of each tier how often, in drawn completions, each question does.

        Where no drawn completion has shown a change it is searched for: first what is primary, then for each question
        any decision, then the rest.
        """
        points = TippingPoints(self._trials, facts, self._choices, unknown(self._base, facts, self._choices))
        often = [
            points.draw(trials, _union(waits.get(name, ()) for name in tier))
            for tier, trials in zip(self._tiers, self._by_tier, strict=True)
        ]
        work = Work(MOST_OPERATIONS)
        for name in self._tiers[0]:
            points.search(name, waits.get(name, ()), work)
        for only_unshown in (True, False):
            for name, questions in waits.items():
                shown = {question for question, _ in points.found} if only_unshown else set[str]()
                points.search(name, questions - shown, work)
        return points, often

    def _in_order(self, points: TippingPoints, often: Sequence[Mapping[str, int]]) -> list[str]:
        """Sort the questions: by the first tier in which they certainly matter, how often, then as they are asked."""
        keys: dict[str, tuple[object, ...]] = {}
        for question, decision in [*points.found, *points.undecided]:
            tier = next(place for place, names in enumerate(self._tiers) if decision in names)
            if (question, decision) in points.found:
                key = (False, tier, -often[tier].get(question, 0))
            else:
                key = (True, tier, 0)
            keys[question] = min(key, keys.get(question, key))
        order = self._base.asking_order
        return sorted(keys, key=lambda name: (keys[name], order(self._base.question(name))))

    def _question(
        self,
        name: str,
        now: Mapping[str, Outcome],
        points: TippingPoints,
        answered: Mapping[str, OutcomeOf],
        examples: Mapping[str, OutcomeOf],
    ) -> NextQuestion:
        found = []
        for decision, by_answer in answered.items():
            is_certain, example = (name, decision) in points.found, examples.get(decision, {})
            if is_certain or (name, decision) in points.undecided:
                found.append(Bearing(decision, now[decision], by_answer, is_certain, example))
        return NextQuestion(name, tuple(found), self._base.question(name).known_by)

    def _answered(self, facts: Facts, parts: Sequence[Part], decisions: Iterable[str]) -> ByAnswer:
        """Work out what comes out with each answer to each part alone."""
        answers = [(part, words, answer) for part in parts for words, answer in self._choices[part].answers]
        tried = self._trials.run_each(facts, [{part: answer} for part, _, answer in answers])
        found: dict[str, dict[str, dict[str, Outcome | None]]] = {}
        for decision in decisions:
            for ((name, _), words, _), outcome in zip(answers, _told(tried, decision), strict=True):
                found.setdefault(name, {}).setdefault(decision, {})[words] = outcome
        return found

    def _examples(
        self, facts: Facts, points: TippingPoints, answered: ByAnswer, now: Mapping[str, Outcome]
    ) -> ByAnswer:
        """Work out what comes out with each answer at a tipping point, where no answer changes the headline alone."""
        wanted = [
            (name, decision, point, words, answer)
            for (name, decision), point in points.found.items()
            if decision in self._base.pack.headline
            and all(outcome == now[decision] for outcome in answered[name][decision].values())
            for words, answer in self._choices[point.part].answers
        ]
        decisions = {decision for _, decision, *_ in wanted}
        others = {point: point.others() for _, _, point, *_ in wanted}
        tried = self._trials.only(sorted(decisions)).run_each(
            facts, [{**others[point], point.part: answer} for _, _, point, _, answer in wanted]
        )
        told = {decision: _told(tried, decision) for decision in decisions}
        found: dict[str, dict[str, dict[str, Outcome | None]]] = {}
        for place, (name, decision, _, words, _) in enumerate(wanted):
            found.setdefault(name, {}).setdefault(decision, {})[words] = told[decision][place]
        return found


def _told(tried: Tried, decision: str) -> list[Outcome | None]:
    """Give what people are told of a decision in each trial."""
    found: list[Outcome | None] = [None] * tried.count
    for outcome, plane in tried.by_outcome(decision).items():
        left = plane & ~tried.left_out(decision)
        while left:
            found[(left & -left).bit_length() - 1] = outcome
            left &= left - 1
    return found


def _tiers(base: RuleBase, decisions: Sequence[str]) -> list[tuple[str, ...]]:
    """Part decisions into the primary ones, the rest of the headline, and all others."""
    primary, headline = base.pack.primary, base.pack.headline
    places = {name: 0 if name in primary else 1 if name in headline else 2 for name in decisions}
    return [tuple(name for name, place in places.items() if place == tier) for tier in range(3)]


def _union(parts: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(parts))
