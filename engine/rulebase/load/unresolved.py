"""Every name that one part of a pack uses of another: cited statements, topics, roles, classes, decisions laid out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import Control
from engine.rulebase.facts import Fact
from engine.rulebase.load.files import Declared
from engine.rulebase.load.places import NamePlaces
from engine.rulebase.properties import Property
from engine.rulebase.rules import Rule
from engine.rulebase.statements import Principle
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.suggest import did_you_mean, near_or_all

NameUse = tuple[str, str, Span, str]
"""What uses the name, the name, where it is declared itself, and the key under which it uses the name."""


class _Report:
    """Holds uses against what is declared, and reports each name that is declared nowhere, where it is written."""

    def __init__(self, declared: Declared, diagnostics: Diagnostics) -> None:
        self.places = NamePlaces(declared)
        self.diagnostics = diagnostics

    def unknown(
        self,
        kind: str,
        uses: Iterable[NameUse],
        known: Collection[str],
        choices: Callable[[str, Collection[str]], str] = did_you_mean,
    ) -> None:
        """Report names; one that is empty could not be read, and is reported already."""
        code = "unknown-" + kind.split(maxsplit=1)[0]
        for user, name, span, key in dict.fromkeys(uses):
            if name and name not in known:
                hint = choices(name, known)
                message = f"{user} names the {kind} {in_backticks(name)}, which is declared nowhere{hint}"
                for place in self.places.of(span, key, name) or [span]:
                    self.diagnostics.error(code, place, message)


def report_crossings(base: RuleBase, declared: Declared, diagnostics: Diagnostics) -> None:
    """Report every name that is used but declared nowhere."""
    report = _Report(declared, diagnostics)
    report.unknown("statement", _cited(base), base.statements)
    report.unknown("topic", _topics(base, declared), base.pack.topics)
    controls = base.controls.values()
    owners = ((f"control `{each.name}`", each.owner, each.span, "owner") for each in controls)
    knowing = (
        (f"fact `{each.name}`", role, each.span, "known_by") for each in base.facts.values() for role in each.known_by
    )
    report.unknown("role", chain(owners, knowing), base.pack.roles)
    classes = ((f"control `{each.name}`", name, each.span, "classes") for each in controls for name in each.classes)
    report.unknown("class of controls", classes, base.pack.control_classes)
    urgencies = ((f"rule `{each.name}`", each.urgency, each.span, "urgency") for each in base.rules.values())
    report.unknown("urgency", urgencies, base.pack.urgencies, near_or_all)
    lines = ((each, line) for each in base.crosswalks.values() for line in each.lines)
    asked = (
        (f"crosswalk `{each.name}`", name, line.span, "controls") for each, line in lines for name in line.controls
    )
    report.unknown("control", asked, base.controls)
    if declared.pack is not None:
        _report_pack(base, declared.pack.span, report)
    kinds = {kind.name for kind in base.pack.statement_kinds}
    if kinds:
        musts = ((f"statement `{each.id}`", each.must, each.span, "must") for each in base.statements.values())
        report.unknown("kind of statement", musts, kinds)
    _report_belongings(base, report)
    _report_table_files(base, diagnostics)


def _report_pack(base: RuleBase, pack: Span, report: _Report) -> None:
    """Report what the description of the pack names: decisions, the facts of the header, fields of the heading."""
    report.unknown("decision", _laid_out(base, pack), base.decisions)
    for left_out in base.pack.left_out:
        if left_out.other in base.decisions:
            values = (("`left_out`", value, pack, "left_out") for value in sorted(left_out.values))
            report.unknown(f"value of `{left_out.other}`", values, base.decisions[left_out.other].values)
    facts = (("`header`", field.fact, pack, "header") for field in base.pack.header)
    listed = (("`layout`", name, pack, "layout") for section in base.pack.sections for name in section.facts)
    report.unknown("fact", chain(facts, listed), base.facts)
    fields = {field.path for field in base.pack.header}
    headings = (("`heading`", path, pack, "heading") for path in base.pack.heading)
    report.unknown("field of the header", headings, fields)


def _topics(base: RuleBase, declared: Declared) -> Iterator[NameUse]:
    """Walk the topics: of each file once, and those that questions have of their own."""
    of_files = {topic.text for topic in declared.topics}
    yield from (("this file", topic.text, topic.span, "") for topic in declared.topics)
    for each in _questions(base):
        if each.topic not in of_files:
            yield f"`{each.name}`", each.topic, each.span, "topic"


def _questions(base: RuleBase) -> Iterator[Fact | Control]:
    return chain(base.facts.values(), base.controls.values())


def _cited(base: RuleBase) -> Iterator[NameUse]:
    groups: dict[str, Mapping[str, Fact | Control | Rule | Property | Principle]] = {
        "fact": base.facts,
        "control": base.controls,
        "rule": base.rules,
        "property": base.properties,
        "principle": base.principles,
    }
    for kind, group in groups.items():
        for item in group.values():
            yield from ((f"{kind} `{item.name}`", name, item.span, "cites") for name in item.cites)
    for decision in base.decisions.values():
        if not decision.built_in:
            cited = decision.all_cites()
            yield from ((f"decision `{decision.name}`", name, decision.span, "cites") for name in cited)


def _laid_out(base: RuleBase, pack: Span) -> Iterator[NameUse]:
    layout = base.pack
    sections = (name for section in layout.sections for name in section.decisions)
    named = (name for each in layout.left_out for name in (each.name, each.other) if name not in layout.control_classes)
    for name in chain(layout.primary, layout.headline, sections, named):
        yield "`layout`", name, pack, "layout"
    for kind in layout.statement_kinds:
        for name in kind.decisions:
            yield f"statement kind `{kind.name}`", name, pack, "statement_kinds"


def _report_belongings(base: RuleBase, report: _Report) -> None:
    for control in base.controls.values():
        if control.belongs_to is None:
            continue
        name, values = control.belongs_to
        user = f"`belongs_to` of control `{control.name}`"
        report.unknown("decision", [(user, name, control.span, "belongs_to")], base.decisions)
        if name in base.decisions:
            uses = ((user, value, control.span, "belongs_to") for value in sorted(values))
            report.unknown(f"value of `{name}`", uses, base.decisions[name].values)


def _report_table_files(base: RuleBase, diagnostics: Diagnostics) -> None:
    """Report each `first` decision whose rules have no order, since they stand in several files.

    A rule that replaces one of a pack below takes its place, wherever it stands.
    """
    for name, rules in base.rules_of.items():
        files = {rule.span.file for rule in rules if not rule.replaces}
        if base.decisions[name].hit_policy == "first" and len(files) > 1:
            message = f"the rules of `{name}` stand in several files; a `first` decision needs them in one, in order"
            diagnostics.error("scattered-table", base.decisions[name].span, message)
