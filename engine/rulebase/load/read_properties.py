"""Properties: from their trees and the declared names to claims that can be proved."""

from collections.abc import Collection

from engine.rulebase.decisions import CONTROLS, SINGLE_VALUED, HitPolicy
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.read_conditions import read_condition
from engine.rulebase.load.read_statements import read_citations
from engine.rulebase.properties import (
    ChangesOnly,
    Claim,
    Complete,
    Implies,
    Leaves,
    MayFall,
    NeverLighter,
    OrderDecides,
    Property,
)
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle
from engine.source.suggest import did_you_mean
from engine.source.tree import Node

REQUIRED = ("name", "says", "cites")
CLAIMS = ("then", "changes_only", "leaves", "never_lighter", "may_fall", "order_decides", "complete")


def read_property(node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Property | None:
    """Read one property. The conditions are written out later, when every fact is linked."""
    form = Form(node, "a property", diagnostics, required=REQUIRED, optional=("when", *CLAIMS))
    name = form.name("name", NameStyle.KEBAB)
    claim = _ClaimReader(names, diagnostics).claim(form)
    cites = read_citations(form)
    found = Property(name, form.text("says"), claim, cites, form.at("name").span) if claim is not None else None
    return found if name else None


class _ClaimReader:
    """Reads the claim of a property; names that are declared nowhere are reported where they stand."""

    def __init__(self, names: DeclaredNames, diagnostics: Diagnostics) -> None:
        self.names = names
        self.diagnostics = diagnostics

    def claim(self, form: Form) -> Claim | None:
        """Read the one claim that a property makes."""
        written = [key for key in CLAIMS if form.has(key)]
        if len(written) != 1 or (form.has("when") and written != ["then"]):
            others = ", ".join(f"`{key}`" for key in CLAIMS[1:])
            message = f"a property makes one claim: `when` with `then`, or one of {others}"
            self.diagnostics.error("bad-property", form.span, message)
            return None
        match written[0]:
            case "then":
                return self._implies(form)
            case "changes_only" | "leaves" as key:
                inner = self._inner(form, key, ("fact", "decisions"))
                fact = self.names.called(inner.text("fact"))
                self._known(inner, "fact", self.names.facts)
                kind = ChangesOnly if key == "changes_only" else Leaves
                return kind(fact, self._listed(inner, "decisions", self.names.decisions))
            case "never_lighter":
                return NeverLighter(self._of_policy(form, "never_lighter", ("max",)))
            case "order_decides":
                return OrderDecides(self._of_policy(form, "order_decides", ("first",)))
            case "complete":
                return Complete(self._of_policy(form, "complete", SINGLE_VALUED))
            case _:
                return self._may_fall(form)

    def _of_policy(self, form: Form, key: str, policies: tuple[HitPolicy, ...]) -> tuple[str, ...]:
        """Read a list of decisions that have one of these hit policies."""
        inner = self._inner(form, key, ("decisions",))
        known = [name for name, each in self.names.decisions.items() if each.hit_policy in policies]
        return self._listed(inner, "decisions", known)

    def _inner(self, form: Form, key: str, required: Collection[str], optional: Collection[str] = ()) -> Form:
        return Form(form.at(key), f"`{key}`", self.diagnostics, required=required, optional=optional)

    def _implies(self, form: Form) -> Claim | None:
        if not form.has("when"):
            self.diagnostics.error("missing-key", form.span, "a property with `then` needs the key `when`")
            return None
        when, then = (read_condition(form.at(key), self.names, self.diagnostics) for key in ("when", "then"))
        return Implies(when, then)

    def _may_fall(self, form: Form) -> Claim:
        inner = self._inner(form, "may_fall", ("facts",), ("decisions", "controls", "while_open"))
        questions = [*self.names.facts, *self.names.controls]
        facts = self._listed(inner, "facts", questions)
        decisions = self._listed(inner, "decisions", [name for name in self.names.decisions if name != CONTROLS])
        controls = self._listed(inner, "controls", self.names.controls)
        self._known(inner, "while_open", self.names.decisions)
        return MayFall(facts, decisions, controls, inner.text("while_open"))

    def _listed(self, form: Form, key: str, known: Collection[str]) -> tuple[str, ...]:
        self._known(form, key, known)
        return tuple(dict.fromkeys(map(self.names.called, form.texts(key))))

    def _known(self, form: Form, key: str, known: Collection[str]) -> None:
        for word in form.words(key) if form.has(key) else ():
            if self.names.called(word.text) not in known and word.text not in self.names.spoilt:
                hint = did_you_mean(word.text, known)
                message = f"`{key}` names {in_backticks(word.text)}, which can't stand there{hint}"
                self.diagnostics.error("unknown-name", word.span, message)
