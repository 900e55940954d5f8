"""The foot of a page: what it was made from, and what it is not."""

from datetime import date

from engine.assessment.result import Result
from engine.page.model import Line, line
from engine.render.origins import layers_words
from engine.render.words import day_words, listed
from engine.rulebase.base import RuleBase

ENGINES = {"reference": "reference", "durable": "durable-rules"}
"""The engines as people know them."""

COUNTS = {2: "Two", 3: "Three"}
SHORT = 12
"""How much of a hash is shown: enough to tell two apart."""

NOT_LEGAL_ADVICE = line("This is not legal advice.")


def assessment_footer(base: RuleBase, result: Result, *, full: bool) -> tuple[Line, ...]:
    """Name the rules, the profile, the day and the engines that stand behind an assessment; in short on one line."""
    assessment = result.assessment
    made_from = (*pack_line(base), *profile_line(assessment.profile_id, assessment.profile_sha256))
    run = (*day_line(assessment.as_of), *line(_engines(result.engines, full=full)))
    return (made_from, run, NOT_LEGAL_ADVICE) if full else ((*made_from, *run, *NOT_LEGAL_ADVICE),)


def profile_line(name: str, sha256: str) -> Line:
    """Name the profile, with its hash."""
    return line(f"Profile: {name} ({sha256[:SHORT]}).")


def pack_line(base: RuleBase) -> Line:
    """Name the pack, its version and its hash, and the packs below it."""
    return line(f"Rules: {base.pack.id} {base.pack.version} ({base.sha256[:SHORT]}).", layers_words(base))


def day_line(as_of: date | None) -> Line:
    """Name the day of assessment, or say what follows where there is none."""
    if as_of is None:
        return line("No day of assessment was given: rules about elapsed time stay open.")
    return line(f"As of {day_words(as_of)}.")


def _engines(engines: tuple[str, ...], *, full: bool) -> str:
    called = [ENGINES.get(name, name) for name in engines]
    if len(called) > 1:
        return f"{COUNTS.get(len(called), str(len(called)))} engines agree: {listed(called, 'and')}."
    others = [words for name, words in ENGINES.items() if name not in engines]
    if not full:
        return f"One engine: {listed(called)}."
    return f"One engine: {listed(called)}. Not run (not installed, or not asked for): {listed(others)}."
