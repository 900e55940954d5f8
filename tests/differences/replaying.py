"""The witnesses of a difference, read back from their texts and assessed by each engine."""

from collections.abc import Iterable
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
            if verdict is each.complete:
                assert opens == {False}
            else:
                assert True in opens or may_rest_on_a_conflict((before, after), each.name)
            count += 1
    return count


def may_rest_on_a_conflict(packs: Iterable[RuleBase], decision: str) -> bool:
    """Tell whether rules may fire against each other in a decision, or in one behind it, of any of the packs.

    What is settled there may not stay so. A profile that is settled by both packs, and otherwise, says more there than
    a complete one does; the page calls that another result, and not openness.
    """
    return any(
        base.decisions[name].hit_policy in ("any", "unique")
        for base in packs
        for name in base.reads.with_all_behind([decision])
    )


def outcome(base: RuleBase, text: str, decision: str, engine: str, witness: DifferenceWitness) -> Outcome:
    (profile,) = profiles_from(text.encode(), base)
    assert f"--as-of {witness.as_of}`" in text
    return evaluate(base, profile.facts(), date.fromisoformat(str(witness.as_of)), engine)[0].decisions[decision]


def is_open(found: Outcome, member: str) -> bool:
    return member in found.undecided if isinstance(found, Collected) else found.status == "open"
