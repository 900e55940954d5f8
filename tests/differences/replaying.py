"""The witnesses of a difference, read back from their texts and assessed by each engine."""

from datetime import date

from engine.assessment.agreement import evaluate
from engine.checks.differences.meaning import Meaning
from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.witnesses import DifferenceWitness
from engine.interpret import durable
from engine.interpret.evaluation import Collected, Outcome
from engine.profile.files import profiles_from
from engine.render.differences.page import witness_texts
from engine.rulebase.base import RuleBase

ENGINES = ("reference", "durable") if durable.available() else ("reference",)


def replayed(before: RuleBase, after: RuleBase, found: Meaning) -> int:
    """Read every witness from its text, assess it by each engine, and find what it says it shows; count them."""
    count = 0
    for each in found.compared:
        for verdict in (each.complete, each.partial):
            if verdict.witness is None:
                continue
            texts = witness_texts(NamedPack("a", before, 0), NamedPack("b", after, 0), each.name, verdict)
            seen = [
                [outcome(one, text, each.name, engine, verdict.witness) for engine in ENGINES]
                for one, text in zip((before, after), texts, strict=True)
            ]
            assert seen[0] == [verdict.witness.was.outcome] * len(ENGINES)
            assert seen[1] == [verdict.witness.now.outcome] * len(ENGINES)
            assert seen[0][0] != seen[1][0], "both say the same"
            opens = {is_open(side[0], member) for side, member in zip(seen, (verdict.member, verdict.now), strict=True)}
            assert opens == {False} if verdict is each.complete else True in opens
            count += 1
    return count


def outcome(base: RuleBase, text: str, decision: str, engine: str, witness: DifferenceWitness) -> Outcome:
    (profile,) = profiles_from(text.encode(), base)
    assert f"--as-of {witness.as_of}`" in text
    return evaluate(base, profile.facts(), date.fromisoformat(str(witness.as_of)), engine)[0].decisions[decision]


def is_open(found: Outcome, member: str) -> bool:
    return member in found.undecided if isinstance(found, Collected) else found.status == "open"
