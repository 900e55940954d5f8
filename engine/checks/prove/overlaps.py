"""Tables read from the top (`first`): rows that never decide, and rows whose order decides without saying so.

A row may be an exception to a later, wider one: that is what the order is for. A row that an earlier one covers never
decides. Where two rows overlap and neither covers the other, nobody can tell from the rows which is meant, unless the
pack declares that the order is.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext, all_fire
from engine.checks.prove.proof_result import Finding, named
from engine.interpret import columnar
from engine.interpret.symbolic.terms import Term, both, either, no
from engine.rulebase.decisions import Decision
from engine.rulebase.properties import OrderDecides
from engine.rulebase.rules import Rule


def overlaps(context: ProofContext) -> Iterator[Finding]:
    """Walk the rows that never decide, and those that decide by their place alone."""
    for decision in context.base.decisions.values():
        if decision.hit_policy == "first":
            yield from _counted(context, decision, _table(context, decision))


def _counted(context: ProofContext, decision: Decision, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Say with the first rows that overlap how many pairs there are, where that can be counted."""
    counted = False
    for each in findings:
        if each.diagnostic.code != HIDDEN_ORDER.code or counted or not columnar.available():
            yield each
            continue
        from engine.interpret.columnar.every_answer import overlapping_pairs

        counted, pairs = True, overlapping_pairs(context.base, decision.name)
        more = "" if pairs is None else f"; {pairs:,} pairs of rows of `{decision.name}` overlap with different values"
        diagnostic = replace(each.diagnostic, message=each.diagnostic.message + more)
        yield replace(each, diagnostic=diagnostic)


def _table(context: ProofContext, decision: Decision) -> Iterator[Finding]:
    rows = context.base.rules_of[decision.name]
    fires = [context.complete.world.rule(rule).true for rule in rows]
    decides = [both((term, no(either(fires[:place])))) for place, term in enumerate(fires)]
    for place, found in enumerate(list(context.complete._solver.find_each(decides, models=False))):
        if found.kind == "undecided":
            yield context.undecided(f"whether row `{rows[place].name}` ever decides", rows[place].span)
        elif found.kind == "none":
            yield from _hidden(context, rows, fires, place)
        elif not _is_declared(context, decision):
            yield from _disordered(context, decision, rows, fires, place)


def _is_declared(context: ProofContext, decision: Decision) -> bool:
    claims = (each.claim for each in context.base.properties.values())
    return any(isinstance(claim, OrderDecides) and decision.name in claim.decisions for claim in claims)


def _hidden(context: ProofContext, rows: tuple[Rule, ...], fires: list[Term], place: int) -> Iterator[Finding]:
    """Find rows that fire only where an earlier one has decided; one that never fires at all is said elsewhere."""
    space = context.complete
    found = space.find(fires[place])
    if found.kind != "found":
        return
    earlier = next(row for row, term in zip(rows, fires, strict=True) if found.holds(term))
    witness = space.witness(found, partial(all_fire, rules=[earlier, rows[place]]))
    message = f"row `{rows[place].name}` never decides: an earlier row always does, here {named([earlier])}"
    yield Finding(HIDDEN_ROW.finding(message, rows[place].span), witness)


def _disordered(
    context: ProofContext, decision: Decision, rows: tuple[Rule, ...], fires: list[Term], place: int
) -> Iterator[Finding]:
    """Report the first earlier row with another value that overlaps with this one and is no exception to it."""
    space, row = context.complete, rows[place]
    others = [n for n in range(place) if rows[n].values_for(decision.name) != row.values_for(decision.name)]
    while others:
        found = space.find(both((fires[place], either(fires[n] for n in others))))
        if found.kind == "undecided":
            yield context.undecided(f"whether row `{row.name}` overlaps with earlier ones", row.span)
        if found.kind != "found":
            return
        overlapping = [n for n in others if found.holds(fires[n])]
        for n in overlapping:
            exception = space.find(both((fires[n], no(fires[place]), no(either(fires[:n])))))
            if exception.kind == "found":
                pair = [rows[n], row]
                witness = space.witness(found, partial(all_fire, rules=pair))
                message = f"rows {named(pair)} overlap, neither is an exception to the other, and the order decides"
                yield Finding(HIDDEN_ORDER.finding(message, row.span), witness)
                return
        others = [n for n in others if n not in overlapping]


HIDDEN_ROW = Check(
    "hidden-row",
    says="A row of a table read from the top that never decides, because an earlier row always does.",
    why="What the row says happens to nobody.",
)
HIDDEN_ORDER = Check(
    "hidden-order",
    says="Two rows of a table read from the top that overlap, neither an exception to the other, with different "
    "values.",
    why="Nobody can tell from the rows which is meant.",
)
NO_HIDDEN_ORDER = Proof(
    "no-hidden-order",
    "every row of a table read from the top decides somewhere, and none decides by its place alone",
    checks=(HIDDEN_ROW, HIDDEN_ORDER),
    find=overlaps,
    of_difference=True,
)
