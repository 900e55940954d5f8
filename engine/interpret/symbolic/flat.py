"""Rules by themselves: every question is answered, and every earlier decision may have come to anything."""

from engine.interpret.symbolic.questions import Chosen, Questions, Set
from engine.interpret.symbolic.terms import Pair, Term, all_of, any_of, at_least, negation
from engine.interpret.symbolic.world import open_questions
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Literal, Not, literals
from engine.rulebase.decisions import Decision


class FlatWorld:
    """Conditions over answers and earlier decisions that are all left open, with nothing between them."""

    def __init__(self, base: RuleBase, questions: Questions, decisions: Questions) -> None:
        self._known = questions.known
        self._decisions = {name: _declared(decision, base, decisions) for name, decision in base.decisions.items()}

    def truth(self, condition: Condition) -> Pair:
        """Work out a condition as it is written."""
        match condition:
            case Literal(subject, test, on_decision):
                return (self._decisions if on_decision else self._known)[subject].truth(test)
            case All(parts):
                return all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.truth(part) for part in parts])
            case Not(part):
                return negation(self.truth(part))
            case AtLeast(n, parts):
                return at_least(n, [self.truth(part) for part in parts])


def _declared(decision: Decision, base: RuleBase, questions: Questions) -> Chosen | Set:
    """Leave open what a decision came to."""
    if decision.hit_policy == "collect":
        return questions.members(f"decided {decision.name}", tuple(decision.values))
    if decision.hit_policy == "count":
        edges = {0}
        for rule in base.rules.values():
            for each in literals(rule.condition):
                if each.on_decision and each.subject == decision.name and isinstance(each.test, Between):
                    edges |= {edge for edge in (each.test.low, (each.test.high or 0) + 1) if edge is not None}
        most = len(base.rules_of[decision.name])
        return questions.chosen(f"decided {decision.name}", sorted(edge for edge in edges if 0 <= edge <= most))
    return questions.chosen(f"decided {decision.name}", tuple(decision.values))


def flat_world(base: RuleBase) -> tuple[FlatWorld, list[Term]]:
    """Make the world, and give what holds between its terms."""
    questions, decisions = open_questions(base, complete=True), Questions(complete=True)
    world = FlatWorld(base, questions, decisions)
    return world, [*questions.constraints, *decisions.constraints]
