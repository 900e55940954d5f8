"""Every statement shows in the pack in the way that its kind asks for; a statement that nothing cites is a hole."""

from collections.abc import Iterator

from engine.checks.check import Check
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.pack import StatementKind
from engine.rulebase.statements import Statement
from engine.source.diagnostics import Diagnostic
from engine.source.span import start_of


def statements_not_shown(base: RuleBase, examples: list[Profile]) -> Iterator[Diagnostic]:
    """Report each statement that does not show as its kind asks, and each cited by nothing at all."""
    kinds = {kind.name: kind for kind in base.pack.statement_kinds}
    cited = _cited_anywhere(base) | {name for profile in examples for name in profile.cites}
    for statement in base.statements.values():
        kind = kinds.get(statement.must)
        if statement.id not in cited:
            yield _finding(statement, f"nothing cites `{statement.id}`")
        elif kind is not None and statement.id not in _shown_as(kind, base, examples, cited):
            yield _finding(statement, f"`{statement.id}` is cited, but not as its kind `{kind.name}` asks: {kind.says}")


def _finding(statement: Statement, message: str) -> Diagnostic:
    return STATEMENT_NOT_SHOWN.finding(message, statement.span)


def _shown_as(kind: StatementKind, base: RuleBase, examples: list[Profile], cited: set[str]) -> set[str]:
    match kind.shown_by:
        case "rule":
            rules = (rule for name in kind.decisions for rule in base.rules_of[name])
            defaults = (base.decisions[name].default for name in kind.decisions)
            by_default = {name for default in defaults if default for name in default.cites}
            return {name for rule in rules for name in rule.cites} | by_default
        case "control":
            required = {value for rule in base.rules_of[CONTROLS] for value in rule.values_for(CONTROLS)}
            return {name for control in required for name in base.controls[control].cites}
        case "principle":
            return {name for principle in base.principles.values() for name in principle.cites}
        case "example":
            return {name for profile in examples for name in profile.cites}
        case _:
            return cited


def _cited_anywhere(base: RuleBase) -> set[str]:
    cited = {
        name
        for group in (base.facts, base.controls, base.rules, base.principles)
        for item in group.values()
        for name in item.cites
    }
    return cited.union(*(decision.all_cites() for decision in base.decisions.values()))


def examples_citing_nothing_known(base: RuleBase, examples: list[Profile]) -> Iterator[Diagnostic]:
    """Report each worked example that cites a statement which the pack does not hold."""
    for profile in examples:
        for name in profile.cites:
            if name not in base.statements:
                message = f"profile `{profile.id}` cites `{name}`, which is declared nowhere"
                yield UNKNOWN_STATEMENT.finding(message, start_of(profile.file))


STATEMENT_NOT_SHOWN = Check(
    "statement-not-shown",
    says="A statement that nothing cites, or that does not show as its kind asks.",
    why="What a source says and the rules leave out is a hole.",
    find_with_examples=statements_not_shown,
    of_declarer=True,
)
UNKNOWN_STATEMENT = Check(
    "unknown-statement",
    says="A worked example that cites a statement which the pack does not hold.",
    why="The example then shows nothing.",
    find_with_examples=examples_citing_nothing_known,
)
