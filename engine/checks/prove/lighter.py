"""What gets lighter from one profile to a worse one: as the law says it, first as terms, then over two evaluations."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Literal

from engine.checks.prove.cones import Cone, Cones
from engine.checks.prove.steps import WorseStep
from engine.frozen import frozen
from engine.interpret.evaluation import Evaluation, Highest
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import CollectedTerms, SingleTerms
from engine.interpret.symbolic.terms import Term, TruthTerms, both, either, equal, no, some
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS, Decision
from engine.rulebase.facts import Fact
from engine.rulebase.properties import MayFall


@frozen
class Falls:
    """One thing that may get lighter: a decision or a control, when it does, and the questions that stand behind it."""

    name: str
    is_control: bool
    term: Term
    reads: frozenset[str]
    excuses: tuple[MayFall, ...] = ()


Bound = Literal["at_least", "at_most", "in_effect"]


@frozen
class FallenBound:
    """A bound of a scale, or the level in effect, that falls: the value before, and the one after, if there is one."""

    bound: Bound
    before: str
    after: str | None

    def __str__(self) -> str:
        """The words for it."""
        now = f"`{self.after}`" if self.after else "nothing"
        return f"{self.bound.replace('_', ' ')} `{self.before}`, then {now}"


Watched = tuple[str, bool]
"""A scale, or with true a control."""


@frozen
class MayGetLighter:
    """What is watched while an answer gets worse, and what excuses it.

    `plain` are the controls that are meant only while they are possible (`meant_though_impossible` is never so).
    `behind` has the questions behind each control, and behind what it belongs to.
    """

    scales: Sequence[str]
    controls: Sequence[str]
    excuses: Sequence[MayFall]
    plain: Set[str]
    behind: Mapping[str, frozenset[str]]

    def only(self, some: Collection[Watched]) -> "MayGetLighter":
        """Keep only these of what is watched."""
        scales = [name for name in self.scales if (name, False) in some]
        return replace(self, scales=scales, controls=[name for name in self.controls if (name, True) in some])

    def moved_by(self, base: RuleBase, question: str) -> list[Watched]:
        """List what the answer to a question stands behind."""
        scales = [(name, False) for name in self.scales if question in base.reads.questions_behind(name)]
        return scales + [(name, True) for name in self.controls if question in self.behind[name]]

    def excused(self, name: str, *, is_control: bool) -> tuple[MayFall, ...]:
        """List what excuses that one thing gets lighter."""
        return tuple(each for each in self.excuses if name in (each.controls if is_control else each.decisions))


def questions_behind(base: RuleBase, control: str, plain: Set[str]) -> frozenset[str]:
    """List the questions behind a control, and behind what it belongs to."""
    reads = base.reads
    if control not in plain:
        return reads.questions_behind(CONTROLS)
    belongs = base.controls[control].belongs_to
    found = reads.questions_behind(belongs[0]) if belongs else frozenset[str]()
    return found.union(*(reads.questions_behind_rule(rule.name) for rule in reads.rules_giving(CONTROLS, control)))


def what_falls(base: RuleBase, step: WorseStep, watched: MayGetLighter) -> Iterator[Falls]:
    """Walk all that may fall at a step; what is the same before and after, whatever the answers, is left out."""
    reads, moved = base.reads, step.before.changed
    gates = frozenset[str]().union(
        *(reads.questions_behind(each.while_open) for each in watched.excuses if each.while_open)
    )
    for name in watched.scales:
        excused = watched.excused(name, is_control=False)
        term = _scale(step, name, excused)
        if term is not False:
            yield Falls(name, False, term, gates | reads.questions_behind(name), excused)
    for name in watched.controls:
        behind = watched.behind[name]
        if behind & moved:
            excused = watched.excused(name, is_control=True)
            term = _control(base, step, name, excused, watched.plain)
            if term is not False:
                yield Falls(name, True, term, gates | behind, excused)


def rests_on(cones: Cones, base: RuleBase, fact: Fact, what: Watched, watched: MayGetLighter) -> Cone:
    """Name what it rests on whether one thing falls at any step of a question."""
    name, is_control = what
    conclusion = cones.giving(CONTROLS, name) if is_control else cones.decision(name)
    parts: list[str | Cone] = [cones.question(fact.name), conclusion]
    belongs = base.controls[name].belongs_to if is_control else None
    parts.append(cones.decision(belongs[0]) if belongs else "")
    parts.append(cones.decision(CONTROLS) if is_control and name not in watched.plain else "")
    gates = (each.while_open for each in watched.excused(name, is_control=is_control))
    return cones.key("worse", *parts, *(cones.decision(gate) if gate else "" for gate in gates))


def _scale(step: WorseStep, name: str, excuses: Sequence[MayFall]) -> Term:
    before, after = step.before.outcome(name), step.after.outcome(name)
    if before is after or not isinstance(before, SingleTerms) or not isinstance(after, SingleTerms):
        return False
    certain = [_drops(term, after.floor[value]) for value, term in before.floor.items()]
    perhaps = [_drops(term, after.top[value]) for value, term in before.top.items()]
    perhaps += [_drops(term, after.effect[value]) for value, term in before.effect.items()]
    return _unexcused(step, either(certain), either(perhaps), excuses)


def _drops(before: Term, after: Term) -> Term:
    return False if equal(before, after) is True else both((before, no(after)))


def _control(base: RuleBase, step: WorseStep, name: str, excuses: Sequence[MayFall], plain: Set[str]) -> Term:
    mine, theirs = (_held(world, name, plain=name in plain) for world in (step.before, step.after))
    (certain, meanwhile), (certain_after, meanwhile_after) = mine, theirs
    dropped = _drops(certain.true, certain_after.true)
    let_go = False
    if equal(meanwhile, meanwhile_after) is not True or equal(certain.true, certain_after.true) is not True:
        let_go = both((meanwhile, no(certain_after.true), no(meanwhile_after)))
    belongs = base.controls[name].belongs_to
    if belongs is not None:
        before, after = (each.outcome(belongs[0]).parts() for each in (step.before, step.after))
        unchanged = both(equal(before[part], after[part]) for part in before)
        dropped, let_go = both((dropped, unchanged)), both((let_go, unchanged))
    return _unexcused(step, dropped, let_go, excuses)


def _held(world: SymbolicWorld, name: str, *, plain: bool) -> tuple[TruthTerms, Term]:
    """Give when a control is certainly required in a world, and when it is held in the meantime."""
    certain = world.member(CONTROLS, name)
    if plain:
        return certain, both((world.member_in_interim(CONTROLS, name), no(certain.true)))
    return certain, world.held_in_interim(CONTROLS).get(name, False)


def meant_though_impossible(world: SymbolicWorld, name: str) -> Term:
    """Say when a control would be held in the meantime though it can't be required any more.

    Where that never is, the control is held whenever it is meant and not certain: it is then open by itself, and it
    makes no difference whether any other control is open.
    """
    return both((world.member_in_interim(CONTROLS, name), world.member(CONTROLS, name).false))


def _unexcused(step: WorseStep, certain: Term, perhaps: Term, excuses: Sequence[MayFall]) -> Term:
    """Take away what the pack declares as an exception."""
    if any(not each.while_open for each in excuses):
        return False
    openings = [_is_open(step, each.while_open) for each in excuses]
    return either((certain, both((perhaps, *(no(each) for each in openings)))))


def _is_open(step: WorseStep, decision: str) -> Term:
    outcome = step.before.outcome(decision)
    if isinstance(outcome, SingleTerms):
        return some(2, list(outcome.possible.values()))
    return either(pair.open for pair in outcome.members.values()) if isinstance(outcome, CollectedTerms) else False


def falls(base: RuleBase, what: Falls, before: Evaluation, after: Evaluation) -> bool:
    """Tell over two evaluations whether it got lighter, and nothing that the pack declares excuses it."""
    if what.is_control:
        belongs = base.controls[what.name].belongs_to
        moved = belongs is not None and before.decisions[belongs[0]] != after.decisions[belongs[0]]
        certain = what.name in before.collected(CONTROLS).members
        lighter = not moved and drops(what.name, before, after)
    else:
        fallen = fallen_bounds(base.decisions[what.name], before, after)
        certain, lighter = any(each.bound == "at_least" for each in fallen), bool(fallen)
    is_open = any(before.decisions[each.while_open].status == "open" for each in what.excuses)
    return lighter and (certain or not is_open)


def fallen_bounds(decision: Decision, before: Evaluation, after: Evaluation) -> list[FallenBound]:
    """List which bounds of a scale fall: its lowest or highest possible value, or the level in effect."""
    old, new = before.decisions[decision.name], after.decisions[decision.name]
    if not isinstance(old, Highest) or not isinstance(new, Highest):
        return []
    bounds: tuple[tuple[Bound, str | None, str | None], ...] = (
        ("at_least", old.at_least, new.at_least),
        ("at_most", old.at_most, new.at_most),
        ("in_effect", old.interim or old.at_least, new.interim or new.at_least),
    )
    return [
        FallenBound(bound, was, now)
        for bound, was, now in bounds
        if was is not None and (now is None or decision.rank(now) < decision.rank(was))
    ]


def drops(control: str, before: Evaluation, after: Evaluation) -> bool:
    """Tell whether a control that was required, or held in the meantime, no longer is."""
    mine, theirs = before.collected(CONTROLS), after.collected(CONTROLS)
    if control in mine.members:
        return control not in theirs.members
    return control in mine.interim and control not in theirs.members | theirs.interim
