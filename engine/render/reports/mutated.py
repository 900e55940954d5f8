"""The report of `rules mutate`: the mutants that no case noticed, each where it would be written."""

from engine.checks.check import by_place
from engine.checks.mutation.mutant import Mutant
from engine.checks.mutation.summary import Mutated, survived
from engine.checks.places import WrittenPlaces
from engine.render.reports.report import Outcome, Report, of_pack
from engine.render.reports.tested import percent
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span


def mutated(base: RuleBase, done: Mutated) -> Report:
    """Report the survivors as findings, with the figures."""
    places = WrittenPlaces(base)
    findings = [survived(mutant, _place(mutant, base, places)) for mutant in done.survivors]
    outcomes = [
        Outcome(f"{each.mutant.kind}: {each.mutant}", each.mutant.span, _faults(each.mutant, unnoticed=unnoticed))
        for each in done.verdicts
        if not each.equivalent
        for unnoticed in (each.killed_by is None,)
    ]
    figures = (
        ("mutants", done.all_mutants),
        ("tried", len(done.verdicts)),
        ("killed", done.killed),
        ("equivalent", done.equivalent),
        ("survived", len(done.survivors)),
        ("score", float(percent(done.percent))),
    )
    return of_pack("rules mutate", base, outcomes, sorted(findings, key=by_place), figures)


def words(done: Mutated) -> str:
    """Sum a run up in one line."""
    tried = len(done.verdicts)
    of = "" if tried == done.all_mutants else f" of {done.all_mutants}"
    return (
        f"{tried}{of} mutants, {done.killed} killed, {done.equivalent} equivalent, {len(done.survivors)} survived; "
        f"{percent(done.percent)} % of those that make a difference were killed"
    )


def _faults(mutant: Mutant, *, unnoticed: bool) -> tuple[Diagnostic, ...]:
    return (survived(mutant, mutant.span),) if unnoticed else ()


def _place(mutant: Mutant, base: RuleBase, places: WrittenPlaces) -> Span:
    if mutant.place is None:
        return mutant.span
    return places.asked(base.rules[next(iter(mutant.rules))], mutant.place)
