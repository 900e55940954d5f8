"""The public functions, each a step along the arrow: pack and profile in, assessment out, rendered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.assessment.agreement import BOTH, evaluate
from engine.assessment.assess import conclusions, to_assessment
from engine.assessment.assessment import Conclusions
from engine.assessment.result import Result
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import shipped_folder
from engine.rulebase.load.compiled import cached, key_of

if TYPE_CHECKING:
    from engine.assessment.explain import Explanation
    from engine.checks.differences.pack_differences import PackDifferences
    from engine.handover.hand_over import Handover
    from engine.handover.merge import Merged
    from engine.inquiry.carried_by import CarriedBy
    from engine.inquiry.smallest_changes import SmallestChanges
    from engine.inquiry.what_if import Supposition
    from engine.portfolio.impact.count import Impact
    from engine.portfolio.job import TableJob
    from engine.portfolio.run.one_row import RowRead
    from engine.portfolio.run.run_table import TableRun
    from engine.source.diagnostics import Diagnostic


def load_pack(folder: Path | None = None) -> RuleBase:
    """Load a pack: a folder of rule files, the shipped one by default.

        >>> load_pack().pack.id
        'armslength'

    Raises `InputError` with every error of every file, each with its place.
    """
    where = shipped_folder() if folder is None else folder
    return cached(key_of(where), RuleBase, lambda: _loaded(where))


def _loaded(folder: Path) -> RuleBase:
    from engine.rulebase.load.folder import read_pack_files, to_rule_base

    return to_rule_base(read_pack_files(folder), folder)


def read_profiles(origin: Path | bytes, base: RuleBase) -> tuple[Profile, ...]:
    """Read the profiles of a file (YAML, or JSON: one object or a list of them), or of bytes read from elsewhere.

        >>> read_profiles(b'[{"id": "one"}, {"id": "two"}]', base)[1].id
        'two'

    Raises `InputError` with everything that is wrong, each with its place.
    """
    return profiles_from(origin, base)


def read_rows(path: Path, base: RuleBase) -> tuple[Profile, ...]:
    """Read the profiles in the rows of a table: a workbook, CSV, JSON Lines or Parquet.

        >>> written = (folder / "table.csv").write_text("id\\nsomebody\\n")
        >>> read_rows(folder / "table.csv", base)[0].id
        'somebody'

    Raises `InputError` with everything that is wrong with the table or with any row, each with its place: nothing is
    left out. To decide a table of any size, see `decide_table`.
    """
    from engine.portfolio.job import TableJob
    from engine.portfolio.run.one_row import profiles_of
    from engine.source.characters import visible

    return profiles_of(base, TableJob(path, path, shown=visible(str(path))))


def read_each_row(path: Path, base: RuleBase) -> "tuple[RowRead, ...]":
    """Read the rows of a table one by one: of each its profile, or what is wrong with it and where.

        >>> written = (folder / "table.csv").write_text("id\\nsomebody\\n")
        >>> [row.id for row in read_each_row(folder / "table.csv", base)]
        ['somebody']

    Raises `InputError` where the table itself can't be read.
    """
    from engine.portfolio.job import TableJob
    from engine.portfolio.run.one_row import rows_of
    from engine.source.characters import visible

    return rows_of(base, TableJob(path, path, shown=visible(str(path))))


def assess(base: RuleBase, profile: Profile, as_of: date | None = None, engine: str = BOTH) -> Result:
    """Assess one profile; `as_of` is the day of assessment, without which ages are unknown.

    `engine` is `reference`, `durable`, `columnar`, or `both`: the first two, which have to agree.

        >>> assess(base, profile, as_of=date(2026, 5, 4), engine="reference").engines
        ('reference',)

    Raises `EnginesDisagree` where two engines come to different results, and `MissingExtra` where an engine that was
    asked for is not installed.
    """
    evaluation, engines = evaluate(base, profile.facts(), as_of, engine)
    return Result(profile, to_assessment(base, profile, as_of, evaluation), engines)


def conclude(base: RuleBase, profile: Profile, as_of: date | None = None) -> Conclusions:
    """Work out what comes out for one profile, and leave out all that an assessment says of it besides.

        >>> conclude(base, profile, date(2026, 5, 4)).outcomes[base.pack.headline[0]].status
        'open'

    It takes a fraction of the time that `assess` takes. It is the reference that concludes.
    """
    (found,) = conclusions(base, [profile], as_of)
    return found


def conclude_all(base: RuleBase, profiles: Iterable[Profile], as_of: date | None = None) -> Iterator[Conclusions]:
    """Work out the same for many profiles on one day, in their order.

        >>> next(conclude_all(base, [profile])) == conclude(base, profile)
        True

    Many are decided in one pass by the kernel for tables, where the extra `portfolio` is installed; what a rule rests
    on, and what it waits for, is found by the reference.
    """
    return conclusions(base, profiles, as_of)


def explain_decision(
    base: RuleBase, profile: Profile, decision: str, value: str | None = None, as_of: date | None = None
) -> "Explanation":
    """Explain why a decision came out as it did, or why not as `value`: all that a page of it shows, as data.

        >>> explain_decision(base, profile, base.pack.headline[0]).outcome.status
        'open'

    Raises `UsageError` where the pack has no such decision, or the decision no such value.
    """
    from engine.assessment.explain import explain
    from engine.inquiry.wanted import decision_named, value_named
    from engine.interpret.reference.evaluate import Reference

    declared = decision_named(base, decision)
    if value is not None:
        value_named(declared, value)
    return explain(Reference(base, profile.facts(), as_of), decision, value)


def to_json(base: RuleBase, results: Sequence[Result]) -> bytes:
    """Write results as canonical JSON (RFC 8785): one object for one result, an array for several.

    The same pack, profile and day give the same bytes under `result`.

        >>> read_results(base, to_json(base, [result]), [profile]) == (result,)
        True
    """
    from engine.export.json import render

    return render(base, results)


def write_results(
    base: RuleBase, results: Sequence[Result], form: str, *, full: bool = False, width: int = 100, colour: bool = False
) -> str:
    """Write results one after another, as `text`, `markdown`, `html` (one page each) or `json`.

    A page is short, or `full` with all that stands behind the answer. `width` (in columns) and `colour` are those of a
    terminal, and matter to `text` alone.

        >>> write_results(base, [result], "markdown").splitlines()[0]
        '# somebody'
    """
    if form == "json":
        return to_json(base, results).decode()
    from engine.page.forms import write_page
    from engine.render.page import result_page

    between = "\n\n---\n\n" if form == "markdown" else "\n\n"
    pages = (result_page(base, each, full=full) for each in results)
    return between.join(write_page(page, form, width=width, colour=colour) for page in pages)


def write_questions(base: RuleBase, handover: "Handover", form: str, *, width: int = 100, colour: bool = False) -> str:
    """Write questions that are handed over, as `yaml` to be filled in, or to be read as `text`, `markdown` or `html`.

        >>> write_questions(base, hand_over(base, result), "markdown").splitlines()[0]
        '# Questions about somebody'

    `write_question_workbook` writes them as a workbook to be filled in.
    """
    if form == "yaml":
        from engine.export.handover import handover_yaml

        return handover_yaml(base, handover)
    from engine.page.forms import write_page
    from engine.render.handover import handover_page

    return write_page(handover_page(base, handover), form, width=width, colour=colour)


def write_merged(
    base: RuleBase, merged: "Merged", form: str = "text", *, width: int = 100, colour: bool = False
) -> str:
    """Write what came back, and how each answer stands to the one that was there: `text`, `markdown` or `html`.

    >>> write_merged(base, merge(base, profile, [], lambda met: "mine"), "markdown").splitlines()[0]
    '# Answers for somebody'
    """
    from engine.page.forms import write_page
    from engine.render.merged import merged_page

    return write_page(merged_page(base, merged), form, width=width, colour=colour)


def write_explanation(
    base: RuleBase, explanation: "Explanation", profile: Profile | None = None, form: str = "text", *,
    full: bool = False, width: int = 100, colour: bool = False,
) -> str:  # fmt: skip
    """Write an explanation as `text`, `markdown` or `html`; `full` shows the whole derivation of every rule.

    `profile` is the one that it is about, whose head stands above it.

        >>> why = explain_decision(base, profile, base.pack.headline[0])
        >>> write_explanation(base, why, profile, "markdown").startswith("# ")
        True
    """
    from engine.page.forms import write_page
    from engine.render.explain import explanation_page

    return write_page(explanation_page(base, explanation, full, profile), form, width=width, colour=colour)


def write_inquiry(
    base: RuleBase,
    found: "CarriedBy | SmallestChanges | Supposition",
    profile: Profile,
    form: str = "text",
    *,
    decision: str = "",
    full: bool = False,
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write what `what_if`, `smallest_changes` or `carried_by` found, as `text`, `markdown` or `html`.

        >>> found = carried_by(base, profile, base.pack.headline[0])
        >>> write_inquiry(base, found, profile, "markdown").startswith("# ")
        True

    `profile` is the one that was asked about. With `decision`, a page of what if is about that one alone. A page is
    short, or `full` with all that was found.
    """
    from engine.page.forms import write_page
    from engine.render.inquiry.pages import inquiry_page

    page = inquiry_page(base, found, profile, decision, full=full)
    return write_page(page, form, width=width, colour=colour)


