"""The few answers that would lower what is applied meanwhile, so that caution ends with the question that it is for."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from engine.assessment.answers import possible_answers
from engine.assessment.assessment import Lowering
from engine.interpret.evaluation import Highest, Outcome, Single
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.rulebase.facts import Answer
from engine.rulebase.rules import Rule

MOST_ANSWERS = 3
"""Answers that lower an interim value together. More than that is a talk, not an answer. Beyond it: none is named."""

MOST_WAYS = 3
"""Ways to lower an interim value that are named, of those with the fewest answers. More is a list that nobody reads.
Beyond it: those that come first in the order of asking."""

MOST_TRIED = 400
"""Combinations of answers that are tried. Each is worked out anew, and a result should not wait for it. Beyond it: only
what was found until then is named."""

Combination = Mapping[str, tuple[str, Answer]]
"""Answers that are tried together: each with the words for it."""


def lowering(reference: Reference, name: str) -> tuple[Lowering, ...]:
    """Find the smallest sets of answers that lower the interim value of an ordered decision; none where none do.

    All that holds the value up are open rules for it or a higher one. Each of them has to be ruled out: one is taken,
    and the answers to what it waits for are tried, until none is left.
    """
    outcome = reference.outcome(name)
    if not isinstance(outcome, Highest) or outcome.interim in (None, outcome.at_least):
        return ()
    search = _Search(reference, name)
    level: list[Combination] = [{}]
    for _ in range(MOST_ANSWERS):
        tried = list(search.further(level))
        found = [(answers, value) for answers in tried if (value := search.lower_value(answers)) is not None]
        if found:
            return _named(search, found)
        level = tried
    return ()


class _Search:
    """Tries answers in one evaluation; each combination is worked out once."""

    def __init__(self, reference: Reference, name: str) -> None:
        self._reference = reference
        self._name = name
        self._decision = reference.base.decisions[name]
        self._left = MOST_TRIED
        self._held = self.rank(_meanwhile(reference.outcome(name)))
        self._tried: dict[frozenset[tuple[str, str]], Reference] = {}

    def rank(self, value: str | None) -> int:
        """Give the place of a value in the order of the decision; no value is below all others."""
        return -1 if value is None else self._decision.rank(value)

    def lower_value(self, answers: Combination) -> str | None:
        """Give what would be applied with these answers, if that is lower than now."""
        value = _meanwhile(self._with(answers).outcome(self._name))
        return value if value is not None and self.rank(value) < self._held else None

    def further(self, level: Iterable[Combination]) -> Iterator[Combination]:
        """Walk each combination with one answer more, as long as it does not hold the value up for good."""
        seen: set[frozenset[tuple[str, str]]] = set()
        for answers in level:
            for question, words, answer in self._next(answers):
                more = {**answers, question: (words, answer)}
                if _key(more) in seen or not self._left:
                    continue
                seen.add(_key(more))
                self._left -= 1
                if not any(truth is True for truth in self._standing(more)):
                    yield more

    def _next(self, answers: Combination) -> Iterator[tuple[str, str, Answer]]:
        """Walk the answers that the rule which waits for least waits for; none where three can't be enough."""
        reference = self._with(answers)
        waiting, base = Relevance(reference), reference.base
        held = [(sorted(waiting.rule(rule)), rule.name) for rule in self._holding(reference)]
        if _parted(asked for asked, _ in held) > MOST_ANSWERS - len(answers) or not held:
            return
        asked, _ = min(held, key=lambda each: (len(each[0]), each[1]))
        for question in sorted(asked, key=lambda each: base.asking_order(base.question(each))):
            if question in base.facts and question not in answers:
                now = reference.facts.get(question)
                for words, answer in possible_answers(base, question, now, reference.as_of):
                    yield question, words, answer

    def _holding(self, reference: Reference) -> list[Rule]:
        """List the open rules that hold the value up."""
        return [rule for rule in self._candidates() if reference.rule(rule) is None]

    def _candidates(self) -> Iterator[Rule]:
        for rule in self._reference.base.rules_of[self._name]:
            if max(map(self.rank, rule.values_for(self._name))) >= self._held:
                yield rule

    def _standing(self, answers: Combination) -> Iterator[bool | None]:
        reference = self._with(answers)
        return (reference.rule(rule) for rule in self._candidates())

    def _with(self, answers: Combination) -> Reference:
        key = _key(answers)
        if key not in self._tried:
            now = self._reference
            given = {question: answer for question, (_, answer) in answers.items()}
            self._tried[key] = Reference(now.base, {**now.given, **given}, now.as_of)
        return self._tried[key]

    def in_order(self, answers: Combination) -> tuple[object, ...]:
        """Give the sort key of a combination: the order in which its questions are asked."""
        base = self._reference.base
        return tuple(sorted(base.asking_order(base.facts[each]) for each in answers))


def _meanwhile(outcome: Outcome) -> str | None:
    """Give what would be applied: the interim value while it is open, else what came out."""
    if not isinstance(outcome, Single):
        return None
    return outcome.interim if outcome.status == "open" else next(iter(outcome.possible), None)


def _key(answers: Combination) -> frozenset[tuple[str, str]]:
    return frozenset((question, words) for question, (words, _) in answers.items())


def _parted(waiting: Iterable[list[str]]) -> int:
    """Count rules of which no two wait for the same question: so many answers are needed at least."""
    seen: set[str] = set()
    count = 0
    for asked in sorted(waiting, key=lambda each: (len(each), each)):
        if seen.isdisjoint(asked):
            seen.update(asked)
            count += 1
    return count


def _named(search: _Search, found: Iterable[tuple[Combination, str]]) -> tuple[Lowering, ...]:
    """Name the ways that lead lowest, one for each set of questions."""
    ways: dict[frozenset[str], tuple[Combination, str]] = {}
    for answers, value in sorted(found, key=lambda each: (search.rank(each[1]), search.in_order(each[0]))):
        ways.setdefault(frozenset(answers), (answers, value))
    return tuple(
        Lowering({question: words for question, (words, _) in answers.items()}, value)
        for answers, value in islice(ways.values(), MOST_WAYS)
    )
