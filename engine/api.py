"""The public functions, each a step along the arrow: pack and profile in, assessment out, rendered."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.assessment.agreement import BOTH, evaluate
from engine.assessment.assess import to_assessment
from engine.assessment.result import Result
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import shipped_folder
from engine.rulebase.load.compiled import cached, key_of

if TYPE_CHECKING:
    from engine.assessment.explain import Explanation
    from engine.portfolio.impact.count import Impact
    from engine.portfolio.job import TableJob
    from engine.portfolio.run.run_table import TableRun


def load_pack(folder: Path | None = None) -> RuleBase:
    """Load a pack, the shipped one by default.

    Raises `InputError` with every error of every file, each with its place.
    """
    where = shipped_folder() if folder is None else folder
    return cached(key_of(where), RuleBase, lambda: _loaded(where))


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
    return Result(profile, to_assessment(base, profile, as_of, evaluation), engines)


def explain_decision(
    base: RuleBase, profile: Profile, decision: str, value: str | None = None, as_of: date | None = None
) -> "Explanation":
    """Explain why a decision came out as it did, or why not as `value`: all that a page of it shows, as data.

        explain_decision(base, profile, "loan", "read_here", as_of=date(2026, 5, 4)).changes

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
    return explain(Reference(base, profile.facts(), as_of), decision, value)


def to_json(base: RuleBase, results: Sequence[Result]) -> bytes:
    """Render results as canonical JSON (RFC 8785): one object for one result, an array for several.

    The same pack, profile and day give the same bytes under `result`.
    """
    from engine.export.json import render

    return render(base, results)


def results_in_form(
    base: RuleBase, results: Sequence[Result], form: str, *, width: int = 100, colour: bool = False
) -> str:
    """Write results one after another, as `text`, `markdown` or `json`; only the writer that is needed is loaded.

    `width` (in columns) and `colour` are for text alone.
    """
    if form == "json":
        return to_json(base, results).decode()
    from engine.render.page import page

    pages = [page(base, each) for each in results]
    if form == "markdown":
        from engine.page.markdown import page_markdown

        return "\n\n---\n\n".join(map(page_markdown, pages))
    from engine.page.text import page_text

    return "\n\n".join(page_text(each, width, colour) for each in pages)


def decide_table(base: RuleBase, job: "TableJob") -> "TableRun":
    """Decide every row of a table and write the results, whole or not at all; no row is lost.

    Raises `InputError` where the shape of the table is in doubt (or, if the job is strict, at the first row that can't
    be read), `MissingExtra` where the table or the engine needs one, `UsageError` where the results can't be written,
    and `EnginesDisagree` where two engines come to different results for a row.
    """
    from engine.portfolio.earlier import reader_by_name
    from engine.portfolio.run.run_table import run_table
    from engine.workbook.earlier_titles import reader_by_title
    from engine.workbook.results import workbook_writer

    return run_table(base, job, workbook_writer(base, job), (reader_by_name, reader_by_title))


def impact(
    before: RuleBase,
    after: RuleBase,
    paths: Sequence[Path],
    as_of: date | None = None,
    *,
    id_heading: str = "",
    sheets: Sequence[str] = (),
    most: int = 20,
    progress: Callable[[int], None] = lambda _: None,
) -> "Impact":
    """Count whose result changes from one pack to another, over one table or any number of files of profiles.

    The first `most` that change are kept one by one. `id_heading` and `sheets` are about the table. `progress` is told
    how many profiles are through. Raises `UsageError` where a table is given with anything else, `InputError` where
    neither pack can read the headings of the table, and `MissingExtra` where it needs one.
    """
    from engine.portfolio.impact.count import count_impact
    from engine.portfolio.impact.profiles import read_paired
    from engine.portfolio.impact.two_packs import PackComparison

    profiles = read_paired(paths, (before, after), id_heading, sheets)
    return count_impact(PackComparison(before, after, as_of), profiles, most, progress)
