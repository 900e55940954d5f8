"""The whole file: what it can't say, the types, the inputs, the sources, the decisions, and the diagram."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from engine.export.dmn.diagram import add_diagrams
from engine.export.dmn.elements import document, inside, own, root
from engine.export.dmn.feel import quoted
from engine.export.dmn.names import FeelNames
from engine.export.dmn.tables import DecisionRule, DmnTable, table
from engine.export.dmn.types import add_types, type_of_decision, type_of_question
from engine.render.footer import SHORT
from engine.render.references import DecisionReads, all_reads
from engine.render.words import answer_words, sentence, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import OlderThan, literals
from engine.rulebase.decisions import ADVICE, WARNINGS, Decision
from engine.rulebase.rules import Rule
from engine.version import __version__

UNSAID = (
    "This file says what comes out where every question is answered. DMN has no answer “don't know yet”: it can't say "
    "which decisions are settled all the same, what is still possible, between which bounds, which questions matter, "
    "or what to apply in the meantime. A missing answer is null here, and what then comes out means nothing, save "
    "where the rules say what silence means: there null is read so. Questions that do not apply are answered too; the "
    "conditions pass over them."
)
"""What DMN can't say of the rules, in the words of the file itself."""

HIGHEST = "The highest value that any rule gives: values are listed from the highest, and the first has priority."


def dmn(base: RuleBase) -> str:
    """Write the rule base as DMN 1.3. The same rules give the same file, to the letter.

    >>> dmn(base).startswith("<?xml")
    True
    """
    names, found = FeelNames(base), all_reads(base)
    definitions = root(
        "definitions",
        id="definitions",
        name=base.pack.id,
        label=base.pack.title,
        namespace=f"urn:armslength:{base.pack.id}",
        exporter="armslength",
        exporterVersion=__version__,
    )
    version = f"{base.pack.title}. Version {base.pack.version}, {base.sha256[:SHORT]}."
    inside(definitions, "description", " ".join((version, UNSAID, *_other_names(names))))
    add_types(definitions, base, names)
    for name in (each.name for each in base.questions() if base.reads.rules_reading(each.name)):
        _input(definitions, base, names, name)
    if _reads_the_day(base.rules.values()):
        _variable(inside(definitions, "inputData", id=f"input_{names.day}", name=names.day), names.day, "date")
    for source in base.documents.values():
        inside(
            definitions, "knowledgeSource", id=_source(source.prefix), name=_source(source.prefix), label=source.title
        )
    for decision in base.decisions.values():
        _decision(definitions, base, names, decision, found[decision.name])
    inside(inside(definitions, "textAnnotation", id="unsaid"), "text", UNSAID)
    add_diagrams(definitions, base, names, found)
    return document(definitions)


def _other_names(names: FeelNames) -> Iterator[str]:
    """Say what is called otherwise here than in the rules."""
    pairs = ", ".join(f"{name} is {called}" for name, called in names.renamed())
    if pairs:
        yield f"Names that FEEL can't read, or reads as its own words, are others here: {pairs}."


def _asked(base: RuleBase, decision: str) -> list[str]:
    """List the questions and controls that a decision reads, those by which others apply included."""
    read = base.reads.questions_of(decision)
    return [each.name for each in base.questions() if each.name in read]


def _source(prefix: str) -> str:
    return f"source_{prefix}"


def _reads_the_day(rules: Iterable[Rule]) -> bool:
    """Tell whether something depends on the day: how long ago a date lies, or whether a rule is in force."""
    return any(
        rule.is_dated() or any(isinstance(each.test, OlderThan) for each in literals(rule.condition)) for rule in rules
    )


def _variable(parent: Element, name: str, kind: str) -> None:
    inside(parent, "variable", id=f"{parent.get('id')}_variable", name=name, typeRef=kind)


def _input(definitions: Element, base: RuleBase, names: FeelNames, name: str) -> None:
    question, called = base.question(name), names.question(name)
    made = inside(definitions, "inputData", id=f"input_{called}", name=called, label=question.question)
    own(made, name=name)
    answers = "; ".join(f"{value}: {label}" for value, label in question.values.items())
    silent = answer_words(question, question.when_silent) if question.when_silent is not None else ""
    parts = (
        question.why,
        f"Answers: {sentence(answers)}" if answers else "",
        f"Where it is not answered (null), it is taken as: {sentence(silent)}" if silent else "",
        f"In the rules it is called {name}." if name != called else "",
    )
    words = " ".join(filter(None, parts))
    if words:
        inside(made, "description", words)
    _variable(made, called, type_of_question(base, names, name))


