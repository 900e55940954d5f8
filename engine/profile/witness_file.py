"""A witness as a profile file: what it shows, how to look at it, and the answers, ready to be assessed."""

from collections.abc import Mapping
from datetime import date

from engine.profile.profile import Given, Profile
from engine.profile.write_profile import write_profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.source.characters import visible


def witness_file(base: RuleBase, shows: str, profiles: Mapping[str, Facts], as_of: date) -> str:
    """Write one profile, or several as a list; each holds only the answers that what it shows hangs on."""
    lines = [f"# {visible(shows)}", f"# Assess it with `--as-of {as_of}`."]
    for name, facts in profiles.items():
        answers, controls = (
            {each: Given(facts[each]) for each in sorted(facts.keys() & declared.keys())}
            for declared in (base.facts, base.controls)
        )
        body = write_profile(base, Profile(name, {}, answers, controls)).removesuffix("\n").split("\n")
        if len(profiles) > 1:
            body = [("- " if n == 0 else "  ") + line for n, line in enumerate(body)]
        lines += body
    return "\n".join(lines) + "\n"
