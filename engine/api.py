"""The public functions, each a step along the arrow: pack and profile in, assessment out, rendered."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.assessment.assess import to_assessment
from engine.assessment.assessment import Assessment
from engine.interpret.agreement import BOTH, evaluate
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import shipped_folder
from engine.rulebase.load.compiled import kept, key_of

if TYPE_CHECKING:
    from engine.assessment.explain import Explanation
    from engine.interpret.reference.evaluate import Reference


@dataclass(frozen=True, slots=True)
class Result:
    """An assessment, and beside it the engines that stand behind it."""

    assessment: Assessment
    engines: tuple[str, ...]


def load_pack(folder: Path | None = None) -> RuleBase:
    """Load a pack, the shipped one by default.

    Raises `InputError` with every error of every file, each with its place.
    """
    where = shipped_folder() if folder is None else folder
    return kept(key_of(where), RuleBase, lambda: _loaded(where))


def _loaded(folder: Path) -> RuleBase:
    from engine.rulebase.load.folder import read_pack_files, to_rule_base

    return to_rule_base(read_pack_files(folder), folder)


def read_profiles(origin: Path | bytes, base: RuleBase) -> tuple[Profile, ...]:
    """Read the profiles of a file (YAML, or JSON: one object or a list of them), or of bytes read from elsewhere.

    Raises `InputError` with everything that is wrong, each with its place.
    """
    return profiles_from(origin, base)


def assess(base: RuleBase, profile: Profile, as_of: date | None = None, engine: str = BOTH) -> Result:
    """Assess one profile; `as_of` is the day of assessment, without which ages are unknown.

    Raises `EnginesDisagree` where two engines come to different results, and `MissingExtra` where an engine that was
    asked for is not installed.
    """
    evaluation, engines = evaluate(base, profile.facts(), as_of, engine)
    return Result(to_assessment(base, profile, as_of, evaluation), engines)


def explain_decision(
    base: RuleBase, profile: Profile, decision: str, value: str | None = None, as_of: date | None = None
) -> "tuple[Explanation, Reference]":
    """Explain why a decision came out as it did, or why not as `value`; with the evaluation to print it from.

    Raises `UsageError` where the pack has no such decision, or the decision no such value.
    """
    from engine.assessment.explain import explain
    from engine.errors import UsageError
    from engine.interpret.reference.evaluate import Reference
    from engine.source.characters import in_backticks
    from engine.source.suggest import did_you_mean

    if decision not in base.decisions:
        named = ", ".join(f"`{name}`" for name in base.pack.headline)
        hint = did_you_mean(decision, base.decisions) or f"; ask about {named}, or any other that `rules show` lists"
        raise UsageError(f"there is no decision {in_backticks(decision)}{hint}")
    values = base.decisions[decision].values
    if value is not None and value not in values:
        named = ", ".join(f"`{name}`" for name in values) or "counted, and have no names"
        hint = did_you_mean(value, values) or f"; its values are {named}"
        raise UsageError(f"`{decision}` has no value {in_backticks(value)}{hint}")
    reference = Reference(base, profile.facts(), as_of)
    return explain(reference, decision, value), reference


def to_json(base: RuleBase, results: tuple[Result, ...]) -> bytes:
    """Render results as canonical JSON: one object for one result, an array for several."""
    from engine.export.json import render

    return render(base, [(each.assessment, each.engines) for each in results])
