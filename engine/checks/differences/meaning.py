"""What a difference between two packs means: whose result can be another, proved for every profile, or with a witness.

Asked for each decision that both have and that the change can reach: first of complete profiles, then of those in which
something is unknown and the decision is open by one pack at least. If neither can differ, no profile at all does.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from engine.checks.differences.reached import Reached, reached
from engine.checks.differences.words import renamed_rules
from engine.errors import MissingExtra
from engine.frozen import frozen
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.common_questions import asked_differently
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import ALWAYS, Period, periods_of

if TYPE_CHECKING:
    from engine.checks.differences.two_packs import Differs, PackPair
    from engine.checks.differences.witnesses import DifferenceWitness
    from engine.interpret.symbolic.evaluate import SymbolicWorld
    from engine.interpret.symbolic.solving import SolverAnswer
    from engine.rulebase.facts import Facts


@frozen
class DifferenceVerdict:
    """Whether profiles of one sort can come out otherwise: with a witness, proved that none does, or undecided.

    Of a set, `members` are those that can, and `undecided` those of which nobody knows; `member` is the one that the
    witness shows, and `now` what it is called by the second pack.
    """

    kind: Literal["differs", "same", "undecided"]
    witness: "DifferenceWitness | None" = None
    member: str = ""
    now: str = ""
    members: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@frozen
class DecisionCompared:
    """One decision that both packs have: what can be otherwise for complete profiles, and for those left open."""

    name: str
    complete: DifferenceVerdict
    partial: DifferenceVerdict

    @property
    def kind(self) -> Literal["differs", "same", "undecided"]:
        """Sum up: no difference only where it is proved for both sorts of profiles."""
        kinds = {self.complete.kind, self.partial.kind}
        return "differs" if "differs" in kinds else "undecided" if "undecided" in kinds else "same"


@frozen
class Meaning:
    """What came of it. `compared` are the decisions that the change can reach; the others rest on the same rules.

    It is said of the days of one stretch. `asked_differently` are the questions that one pack alone asks, or that allow
    other answers in the two: no profile with an answer that only one of them allows is compared.
    """

    compared: tuple[DecisionCompared, ...]
    untouched: tuple[str, ...]
    asked_differently: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    stretch: Period = ALWAYS

    @property
    def is_same(self) -> bool:
        """Whether it is proved that no profile comes out otherwise."""
        return not (self.added or self.removed) and all(each.kind == "same" for each in self.compared)

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions affected: those that can come out otherwise, came, or went."""
        return (*(each.name for each in self.compared if each.kind == "differs"), *self.added, *self.removed)

    @property
    def controls(self) -> tuple[str, ...]:
        """The controls affected."""
        found = (
            m
            for each in self.compared
            for v in (each.complete, each.partial)
            for m in v.members
            if each.name == CONTROLS
        )
        return tuple(sorted(set(found)))

    @property
    def undecided(self) -> tuple[str, ...]:
        """What could not be decided: decisions, and members of sets by their names."""
        found = (
            f"{each.name} {member}".strip()
            for each in self.compared
            for verdict in (each.complete, each.partial)
            for member in (verdict.undecided or (("",) if verdict.kind == "undecided" else ()))
        )
        return tuple(sorted(set(found)))


def meanings(
    before: RuleBase, after: RuleBase, as_of: date | None = None, rlimit: int | None = None
) -> tuple[Meaning, ...]:
    """Compare what two packs mean, for each stretch of days on which other rules are in force, or only for one day's.

    Raises `MissingExtra` where there is something to prove and z3 is not installed.
    """
    wanted = (each for each in periods_of(before, after) if as_of is None or each.holds(as_of))
    return tuple(meaning(before, after, stretch, rlimit) for stretch in wanted)


