"""Rules: from their trees and the declared names to rules with positions kept."""

import re
from collections.abc import Collection

from engine.rulebase.conditions import NEVER
from engine.rulebase.decisions import ADVICE, CONTROLS, MOST_ADDED, SETS, WARNINGS
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.read_conditions import read_condition
from engine.rulebase.load.read_statements import read_citations
from engine.rulebase.rules import Conclusion, Rule
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle
from engine.source.suggest import did_you_mean, near_or_all
from engine.source.tree import Mapping, Node, Scalar, Sequence

REQUIRED = ("name", "when", "then", "because", "cites")
OPTIONAL = ("title", "origin", "urgency", "from", "until", "replaces")
GONE = {"urgent": "say what kind of harm it is: `urgency: NAME`, with NAME declared under `urgencies` of the pack"}
"""Keys that rules had once, each with what to write today."""

ORIGINS = ("derived", "ours")
_ADDED = re.compile("0|[1-9][0-9]{0,8}")
LONGEST_LINE = 100_000
"""Columns of a line by which rules are put in order. Of rules that stand further right in one line, the order of the
file is not known."""

SHORTHANDS = {CONTROLS: "require", WARNINGS: "warn", ADVICE: "advise"}
"""How a rule concludes the decisions that every pack has."""


def read_rule(node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Rule | None:
    """Read one rule. Its expanded condition is filled in later, when every fact is linked."""
    form = Form(node, "a rule", diagnostics, required=REQUIRED, optional=OPTIONAL, gone=GONE)
    name = form.name("name", NameStyle.KEBAB)
    when = read_condition(form.at("when"), names, diagnostics) if form.has("when") else NEVER
    conclusions = _Conclusions(name, names, diagnostics)
    if form.has("then"):
        conclusions.read(form.at("then"))
    rule = Rule(
        name=name,
        title=form.text("title"),
        when=when,
        condition=when,
        then=tuple(sorted(conclusions.found, key=lambda each: (each.decision, each.value))),
        warning=conclusions.texts.get("warn", ""),
        advice=conclusions.texts.get("advise", ""),
        because=form.text("because"),
        cites=read_citations(form),
        origin=form.word("origin", ORIGINS),
        position=form.at("name").span.line * LONGEST_LINE + min(form.at("name").span.column, LONGEST_LINE - 1),
        span=form.at("name").span,
        urgency=form.text("urgency"),
        valid_from=form.date("from"),
        valid_until=form.date("until"),
        replaces=form.text("replaces"),
    )
    if rule.valid_from and rule.valid_until and rule.valid_from > rule.valid_until:
        message = f"rule `{name}` would end before it begins; `from` and `until` are its first and its last day"
        diagnostics.error("bad-period", form.at("until").span, message)
    if form.has("urgency") and not (rule.warning or rule.advice):
        message = f"rule `{name}` neither warns nor advises, so `urgency` orders nothing; leave it out"
        diagnostics.error("idle-urgency", form.at("urgency").span, message)
    return rule if name else None


class _Conclusions:
    """What a rule's `then` says, gathered as pairs of decision and value."""

    def __init__(self, rule: str, names: DeclaredNames, diagnostics: Diagnostics) -> None:
        self.rule = rule
        self.names = names
        self.diagnostics = diagnostics
        self.found: dict[Conclusion, Node] = {}
        self.texts: dict[str, str] = {}

    def read(self, node: Node) -> None:
        if not isinstance(node, Mapping) or not node.entries:
            self.diagnostics.error(
                "bad-conclusion", node.span, "`then` must say what follows, such as `{decision: value}`"
            )
            return
        for entry in node.entries:
            match entry.key.text:
                case "require":
                    self._values(CONTROLS, entry.value, self.names.controls)
                case "warn" | "advise":
                    self._sentence(entry.key.text, entry.value)
                case _:
                    self._decision(entry.key, entry.value)

    def _sentence(self, key: str, node: Node) -> None:
        if not isinstance(node, Scalar) or not node.text.strip():
            self.diagnostics.error("wrong-kind", node.span, f"`{key}` must be a sentence")
            return
        self.texts[key] = " ".join(node.text.split())
        self._add(WARNINGS if key == "warn" else ADVICE, self.rule, node)

    def _decision(self, key: Scalar, node: Node) -> None:
        decision = self.names.decisions.get(key.text)
        if key.text in self.names.spoilt:
            return
        if key.text in SHORTHANDS:
            message = f"no rule concludes {in_backticks(key.text)} by its name; write `{SHORTHANDS[key.text]}`"
            self.diagnostics.error("unknown-decision", key.span, message)
        elif decision is None:
            hint = did_you_mean(key.text, [*self.names.decisions, *SHORTHANDS.values()])
            self.diagnostics.error("unknown-decision", key.span, f"no decision is named {in_backticks(key.text)}{hint}")
        elif decision.hit_policy == "count":
            if not isinstance(node, Scalar) or node.text != "1":
                message = f"`{key.text}` counts the rules that fire: conclude it with `1`"
                self.diagnostics.error("bad-conclusion", node.span, message)
            self._add(key.text, "", node)
        elif decision.hit_policy == "sum":
            self._number(key, node)
        else:
            self._values(key.text, node, decision.values, several=decision.hit_policy in SETS)

    def _number(self, key: Scalar, node: Node) -> None:
        text = node.text if isinstance(node, Scalar) else ""
        if not _ADDED.fullmatch(text) or int(text) > MOST_ADDED:
            message = f"`{key.text}` adds up what rules give: conclude it with a whole number from 0 to {MOST_ADDED:,}"
            self.diagnostics.error("bad-conclusion", node.span, message)
            text = "0"
        self._add(key.text, text, node)

    def _values(self, decision: str, node: Node, allowed: Collection[str], *, several: bool = True) -> None:
        nodes = node.items if isinstance(node, Sequence) else (node,)
        key = SHORTHANDS.get(decision, decision)
        if not nodes or (len(nodes) > 1 and not several):
            words = "one name at least; leave the key out where there is none" if several else "one value"
            self.diagnostics.error("bad-conclusion", node.span, f"`{key}` takes {words}")
            return
        for item in nodes:
            if isinstance(item, Scalar):
                self._value(decision, item, allowed)
            else:
                self.diagnostics.error("wrong-kind", item.span, f"`{key}` takes a name here, not a list or a mapping")

    def _value(self, decision: str, item: Scalar, allowed: Collection[str]) -> None:
        if item.text in self.names.spoilt:
            return
        if item.text in allowed:
            self._add(decision, item.text, item)
            return
        code, what = ("unknown-control", "control") if decision == CONTROLS else ("unknown-value", "value")
        of = "" if decision == CONTROLS else f" of `{decision}`"
        message = f"there is no {what} {in_backticks(item.text)}{of}{near_or_all(item.text, allowed)}"
        self.diagnostics.error(code, item.span, message)

    def _add(self, decision: str, value: str, written: Node) -> None:
        conclusion = Conclusion(decision, value)
        if conclusion in self.found:
            self.diagnostics.error("listed-twice", written.span, f"`{value}` is listed twice")
        else:
            self.found[conclusion] = written
