"""One condition by itself: every question is answered, and every earlier decision may have come to anything."""

from engine.interpret.symbolic.questions import Known, Questions
from engine.interpret.symbolic.terms import Pair, Term, all_of, any_of, at_least, negation
from engine.interpret.symbolic.world import days_of
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Literal, Not, OlderThan, Test, literals

Subject = tuple[str, bool]
"""A question or, with true, an earlier decision."""


class FlatWorld:
    """Conditions over answers and earlier decisions that are all left open, with nothing between them."""

    def __init__(self, known: dict[Subject, Known]) -> None:
        self._known = known

    def truth(self, condition: Condition) -> Pair:
        """Work out a condition as it is written."""
        match condition:
            case Literal(subject, test, on_decision):
                return self._known[subject, on_decision].truth(test)
            case All(parts):
                return all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.truth(part) for part in parts])
            case Not(part):
                return negation(self.truth(part))
            case AtLeast(n, parts):
                return at_least(n, [self.truth(part) for part in parts])


def flat_world(base: RuleBase, condition: Condition) -> tuple[FlatWorld, list[Term]]:
    """Leave open all that a condition reads, and give what holds between the terms."""
    asked: dict[Subject, set[Test]] = {}
    for literal in literals(condition):
        asked.setdefault((literal.subject, literal.on_decision), set()).add(literal.test)
    questions = Questions(complete=True)
    days_of(questions, {t.age for tests in asked.values() for t in tests if isinstance(t, OlderThan)})
    known: dict[Subject, Known] = {}
    for (name, on_decision), tests in asked.items():
        found = _decided(base, name, tests, questions) if on_decision else questions.declare(base.question(name), tests)
        if found is not None:
            known[name, on_decision] = found
    return FlatWorld(known), questions.constraints


def _decided(base: RuleBase, name: str, tests: set[Test], questions: Questions) -> Known:
    """Leave open what a decision came to."""
    decision = base.decisions[name]
    match decision.hit_policy:
        case "collect":
            return questions.members(f"decided {name}", tuple(decision.values))
        case "count":
            low = {t.low for t in tests if isinstance(t, Between) and t.low is not None}
            above = {t.high + 1 for t in tests if isinstance(t, Between) and t.high is not None}
            most = len(base.rules_of[name])
            return questions.chosen(f"decided {name}", sorted(n for n in {0} | low | above if 0 <= n <= most))
        case _:
            return questions.chosen(f"decided {name}", tuple(decision.values))
