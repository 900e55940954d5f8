"""A witness as a profile that can be assessed as it stands, by either pack."""

import json
import re
from collections.abc import Iterator
from datetime import date

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.facts import Answer, Facts, Members

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def witness_yaml(base: RuleBase, name: str, facts: Facts, as_of: date) -> str:
    """Write what is known as a profile, in the order in which people are asked."""
    asked = [question for question in base.questions() if question.name in facts]
    answers = [f"  {_name(each.name)}: {_answer(facts[each.name])}" for each in asked if each.name in base.facts]
    statuses = [
        f"  {_name(each.name)}: {'yes' if facts[each.name] == IN_PLACE else 'no'}"
        for each in asked
        if each.name not in base.facts
    ]
    rows = [f"# assess it with --as-of {as_of}", f"id: {_name(name)}"]
    rows += ["answers:", *answers] if answers else []
    rows += ["controls:", *statuses] if statuses else []
    return "\n".join(rows) + "\n"


def _name(name: str) -> str:
    return name if PLAIN.fullmatch(name) else json.dumps(name)


def _answer(answer: Answer) -> str:
    match answer:
        case bool():
            return "yes" if answer else "no"
        case Members(holds, fails):
            return f"{{{', '.join(_sides(holds, fails))}}}"
        case str():
            return _name(answer)
        case _:
            return str(answer)


def _sides(holds: frozenset[str], fails: frozenset[str]) -> Iterator[str]:
    for key, members in (("includes", holds), ("excludes", fails)):
        if members:
            yield f"{key}: [{', '.join(map(_name, sorted(members)))}]"
