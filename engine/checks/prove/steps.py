"""One step in the direction in which an answer gets worse: the answer before it, and the answer after."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from engine.frozen import frozen
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import Chosen, Dated, MemberTerms, Questions
from engine.interpret.symbolic.terms import Term, implies, unknown
from engine.rulebase.facts import Fact
from engine.source.duration import Duration

UPWARDS = ("yes", "higher", "more")


@frozen
class WorseStep:
    """Two worlds that differ in one known answer, and what holds between their terms."""

    before: SymbolicWorld
    after: SymbolicWorld
    between: tuple[Term, ...] = ()


def steps(fact: Fact, world: SymbolicWorld, questions: Questions) -> Iterator[WorseStep]:
    """Walk every step from one known answer of a question to the next worse one."""
    known = world.known.get(fact.name)
    match known:
        case Chosen(answers):
            worlds = [world.given(fact.name, known.at(place)) for place in range(len(answers))]
            ladder = worlds if fact.worse in UPWARDS else worlds[::-1]
            for before, after in pairwise(ladder):
                yield WorseStep(before, after)
        case MemberTerms(holds):
            for member in holds:
                out, within = (world.given(fact.name, known.at(member, holds=each)) for each in (False, True))
                yield WorseStep(out, within) if fact.worse in UPWARDS else WorseStep(within, out)
        case Dated(_, older) if older:
            yield _dated(fact, world, questions, older)


def _dated(fact: Fact, world: SymbolicWorld, questions: Questions, older: Mapping[Duration, Term]) -> WorseStep:
    """Move a date by any length of time: the earlier of two is older than whatever the later is older than."""
    moved = Dated(True, {age: unknown(f"{fact.name}>{age} after") for age in older})
    now = Dated(True, older)
    pairs = [(older[age], moved.older[age]) for age in older]
    if fact.worse == "later":
        pairs = [(after, before) for before, after in pairs]
    between = (*questions.in_order(moved), *(implies(younger, elder) for younger, elder in pairs))
    return WorseStep(world.given(fact.name, now), world.given(fact.name, moved), between)
