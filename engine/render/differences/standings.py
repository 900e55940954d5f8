"""What one pack says of a witness: the result, and the rules that make it."""

from engine.checks.differences.witnesses import Standing
from engine.interpret.evaluation import Collected, Single
from engine.page.model import Line, line, names
from engine.render.outcomes import outcome_words
from engine.render.words import value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS, Decision


def standing_line(name: str, base: RuleBase, decision: str, member: str, standing: Standing) -> Line:
    """Say what a pack makes of a profile, and by which rules."""
    words = standing_words(base.decisions[decision], member, standing)
    if standing.by_default:
        return line(f"{name} says: {words}, by default")
    rules = standing.fired or standing.open
    return line(f"{name} says: {words}", names(rules) if rules else "")


def standing_words(decision: Decision, member: str, standing: Standing) -> str:
    """Say how a decision stands, or one member of it."""
    found = standing.outcome
    if member and isinstance(found, Collected):
        return _member_words(decision, member, found)
    words = outcome_words(decision, found)
    interim = found.interim if isinstance(found, Single) else None
    return f"{words}; meanwhile {value_words(decision, interim)}" if interim else words


def _member_words(decision: Decision, member: str, found: Collected) -> str:
    label = decision.values[member].label if member in decision.values else member
    inside = "required" if decision.name == CONTROLS else "yes"
    if member in found.members:
        return f"{label} — {inside}"
    if member in found.undecided:
        return f"{label} — still open{', and held meanwhile' if member in found.interim else ''}"
    return f"{label} — {'not required' if decision.name == CONTROLS else 'no'}"
