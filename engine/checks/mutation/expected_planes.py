"""What cases expect, as planes over all of them: of each part of an outcome, for whom it must hold and for whom not."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from engine.checks.expectations import Expectation
from engine.interpret.columnar.circuit import Circuit
from engine.interpret.columnar.outcomes import CountedPlanes, OutcomeKey, OutcomePart, OutcomePlanes
from engine.rulebase.decisions import NUMBERS, SETS, Decision

Wanted = tuple[OutcomeKey, bool]
"""A part of an outcome that a case looks at, and whether it must hold. Of a number: that it is so much at least."""


WantedPlanes = dict[OutcomeKey, tuple[int, int]]
"""For each part, who wants it to hold, and who wants it not to."""

PartPlanes = Mapping[OutcomeKey, int]
"""Planes of an outcome, by what they say."""


def wanted_parts(expectation: Expectation) -> Iterator[Wanted]:
    """Walk what a case looks at of one decision; it fails where any of it is not so.

    How high or low a decision may be is left out (`wanted_ends`).
    """
    if expectation.decision.hit_policy in SETS:
        return _of_set(expectation)
    return (_of_number if expectation.decision.hit_policy in NUMBERS else _of_one)(expectation)


def _of_set(expectation: Expectation) -> Iterator[Wanted]:
    form = expectation.form
    for key, looked_at in _OF_SET.items() if form is not None else ():
        for word in form.words(key) if form is not None else ():
            for part, holds in looked_at:
                yield (part, word.text), holds


_OF_SET: dict[str, tuple[tuple[OutcomePart, bool], ...]] = {
    "includes": (("certain", True),),
    "excludes": (("possible", False),),
    "undecided": (("possible", True), ("certain", False)),
    "interim": (("interim", True),),
}


def _of_number(expectation: Expectation) -> Iterator[Wanted]:
    form = expectation.form
    exactly = int(expectation.value) if form is None else None
    low, high = (exactly if form is None else form.integer(key) for key in ("at_least", "at_most"))
    if low is not None:
        yield ("certain", low), True
    if high is not None:
        yield ("possible", high + 1), False


def _of_one(expectation: Expectation) -> Iterator[Wanted]:
    form, decision = expectation.form, expectation.decision
    order = (None, *decision.values)
    if form is None:
        yield from ((("possible", value), value == expectation.value) for value in order)
        return
    for key in ("possible", "within"):
        if form.has(key):
            wanted = {word.text for word in form.words(key)}
            for value in order:
                if key == "possible" or value not in wanted:
                    yield ("possible", value), value in wanted
    if form.has("interim"):
        yield ("interim", form.text("interim")), True


def wanted_ends(expectation: Expectation) -> Iterator[Wanted]:
    """Walk what must not be possible where an end is expected: the values beyond it, and no value at all.

    It is looked at only while the values of a decision have an order, under `max`.
    """
    form, decision = expectation.form, expectation.decision
    order = list(decision.values)
    if form is None or decision.hit_policy != "max":
        return
    beyond: list[str | None] = []
    if form.has("at_least"):
        beyond += [None, *order[: decision.rank(form.text("at_least"))]]
    if form.has("at_most"):
        beyond += [None, *order[decision.rank(form.text("at_most")) + 1 :]]
    yield from ((("possible", value), False) for value in beyond)


class ExpectedPlanes:
    """All that some cases expect, decision by decision: for each part, which of them want it to hold, and which not."""

    def __init__(self, expected: Sequence[Sequence[Expectation]]) -> None:
        """Take what each case expects, in order."""
        self._parts: dict[str, WantedPlanes] = {}
        self._ends: dict[str, WantedPlanes] = {}
        for place, expectations in enumerate(expected):
            for each in expectations:
                for into, wanted in ((self._parts, wanted_parts(each)), (self._ends, wanted_ends(each))):
                    planes = into.setdefault(each.decision.name, {})
                    for key, holds in wanted:
                        to_hold, not_to = planes.get(key, (0, 0))
                        planes[key] = (to_hold | 1 << place, not_to) if holds else (to_hold, not_to | 1 << place)

    @property
    def decisions(self) -> Collection[str]:
        """The decisions that the cases look at."""
        return self._parts.keys()

    def all_broken(self, circuit: Circuit, decision: Decision, outcome: OutcomePlanes, parts: PartPlanes) -> int:
        """Find the cases that expect something else of a decision, of all of whose outcome these are the parts."""
        wanted = (*self._parts[decision.name], *self._ends[decision.name])
        return self.broken(circuit, decision, outcome, {**dict.fromkeys(wanted, 0), **parts})

    def broken(self, circuit: Circuit, decision: Decision, outcome: OutcomePlanes, parts: PartPlanes) -> int:
        """Find the cases that expect something else of a decision, as far as these parts of its outcome tell."""
        planes = self._parts.get(decision.name, {})
        if isinstance(outcome, CountedPlanes):
            parts = {key: _so_much(circuit, outcome, key) for key in planes}
        found = _unlike(planes, parts)
        return found | _unlike(self._ends[decision.name], parts) if planes and decision.hit_policy == "max" else found


def _unlike(wanted: WantedPlanes, parts: PartPlanes) -> int:
    """Find who wants something else than there is."""
    found = 0
    for key, plane in parts.items():
        to_hold, not_to = wanted.get(key, (0, 0))
        found |= to_hold & ~plane | not_to & plane
    return found


def _so_much(circuit: Circuit, number: CountedPlanes, key: OutcomeKey) -> int:
    """Give the plane of those for whom a number is so much at least, certainly or possibly."""
    part, least = key
    reached = circuit.reaches(number.digits, least if isinstance(least, int) else 0)
    return circuit.certain(reached) if part == "certain" else circuit.possible(reached)