def check(base: RuleBase) -> "list[Diagnostic]":
    """List what is wrong with a pack that reads well, each with its place and a code that the reference describes.

        >>> check(base)
        []

    Raises `InputError` where a worked example of the pack can't be read.
    """
    from engine.checks.all_checks import check_pack
    from engine.checks.cases import read_examples

    return check_pack(base, read_examples(base))


def differences(
    before: RuleBase, after: RuleBase, as_of: date | None = None, rlimit: int | None = None
) -> "PackDifferences":
    """Say in what a pack differs from another: what is written differently, and whose result can come out differently.

    `as_of` asks only for the rules of one day, `rlimit` bounds the steps of the solver for one question. Without z3
    (the extra `proofs`), `meanings` is `None` where there is something to prove.

        >>> differences(base, base).is_same()
        True
    """
    from engine.checks.differences.pack_differences import pack_differences

    return pack_differences(before, after, as_of, rlimit)


def decide_table(base: RuleBase, job: "TableJob") -> "TableRun":
    """Decide every row of a table and write the results, whole or not at all; no row is lost.

        >>> written = (folder / "table.csv").write_text("id\\nsomebody\\n")
        >>> done = decide_table(base, TableJob(folder / "table.csv", folder / "results.csv", date(2026, 5, 4)))
        >>> done.summary.decided
        1

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

        >>> written = (folder / "one.yaml").write_text("id: somebody")
        >>> impact(base, base, [folder / "one.yaml"], date(2026, 5, 4)).changes
        0

    The first `most` that change are kept one by one. `id_heading` and `sheets` are about the table. `progress` is told
    how many profiles are through. Raises `UsageError` where a table is given with anything else, `InputError` where
    neither pack can read the headings of the table, and `MissingExtra` where it needs one.
    """
    from engine.portfolio.impact.count import count_impact
    from engine.portfolio.impact.profiles import read_paired
    from engine.portfolio.impact.two_packs import PackComparison

    profiles = read_paired(paths, (before, after), id_heading, sheets)
    return count_impact(PackComparison(before, after, as_of), profiles, most, progress)
