"""From the files of a pack to a rule base: the passes in their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from engine.errors import InputError
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.decisions import ADVICE, WARNINGS, Decision, DecisionValue
from engine.rulebase.facts import Fact, about_the_past
from engine.rulebase.fingerprint import fingerprint
from engine.rulebase.in_force import days_of_change
from engine.rulebase.load.bounds import report_claims, report_depths, report_sizes
from engine.rulebase.load.declare import by_name, declare
from engine.rulebase.load.files import Declared
from engine.rulebase.load.lay_over import lay_over
from engine.rulebase.load.layers import Layer, layers_of, merged, read_pack_files
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.order import facts_in_order, in_order, in_reading_order
from engine.rulebase.load.read_conditions import read_condition
from engine.rulebase.load.read_crosswalks import read_crosswalks
from engine.rulebase.load.read_facts import Unlinked
from engine.rulebase.load.read_glossary import read_glossary
from engine.rulebase.load.read_pack import read_packs
from engine.rulebase.load.read_properties import read_property
from engine.rulebase.load.read_rules import read_rule
from engine.rulebase.load.read_statements import read_documents, read_principle, read_statements
from engine.rulebase.load.read_tables import read_tables
from engine.rulebase.load.unresolved import report_crossings
from engine.rulebase.overlay import Extended, RuleChange
from engine.rulebase.properties import Claim, Implies, Property
from engine.rulebase.rules import Rule
from engine.rulebase.statements import Document, Principle, Statement
from engine.rulebase.tables import DecisionTable
from engine.source.diagnostics import Diagnostics
from engine.source.text import Source

__all__ = ["read_pack_files", "to_rule_base"]


def to_rule_base(sources: Iterable[Source], folder: Path) -> RuleBase:
    """Turn rule files into a rule base.

    Raises `InputError` with every error of every file, each with its place. Where a file could not be read to its end,
    nobody knows what it would have declared, so that names are held against each other only once it can.
    """
    diagnostics = Diagnostics()
    layers = layers_of(sources, folder, diagnostics)
    declared = merged(layers)
    names, unlinked = declare(declared, layers[-1].pack, diagnostics)
    pack = read_packs(layers, names.called, diagnostics)
    names = replace(names, control_classes=tuple(pack.control_classes))
    names, unlinked = _placed(layers, names, unlinked)
    facts = {name: _linked(each, names, diagnostics) for name, each in unlinked.items()}
    tables = _tables(layers, declared, names, diagnostics)
    rules, changes = _rules(layers, names, facts, diagnostics)
    rules = in_reading_order(rules, _topics(declared, tables), pack.topics)
    decisions = _with_rule_names(names.decisions, rules)
    rules_of = {name: _rules_of(decision, rules) for name, decision in decisions.items()}
    documents, statements, principles = _statements(declared, diagnostics)
    base = RuleBase(
        pack=pack,
        documents=documents,
        statements=statements,
        principles=principles,
        facts=dict(sorted(facts.items())),
        decisions=in_order(decisions, rules_of, diagnostics),
        controls=dict(sorted(names.controls.items())),
        rules=rules,
        rules_of=rules_of,
        sha256="",
        folder=str(folder),
        properties=_properties(declared, names, facts, diagnostics),
        days=days_of_change(rules.values()),
        extends=tuple(_extended(layer) for layer in layers[:-1]),
        changes=tuple(changes),
        tables=tables,
        crosswalks=read_crosswalks(layers, diagnostics),
        glossary=read_glossary(declared.glossary, diagnostics),
        about_the_past=about_the_past((facts[name] for name in sorted(facts)), (rule.when for rule in rules.values())),
    )
    report_crossings(base, declared, diagnostics)
    report_depths(base, diagnostics)
    diagnostics.raise_if_errors()
    extends = tuple(replace(each, sha256=_alone(Path(each.folder))) for each in base.extends)
    return replace(base, sha256=fingerprint([replace(base, rules_of={}), _rows(base)]), extends=extends)


def _placed(
    layers: Sequence[Layer], names: DeclaredNames, unlinked: Mapping[str, Unlinked]
) -> tuple[DeclaredNames, dict[str, Unlinked]]:
    """Number the questions as they are declared: those of packs below first, then file by file, by their names."""
    layer_of = {file: number for number, layer in enumerate(layers) for file in layer.declared.files}
    asked: list[Fact | Control] = [*names.facts.values(), *names.controls.values()]
    asked.sort(key=lambda each: (layer_of[each.span.file], each.span.file, each.span.line, each.span.column))
    places = {each.name: place for place, each in enumerate(asked)}
    facts = {name: replace(fact, position=places[name]) for name, fact in names.facts.items()}
    controls = {name: replace(control, position=places[name]) for name, control in names.controls.items()}
    placed = {name: replace(each, fact=facts[name]) for name, each in unlinked.items()}
    return replace(names, facts=facts, controls=controls), placed


def _linked(each: Unlinked, names: DeclaredNames, diagnostics: Diagnostics) -> Fact:
    if each.applies_when is None:
        return each.fact
    return replace(each.fact, applies_when=read_condition(each.applies_when, names.of_facts(), diagnostics))


def _tables(
    layers: Sequence[Layer], declared: Declared, names: DeclaredNames, diagnostics: Diagnostics
) -> dict[str, DecisionTable]:
    """Read the decision tables of every pack, and add their rows to its rules."""
    found: list[DecisionTable] = []
    for layer in layers:
        for rows in read_tables(layer.declared.tables, layer.folder, names, diagnostics):
            found.append(rows.table)
            layer.declared.rules.extend(rows.nodes)
            layer.declared.files.append(rows.table.file)
            declared.rules.extend(rows.nodes)
    return dict(sorted(by_name(found, "table", diagnostics).items()))


def _topics(declared: Declared, tables: Mapping[str, DecisionTable]) -> dict[str, str]:
    """Give the topic of each file that has one; the rows of a table have that of the file that declares it."""
    of_files = {topic.span.file: topic.text for topic in declared.topics}
    return of_files | {table.file: of_files.get(table.span.file, "") for table in tables.values()}


def _extended(layer: Layer) -> Extended:
    return Extended(layer.id, layer.version, str(layer.folder))


def _alone(folder: Path) -> str:
    """Give the hash that a pack has by itself; nothing where it holds only together with what lies over it."""
    try:
        return to_rule_base(read_pack_files(folder), folder).sha256
    except InputError:
        return ""


def _rules(
    layers: Sequence[Layer], names: DeclaredNames, facts: dict[str, Fact], diagnostics: Diagnostics
) -> tuple[dict[str, Rule], list[RuleChange]]:
    nodes = (node for layer in layers for node in layer.declared.rules)
    read = list(filter(None, (read_rule(node, names, diagnostics) for node in nodes)))
    rules, changes = lay_over(layers, read, facts, names, diagnostics)
    in_order = facts_in_order(facts, diagnostics)
    if len(in_order) < len(facts) or report_sizes(in_order, rules.values(), layers[-1].pack.span, diagnostics):
        return rules, changes
    return {name: replace(rule, condition=expand(rule.when, facts)) for name, rule in rules.items()}, changes


def _properties(
    declared: Declared, names: DeclaredNames, facts: dict[str, Fact], diagnostics: Diagnostics
) -> dict[str, Property]:
    read = list(filter(None, (read_property(node, names, diagnostics) for node in declared.properties)))
    properties = dict(sorted(by_name(read, "property", diagnostics).items()))
    in_order = facts_in_order(facts, Diagnostics())
    report_claims(in_order, properties.values(), diagnostics)
    if diagnostics.has_errors:
        return properties
    return {name: replace(each, claim=_written_out(each.claim, facts)) for name, each in properties.items()}


def _written_out(claim: Claim, facts: dict[str, Fact]) -> Claim:
    if isinstance(claim, Implies):
        return Implies(expand(claim.when, facts), expand(claim.then, facts))
    return claim


def _with_rule_names(decisions: Mapping[str, Decision], rules: Mapping[str, Rule]) -> dict[str, Decision]:
    """Fill the members of the decisions that every pack has: the rules that warn, and those that advise."""
    filled = dict(decisions)
    texts = {
        WARNINGS: [(rule, rule.warning) for rule in rules.values() if rule.warning],
        ADVICE: [(rule, rule.advice) for rule in rules.values() if rule.advice],
    }
    for name, said in texts.items():
        members = {rule.name: DecisionValue(rule.name, text, rule.because, cites=rule.cites) for rule, text in said}
        filled[name] = replace(decisions[name], values=members)
    return filled


def _rules_of(decision: Decision, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    concluding = [rule for rule in rules.values() if rule.concludes(decision.name)]
    if decision.hit_policy == "first":
        concluding.sort(key=lambda rule: rule.position)
    return tuple(concluding)


def _rows(base: RuleBase) -> dict[str, list[str]]:
    """Name the rules of each `first` decision in their order, which is part of the meaning."""
    return {
        name: [rule.name for rule in base.rules_of[name]]
        for name, decision in sorted(base.decisions.items())
        if decision.hit_policy == "first"
    }


def _statements(
    declared: Declared, diagnostics: Diagnostics
) -> tuple[dict[str, Document], dict[str, Statement], dict[str, Principle]]:
    documents = read_documents(declared.documents, diagnostics)
    statements = read_statements(declared.statements, documents, diagnostics)
    principles = list(filter(None, (read_principle(node, diagnostics) for node in declared.principles)))
    return (
        {each.id: each for each in sorted(documents, key=lambda each: each.id)},
        dict(sorted(statements.items())),
        dict(sorted(by_name(principles, "principle", diagnostics).items())),
    )
