"""The chapter on decisions: what can come out, by which rules, what holds otherwise, what is read, and by whom."""

from collections.abc import Iterator, Mapping

from engine.page.markup import Inside, Markup, element, joined, listing
from engine.render.book.conditions import condition_lines
from engine.render.book.links import code, decision_link, link, question_link, rule_link, rule_links
from engine.render.book.parts import chapter, counted, entry, group, labelled, paragraph, rests_on
from engine.render.book.reads import DecisionReads, all_reads, read_by
from engine.render.show.decision import POLICIES
from engine.render.show.references import in_order_of_layout
from engine.render.words import sentence, timing_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS, Decision, DecisionValue

IN_A_TABLE = ("count", "first")
"""The hit policies whose rules are shown as a table in their order, because no value has rules of its own."""


def decision_groups(base: RuleBase) -> dict[str, list[str]]:
    """Put every decision under one heading: those that come first, then the pack's own sections, then the rest."""
    groups = {"What comes first": list(base.pack.headline)}
    for section in base.pack.sections:
        groups.setdefault(section.title, []).extend(section.decisions)
    placed = {name for names in groups.values() for name in names}
    rest = [name for name in in_order_of_layout(base) if name not in placed]
    groups["Steps in between, which other rules read"] = [name for name in rest if not base.decisions[name].built_in]
    groups["What every set of rules has"] = [name for name in rest if base.decisions[name].built_in]
    return {title: names for title, names in groups.items() if names}


def decisions_chapter(base: RuleBase) -> Markup:
    """Write the chapter."""
    found = all_reads(base)
    groups = [
        group(
            f"decisions-{number}", title, len(names), *(_decision(base, base.decisions[name], found) for name in names)
        )
        for number, (title, names) in enumerate(decision_groups(base).items(), 1)
    ]
    intro = (
        "A decision is settled when one outcome is left, whatever the answers that are not known yet turn out to be. "
        "Each says how its rules make the outcome, what can come out, and which rules give it."
    )
    return chapter("decisions", "Decisions", intro, *groups)


def _decision(base: RuleBase, decision: Decision, found: Mapping[str, DecisionReads]) -> Markup:
    mine = found[decision.name]
    return entry(
        "decision",
        decision.name,
        decision.title,
        paragraph(POLICIES[decision.hit_policy], class_="lead"),
        *_outcomes(base, decision),
        labelled("Otherwise", listing(_otherwise(decision))),
        counted("Reads these questions", (question_link(base, name) for name in mine.questions)),
        counted("Reads whether these are in place", (question_link(base, name) for name in mine.controls)),
        element(
            "div",
            labelled("Reads these decisions", listing(decision_link(base, name) for name in mine.decisions)),
            labelled("Read by", listing(decision_link(base, name) for name in read_by(found, decision.name))),
            class_="beside",
        ),
        rests_on(base, decision.cites),
    )


def _outcomes(base: RuleBase, decision: Decision) -> Iterator[Markup | None]:
    if decision.name == CONTROLS:
        yield paragraph("What can be required, and by which rules, stands in the chapter ", _to_controls(), ".")
    elif decision.name in (WARNINGS, ADVICE):
        said = (joined((value.label, " ", link("rule", value.name))) for value in decision.values.values())
        yield labelled("What can be said", listing(said, class_="said"))
    elif decision.hit_policy in IN_A_TABLE:
        yield labelled("Table", rule_table(base, decision))
        yield labelled("Values", listing(_value(each) for each in decision.values.values()))
    else:
        yield labelled("Values", _values(base, decision))


def _to_controls() -> Markup:
    return element("a", "Controls", href="#controls")


def _values(base: RuleBase, decision: Decision) -> Markup:
    """Write each value with the rules that give it."""
    rows = []
    for value in decision.values.values():
        rules = [rule for rule in base.rules_of[decision.name] if value.name in rule.values_for(decision.name)]
        given = listing(rule_links(rules)) or element("span", _without_rules(decision, value), class_="quiet")
        rows.append(element("tr", element("td", _value(value)), element("td", given)))
    head = element("tr", element("th", "What can come out", scope="col"), element("th", "Given by", scope="col"))
    return element("table", element("thead", head), element("tbody", *rows), class_="values")


def _without_rules(decision: Decision, value: DecisionValue) -> str:
    otherwise = decision.default is not None and decision.default.value == value.name
    return "no rule: it holds where no other does" if otherwise else "no rule"


def _value(value: DecisionValue) -> Markup:
    rhythm = f" ({words})" if (words := timing_words(value)) else ""
    sources = [link("statement", name) for name in value.cites]
    return joined(
        (
            element("strong", value.label, rhythm),
            " ",
            code(value.name),
            paragraph(value.says),
            paragraph("Rests on ", joined(sources, ", "), class_="quiet") if sources else None,
        )
    )


def _otherwise(decision: Decision) -> Iterator[Inside]:
    default = decision.default
    if default is not None:
        sources = joined([link("statement", name) for name in default.cites], ", ")
        label = element("strong", sentence(value_words(decision, default.value)))
        yield (label, " ", default.because, " ", element("span", "Rests on ", sources, class_="quiet"))
    if decision.while_open is not None:
        yield f"While it is open, apply {value_words(decision, decision.while_open)}, within what is possible."


def rule_table(base: RuleBase, decision: Decision) -> Markup:
    """Write the rules of a decision as a table, in the order in which they are tried."""
    first = decision.hit_policy == "first"
    columns = ("No.", "When", "Then") if first else ("No.", "When")
    rows = []
    for number, rule in enumerate(base.rules_of[decision.name], 1):
        given = [value_words(decision, value) for value in rule.values_for(decision.name) if value]
        when = (condition_lines(base, rule.when), element("p", rule_link(rule), class_="quiet"))
        cells = [element("td", str(number)), element("td", when)]
        rows.append(element("tr", *cells, element("td", ", ".join(given)) if first else None))
    if first and decision.default is not None:
        otherwise = element("td", value_words(decision, decision.default.value))
        rows.append(element("tr", element("td", ""), element("td", "otherwise"), otherwise))
    head = element("tr", *(element("th", each, scope="col") for each in columns))
    return element("table", element("thead", head), element("tbody", *rows), class_="rules")
