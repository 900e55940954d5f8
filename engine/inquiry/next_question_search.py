"""The search for a completion in which one answer changes one decision, where no drawn completion has shown one.

Answers are chosen one after another. Before one is chosen, every answer of every part is looked at by itself: where it
leaves nothing to change whatever the rest, it is out, and a part with one answer left has that answer. So the search
finds a completion, or shows that there is none; or it has done all the work it may, and leaves it open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.inquiry.completions import Choices, Completion, Drawn, completed, drawn, near
from engine.inquiry.next_question_changes import either
from engine.inquiry.trials import Part, Spread, Trials, with_what_leaves_out
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.rulebase.facts import Answer, Facts

MOST_LOOKS = 40
"""Looks in the search for one completion. Most are found within ten, and it is better to go on to another question.
Beyond it: it stays undecided whether the question can change the decision."""

DRAWN = 64
"""Completions that are tried at each look, beside single answers."""


class OutOfWorkError(Exception):
    """All the work that a search may do is done."""


@dataclass
class Work:
    """Counts down the operations that may still be made."""

    left: int

    def spend(self, operations: int) -> None:
        """Count operations. Raises `OutOfWorkError` where fewer are left."""
        if operations > self.left:
            raise OutOfWorkError
        self.left -= operations


@dataclass(frozen=True)
class _Look:
    """What can be seen from some answers: some with which it is decided, or what may still be answered to each part."""

    decided: Completion | None
    alive: bool
    left: Mapping[Part, Sequence[Answer]]


class TippingSearch:
    """Looks for completions of a profile in which answers to one part make people be told otherwise of one decision."""

    def __init__(self, trials: Trials, decision: str, facts: Facts, among: Choices, parts: Sequence[Part]) -> None:
        """Take trials that decide the decision, and the parts that the profile leaves unknown."""
        self._all, self._decision, self._facts, self._among = trials, decision, facts, among
        self.trials = trials.only([decision])
        self.parts = [part for part in parts if part in self.trials.parts]
        self._drawn: Drawn = {part: drawn(part, among[part], DRAWN) for part in self.parts}
        self._work = Work(0)

    def completion(self, part: Part, work: Work) -> Completion | None:
        """Find answers to all other parts with which this one changes the decision; `None` where there are none.

        Raises `OutOfWorkError`.
        """
        if work.left < self.trials.size:
            raise OutOfWorkError
        self._trials = self._all.only([self._decision], waits_for=part[0])
        self._work = Work(min(work.left, MOST_LOOKS * self._trials.size))
        most = self._work.left
        try:
            found = self._from({}, part)
        finally:
            work.spend(most - self._work.left)
        if found is None:
            return None
        whole = {each: found.get(each, self._mild_first(each)[0]) for each in self.parts if each != part}
        self._drawn = {each: self._half_near(each, whole.get(each)) for each in self.parts}
        return whole

    def _half_near(self, part: Part, answer: Answer | None) -> Sequence[int]:
        """Draw again, half of it near a completion that was found: what else tips often does so close by."""
        half = DRAWN // 2
        anywhere, close = drawn(part, self._among[part], half), near(part, self._among[part], answer, half)
        return [one | other << half for one, other in zip(anywhere, close, strict=True)]

    def _from(self, given: Completion, part: Part) -> Completion | None:
        """Look among the completions that have these answers."""
        while True:
            look = self._look(given, part)
            if look.decided is not None or not look.alive or not all(look.left.values()):
                return look.decided
            forced = {each: answers[0] for each, answers in look.left.items() if len(answers) == 1}
            if not forced:
                break
            given = {**given, **forced}
        chosen = self._waited_for(given, part)
        if chosen is None:
            return None
        for answer in self._mild_first(chosen):
            if answer in look.left[chosen]:
                found = self._from({**given, chosen: answer}, part)
                if found is not None:
                    return found
        return None

    def _look(self, given: Completion, part: Part) -> _Look:
        """Try what is given, with each answer of each other part, and with drawn answers to all of them.

        The trials stand in blocks: first with this part unknown, then with each of its answers.
        """
        self._work.spend(self._trials.size)
        free = [each for each in self.parts if each not in given and each != part]
        steps = [(each, answer) for each in free for _, answer in self._among[each].answers]
        count, own = 1 + len(steps) + DRAWN, len(self._among[part].answers)
        ran = self._trials.run(self._facts, count * (1 + own), self._spread(given, part, free, count))
        every = (1 << count) - 1
        certain = [ran.certain(self._decision) >> count * n & every for n in range(1, own + 1)]
        beside = either(plane ^ plane >> count for plane in ran.told(self._decision))
        differing = [beside >> count * n & every for n in range(1, own)]
        whole = every ^ ((1 << 1 + len(steps)) - 1)
        decided = either(differing[n] & (whole | certain[n] & certain[n + 1]) for n in range(own - 1))
        if decided:
            place = (decided & -decided).bit_length() - 1
            if place > len(steps):
                return _Look({**given, **self._answers_drawn(free, place - 1 - len(steps))}, True, {})
            return _Look({**given, **dict(steps[place - 1 : place])}, True, {})
        alive = (either(differing) | either(plane ^ every for plane in certain)) & ran.waiting()
        left: dict[Part, list[Answer]] = {each: [] for each in free}
        for place, (each, answer) in enumerate(steps, start=1):
            if alive >> place & 1:
                left[each].append(answer)
        return _Look(None, bool(alive & 1), left)

    def _spread(self, given: Completion, part: Part, free: Sequence[Part], count: int) -> Spread:
        own = [answer for _, answer in self._among[part].answers]
        every = (1 << count) - 1
        repeated = sum(1 << count * n for n in range(len(own) + 1))
        spread = {each: [(answer, every * repeated)] for each, answer in given.items()}
        spread[part] = [(answer, every << count * n) for n, answer in enumerate(own, start=1)]
        place = 1
        for each in free:
            spread[each] = []
            for (_, answer), plane in zip(self._among[each].answers, self._drawn[each], strict=True):
                spread[each].append((answer, (1 << place | plane << count - DRAWN) * repeated))
                place += 1
        return spread

    def _answers_drawn(self, free: Sequence[Part], place: int) -> Completion:
        return {each: answer_at(self._among, self._drawn, each, place) for each in free}

    def _waited_for(self, given: Completion, part: Part) -> Part | None:
        """Choose the part to answer next: of the rule that waits for least, one that waits for the part itself first.

        None where no rule waits for anything else.
        """
        base = self.trials.base
        waiting = Relevance(Reference(base, completed(self._facts, given), self.trials.as_of))
        names = with_what_leaves_out(base.pack, [self._decision])
        rules = [rule for name in names for rule in waiting.open_rules(name)]
        with_part = [rule for rule in rules if part[0] in base.reads.questions_behind_rule(rule.name)]
        for some in (with_part, rules):
            asked = []
            for rule in some:
                questions = waiting.rule(rule)
                free = [each for each in self.parts if each[0] in questions and each not in given and each != part]
                asked += [(part[0] not in questions, len(free), free[0])] if free else []
            if asked:
                return min(asked)[2]
        return None

    def _mild_first(self, part: Part) -> list[Answer]:
        choice = self._among[part]
        places = sorted(range(len(choice.answers)), key=lambda place: place != choice.mildest)
        return [choice.answers[place][1] for place in places]


def answer_at(among: Choices, completions: Drawn, part: Part, place: int) -> Answer:
    """Give the answer of a part in one of some completions."""
    answers = zip(among[part].answers, completions[part], strict=True)
    return next(answer for (_, answer), plane in answers if plane >> place & 1)
