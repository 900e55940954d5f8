"""A decision: what can come out, by which rules, what holds otherwise, what is read, and by whom."""

from collections.abc import Iterator

from engine.page.model import (
    Item,
    KeyValue,
    Line,
    PageTable,
    Paragraph,
    Run,
    cell,
    key_value,
    key_values,
    line,
    listing,
    names,
)
from engine.render.entries.conditions import condition_lines
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import decision_lines, link, question_lines, rule_lines, statement_names
from engine.render.entries.parts import counted, lead, linked
from engine.render.references import reads_of
from engine.render.rule_words import POLICIES
from engine.render.words import sentence, timing_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS, Decision, DecisionValue

IN_A_TABLE = ("count", "sum", "first")
"""The hit policies whose rules are shown as a table in their order, because no value has rules of its own."""


def decision_entry(base: RuleBase, decision: Decision) -> PackEntry:
    """Describe a decision."""
    reads, readers = reads_of(base, decision.name), base.reads_as_written.readers_of(decision.name)
    parts = (
        *_outcomes(base, decision),
        key_value("Otherwise", listing(_otherwise(decision))),
        counted("Reads these questions", question_lines(base, reads.questions)),
        counted("Reads whether these are in place", question_lines(base, reads.controls)),
    )
    beside = (
        key_value("Reads these decisions", linked(decision_lines(base, reads.decisions))),
        key_value("Read by", linked(decision_lines(base, readers))),
    )
    readers_alone = counted("Rules that read it", rule_lines(base.reads_as_written.rules_reading(decision.name)))
    return PackEntry(
        "decision",
        decision.name,
        decision.title,
        (lead(POLICIES[decision.hit_policy]), key_values(parts), key_values(beside, beside=True)),
        () if decision.built_in else decision.all_cites(),
        alone=(key_values([readers_alone]),),
    )


def _outcomes(base: RuleBase, decision: Decision) -> Iterator[KeyValue | None]:
    if decision.built_in:
        yield key_value("Values", listing(_members(base, decision)))
    elif decision.hit_policy in IN_A_TABLE:
        yield key_value("Table", _rule_table(base, decision))
        yield key_value("Values", listing(Item(*_value(each)) for each in decision.values.values()))
    else:
        yield key_value("Values", _values(base, decision))


def _members(base: RuleBase, decision: Decision) -> Iterator[Item]:
    """Walk what can be required or said, with the rules that do so."""
    kind = "control" if decision.name == CONTROLS else "rule"
    for value in decision.values.values():
        rules = base.reads.rules_giving(decision.name, value.name)
        if rules:
            by = names(link("rule", rule.name, rule.name) for rule in rules)
            yield Item(line(link(kind, value.name, value.label), by))


def _values(base: RuleBase, decision: Decision) -> PageTable:
    """Write each value with the rules that give it."""
    rows = []
    for value in decision.values.values():
        given = linked(rule_lines(base.reads.rules_giving(decision.name, value.name)))
        without = line(Run(_without_rules(decision, value), "quiet"))
        rows.append((cell(Paragraph(*_value(value))), cell(given if given.items else without)))
    return PageTable("", ("What can come out", "Given by"), tuple(rows))


def _without_rules(decision: Decision, value: DecisionValue) -> str:
    otherwise = decision.default is not None and decision.default.value == value.name
    return "no rule: it holds where no other does" if otherwise else "no rule"


def _value(value: DecisionValue) -> tuple[Line, tuple[Line, ...]]:
    """Give the label of a value with its name, and the lines under it: what it says, and what it rests on."""
    rhythm = f"({words})" if (words := timing_words(value)) else ""
    cited = line(Run("Rests on", "quiet"), statement_names(value.cites)) if value.cites else ()
    label = line(Run(value.label, "strong"), Run(rhythm, "strong"), names([value.name]))
    return label, tuple(filter(None, (line(value.says), cited)))


def _otherwise(decision: Decision) -> Iterator[Item]:
    default = decision.default
    if default is not None:
        label = Run(sentence(value_words(decision, default.value)), "strong")
        yield Item(line(label, default.because, Run("Rests on", "quiet"), statement_names(default.cites)))
    if decision.while_open is not None:
        interim = value_words(decision, decision.while_open)
        yield Item(line(f"While it is open, apply {interim}, within what is possible."))


def _rule_table(base: RuleBase, decision: Decision) -> PageTable:
    """Write the rules of a decision as a table, in the order in which they are tried."""
    first = decision.hit_policy == "first"
    rows = []
    for number, rule in enumerate(base.rules_of[decision.name], 1):
        given = ", ".join(value_words(decision, value) for value in rule.values_for(decision.name) if value)
        when = cell(condition_lines(base, rule.when), *rule_lines([rule]))
        rows.append((cell(str(number)), when, cell(given)))
    if first and decision.default is not None:
        rows.append(((), cell("otherwise"), cell(value_words(decision, decision.default.value))))
    columns = 2 if decision.hit_policy == "count" else 3
    return PageTable("", ("No.", "When", "Then")[:columns], tuple(row[:columns] for row in rows))
