"""Every proof about a pack, one after another; each claim comes back with its answer."""

from collections.abc import Iterator
from dataclasses import replace

from engine.checks.prove.claim import Claim
from engine.errors import MissingExtra
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.in_force import in_force
from engine.rulebase.stretches import ALWAYS, Stretch, stretches


def prove(base: RuleBase, rlimit: int | None = None) -> Iterator[Claim]:
    """Prove what must hold of any pack, the laws, and what the pack claims of itself.

    Where rules have dates, all of it is proved for each stretch of days on which the same rules are in force. `rlimit`
    is how many steps of the solver one question may take. Raises `MissingExtra` where z3 is not installed.
    """
    if not symbolic.available():
        raise MissingExtra("proofs")
    return _of_each_stretch(base, rlimit)


def _of_each_stretch(base: RuleBase, rlimit: int | None) -> Iterator[Claim]:
    for stretch in stretches(base):
        for claim in _claims(in_force(base, stretch.day), rlimit, stretch):
            yield claim if stretch == ALWAYS else replace(claim, says=f"{stretch.words}: {claim.says}")


def _claims(base: RuleBase, rlimit: int | None, stretch: Stretch) -> Iterator[Claim]:
    from engine.checks.prove.changes_only import changes_only
    from engine.checks.prove.conflicts import conflicts
    from engine.checks.prove.gaps import gaps
    from engine.checks.prove.ground import Ground
    from engine.checks.prove.idle_questions import idle_questions
    from engine.checks.prove.idle_tests import idle_tests
    from engine.checks.prove.implied import implied
    from engine.checks.prove.never_fires import never_fires
    from engine.checks.prove.overlaps import overlaps
    from engine.checks.prove.properties import properties
    from engine.checks.prove.settled import settled
    from engine.checks.prove.worse import worse
    from engine.interpret.symbolic.solving import RLIMIT

    ground = Ground(base, RLIMIT if rlimit is None else rlimit, stretch)
    yield gaps(ground)
    at_odds = conflicts(ground)
    yield at_odds
    yield settled(ground, at_odds)
    yield worse(ground)
    yield from changes_only(ground)
    for each in (never_fires, implied, idle_tests, idle_questions, overlaps):
        yield each(ground)
    yield from properties(ground)
