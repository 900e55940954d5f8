"""A witness of a proof, written as people get it, read back, and assessed."""

from datetime import date

from engine.assessment.agreement import BOTH, REFERENCE, evaluate
from engine.checks.prove.lighter import drops, fallen_bounds
from engine.checks.prove.proof_result import Finding
from engine.interpret import durable
from engine.interpret.evaluation import Evaluation, Single
from engine.interpret.reference.evaluate import Reference
from engine.profile.files import profiles_from
from engine.profile.witness_file import witness_file
from engine.rulebase.base import RuleBase
from engine.rulebase.properties import Implies


def replayed(base: RuleBase, finding: Finding) -> None:
    """Write the witness as people get it, read it back, assess it in every engine, and see the fault."""
    assert finding.witness is not None
    text = witness_file(base, str(finding.diagnostic), finding.witness.profiles, finding.witness.as_of)
    profiles = profiles_from(text.encode(), base)
    day = finding.witness.as_of
    engine = BOTH if durable.available() else REFERENCE
    evaluations = [evaluate(base, profile.facts(), day, engine)[0] for profile in profiles]
    references = [Reference(base, profile.facts(), day) for profile in profiles]
    assert shows(base, finding, evaluations, references, day), text


def shows(base: RuleBase, finding: Finding, found: list[Evaluation], at: list[Reference], day: date) -> bool:
    """Tell whether what is claimed of a witness can be seen in its assessment."""
    message = finding.diagnostic.message
    rules = [name for name in base.rules if f"`{name}`" in message]
    match finding.diagnostic.code:
        case "gap":
            named = [decision for name, decision in base.decisions.items() if f"`{name}`" in message]
            assert named
            assert all(isinstance(found[0].decisions[each.name], Single) for each in named)
            return all(
                found[0].rules.get(rule.name, False) is False for each in named for rule in base.rules_of[each.name]
            )
        case "settled-may-change":
            pairs = ((found[0].decisions[name], found[1].decisions[name]) for name in base.decisions)
            return any(was.status == "settled" and was != now for was, now in pairs)
        case "conflict":
            return any(each.status == "conflict" for each in found[0].decisions.values())
        case "implied-rule" | "hidden-row" | "hidden-order":
            return len(rules) >= 2 and all(found[0].rules[name] is True for name in rules)
        case "worse-is-lighter":
            scales = [each for each in base.decisions.values() if each.hit_policy == "max"]
            dropped = any(drops(control, *found) for control in base.controls)
            return dropped or any(fallen_bounds(each, *found) for each in scales)
        case "changes-more":
            return found[0] != found[1]
        case "property-broken":
            claims = [each.claim for each in base.properties.values() if isinstance(each.claim, Implies)]
            return any(at[0].truth(each.when) is True and at[0].truth(each.then) is not True for each in claims)
    return False
