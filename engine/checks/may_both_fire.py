"""Rules for different values of one decision contradict each other in a literal.

Where they do, one that fires rules the others out by itself, whatever is still unknown: what is settled stays settled,
two values never fire at once, and nothing has to be proved to see it.
"""

from collections.abc import Iterator

from engine.checks.candidate_pairs import close_pairs
from engine.checks.check import Check
from engine.checks.contradictions import are_exclusive, branches_of
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic

MOST_COMPARED = 20_000_000
"""Steps for comparing rules in pairs. A check is to end soon. Beyond it: `not-compared`."""
COST_OF_A_PAIR = 500
"""What it costs to look at a pair of rules, in pairs of literals."""
MOST_NAMED = 1_000
"""Pairs of rules that are named. Nobody reads more; the first few show what is wrong. Beyond it: `not-compared`."""


def rules_that_may_both_fire(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each pair of rules for different values of an `any` or `unique` decision without a contradiction.

    Where there are so many rules that to compare them would take long, that is reported instead.
    """
    left, named = MOST_COMPARED, 0
    for name, decision in base.decisions.items():
        if decision.hit_policy not in ("any", "unique"):
            continue
        rules = base.rules_of[name]
        alternatives = {rule.name: branches_of(rule) for rule in rules}
        sizes = [sum(map(len, alternatives[rule.name] or ())) for rule in rules]
        for place, later in close_pairs([alternatives[rule.name] for rule in rules]):
            one, other = rules[place], rules[later]
            left -= COST_OF_A_PAIR + sizes[place] * sizes[later]
            if left < 0 or named > MOST_NAMED:
                message = f"the rules of `{name}` are too many to be compared in pairs"
                yield NOT_COMPARED.finding(f"{message}; whether two may fire is left open", decision.span)
                return
            same = one.values_for(name) == other.values_for(name) and decision.hit_policy == "any"
            if not same and one.meets(other) and not are_exclusive(alternatives[one.name], alternatives[other.name]):
                message = (
                    f"rules `{one.name}` and `{other.name}` conclude `{name}` and do not contradict each other "
                    "in any literal, so both might fire"
                )
                named += 1
                yield MAY_BOTH_FIRE.finding(message, one.span)


MAY_BOTH_FIRE = Check(
    "may-both-fire",
    says="Two rules for different values of one decision that do not contradict each other in any test.",
    why="Where they contradict each other, one that fires rules the other out. Two values never fire at once.",
    find=rules_that_may_both_fire,
)
NOT_COMPARED = Check(
    "not-compared",
    says="A decision with so many rules that they can't be compared in pairs.",
    why="Whether two of its rules may fire at once is then not known.",
    avoid="hundreds of rules with long conditions for one decision",
    prefer="a decision in between, which several rules read",
)
"""Found where the other is looked for."""
