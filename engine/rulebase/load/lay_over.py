"""Rules of several packs laid over each other: added, replaced, switched off or tightened, each with its reason."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.rulebase.facts import Fact
from engine.rulebase.load.declare import by_name
from engine.rulebase.load.layers import Layer
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.tighten import tightened
from engine.rulebase.overlay import HowChanged, RuleChange
from engine.rulebase.rules import Rule
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.span import Span
from engine.source.suggest import did_you_mean
from engine.source.tree import Node


def lay_over(
    layers: Sequence[Layer],
    rules: Iterable[Rule],
    facts: Mapping[str, Fact],
    names: DeclaredNames,
    diagnostics: Diagnostics,
) -> tuple[dict[str, Rule], list[RuleChange]]:
    """Give the rules that are left, by name, each with the id of its pack, and every change to a rule below."""
    listed = list(rules)
    left: dict[str, Rule] = {}
    changes: list[RuleChange] = []
    for number, layer in enumerate(layers):
        files = set(layer.declared.files)
        own = by_name((rule for rule in listed if rule.span.file in files), "rule", diagnostics)
        upper = _Upper(layer.id if len(layers) > 1 else "", left, facts, names.called, diagnostics, lowest=number == 0)
        upper.take_away(layer.declared.switch_off)
        upper.put_in_place(own, names.is_table)
        upper.tighten(layer.declared.tighten)
        left = upper.with_added(own)
        changes += upper.changes
    return dict(sorted(left.items())), sorted(changes, key=lambda change: (change.rule, change.pack))


@dataclass
class _Upper:
    """One pack at work on the rules of those below it; the lowest has nothing to change."""

    pack: str
    below: Mapping[str, Rule]
    facts: Mapping[str, Fact]
    called: Callable[[str], str]
    diagnostics: Diagnostics
    lowest: bool

    def __post_init__(self) -> None:
        self.left: dict[str, Rule] = dict(self.below)
        self.changes: list[RuleChange] = []
        self.changed: dict[str, dict[str, Span]] = {}
        """What is changed of each rule, and where: the threshold for a question, or, under no name, everything."""

    def take_away(self, nodes: Iterable[Node]) -> None:
        for form in self._forms(nodes, "`switch_off`", ("rule", "because")):
            rule = self._rule(form)
            if rule is not None and self._is_first(rule.name, "", form.at("rule").span):
                self._note(rule.name, "switched_off", form)
                del self.left[rule.name]

    def put_in_place(self, own: Mapping[str, Rule], is_table: Callable[[str], bool]) -> None:
        for rule in own.values():
            old = self.below.get(rule.name)
            if old is None and rule.replaces:
                hint = did_you_mean(rule.name, self.below)
                message = f"`{rule.name}` replaces nothing: no pack below has a rule of that name{hint}"
                self.diagnostics.error("nothing-to-replace", rule.span, message)
            elif old is not None and not rule.replaces:
                message = f"rule `{rule.name}` is declared already at {old.span}; to replace it, say why in `replaces`"
                self.diagnostics.error("duplicate-name", rule.span, message)
            elif old is not None and self._is_first(rule.name, "", rule.span):
                self._refuse_line(old, rule.span)
                self._refuse_new_rows(rule, old, is_table)
                self.left[rule.name] = replace(rule, pack=self.pack, position=old.position)
                self.changes.append(RuleChange(rule.name, "replaced", rule.replaces, self.pack, rule.span))

    def tighten(self, nodes: Iterable[Node]) -> None:
        for form in self._forms(nodes, "`tighten`", ("rule", "question", "to", "because")):
            rule, question = self._rule(form), self.called(form.text("question"))
            if rule is None or not question or not form.has("to"):
                continue
            if question not in self.facts:
                hint = did_you_mean(question, self.facts)
                message = f"there is no question {in_backticks(question)}{hint}"
                self.diagnostics.error("unknown-fact", form.at("question").span, message)
            elif self._is_first(rule.name, question, form.at("rule").span):
                found = tightened(rule, self.facts[question], form, self.diagnostics)
                if found is not None:
                    self.left[rule.name] = replace(found, pack=self.pack)
                    self._note(rule.name, "tightened", form)

    def with_added(self, own: Mapping[str, Rule]) -> dict[str, Rule]:
        added = {name: replace(rule, pack=self.pack) for name, rule in own.items() if name not in self.left}
        return {**self.left, **added}

    def _forms(self, nodes: Iterable[Node], what: str, keys: Collection[str]) -> Iterable[Form]:
        for node in nodes:
            if self.lowest:
                message = f"{what} is for a pack that `extends` another; this one has nothing below it"
                self.diagnostics.error("nothing-below", node.span, message)
            else:
                yield Form(node, f"an entry of {what}", self.diagnostics, required=keys)

    def _rule(self, form: Form) -> Rule | None:
        name = form.text("rule")
        if name and name not in self.below:
            message = f"no rule of the packs below is named {in_backticks(name)}{did_you_mean(name, self.below)}"
            self.diagnostics.error("unknown-rule", form.at("rule").span, message)
        elif name:
            self._refuse_line(self.below[name], form.at("rule").span)
        return self.left.get(name, self.below.get(name))

    def _is_first(self, rule: str, question: str, span: Span) -> bool:
        """Tell whether a rule may be changed so: switched off or replaced once, or tightened once for each question."""
        done = self.changed.setdefault(rule, {})
        for other, first in done.items():
            if question == other or "" in (question, other):
                message = f"`{rule}` is changed already at {first}; keep one of the two"
                self.diagnostics.error("changed-twice", span, message)
                return False
        done[question] = span
        return True

    def _refuse_line(self, row: Rule, span: Span) -> None:
        """Refuse what changes a row by its line, since a row put in above would make it change another one."""
        if row.is_called_by_its_line():
            self.diagnostics.error("row-without-name", span, row.why_its_line_will_not_do())

    def _note(self, rule: str, how: HowChanged, form: Form) -> None:
        self.changes.append(RuleChange(rule, how, form.text("because"), self.pack, form.at("rule").span))

    def _refuse_new_rows(self, rule: Rule, old: Rule, is_table: Callable[[str], bool]) -> None:
        for name in dict.fromkeys(each.decision for each in rule.then):
            if is_table(name) and not old.concludes(name):
                message = f"`{rule.name}` has no place in the table of `{name}`: the rule that it replaces is not in it"
                self.diagnostics.error("scattered-table", rule.span, message)
