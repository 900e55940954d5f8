"""Rules: from their trees and the declared names to rules with positions kept."""

from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.load.form import Form
from engine.rulebase.load.names import Names
from engine.rulebase.load.read_conditions import read_condition
from engine.rulebase.rules import Conclusion, Rule
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.names import NameStyle
from engine.source.suggest import did_you_mean
from engine.source.tree import Mapping, Node, Scalar

REQUIRED = ("name", "when", "then", "because", "cites")
OPTIONAL = ("title", "origin")
ORIGINS = ("derived", "ours")
SHORTHANDS = ("require", "warn", "advise")


def read_rule(node: Node, names: Names, diagnostics: Diagnostics) -> Rule | None:
    """Read one rule. Its expanded condition is filled in later, when every fact is linked."""
    form = Form(node, "a rule", diagnostics, required=REQUIRED, optional=OPTIONAL)
    name = form.name("name", NameStyle.KEBAB)
    if not name:
        return None
    when = read_condition(form.at("when"), names, diagnostics)
    conclusions = _Conclusions(name, names, diagnostics)
    if form.has("then"):
        conclusions.read(form.at("then"))
    cites = tuple(word.text for word in form.words("cites"))
    if form.has("cites") and not cites:
        diagnostics.error("no-citation", form.at("cites").span, f"rule `{name}` must cite one statement at least")
    return Rule(
        name=name,
        title=form.text("title"),
        when=when,
        condition=when,
        then=tuple(sorted(conclusions.found, key=lambda each: (each.decision, each.value))),
        warning=conclusions.texts.get("warn", ""),
        advice=conclusions.texts.get("advise", ""),
        because=form.text("because"),
        cites=cites,
        origin=form.word("origin", ORIGINS),
        position=form.at("name").span.line,
        span=form.at("name").span,
    )


class _Conclusions:
    """What a rule's `then` says, gathered as pairs of decision and value."""

    def __init__(self, rule: str, names: Names, diagnostics: Diagnostics) -> None:
        self.rule = rule
        self.names = names
        self.diagnostics = diagnostics
        self.found: list[Conclusion] = []
        self.texts: dict[str, str] = {}

    def read(self, node: Node) -> None:
        if not isinstance(node, Mapping) or not node.entries:
            self.diagnostics.error("bad-conclusion", node.span, "`then` must say what follows, such as `model: …`")
            return
        for entry in node.entries:
            match entry.key.text:
                case "require":
                    self._values(CONTROLS, entry.value, list(self.names.controls))
                case "warn" | "advise":
                    self._sentence(entry.key.text, entry.value)
                case _:
                    self._decision(entry.key, entry.value)

    def _sentence(self, key: str, node: Node) -> None:
        if not isinstance(node, Scalar) or not node.text.strip():
            self.diagnostics.error("wrong-kind", node.span, f"`{key}` must be a sentence")
            return
        self.texts[key] = " ".join(node.text.split())
        self._add(WARNINGS if key == "warn" else ADVICE, self.rule)

    def _decision(self, key: Scalar, node: Node) -> None:
        decision = self.names.decisions.get(key.text)
        if decision is None or decision.built_in:
            known = [name for name, each in self.names.decisions.items() if not each.built_in]
            hint = did_you_mean(key.text, [*known, *SHORTHANDS])
            self.diagnostics.error("unknown-decision", key.span, f"no decision is named {in_backticks(key.text)}{hint}")
        elif decision.hit_policy == "count":
            if not isinstance(node, Scalar) or node.text != "1":
                message = f"`{key.text}` counts the rules that fire: conclude it with `1`"
                self.diagnostics.error("bad-conclusion", node.span, message)
            self._add(key.text, "")
        else:
            self._values(key.text, node, list(decision.values), several=decision.hit_policy == "collect")

    def _values(self, decision: str, node: Node, allowed: list[str], *, several: bool = True) -> None:
        nodes = getattr(node, "items", (node,))
        if len(nodes) != 1 and not several:
            self.diagnostics.error("bad-conclusion", node.span, f"`{decision}` takes one value")
            return
        for item in nodes:
            text = item.text if isinstance(item, Scalar) else ""
            if text in allowed:
                self._add(decision, text)
            else:
                kind, code = ("control", "unknown-control") if decision == CONTROLS else ("value", "unknown-value")
                what = f"there is no {kind} {in_backticks(text)}" + (
                    "" if decision == CONTROLS else f" of `{decision}`"
                )
                self.diagnostics.error(code, item.span, what + did_you_mean(text, allowed))

    def _add(self, decision: str, value: str) -> None:
        conclusion = Conclusion(decision, value)
        if conclusion not in self.found:
            self.found.append(conclusion)
