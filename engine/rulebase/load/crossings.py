"""Every name that one part of a pack uses of another: cited statements, topics, roles, classes, decisions laid out."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.facts import Fact
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.suggest import did_you_mean

Use = tuple[str, str, Span]
"""What uses the name, the name, and where."""


def report_crossings(base: RuleBase, pack: Span, diagnostics: Diagnostics) -> None:
    """Report every name that is used but declared nowhere."""
    _report("statement", _cited(base), base.statements, diagnostics)
    _report("topic", ((f"`{f.name}`", f.topic, f.span) for f in _questions(base)), base.pack.topics, diagnostics)
    owners = ((f"control `{each.name}`", each.owner, each.span) for each in base.controls.values())
    _report("role", owners, base.pack.roles, diagnostics)
    classes = ((f"control `{each.name}`", name, each.span) for each in base.controls.values() for name in each.classes)
    _report("class of controls", classes, base.pack.control_classes, diagnostics)
    _report("decision", _laid_out(base, pack), base.decisions, diagnostics)
    fields = (("`header`", field.fact, pack) for field in base.pack.header if field.fact)
    _report("fact", fields, base.facts, diagnostics)
    kinds = {kind.name for kind in base.pack.statement_kinds}
    if kinds:
        musts = ((f"statement `{each.id}`", each.must, each.span) for each in base.statements.values())
        _report("kind of statement", musts, kinds, diagnostics)
    _report_belongings(base, diagnostics)
    _report_table_files(base, diagnostics)


def _report(kind: str, uses: Iterable[Use], known: Collection[str], diagnostics: Diagnostics) -> None:
    code = "unknown-" + kind.split(maxsplit=1)[0]
    for user, name, span in uses:
        if name not in known:
            hint = did_you_mean(name, known)
            diagnostics.error(code, span, f"{user} names the {kind} `{name}`, which is declared nowhere{hint}")


def _questions(base: RuleBase) -> Iterator[Fact | Control]:
    return chain(base.facts.values(), base.controls.values())


def _cited(base: RuleBase) -> Iterator[Use]:
    for kind, group in (("fact", base.facts), ("control", base.controls), ("rule", base.rules)):
        for item in group.values():
            for name in item.cites:
                yield f"{kind} `{item.name}`", name, item.span
    for decision in base.decisions.values():
        if decision.built_in:
            continue
        values = (name for value in decision.values.values() for name in value.cites)
        for name in chain(decision.cites, values, decision.default.cites if decision.default else ()):
            yield f"decision `{decision.name}`", name, decision.span
    for principle in base.principles.values():
        for name in principle.cites:
            yield f"principle `{principle.name}`", name, principle.span


def _laid_out(base: RuleBase, pack: Span) -> Iterator[Use]:
    layout = base.pack
    sections = (name for section in layout.sections for name in section.decisions)
    for name in chain(layout.primary, layout.headline, sections):
        yield "`layout`", name, pack
    for kind in layout.statement_kinds:
        for name in kind.decisions:
            yield f"statement kind `{kind.name}`", name, pack


def _report_belongings(base: RuleBase, diagnostics: Diagnostics) -> None:
    for control in base.controls.values():
        if control.belongs_to is None:
            continue
        name, values = control.belongs_to
        decision = base.decisions.get(name)
        for value in sorted(values):
            if decision is None or value not in decision.values:
                message = f"`belongs_to` of control `{control.name}` names `{value}` of `{name}`, which is not declared"
                diagnostics.error("unknown-value", control.span, message)


def _report_table_files(base: RuleBase, diagnostics: Diagnostics) -> None:
    """The rules of a `first` decision have an order only if they stand in one file."""
    for name, rules in base.rules_of.items():
        if base.decisions[name].hit_policy == "first" and len({rule.span.file for rule in rules}) > 1:
            message = f"the rules of `{name}` stand in several files; a `first` decision needs them in one, in order"
            diagnostics.error("scattered-table", base.decisions[name].span, message)
