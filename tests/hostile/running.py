"""Running a pack in every way that the program offers, to see that nothing goes wrong."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from engine.api import assess, explain_decision, to_json, write_explanation
from engine.checks.all_checks import check_pack
from engine.export.blank import blank_profile
from engine.page.markdown import page_markdown
from engine.page.text import page_text
from engine.profile.files import profiles_from
from engine.render.page import result_page
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts, Members
from tests.packs.random_profile import random_day, random_facts


def run_everything(rng: Random, base: RuleBase, profiles: int) -> None:
    """Check a pack, and assess, print and explain random profiles; whatever is raised is a fault."""
    check_pack(base, [])
    profiles_from(blank_profile(base, quick=False, topics=()).replace("id:", "id: a", 1).encode(), base)
    for _ in range(profiles):
        run_profile(rng, base)


def run_profile(rng: Random, base: RuleBase) -> None:
    (profile,) = profiles_from(profile_json(base, random_facts(rng, base)), base)
    day = random_day(rng)
    result = assess(base, profile, day)
    json.loads(to_json(base, (result,)))
    laid_out = result_page(base, result)
    page_text(laid_out, 80, False)
    page_markdown(laid_out)
    decision = rng.choice(list(base.decisions))
    value = rng.choice([None, *base.decisions[decision].values])
    found = explain_decision(base, profile, decision, value, day)
    write_explanation(base, found, form="text", full=True, width=80, colour=False)
    write_explanation(base, found, form="markdown", full=True)


def profile_json(base: RuleBase, facts: Facts) -> bytes:
    """Write facts as a profile, as another program would."""
    answers = {name: _plain(answer) for name, answer in facts.items() if name in base.facts}
    controls = {name: answer for name, answer in facts.items() if name in base.controls}
    return json.dumps({"id": "random", "answers": answers, "controls": controls}).encode()


def _plain(answer: Answer) -> Any:
    if isinstance(answer, Members):
        return {"includes": sorted(answer.holds), "excludes": sorted(answer.fails)}
    return answer.isoformat() if isinstance(answer, date) else answer


def lines_of(folder: Path) -> dict[str, list[str]]:
    """Read the rule files of a pack as lines, cases and what is declared for the office left out."""
    paths = sorted(path for path in folder.rglob("*.yaml") if not {"cases", "office"} & {*path.parts})
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8").splitlines() for path in paths}
