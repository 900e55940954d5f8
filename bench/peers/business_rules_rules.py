"""business-rules: variables and actions are methods of classes, rules are lists of conditions, run in order."""

from collections.abc import Callable
from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Literal, Problem, Profiles


def prepare(problem: Problem) -> Machine:
    """Declare the variables and the action, and write the rules."""
    import business_rules as br
    from business_rules.actions import BaseActions, rule_action
    from business_rules.fields import FIELD_TEXT
    from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable

    class Answers(BaseVariables):  # type: ignore[misc]
        def __init__(self, profile: dict[str, Any], raised: set[str]) -> None:
            self.profile, self.raised = profile, raised

    class Raise(BaseActions):  # type: ignore[misc]
        def __init__(self, raised: set[str]) -> None:
            self.raised = raised

        @rule_action(params={"flag": FIELD_TEXT})  # type: ignore[untyped-decorator]
        def raise_flag(self, flag: str) -> None:
            self.raised.add(flag)

    for name in problem.facts:
        kind = numeric_rule_variable if name in problem.numbers else boolean_rule_variable
        setattr(Answers, name, kind()(_answer(name)))
    for flag in problem.flags:
        setattr(Answers, flag, boolean_rule_variable()(_flag(flag)))
    rules = [
        {
            "conditions": {"all": [_literal(each) for each in rule.literals]},
            "actions": [{"name": "raise_flag", "params": {"flag": rule.flag}}],
        }
        for rule in problem.rules
    ]

    def decide(profile: dict[str, Any]) -> set[str]:
        raised: set[str] = set()
        br.run_all(rules, Answers(profile, raised), Raise(raised))
        return raised

    def run(profiles: list[dict[str, Any]]) -> list[set[str]]:
        return [decide(profile) for profile in profiles]

    def read(result: list[set[str]], profiles: Profiles) -> Any:
        return cells_of_sets(problem.flags, result, profiles.count)

    return Machine(Profiles.as_dicts, run, read)


def _answer(name: str) -> Callable[[Any], Any]:
    def answer(self: Any) -> Any:
        return self.profile[name]

    answer.__name__ = name
    return answer


def _flag(name: str) -> Callable[[Any], bool]:
    def flag(self: Any) -> bool:
        return name in self.raised

    flag.__name__ = name
    return flag


def _literal(each: Literal) -> dict[str, Any]:
    if each.at_least is not None:
        operator = "greater_than_or_equal_to" if each.wanted else "less_than"
        return {"name": each.subject, "operator": operator, "value": each.at_least}
    return {"name": each.subject, "operator": "is_true" if each.wanted else "is_false", "value": True}


PEER = Peer(
    title="business-rules",
    given="dictionaries",
    unknowns=False,
    rule_engine=True,
    profiles=500,
    prepare=prepare,
    library="business-rules",
)
