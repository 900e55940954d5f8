"""The chapter on decisions: what can come out, by which rules, what holds otherwise, what is read, and by whom."""

from collections.abc import Iterator, Mapping

from engine.page.model import (
    Item,
    KeyValue,
    Line,
    PageTable,
    Paragraph,
    Run,
    Section,
    cell,
    key_value,
    key_values,
    line,
    listing,
)
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, decision_link, link, question_link, rule_link
from engine.render.book.parts import chapter, counted, entry, group, lead, linked, rests_on, sources
from engine.render.reads import DecisionReads, all_reads, read_by
from engine.render.references import in_order_of_layout
from engine.render.rule_words import POLICIES
from engine.render.words import sentence, timing_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS, Decision, DecisionValue

IN_A_TABLE = ("count", "first")
"""The hit policies whose rules are shown as a table in their order, because no value has rules of its own."""


def decisions_chapter(base: RuleBase) -> Section | None:
    """Write the chapter."""
    found = all_reads(base)
    intro = (
        "A decision is settled when one outcome is left, whatever the answers that are not known yet turn out to be. "
        "Each says how its rules make the outcome, what can come out, and which rules give it."
    )
    groups = (
        group(f"decisions-{number}", title, (_decision(base, base.decisions[name], found) for name in names))
        for number, (title, names) in enumerate(_groups(base).items(), 1)
    )
    return chapter("decisions", "Decisions", intro, groups)


def _groups(base: RuleBase) -> dict[str, list[str]]:
    """Put every decision under one heading: those that come first, then the pack's own sections, then the rest."""
    groups = {"What comes first": list(base.pack.headline)}
    for section in base.pack.sections:
        groups.setdefault(section.title, []).extend(section.decisions)
    placed = {name for names in groups.values() for name in names}
    rest = [name for name in in_order_of_layout(base) if name not in placed]
    groups["Steps in between, which other rules read"] = [name for name in rest if not base.decisions[name].built_in]
    groups["What every set of rules has"] = [name for name in rest if base.decisions[name].built_in]
    return {title: names for title, names in groups.items() if names}


def _decision(base: RuleBase, decision: Decision, found: Mapping[str, DecisionReads]) -> Section:
    mine = found[decision.name]
    readers = read_by(found, decision.name)
    return entry(
        "decision",
        decision.name,
        decision.title,
        lead(POLICIES[decision.hit_policy]),
        key_values(
            [
                *_outcomes(base, decision),
                key_value("Otherwise", listing(_otherwise(decision))),
                counted("Reads these questions", (question_link(base, name) for name in mine.questions)),
                counted("Reads whether these are in place", (question_link(base, name) for name in mine.controls)),
            ]
        ),
        key_values(
            [
                key_value("Reads these decisions", linked(decision_link(base, name) for name in mine.decisions)),
                key_value("Read by", linked(decision_link(base, name) for name in readers)),
            ],
            beside=True,
        ),
        rests_on(base, decision.cites),
    )


def _outcomes(base: RuleBase, decision: Decision) -> Iterator[KeyValue | None]:
    if decision.name == CONTROLS:
        if base.controls:
            chapter = Run("The chapter on controls", to="#controls")
            yield key_value("Values", line(chapter, "says what can be required, and by which rules."))
    elif decision.name in (WARNINGS, ADVICE):
        said = (Item(line(value.label, link("rule", value.name))) for value in decision.values.values())
        yield key_value("What can be said", listing(said))
    elif decision.hit_policy in IN_A_TABLE:
        yield key_value("Table", rule_table(base, decision))
        yield key_value("Values", listing(Item(*_value(each)) for each in decision.values.values()))
    else:
        yield key_value("Values", _values(base, decision))


def _values(base: RuleBase, decision: Decision) -> PageTable:
    """Write each value with the rules that give it."""
    rows = []
    for value in decision.values.values():
        rules = [rule for rule in base.rules_of[decision.name] if value.name in rule.values_for(decision.name)]
        given = listing(Item(rule_link(rule)) for rule in rules)
        without = line(Run(_without_rules(decision, value), "quiet"))
        rows.append((cell(Paragraph(*_value(value))), cell(given if rules else without)))
    return PageTable("", ("What can come out", "Given by"), tuple(rows))


def _without_rules(decision: Decision, value: DecisionValue) -> str:
    otherwise = decision.default is not None and decision.default.value == value.name
    return "no rule: it holds where no other does" if otherwise else "no rule"


def _value(value: DecisionValue) -> tuple[Line, tuple[Line, ...]]:
    """Give the label of a value with its name, and the lines under it: what it says, and what it rests on."""
    rhythm = f"({words})" if (words := timing_words(value)) else ""
    cited = line(Run("Rests on", "quiet"), sources(value.cites)) if value.cites else ()
    label = line(Run(value.label, "strong"), Run(rhythm, "strong"), code(value.name))
    return label, tuple(filter(None, (line(value.says), cited)))


def _otherwise(decision: Decision) -> Iterator[Item]:
    default = decision.default
    if default is not None:
        label = Run(sentence(value_words(decision, default.value)), "strong")
        yield Item(line(label, default.because, Run("Rests on", "quiet"), sources(default.cites)))
    if decision.while_open is not None:
        interim = value_words(decision, decision.while_open)
        yield Item(line(f"While it is open, apply {interim}, within what is possible."))


def rule_table(base: RuleBase, decision: Decision) -> PageTable:
    """Write the rules of a decision as a table, in the order in which they are tried."""
    first = decision.hit_policy == "first"
    rows = []
    for number, rule in enumerate(base.rules_of[decision.name], 1):
        given = ", ".join(value_words(decision, value) for value in rule.values_for(decision.name) if value)
        rows.append((cell(str(number)), cell(condition_lines(base, rule.when), rule_link(rule)), cell(given)))
    if first and decision.default is not None:
        rows.append(((), cell("otherwise"), cell(value_words(decision, decision.default.value))))
    columns = 3 if first else 2
    return PageTable("", ("No.", "When", "Then")[:columns], tuple(row[:columns] for row in rows))
