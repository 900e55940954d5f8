"""A witness as a profile file: what it shows, how to look at it, and the answers, ready to be assessed."""

from collections.abc import Iterator, Mapping
from datetime import date

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.facts import Answer, Fact, Facts, Members
from engine.source.characters import visible


def witness_file(base: RuleBase, shows: str, profiles: Mapping[str, Facts], as_of: date) -> str:
    """Write one profile, or several as a list; each holds only the answers that what it shows hangs on."""
    lines = [f"# {visible(shows)}", f"# Assess it with `--as-of {as_of}`."]
    for name, facts in profiles.items():
        body = list(_profile(base, name, facts))
        if len(profiles) > 1:
            body = [("- " if n == 0 else "  ") + line for n, line in enumerate(body)]
        lines += body
    return "\n".join(lines) + "\n"


def _profile(base: RuleBase, name: str, facts: Facts) -> Iterator[str]:
    yield f"id: {name}"
    answers = {fact: answer for fact, answer in facts.items() if fact in base.facts}
    controls = {control: status for control, status in facts.items() if control in base.controls}
    if answers:
        yield "answers:"
        yield from (f"  {fact}: {_answer(base.facts[fact], answers[fact])}" for fact in sorted(answers))
    if controls:
        yield "controls:"
        yield from (f"  {control}: {'yes' if controls[control] == IN_PLACE else 'no'}" for control in sorted(controls))


def _answer(fact: Fact, answer: Answer) -> str:
    match answer:
        case bool():
            return "yes" if answer else "no"
        case Members(holds, fails):
            inside, outside = (_listed(fact, each) for each in (holds, fails))
            known = [("includes", inside), ("excludes", outside)]
            return (
                inside if holds | fails == fact.values.keys() else _mapping([pair for pair in known if pair[1] != "[]"])
            )
        case date():
            return answer.isoformat()
        case _:
            return str(answer)


def _listed(fact: Fact, members: frozenset[str]) -> str:
    return f"[{', '.join(member for member in fact.values if member in members)}]"


def _mapping(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