def meaning(before: RuleBase, after: RuleBase, stretch: Period = ALWAYS, rlimit: int | None = None) -> Meaning:
    """Compare what two packs mean on the days of one stretch."""
    before, after = (in_force(base, stretch.day or date.min) for base in (before, after))
    renamed = renamed_rules(before, after)
    found = reached(before, after, renamed)
    compared = _compared((before, after), stretch, renamed, found, rlimit) if found.decisions else ()
    return Meaning(
        compared=compared,
        untouched=tuple(n for n in after.decisions if n in before.decisions and n not in found.decisions),
        asked_differently=asked_differently(before, after),
        added=tuple(name for name in after.decisions if name not in before.decisions),
        removed=tuple(name for name in before.decisions if name not in after.decisions),
        stretch=stretch,
    )


def _compared(
    bases: tuple[RuleBase, RuleBase], stretch: Period, renamed: Mapping[str, str], found: Reached, rlimit: int | None
) -> tuple[DecisionCompared, ...]:
    if not symbolic.available():
        raise MissingExtra("proofs")
    from engine.checks.differences.two_packs import two_packs
    from engine.interpret.symbolic.solving import RLIMIT

    verdicts: list[dict[str, DifferenceVerdict]] = []
    for complete in (True, False):
        packs = two_packs(*bases, complete=complete, stretch=stretch)
        asked = {name: packs.differing(name, found.rules, _members(name, renamed)) for name in found.decisions}
        answers = iter(packs.answers([each for some in asked.values() for each in some], rlimit or RLIMIT))
        answered = {name: [(each, next(answers)) for each in some] for name, some in asked.items()}
        verdicts.append({name: _verdict(packs, some, _members(name, renamed)) for name, some in answered.items()})
    return tuple(DecisionCompared(name, verdicts[0][name], verdicts[1][name]) for name in found.decisions)


def _members(decision: str, renamed: Mapping[str, str]) -> Mapping[str, str]:
    """Give the new names of members that are called after rules."""
    return renamed if decision in (WARNINGS, ADVICE) else {}


def _verdict(
    packs: "PackPair", found: "list[tuple[Differs, SolverAnswer]]", renamed: Mapping[str, str]
) -> DifferenceVerdict:
    differs = [(each, answer) for each, answer in found if answer.kind == "found"]
    undecided = tuple(each.member for each, answer in found if answer.kind == "undecided" and each.member)
    if not differs:
        is_undecided = any(answer.kind == "undecided" for _, answer in found)
        return DifferenceVerdict("undecided" if is_undecided else "same", undecided=undecided)
    members = tuple(each.member for each, _ in differs if each.member)
    shown, answer = differs[0]
    now = {old: new for new, old in renamed.items()}.get(shown.member, shown.member)
    seen = _witness(packs, shown, now, answer)
    if seen is None:
        return DifferenceVerdict("undecided", undecided=tuple(sorted({*members, *undecided})))
    return DifferenceVerdict("differs", seen, shown.member, now, members, undecided)


def _witness(packs: "PackPair", shown: "Differs", now: str, answer: "SolverAnswer") -> "DifferenceWitness | None":
    """Make a witness; none where one date was taken for two, and that alone made the difference."""
    from engine.checks.differences.witnesses import ComparedItem, witness

    subject = ComparedItem(shown.decision, shown.member, now, packs.questions.complete)
    before, after, day = packs.facts(answer)
    silent = {name for name in before.keys() & after.keys() if _two_dates(before[name], after[name])}
    before, after = ({name: each for name, each in facts.items() if name not in silent} for facts in (before, after))
    return witness(
        (packs.before.base, packs.after.base),
        subject,
        _behind(packs.before, subject.decision, subject.was, before),
        _behind(packs.after, subject.decision, subject.now, after),
        day,
        sure=not silent,
    )


def _two_dates(one: object, other: object) -> bool:
    """Tell whether one date was taken for two: only where nothing was said, for which each pack takes another date."""
    return isinstance(one, date) and isinstance(other, date) and one != other


def _behind(world: "SymbolicWorld", decision: str, member: str, facts: "Facts") -> "Facts":
    """Keep the answers that a decision, or one member of it, can hang on at all."""
    reads = world.base.reads
    rules = [rule.name for rule in world.base.rules_of[decision] if not member or member in rule.values_for(decision)]
    asked = frozenset[str]().union(*(reads.questions_behind_rule(name) for name in rules))
    return {name: answer for name, answer in facts.items() if name in asked}
