"""Every situation that a decision can tell apart, where these are few enough to try them all, as in most tables.

The decisions behind it are gone through in order. The questions that the next one asks are laid out with all that can
be known of them; of those that nobody asks any more only what came of them is kept. So each situation stands for all
profiles that come to the same for the decision, and is one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from engine.checks.decided_profiles import DecidedProfiles, is_so
from engine.frozen import frozen
from engine.interpret.columnar.conditions import Answered, Unanswered
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Condition, Includes, Test, literals
from engine.rulebase.facts import Answer, Fact, Facts, Members

MOST_SITUATIONS = 500_000
"""Situations that are laid out at a time, some seconds of work for a table of hundreds of rows. Beyond it: nothing is
tried, and a solver is asked."""
MOST_STATES = 250
"""States of one question, so that a byte holds one. Beyond it: nothing is tried either."""
MOST_DIGITS = 10**15 - 1
"""As large as a number can be written, where a question has no range."""

States = Sequence[Answer | None]
StateColumn = bytes
"""Of each situation, the place of the state in which a question is."""


@frozen
class EverySituation:
    """Situations laid out, all decided by the pack."""

    profiles: DecidedProfiles
    _states: Mapping[str, States]
    _columns: Mapping[str, StateColumn]

    def facts(self, place: int) -> Facts:
        """Give what is known in one situation."""
        found = {name: self._states[name][column[place]] for name, column in self._columns.items()}
        return {name: answer for name, answer in found.items() if answer is not None}


def every_situation(base: RuleBase, decision: str, also: Iterable[Condition]) -> EverySituation | None:
    """Lay out every situation that a decision can tell apart, by its rules and by these conditions in their place.

    Nothing where there are too many, or where it hangs on days.
    """
    states = _states(base, decision, also)
    if states is None or base.days:
        return None
    columns: dict[str, StateColumn] = {}
    size = 1
    behind = [name for name in base.decisions if name in base.reads.with_all_behind([decision])]
    for number, name in enumerate(behind):
        for question in sorted(base.reads.questions_of(name) - columns.keys()):
            count = len(states[question])
            if size * count > MOST_SITUATIONS:
                return None
            columns = {each: _repeated(column, count) for each, column in columns.items()}
            columns[question] = bytes(range(count)) * size
            size *= count
        if name != decision:
            columns, size = _told_apart(base, states, columns, size, behind[number + 1 :])
    return EverySituation(_decided(base, states, columns, size), states, columns)


def _states(base: RuleBase, decision: str, also: Iterable[Condition]) -> dict[str, States] | None:
    """List, for each question behind a decision, what can be known of it, as far as anything tells it apart."""
    behind = base.reads.with_all_behind([decision])
    conditions = [rule.condition for name in behind for rule in base.rules_of[name]]
    tests: dict[str, set[Test]] = {}
    for condition in (*conditions, *also):
        for literal in literals(condition):
            if not literal.on_decision:
                tests.setdefault(literal.subject, set()).add(literal.test)
    found: dict[str, States] = {}
    for name, asked in tests.items():
        known = _known(base.question(name), asked)
        if known is None:
            return None
        found[name] = known
    return found


def _known(fact: Fact, tests: Iterable[Test]) -> States | None:
    """List what can be known of a question: nothing, unless silence is an answer, and each answer."""
    states: States
    match fact.kind:
        case "yes_no":
            states = (False, True)
        case "choice":
            states = tuple(fact.values)
        case "number":
            states = _numbers(fact, tests)
        case "choices":
            return _sets(fact, tests)
        case _:
            return None
    states = states if fact.when_silent is not None else (None, *states)
    return states if len(states) <= MOST_STATES else None


def _numbers(fact: Fact, tests: Iterable[Test]) -> list[int]:
    """List the first number of each interval that the tests tell apart."""
    low, high = fact.range or (-MOST_DIGITS, MOST_DIGITS)
    firsts = {low}
    for test in tests:
        if isinstance(test, Between):
            firsts |= {test.low} if test.low is not None else set()
            firsts |= {test.high + 1} if test.high is not None else set()
    return sorted(first for first in firsts if low <= first <= high)


def _sets(fact: Fact, tests: Iterable[Test]) -> States | None:
    """List what can be known of the members that are asked for; all others are known not to be in."""
    asked = sorted({test.member for test in tests if isinstance(test, Includes)})
    sides = (False, True) if fact.when_silent is not None else (None, False, True)
    if len(sides) ** len(asked) > MOST_STATES:
        return None
    others = frozenset(fact.values) - frozenset(asked)
    found: list[Answer] = []
    for chosen in product(sides, repeat=len(asked)):
        holds, fails = (frozenset(m for m, side in zip(asked, chosen, strict=True) if side is s) for s in (True, False))
        found.append(Members(holds, fails | others))
    return found


def _repeated(column: StateColumn, count: int) -> StateColumn:
    """Write each place so often, one after another."""
    found = bytearray(len(column) * count)
    for start in range(count):
        found[start::count] = column
    return bytes(found)


def _decided(
    base: RuleBase, states: Mapping[str, States], columns: Mapping[str, StateColumn], size: int
) -> DecidedProfiles:
    def plane(key: object) -> int:
        if not isinstance(key, Answered | Unanswered):
            raise TypeError(f"no situation can be asked for {key!r}")
        so = bytes(is_so(key, state, None) for state in states[key.subject])
        return int(columns[key.subject].translate(so.ljust(256, b"\0")).translate(_DIGITS)[::-1] or b"0", 2)

    return DecidedProfiles(base, None, size, plane)


_DIGITS = bytes.maketrans(b"\0\1", b"01")


def _told_apart(
    base: RuleBase, states: Mapping[str, States], columns: Mapping[str, StateColumn], size: int, left: Sequence[str]
) -> tuple[dict[str, StateColumn], int]:
    """Keep one of all situations that differ in nothing that the decisions that are left read themselves."""
    profiles = _decided(base, states, columns, size)
    asked = sorted({name for each in left for name in base.reads.questions_of(each) if name in columns})
    read = {name for each in left for name in base.reads.decisions_of(each) if name not in left}
    planes = {plane for name in read for plane in profiles.parts(name).values()}
    first: dict[tuple[object, ...], int] = {}
    seen = zip(*(columns[name] for name in asked), *(f"{plane:0{size}b}"[::-1] for plane in planes), strict=True)
    for place, found in enumerate(seen):
        first.setdefault(found, place)
    kept = list(first.values()) or [0]
    return {name: bytes(map(column.__getitem__, kept)) for name, column in columns.items()}, len(kept)
