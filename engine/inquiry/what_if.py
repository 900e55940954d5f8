"""What if: several answers changed at once, or a decision taken as settled, held against what comes out now."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.assessment.assess import to_assessment
from engine.assessment.assessment import Assessment
from engine.assessment.compare import Comparison, compare
from engine.errors import UsageError
from engine.frozen import frozen
from engine.inquiry.wanted import decision_named, value_named
from engine.interpret.reference.evaluate import evaluate
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED, Default
from engine.rulebase.facts import Answer, Facts

NOTHING_DECIDED: Mapping[str, str] = {}
FOR_THE_SAKE_OF_ARGUMENT = "This is taken as settled, to see what would follow."


@frozen
class Supposition:
    """What would be otherwise: the assessment now, the one that was supposed, and all that differs between them.

    `answers` are those that were given instead (`None`: not known any more) of those that are there `now`, and
    `decided` the decisions that were taken as settled at a value, for all that reads them.
    """

    answers: Mapping[str, Answer | None]
    now: Facts
    decided: Mapping[str, str]
    before: Assessment
    after: Assessment
    comparison: Comparison


def what_if(
    base: RuleBase,
    profile: Profile,
    answers: Mapping[str, Answer | None],
    as_of: date | None = None,
    decided: Mapping[str, str] = NOTHING_DECIDED,
) -> Supposition:
    """Say what would come out if these questions and controls were answered so, all at once, and what differs.

        >>> question = next(name for name, fact in base.facts.items() if fact.kind == "yes_no")
        >>> found = what_if(base, profile, {question: True}, date(2026, 5, 4))
        >>> [(each.name, each.after) for each in found.comparison.origins if each.name == "as_of"]
        []

    `decided` takes decisions with one value as settled, whatever the answers; nothing is worked out behind them then.
    Raises `UsageError` for a question, a decision or a value that the pack does not have.
    """
    strange = next((name for name in answers if name not in base.facts and name not in base.controls), None)
    if strange is not None:
        raise UsageError(f"there is no question `{strange}`")
    after_base = with_decided(base, decided)
    supposed = answered_otherwise(base, profile, answers)
    before, after = (
        to_assessment(rules, whose, as_of, evaluate(rules, whose.facts(), as_of))
        for rules, whose in ((base, profile), (after_base, supposed))
    )
    return Supposition(
        answers=dict(answers),
        now=profile.facts(),
        decided=dict(decided),
        before=before,
        after=after,
        comparison=compare(before, after, (base, base)),
    )


def answered_otherwise(base: RuleBase, profile: Profile, answers: Mapping[str, Answer | None]) -> Profile:
    """Give a profile with other answers. What an answer rested on does not stand behind another."""
    now: Facts = profile.facts()
    changed = {name: Given(answer) for name, answer in answers.items() if answer != now.get(name)}
    of_facts, of_controls = (
        {**before, **{name: each for name, each in changed.items() if name in declared}}
        for before, declared in ((profile.answers, base.facts), (profile.controls, base.controls))
    )
    return hashed(replace(profile, answers=dict(sorted(of_facts.items())), controls=dict(sorted(of_controls.items()))))


def with_decided(base: RuleBase, decided: Mapping[str, str]) -> RuleBase:
    """Give the rules with decisions that stand at a value, whatever is answered: no rule concludes them any more."""
    for name, value in decided.items():
        declared = decision_named(base, name)
        if declared.hit_policy not in SINGLE_VALUED:
            raise UsageError(f"`{name}` can't be taken as settled: only a decision with one value can")
        value_named(declared, value)
    if not decided:
        return base
    left = {
        name: replace(rule, then=tuple(each for each in rule.then if each.decision not in decided))
        if any(each.decision in decided for each in rule.then)
        else rule
        for name, rule in base.rules.items()
    }
    decisions = {
        name: replace(each, default=Default(decided[name], FOR_THE_SAKE_OF_ARGUMENT, ()), while_open=None)
        if name in decided
        else each
        for name, each in base.decisions.items()
    }
    rules_of = {
        name: () if name in decided else tuple(left[rule.name] for rule in rules)
        for name, rules in base.rules_of.items()
    }
    return replace(base, rules=left, decisions=decisions, rules_of=rules_of)
