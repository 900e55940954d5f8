"""What a difference between two packs means: whose result can be another, proved for every profile, or with a witness.

Asked for each decision that both have and that the change can reach: first of complete profiles, then of those in which
something is unknown and the decision is open by one pack at least. If neither can differ, no profile at all does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.checks.differences.reached import Reached, reached
from engine.checks.differences.words import renamed_rules
from engine.errors import MissingExtra
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.common_questions import asked_otherwise
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS

if TYPE_CHECKING:
    from engine.checks.differences.witnesses import Witness
    from engine.interpret.symbolic.solving import Answer
    from engine.interpret.symbolic.two_packs import Differs, TwoPacks
    from engine.interpret.symbolic.world import World
    from engine.rulebase.facts import Facts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether profiles of one sort can come out otherwise: with a witness, proved that none does, or undecided.

    Of a set, `members` are those that can, and `undecided` those of which nobody knows; `member` is the one that the
    witness shows, and `now` what it is called by the second pack.
    """

    kind: Literal["differs", "same", "undecided"]
    witness: "Witness | None" = None
    member: str = ""
    now: str = ""
    members: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionCompared:
    """One decision that both packs have: what can be otherwise for complete profiles, and for those left open."""

    name: str
    complete: Verdict
    partial: Verdict

    @property
    def kind(self) -> Literal["differs", "same", "undecided"]:
        """Sum up: no difference only where it is proved for both sorts of profiles."""
        kinds = {self.complete.kind, self.partial.kind}
        return "differs" if "differs" in kinds else "undecided" if "undecided" in kinds else "same"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What came of it. `compared` are the decisions that the change can reach; the others rest on the same rules.

    `asked_otherwise` are the questions that one pack alone asks, or that allow other answers in the two: no profile
    with an answer that only one of them allows is compared.
    """

    compared: tuple[DecisionCompared, ...]
    untouched: tuple[str, ...]
    asked_otherwise: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

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


def meaning(before: RuleBase, after: RuleBase, rlimit: int | None = None) -> Meaning:
    """Compare what two packs mean. Raises `MissingExtra` where there is something to prove and z3 is not installed."""
    renamed = renamed_rules(before, after)
    found = reached(before, after, renamed)
    compared = _compared(before, after, renamed, found, rlimit) if found.decisions else ()
    return Meaning(
        compared=compared,
        untouched=tuple(n for n in after.decisions if n in before.decisions and n not in found.decisions),
        asked_otherwise=asked_otherwise(before, after),
        added=tuple(name for name in after.decisions if name not in before.decisions),
        removed=tuple(name for name in before.decisions if name not in after.decisions),
    )


def _compared(
    before: RuleBase, after: RuleBase, renamed: Mapping[str, str], found: Reached, rlimit: int | None
) -> tuple[DecisionCompared, ...]:
    if not symbolic.available():
        raise MissingExtra("proofs")
    from engine.interpret.symbolic.solving import RLIMIT
    from engine.interpret.symbolic.two_packs import two_packs

    verdicts = []
    for complete in (True, False):
        packs = two_packs(before, after, complete=complete)
        asked = {name: packs.differing(name, found.rules, _members(name, renamed)) for name in found.decisions}
        everything = [each for some in asked.values() for each in some]
        answers = dict(zip(map(id, everything), packs.answers(everything, rlimit or RLIMIT), strict=True))
        verdicts.append(
            {
                name: _verdict(packs, [(each, answers[id(each)]) for each in some], _members(name, renamed))
                for name, some in asked.items()
            }
        )
    return tuple(DecisionCompared(name, verdicts[0][name], verdicts[1][name]) for name in found.decisions)


def _members(decision: str, renamed: Mapping[str, str]) -> Mapping[str, str]:
    """Give the new names of members that are called after rules."""
    return renamed if decision in (WARNINGS, ADVICE) else {}


def _verdict(packs: "TwoPacks", found: "list[tuple[Differs, Answer]]", renamed: Mapping[str, str]) -> Verdict:
    differs = [(each, answer) for each, answer in found if answer.kind == "found"]
    undecided = tuple(each.member for each, answer in found if answer.kind == "undecided" and each.member)
    members = tuple(each.member for each, _ in differs if each.member)
    if not differs:
        is_undecided = any(answer.kind == "undecided" for _, answer in found)
        return Verdict("undecided" if is_undecided else "same", undecided=undecided)
    shown, answer = differs[0]
    now = {old: new for new, old in renamed.items()}.get(shown.member, shown.member)
    seen = _witness(packs, shown, now, answer)
    return Verdict("differs", seen, shown.member, now, members, undecided)


def _witness(packs: "TwoPacks", shown: "Differs", now: str, answer: "Answer") -> "Witness":
    from engine.checks.differences.witnesses import Subject, witness

    subject = Subject(shown.decision, shown.member, now, packs.questions.complete)
    before, after, day = packs.facts(answer)
    return witness(
        (packs.before.base, packs.after.base),
        subject,
        _behind(packs.before, subject.decision, subject.was, before),
        _behind(packs.after, subject.decision, subject.now, after),
        day,
    )


def _behind(world: "World", decision: str, member: str, facts: "Facts") -> "Facts":
    """Keep the answers that a decision, or one member of it, can hang on at all."""
    reads = world.reads
    rules = [rule.name for rule in world.base.rules_of[decision] if not member or member in rule.values_for(decision)]
    asked = frozenset[str]().union(*(reads.of_rules[name] for name in rules))
    return {name: answer for name, answer in facts.items() if name in asked}
