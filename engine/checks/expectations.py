"""Expectations: what a case or a worked example says must come out, and how the outcome differs from it."""

from collections.abc import Iterable, Iterator, Mapping

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, NUMBERS, SETS, WARNINGS, Decision, HitPolicy
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.scalars import read_integer
from engine.source.span import Span
from engine.source.suggest import did_you_mean, near_or_all
from engine.source.tree import Mapping as Tree
from engine.source.tree import Node, Scalar

_SINGLE = ("possible", "within", "interim")
_SET = ("includes", "excludes", "undecided", "interim")
_NUMBER = ("at_least", "at_most")
EXPECTED: Mapping[HitPolicy, tuple[str, ...]] = {
    "any": _SINGLE,
    "unique": _SINGLE,
    "first": _SINGLE,
    "max": (*_SINGLE, "at_least", "at_most"),
    "collect": _SET,
    "output_order": _SET,
    "count": _NUMBER,
    "sum": _NUMBER,
}
"""What can be expected of a decision, besides one plain value, by its hit policy."""


class Expectation:
    """What one `expect:` entry says of one decision."""

    def __init__(self, decision: Decision, form: Form | None, value: str, span: Span) -> None:
        self.decision = decision
        self.form = form
        self.value = value
        self.span = span

    def faults(self, outcome: Outcome) -> Iterator[str]:
        """Say in words how the outcome differs; nothing where it is as expected."""
        if self.form is None:
            yield from self._exactly(outcome)
        elif isinstance(outcome, Collected):
            yield from self._members(outcome, self.form)
        elif isinstance(outcome, Counted):
            yield from self._interval(outcome, self.form)
        else:
            yield from self._single(outcome, self.form)

    def _exactly(self, outcome: Outcome) -> Iterator[str]:
        if isinstance(outcome, Counted):
            if (str(outcome.low), str(outcome.high)) != (self.value, self.value):
                yield f"expected {self.value}, got {described(self.decision, outcome)}"
        elif not isinstance(outcome, Single) or outcome.possible != {self.value} or outcome.conflict:
            yield f"expected `{self.value}`, got {described(self.decision, outcome)}"

    def _single(self, outcome: Single, form: Form) -> Iterator[str]:
        got = described(self.decision, outcome)
        for key, words in (("possible", "exactly {} still possible"), ("within", "nothing but {} still possible")):
            if form.has(key):
                wanted = {word.text for word in form.words(key)}
                if outcome.possible != wanted if key == "possible" else not outcome.possible <= wanted:
                    yield f"expected {words.format(listed(wanted))}, got {got}"
        if isinstance(outcome, Highest):
            yield from self._bounds(outcome, form, got)
        if form.has("interim") and outcome.interim != form.text("interim"):
            yield f"expected `{form.text('interim')}` in the interim, got `{outcome.interim}`"

    def _bounds(self, outcome: Highest, form: Form, got: str) -> Iterator[str]:
        rank = self.decision.rank
        if form.has("at_least") and (outcome.at_least is None or rank(outcome.at_least) < rank(form.text("at_least"))):
            yield f"expected at least `{form.text('at_least')}`, got {got}"
        if form.has("at_most") and (outcome.at_most is None or rank(outcome.at_most) > rank(form.text("at_most"))):
            yield f"expected at most `{form.text('at_most')}`, got {got}"

    def _members(self, outcome: Collected, form: Form) -> Iterator[str]:
        ruled_out = frozenset(self.decision.values) - outcome.members - outcome.undecided
        for key, found, words in (
            ("includes", outcome.members, "in"),
            ("excludes", ruled_out, "ruled out"),
            ("undecided", outcome.undecided, "undecided"),
            ("interim", outcome.interim, "held in the interim"),
        ):
            for word in form.words(key):
                if word.text not in found:
                    yield f"expected `{word.text}` {words}, but it is {_standing(outcome, word.text)}"

    def _interval(self, outcome: Counted, form: Form) -> Iterator[str]:
        got = described(self.decision, outcome)
        low, high = form.integer("at_least"), form.integer("at_most")
        if low is not None and outcome.low < low:
            yield f"expected at least {low}, got {got}"
        if high is not None and outcome.high > high:
            yield f"expected at most {high}, got {got}"


