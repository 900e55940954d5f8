"""From the evaluation of a profile to its assessment: what was concluded, on what it rests, and what is open."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from engine.assessment.agreement import evaluate_many
from engine.assessment.assessment import UNKNOWN, Assessment, Concluded, Conclusions, ControlFound, RuleFound
from engine.assessment.lowering import lowering
from engine.assessment.open_questions import open_questions
from engine.interpret.evaluation import (
    RULE_STATUS,
    Collected,
    Counted,
    Evaluation,
    Highest,
    Outcome,
    Single,
    deciding_rules,
    not_left_out,
)
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.interpret.reference.support import Support, Supports, together
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Includes
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS, Decision
from engine.rulebase.facts import Answer, days_to_come
from engine.rulebase.rules import Rule

Sought = TypeVar("Sought")


def to_assessment(base: RuleBase, profile: Profile, as_of: date | None, evaluation: Evaluation) -> Assessment:
    """Turn the evaluation of a profile, by whichever engine, into its assessment; reasons come from the reference."""
    reference = Reference(base, profile.facts(), as_of)
    return replace(_Findings(profile, reference, evaluation).assessment(), pack_sha256=base.sha256)


def concluded(base: RuleBase, profile: Profile, decision: str, as_of: date | None) -> Concluded:
    """Give one decision of a profile with what it rests on, by the reference alone."""
    reference = Reference(base, profile.facts(), as_of)
    return _Findings(profile, reference, reference.evaluation()).concluded(reference.base.decisions[decision])


def conclusions(base: RuleBase, profiles: Iterable[Profile], as_of: date | None) -> Iterator[Conclusions]:
    """Walk what comes out for each of some profiles; reasons come from the reference, as they are asked for."""
    given = [(each, each.facts()) for each in profiles]
    for (profile, facts), evaluation in zip(
        given, evaluate_many(base, [facts for _, facts in given], as_of), strict=True
    ):
        reference = Reference.known(base, facts, as_of, evaluation)
        yield _Findings(profile, reference, evaluation).conclusions()


@dataclass
class _Findings:
    """The parts of one assessment in the making."""

    profile: Profile
    reference: Reference
    evaluation: Evaluation

    def __post_init__(self) -> None:
        self.base = self.reference.base
        self.supports = Supports(self.reference)
        self.waiting = Relevance(self.reference)

    def assessment(self) -> Assessment:
        decisions = {name: self.concluded(self.base.decisions[name]) for name in sorted(self.base.decisions)}
        named = {name for each in decisions.values() for name in each.ruled_out}
        return Assessment(
            profile_id=self.profile.id,
            profile_sha256=self.profile.sha256,
            pack_id=self.base.pack.id,
            pack_version=self.base.pack.version,
            pack_sha256=self.base.sha256,
            as_of=self.reference.as_of,
            decisions=decisions,
            controls=tuple(self.controls()),
            rules=tuple(
                self.rule(rule)
                for rule in self.base.rules.values()
                if self.evaluation.rules[rule.name] is not False or rule.name in named
            ),
            open_questions=open_questions(self.reference, self.waiting),
            warnings=self.said(WARNINGS),
            advice=self.said(ADVICE),
            ignored=tuple(self.ignored()),
            to_come=days_to_come(self.base.about_the_past, self.profile.facts(), self.reference.as_of),
            assumed=self.assumed(),
            lowered_by={
                name: ways
                for name in not_left_out(self.base.pack, self.reference.outcome, sorted(self.base.pack.primary))
                if (ways := lowering(self.reference, name))
            },
        )

    def conclusions(self) -> Conclusions:
        base, names = self.base, sorted(self.base.decisions)
        fired = (name for name in base.rules if self.evaluation.rules[name])
        return Conclusions(
            outcomes={name: self.evaluation.decisions[name] for name in names},
            decisions=_AsAskedFor(names, lambda name: self.concluded(base.decisions[name])),
            controls=tuple(self.controls()),
            assumed=self.assumed(),
            fired=_AsAskedFor(fired, lambda name: tuple(self.rule(base.rules[name]).facts)),
            holding_up=frozenset(self.holding_up()),
        )

    def holding_up(self) -> Iterator[str]:
        """Walk the controls on which rules of a declared urgency rest that are not ruled out."""
        controls = self.base.controls.keys()
        waiting = Relevance(self.reference, controls)
        for rule in self.base.rules.values():
            truth = self.evaluation.rules[rule.name] if rule.urgency else False
            if truth:
                yield from self.supports.rule(rule).facts & controls
            elif truth is None:
                yield from waiting.rule(rule)

    def said(self, decision: str) -> tuple[str, ...]:
        """List the rules that warn, or advise: the gravest harm first, then by name."""
        return tuple(self.base.by_harm(self.evaluation.collected(decision).members))

    def rule(self, rule: Rule) -> RuleFound:
        truth = self.evaluation.rules[rule.name]
        if truth is None:
            return RuleFound(rule.name, RULE_STATUS[truth], {}, tuple(sorted(self.waiting.rule(rule))))
        facts = sorted(self.supports.rule(rule).facts)
        known = {name: self.reference.facts[name] for name in facts}
        return RuleFound(rule.name, RULE_STATUS[truth], known, ())

    def concluded(self, decision: Decision) -> Concluded:
        outcome = self.evaluation.decisions[decision.name]
        every = self.base.rules_of[decision.name]
        rules = deciding_rules(decision, every, lambda rule: self.evaluation.rules[rule.name], outcome)
        support = self.support(decision, outcome)
        by_default = self.by_default(decision, outcome, rules)
        names_ruled_out = by_default or (isinstance(outcome, Highest) and outcome.status == "settled")
        own = {rule.name for rule in every}
        return Concluded(
            name=decision.name,
            outcome=outcome,
            rules=tuple(rule.name for rule in rules),
            ruled_out=tuple(sorted(support.ruled_out & own)) if names_ruled_out else (),
            facts=tuple(sorted(support.facts)),
            by_default=by_default,
        )

    def by_default(self, decision: Decision, outcome: Outcome, rules: Sequence[Rule]) -> bool:
        if not isinstance(outcome, Single) or rules or decision.default is None:
            return False
        return outcome.status == "settled" and decision.default.value in outcome.possible

    def support(self, decision: Decision, outcome: Outcome) -> Support:
        match outcome:
            case Highest(at_least=str() as floor) if outcome.status == "open":
                order = list(decision.values)
                return self.supports.within(decision.name, frozenset(order[order.index(floor) :]))
            case Single() if outcome.status == "settled":
                return self.supports.within(decision.name, outcome.possible)
            case Collected(members):
                return together(self.supports.decision(decision.name, Includes(each)) for each in sorted(members))
            case Counted():
                rules = self.base.rules_of[decision.name]
                return together(self.supports.rule(rule) for rule in rules)
        return Support()

    def controls(self) -> list[ControlFound]:
        outcome, truths, found = self.evaluation.collected(CONTROLS), self.evaluation.rules, []
        for name in sorted(outcome.members | outcome.undecided):
            required = "yes" if name in outcome.members else "interim" if name in outcome.interim else "possible"
            asking = True if required == "yes" else None
            giving = self.base.reads.rules_giving(CONTROLS, name)
            rules = tuple(rule.name for rule in giving if truths[rule.name] is asking)
            status = self.reference.facts.get(name, UNKNOWN)
            found.append(ControlFound(name, required, str(status), rules))
        return found

    def assumed(self) -> dict[str, Answer]:
        """Pick the answers taken because the pack says what silence means there, where the question may apply."""
        found = self.reference.assumed.items()
        return {name: each for name, each in found if not self.reference.is_beside_the_point(self.base.facts[name])}

    def ignored(self) -> list[str]:
        """List the answers to questions that do not apply: they are kept, and count for nothing."""
        given = (name for name, given in self.profile.answers.items() if given.value is not None)
        return [name for name in given if self.reference.is_beside_the_point(self.base.facts[name])]


class _AsAskedFor(Mapping[str, Sought]):
    """What is found of each of some rules or decisions when it is asked for: most never are."""

    def __init__(self, names: Iterable[str], find: Callable[[str], Sought]) -> None:
        self._names = dict.fromkeys(names)
        self._find = find

    def __getitem__(self, name: str) -> Sought:
        if name not in self._names:
            raise KeyError(name)
        return self._find(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
