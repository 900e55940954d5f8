"""One condition by itself: every question is answered, and every earlier decision may have come to anything."""

from collections.abc import Callable

from engine.interpret.symbolic.questions import AnswerTerms, Questions, days_of
from engine.interpret.symbolic.terms import Term, TruthTerms
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Condition, Literal, OlderThan, Test, literals
from engine.rulebase.rules import added


def flat_world(base: RuleBase, condition: Condition) -> tuple[Callable[[Literal], TruthTerms], list[Term]]:
    """Leave open all that a condition reads: give what each literal comes to, and what holds between the terms."""
    asked: dict[tuple[str, bool], set[Test]] = {}
    for literal in literals(condition):
        asked.setdefault((literal.subject, literal.on_decision), set()).add(literal.test)
    questions = Questions(complete=True)
    days_of(questions, {t.age for tests in asked.values() for t in tests if isinstance(t, OlderThan)})
    known: dict[tuple[str, bool], AnswerTerms] = {}
    for (name, on_decision), tests in asked.items():
        found = _decided(base, name, tests, questions) if on_decision else questions.declare(base.question(name), tests)
        if found is not None:
            known[name, on_decision] = found
    return lambda each: known[each.subject, each.on_decision].truth(each.test), questions.constraints


def _decided(base: RuleBase, name: str, tests: set[Test], questions: Questions) -> AnswerTerms:
    """Leave open what a decision came to."""
    decision = base.decisions[name]
    match decision.hit_policy:
        case "collect" | "output_order":
            return questions.members(f"decided {name}", tuple(decision.values))
        case "count" | "sum":
            low = {t.low for t in tests if isinstance(t, Between) and t.low is not None}
            above = {t.high + 1 for t in tests if isinstance(t, Between) and t.high is not None}
            most = sum(added(value) for rule in base.rules_of[name] for value in rule.values_for(name))
            return questions.chosen(f"decided {name}", sorted(n for n in {0} | low | above if 0 <= n <= most))
        case _:
            return questions.chosen(f"decided {name}", tuple(decision.values))
