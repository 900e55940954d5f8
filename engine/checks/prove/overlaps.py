"""Tables read from the top (`first`): rows that never decide, and rows whose order decides without saying so.

A row may be an exception to a later, wider one: that is what the order is for. A row that an earlier one covers never
decides. Where two rows overlap and neither covers the other, nobody can tell from the rows which is meant, unless the
pack declares that the order is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from engine.checks.candidate_pairs import close_pairs
from engine.checks.check import Check
from engine.checks.contradictions import are_exclusive, branches_of
from engine.checks.prove.cones import Cone
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext, all_fire
from engine.checks.prove.proof_result import Finding, named
from engine.frozen import frozen
from engine.interpret import columnar
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.solving import AnswerKind
from engine.interpret.symbolic.terms import Term, both, either, no
from engine.rulebase.decisions import Decision
from engine.rulebase.properties import OrderDecides
from engine.rulebase.rules import Rule


@frozen
class TableFromTop:
    """The rows that decide something, from the top: of each when it fires, when it decides, and what that rests on."""

    decision: Decision
    rows: tuple[Rule, ...]
    fires: Sequence[Term]
    decides: Sequence[Term]
    rests_on: Sequence[Cone]

    def differ(self, one: int, other: int) -> bool:
        """Tell whether two rows give different values."""
        return self.rows[one].values_for(self.decision.name) != self.rows[other].values_for(self.decision.name)


def overlaps(context: ProofContext) -> Iterator[Finding]:
    """Walk the rows that never decide, and those that decide by their place alone."""
    for decision in context.base.decisions.values():
        if decision.hit_policy == "first":
            yield from _counted(context, decision, _table(context, _read(context, decision)))


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


def _read(context: ProofContext, decision: Decision) -> TableFromTop:
    rows = context.base.rules_of[decision.name]
    fires = [context.complete.world.rule(rule).true for rule in rows]
    decides: list[Term] = []
    rests_on: list[Cone] = []
    above, behind = False, context.cones.key("rows")
    for row, term in zip(rows, fires, strict=True):
        behind = context.cones.key("row", behind, context.cones.rule(row))
        decides.append(both((term, no(above))))
        rests_on.append(behind)
        above = either((above, term))
    return TableFromTop(decision, rows, fires, decides, rests_on)


def _table(context: ProofContext, table: TableFromTop) -> Iterator[Finding]:
    key, rows = context.cones.key, table.rows
    parts = zip(table.rests_on, table.decides, strict=True)
    kinds = context.complete.kinds([Asked(key("decides", behind), partial(either, [term])) for behind, term in parts])
    against = {} if _is_declared(context, table.decision) else _against(context, table, kinds)
    for place, kind in enumerate(kinds):
        if kind == "undecided":
            yield context.undecided(f"whether row `{rows[place].name}` ever decides", rows[place].span)
        elif kind == "none":
            yield from _hidden(context, table, place)
        elif place in against:
            yield from _disordered(context, table, place, against[place])


def _is_declared(context: ProofContext, decision: Decision) -> bool:
    claims = (each.claim for each in context.base.properties.values())
    return any(isinstance(claim, OrderDecides) and decision.name in claim.decisions for claim in claims)


def _hidden(context: ProofContext, table: TableFromTop, place: int) -> Iterator[Finding]:
    """Find rows that fire only where an earlier one has decided; one that never fires at all is said elsewhere."""
    space, rows = context.complete, table.rows
    found = space.find_kept(_fires(context, table, place))
    if found.kind != "found":
        return
    reference = Reference(context.base, *space.facts(found))
    earlier = next(row for row in rows if reference.rule(row) is True)
    witness = space.witness(found, partial(all_fire, rules=[earlier, rows[place]]))
    message = f"row `{rows[place].name}` never decides: an earlier row always does, here {named([earlier])}"
    yield Finding(HIDDEN_ROW.finding(message, rows[place].span), witness)


def _fires(context: ProofContext, table: TableFromTop, place: int) -> Asked:
    return Asked(context.cones.key("fires", context.cones.rule(table.rows[place])), lambda: table.fires[place])


def _against(
    context: ProofContext, table: TableFromTop, kinds: Sequence[AnswerKind]
) -> Mapping[int, Mapping[int, AnswerKind]]:
    """Find, of each row, the earlier ones with other values that may overlap with it and are no exception to it.

    An exception decides only where the later row fires too. What the tests of two rows show by themselves, that they
    can't both fire or that one is an exception, is not asked about.
    """
    fire = [branches_of(row) for row in table.rows]
    fail = [branches_of(row, holds=False) for row in table.rows]
    pairs = sorted(
        (other, one)
        for one, other in close_pairs(fire)
        if table.differ(one, other)
        and kinds[other] == "found"
        and not are_exclusive(fire[one], fire[other])
        and not are_exclusive(fire[one], fail[other])
    )
    asked = [_no_exception(context, table, one, other) for other, one in pairs]
    found: dict[int, dict[int, AnswerKind]] = {}
    for (other, one), kind in zip(pairs, context.complete.kinds(asked), strict=True):
        if kind != "none":
            found.setdefault(other, {})[one] = kind
    overlap = [_overlap(context, table, place, list(others)) for place, others in found.items()]
    met = zip(found, context.complete.kinds(overlap), strict=True)
    return {place: found[place] for place, kind in met if kind != "none"}


def _no_exception(context: ProofContext, table: TableFromTop, one: int, other: int) -> Asked:
    """Ask for a profile for which the one row decides and the other does not fire."""
    key = context.cones.key("no exception", table.rests_on[one], context.cones.rule(table.rows[other]))
    return Asked(key, lambda: both((table.decides[one], no(table.fires[other]))))


def _overlap(context: ProofContext, table: TableFromTop, place: int, others: Sequence[int]) -> Asked:
    """Ask for a profile for which a row fires and one of these others."""
    key = context.cones.key("overlap", *(context.cones.rule(table.rows[n]) for n in (place, *others)))
    return Asked(key, lambda: both((table.fires[place], either(table.fires[n] for n in others))))


def _disordered(
    context: ProofContext, table: TableFromTop, place: int, against: Mapping[int, AnswerKind]
) -> Iterator[Finding]:
    """Report the first earlier row with another value that overlaps with this one and is no exception to it."""
    space, row = context.complete, table.rows[place]
    others = [n for n in range(place) if table.differ(n, place)]
    while others:
        found = space.find_kept(_overlap(context, table, place, others))
        if found.kind == "undecided":
            yield context.undecided(f"whether row `{row.name}` overlaps with earlier ones", row.span)
        if found.kind != "found":
            return
        reference = Reference(context.base, *space.facts(found))
        overlapping = [n for n in others if reference.rule(table.rows[n]) is True]
        for n in overlapping:
            if against.get(n) == "found":
                pair = [table.rows[n], row]
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
