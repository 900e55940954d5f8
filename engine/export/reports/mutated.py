"""The report of `rules mutate`: the mutants that no case noticed, each where it would be written."""

from engine.checks.check import by_place
from engine.checks.mutation.mutant import Mutant
from engine.checks.mutation.mutation_run import MutationRun
from engine.checks.mutation.survived import survived
from engine.checks.mutation.trial import MutantVerdict
from engine.checks.places import WrittenPlaces
from engine.export.reports.report import Report, TriedItem, of_pack
from engine.export.reports.tested import percent
from engine.rulebase.base import RuleBase
from engine.source.span import Span


def mutated(base: RuleBase, done: MutationRun) -> Report:
    """Report the survivors as findings, with the figures."""
    places = WrittenPlaces(base)
    findings = [survived(each, _place(each.mutant, base, places)) for each in done.survivors]
    tried = [_tried_item(each) for each in done.verdicts if not each.equivalent]
    figures = (
        ("mutants", done.all_mutants),
        ("tried", len(done.verdicts)),
        ("killed", done.killed),
        ("equivalent", done.equivalent),
        ("survived", len(done.survivors)),
        ("score", float(percent(done.percent))),
    )
    return of_pack("rules mutate", base, tried, sorted(findings, key=by_place), figures)


def words(done: MutationRun) -> str:
    """Sum a run up in one line."""
    tried = len(done.verdicts)
    of = "" if tried == done.all_mutants else f" of {done.all_mutants}"
    return (
        f"{tried}{of} mutants, {done.killed} killed, {done.equivalent} equivalent, {len(done.survivors)} survived; "
        f"{percent(done.percent)} % of those that make a difference were killed"
    )


def _tried_item(verdict: MutantVerdict) -> TriedItem:
    mutant = verdict.mutant
    faults = (survived(verdict, mutant.span),) if verdict.killed_by is None else ()
    return TriedItem(f"{mutant.kind}: {mutant}", mutant.span, faults)


def _place(mutant: Mutant, base: RuleBase, places: WrittenPlaces) -> Span:
    if mutant.place is None:
        return mutant.span
    return places.asked(base.rules[next(iter(mutant.rules))], mutant.place)