def _standing(outcome: Collected, member: str) -> str:
    if member in outcome.members:
        return "in"
    if member in outcome.interim:
        return "undecided, and held in the interim"
    return "undecided" if member in outcome.undecided else "ruled out"


def read_expectations(node: Node, base: RuleBase, diagnostics: Diagnostics) -> list[Expectation]:
    """Read an `expect:` block, checked against the declared decisions and their values."""
    if not isinstance(node, Tree) or not node.entries:
        diagnostics.error("wrong-kind", node.span, "`expect` must be a mapping of decisions to what must come out")
        return []
    found = []
    for entry in node.entries:
        decision = base.decisions.get(entry.key.text)
        if decision is None:
            hint = did_you_mean(entry.key.text, base.decisions)
            message = f"no decision is named {in_backticks(entry.key.text)}{hint}"
            diagnostics.error("unknown-decision", entry.key.span, message)
            continue
        found.append(_expectation(base, decision, entry.value, entry.key.span, diagnostics))
    return found


def _expectation(base: RuleBase, decision: Decision, node: Node, span: Span, diagnostics: Diagnostics) -> Expectation:
    if isinstance(node, Scalar):
        if decision.hit_policy in NUMBERS:
            read_integer(node, diagnostics)
        elif decision.hit_policy in SETS:
            message = f"`{decision.name}` is a set: expect `includes`, `excludes` or `undecided`"
            diagnostics.error("wrong-kind", node.span, message)
        else:
            _known(decision, node, diagnostics)
        return Expectation(decision, None, node.text, span)
    keys = EXPECTED[decision.hit_policy]
    form = Form(node, f"what is expected of `{decision.name}`", diagnostics, optional=keys)
    if isinstance(node, Tree) and not node.entries:
        diagnostics.error("empty-expectation", node.span, f"say what is expected of `{decision.name}`, or leave it out")
    for key in keys:
        if decision.hit_policy in NUMBERS:
            form.integer(key)
        else:
            for word in _words(decision, key, form):
                _known(decision, word, diagnostics)
                _refuse_line(base, decision, word, diagnostics)
    return Expectation(decision, form, "", span)


def _words(decision: Decision, key: str, form: Form) -> Iterable[Scalar]:
    """Give the values that a key names: one, or a list where several make sense."""
    node = form.at(key)
    if decision.hit_policy in SETS or key in ("possible", "within"):
        return form.words(key)
    form.text(key)
    return (node,) if form.has(key) and isinstance(node, Scalar) and node.text.strip() else ()


def _known(decision: Decision, word: Scalar, diagnostics: Diagnostics) -> None:
    if word.text not in decision.values:
        hint = near_or_all(word.text, decision.values)
        message = f"`{decision.name}` has no value {in_backticks(word.text)}{hint}"
        diagnostics.error("unknown-value", word.span, message)


def _refuse_line(base: RuleBase, decision: Decision, word: Scalar, diagnostics: Diagnostics) -> None:
    """Refuse a row that a case names by its line: with a row put in above, the case would be about another one."""
    rule = base.rules.get(word.text) if decision.name in (WARNINGS, ADVICE) else None
    if rule is not None and rule.is_called_by_its_line():
        diagnostics.error("row-without-name", word.span, rule.why_its_line_will_not_do())


def described(decision: Decision, outcome: Outcome) -> str:
    """Put an outcome into the words of a test report, with names, not labels."""
    match outcome:
        case Counted(low, high):
            return str(low) if low == high else f"{low} to {high}"
        case Collected(members, undecided):
            return f"in: {listed(members)}; undecided: {listed(undecided)}"
        case Single(conflict=conflict) if conflict:
            return f"a conflict of {listed(conflict)}"
        case Single(possible):
            order = [value for value in (*decision.values, None) if value in possible]
            words = listed(str(value) for value in order) if len(order) > 1 else f"`{order[0]}`"
            return words if len(order) == 1 else f"still possible: {words}"


def listed(names: "frozenset[str] | set[str] | Iterator[str]") -> str:
    """List names in backticks; sets by name."""
    ordered = sorted(names) if isinstance(names, (set, frozenset)) else names
    return ", ".join(f"`{name}`" for name in ordered) or "nothing"
