"""What silence means, said aloud: the same rules and answers, in which nothing is assumed any more.

Whoever tries what would be so if an answer were not known can't use a pack in which silence is an answer: there an
answer that is taken away is another answer. Here what was assumed is given, and what is not given is not known.
"""

from dataclasses import replace

from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.silence import with_silence


def silence_said(base: RuleBase, facts: Facts) -> tuple[RuleBase, Facts]:
    """Give rules without an answer for silence, and the answers with what was assumed."""
    if all(fact.when_silent is None for fact in base.facts.values()):
        return base, facts
    spoken = {name: replace(fact, when_silent=None) for name, fact in base.facts.items()}
    return replace(base, facts=spoken), with_silence(base, facts)