def _decision(definitions: Element, base: RuleBase, names: FeelNames, decision: Decision, reads: DecisionReads) -> None:
    called = names.decision(decision.name)
    made = inside(definitions, "decision", id=f"decision_{called}", name=called, label=decision.title)
    feared = " ".join(value.name for value in decision.values.values() if not value.meanwhile)
    own(
        made, name=decision.name, policy=decision.hit_policy, while_open=decision.while_open or "", not_meanwhile=feared
    )
    other_name = [f"In the rules it is called {decision.name}."] if decision.name != called else []
    remarks = " ".join((*_remarks(decision), *other_name))
    if remarks:
        inside(made, "description", remarks)
    inside(made, "question", decision.title)
    if decision.values and not decision.built_in:
        answers = "; ".join(f"{name}: {value.label}" for name, value in decision.values.items())
        inside(made, "allowedAnswers", answers)
    _variable(made, called, type_of_decision(names, decision))
    for earlier in reads.decisions:
        _requirement(made, called, f"decision_{names.decision(earlier)}", "requiredDecision")
    for name in _asked(base, decision.name):
        _requirement(made, called, f"input_{names.question(name)}", "requiredInput")
    if _reads_the_day(base.rules_of[decision.name]):
        _requirement(made, called, f"input_{names.day}", "requiredInput")
    for prefix in _documents(base, decision):
        needed = inside(made, "authorityRequirement", id=f"needs_{called}_{_source(prefix)}")
        inside(needed, "requiredAuthority", href=f"#{_source(prefix)}")
    found = table(base, names, decision)
    if found.rows:
        _table(made, called, found, decision)
    else:  # a table must have a row
        inside(inside(made, "literalExpression", id=f"always_{called}"), "text", found.default or "null")


def _remarks(decision: Decision) -> Iterator[str]:
    if decision.hit_policy == "max":
        yield HIGHEST
    if decision.default is not None:
        yield f"Otherwise {value_words(decision, decision.default.value)}: {decision.default.because}"
    if decision.while_open is not None:
        yield f"While it is open: {value_words(decision, decision.while_open)}; DMN has no way to say so."


def _requirement(made: Element, called: str, other: str, kind: str) -> None:
    needed = inside(made, "informationRequirement", id=f"needs_{called}_{other}")
    inside(needed, kind, href=f"#{other}")


def _documents(base: RuleBase, decision: Decision) -> list[str]:
    cited = {name for rule in base.rules_of[decision.name] for name in rule.cites} | set(decision.all_cites())
    ids = {base.statements[name].document for name in cited if name in base.statements}
    return [each.prefix for each in base.documents.values() if each.id in ids]


def _table(made: Element, called: str, found: DmnTable, decision: Decision) -> None:
    table_id = f"table_{called}"
    written = inside(
        made,
        "decisionTable",
        id=table_id,
        hitPolicy=found.hit_policy,
        aggregation=found.aggregation,
        outputLabel=called,
    )
    for number, column in enumerate(found.columns, 1):
        clause = inside(written, "input", id=f"{table_id}_in_{number}", label=column.label)
        tested = inside(clause, "inputExpression", id=f"{table_id}_in_{number}_expression", typeRef=column.kind)
        inside(tested, "text", column.expression)
    output = inside(written, "output", id=f"{table_id}_out", label=decision.title)
    if decision.hit_policy in ("max", "output_order"):
        values = list(decision.values)
        first = ", ".join(map(quoted, values if decision.hit_policy == "output_order" else reversed(values)))
        inside(inside(output, "outputValues", id=f"{table_id}_values"), "text", first)
    if found.default:
        inside(inside(output, "defaultOutputEntry", id=f"{table_id}_default"), "text", found.default)
    for number, row in enumerate(found.rows, 1):
        _row(written, f"{table_id}_row_{number}", row, decision)


def _row(written: Element, row_id: str, row: DecisionRule, decision: Decision) -> None:
    made = inside(written, "rule", id=row_id)
    own(made, rule=row.rule.name if row.rule is not None else "")
    inside(made, "description", " ".join(_reason(row, decision)))
    for number, test in enumerate(row.tests, 1):
        inside(inside(made, "inputEntry", id=f"{row_id}_in_{number}"), "text", test)
    inside(inside(made, "outputEntry", id=f"{row_id}_out"), "text", row.output)


def _reason(row: DecisionRule, decision: Decision) -> Iterator[str]:
    """Say why a row says what it says, for whoever reads the table: the rule, its words, its reason, its sources."""
    rule = row.rule
    if rule is None:
        yield f"Otherwise: {decision.default.because}" if decision.default is not None else "Otherwise."
        return
    said = {WARNINGS: rule.warning, ADVICE: rule.advice}.get(decision.name, "")
    yield from filter(None, (f"{rule.name}:", said, rule.because, f"Rests on {', '.join(rule.cites)}."))
