"""What is there and then never used: questions, controls, values of decisions, kinds of harm, files of tables."""

from collections.abc import Iterator
from pathlib import Path

from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.folders import table_files
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostic
from engine.source.span import start_of


def unread_facts(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each question whose answer no rule and no `applies_when` reads: people would answer it for nothing.

    Free text, which no condition may read, is exempt.
    """
    for fact in base.facts.values():
        is_read = base.reads.rules_reading(fact.name) or base.reads.questions_hanging_on(fact.name)
        if not is_read and fact.kind != "text":
            yield UNREAD_FACT.finding(f"no rule reads the answer to `{fact.name}`", fact.span)


def unrequired_controls(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each control that no rule ever requires."""
    required = {value for rule in base.rules_of[CONTROLS] for value in rule.values_for(CONTROLS)}
    for control in base.controls.values():
        if control.name not in required:
            yield UNREQUIRED_CONTROL.finding(f"no rule requires control `{control.name}`", control.span)


def ungiven_values(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each value of a decision that neither a rule nor the default gives; the lowest of a scale is exempt."""
    for decision in base.decisions.values():
        if decision.built_in:
            continue
        given = {value for rule in base.rules_of[decision.name] for value in rule.values_for(decision.name)}
        given |= {decision.default.value} if decision.default else set()
        for value in decision.values:
            if value not in given:
                message = f"no rule concludes `{value}` of `{decision.name}`"
                yield UNGIVEN_VALUE.finding(message, decision.span)


def decisions_without_rules(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each decision that no rule concludes."""
    for decision in base.decisions.values():
        if not decision.built_in and not base.rules_of[decision.name]:
            yield NO_RULES.finding(f"no rule concludes `{decision.name}`", decision.span)


def unused_urgencies(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each kind of harm that no rule is of."""
    used = {rule.urgency for rule in base.rules.values()}
    for urgency in base.pack.urgencies.values():
        if urgency.name not in used:
            yield UNUSED_URGENCY.finding(f"no rule has the urgency `{urgency.name}`", urgency.span)


def unread_tables(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each file of a table in the folder of the pack that the pack names nowhere."""
    named = {table.file for table in base.tables.values()}
    for file in (visible(str(path)) for path in table_files(Path(base.folder))):
        if file not in named:
            message = "no table names this file, so that none of its rows is a rule; name it as the `file` of a table"
            yield UNREAD_TABLE.finding(f"{message}, or take it out of the pack", start_of(file))


UNREAD_FACT = Check(
    "unread-fact",
    says="A question that no rule and no `applies_when` reads.",
    why="Every question costs somebody time, and people believe that an answer changes something.",
    find=unread_facts,
    of_declarer=True,
)
UNREQUIRED_CONTROL = Check(
    "unrequired-control",
    says="A control that no rule ever requires.",
    why="A control that is never asked for will never be in place.",
    find=unrequired_controls,
    of_declarer=True,
)
UNGIVEN_VALUE = Check(
    "ungiven-value",
    says="A value of a decision that neither a rule nor the default gives.",
    why="Readers take a declared value for a possible result. The lowest step of a scale is exempt.",
    find=ungiven_values,
    of_declarer=True,
)
NO_RULES = Check(
    "no-rules",
    says="A decision that no rule concludes.",
    why="It would always come out the same.",
    find=decisions_without_rules,
    of_declarer=True,
)
UNUSED_URGENCY = Check(
    "unused-urgency",
    says="A kind of harm under `urgencies` that no rule has.",
    why="Readers take a declared kind for something that they are warned of.",
    find=unused_urgencies,
    of_declarer=True,
    avoid="A pack declares `urgencies: {danger: Act now, stop: Do not start}`, and no rule says `urgency: stop`.",
    prefer="Each kind of harm that the pack declares is the `urgency` of a rule that warns or advises.",
)
UNREAD_TABLE = Check(
    "unread-table",
    says="A file `*.csv` in the pack that no table names.",
    why="It looks like a table of rules, and whoever changes it changes nothing.",
    find=unread_tables,
    avoid="`rules/prices.csv` stands in the pack, and no entry of `tables` has `file: prices.csv`.",
    prefer="A table names the file, or the file stands outside the pack.",
)
