"""The steps of `assess`, one after another in a process of their own, each with the seconds of the processor it took.

`python -m bench.process_steps PROFILE` prints them as JSON. It does what the command does, and imports what that
imports, so that nothing of the program may be imported before the first step.
"""

import sys
from importlib import import_module
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

OURS = (
    "cli",
    "engine.api",
    "engine.commands.assess",
    "engine.commands.doubtful_days",
    "engine.commands.profile_files",
    "engine.interpret.durable.evaluate",
    "engine.interpret.reference",
    "engine.page.text",
    "engine.render.page",
)
"""What of ours the command imports."""


def imports(*names: str) -> None:
    """Import modules, for what they take."""
    for name in names:
        import_module(name)


class Steps:
    """The steps in their order, and what they hand on to each other."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def step(self, name: str, work: "Callable[[], Any]") -> Any:
        """Note what a step takes."""
        start = process_time()
        found = work()
        self.taken[name] = process_time() - start
        return found


def walked(path: str) -> dict[str, float]:
    """Assess one profile step by step."""
    steps = Steps()
    steps.step("click", lambda: imports("click"))
    steps.step("yaml", lambda: imports("yaml"))
    steps.step("our modules", lambda: imports(*OURS))
    from datetime import date
    from pathlib import Path

    from engine import api
    from engine.assessment.agreement import DURABLE, REFERENCE, agreed, machine_of
    from engine.assessment.assess import to_assessment
    from engine.assessment.result import Result

    day = date.today()
    base = steps.step("the pack, compiled before", api.load_pack)
    (profile,) = steps.step("the profile", lambda: api.read_profiles(Path(path), base))
    facts = profile.facts()
    first = steps.step("the reference", lambda: machine_of(REFERENCE).evaluate(base, facts, day))
    second = steps.step("durable-rules", lambda: machine_of(DURABLE).evaluate(base, facts, day))
    assessment = steps.step(
        "reasons, and what is open", lambda: to_assessment(base, profile, day, agreed(first, second))
    )
    result = Result(profile, assessment, (REFERENCE, DURABLE))
    steps.step("the page", lambda: api.write_results(base, [result], "text", width=88))
    return steps.taken


if __name__ == "__main__":
    taken = walked(sys.argv[1])
    import json

    print(json.dumps(taken))
