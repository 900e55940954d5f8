"""A DMN file from its XML to values. What a pack can't hold is refused with its place, element and reason."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from engine.errors import InputError
from engine.imports.dmn.model import DmnFile, FileDecision, InputData, Written
from engine.imports.dmn.read_table import TableReader, refuse_language
from engine.imports.dmn.read_types import ItemTypes
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.suggest import near_or_all
from engine.source.xml_tree import XmlElement, read_xml

NAMESPACES = (
    "http://www.omg.org/spec/DMN/20130901",
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20240513/MODEL/",
)
"""The namespaces of DMN 1.0 to 1.6, as far as the tables of all of them are written alike."""

HELD = ("decisionTable", "literalExpression")
LOGIC = (
    *("invocation", "context", "relation", "list", "functionDefinition", "conditional", "for", "every", "some"),
    "filter",
)
"""Kinds of logic that DMN has besides tables and expressions, by the name of their elements."""

WORDS = {
    "invocation": "a call of something defined elsewhere",
    "context": "a context, which works out one thing after another",
    "relation": "a relation, which is a table of data",
    "list": "a list of expressions",
    "functionDefinition": "a function",
    "for": "a loop",
    "every": "a loop",
    "some": "a loop",
    "filter": "a filter of a list",
    "conditional": "an `if`",
}


def read_root(path: Path) -> XmlElement:
    """Read a file as XML. Raises `InputError` where it is no DMN at all."""
    root = read_xml(path)
    if root.name != "definitions" or root.namespace not in NAMESPACES:
        message = (
            f"the file begins with {in_backticks(root.name)}, not with the `definitions` of a version of DMN that is "
            "known here (1.1 to 1.6); export it as DMN"
        )
        raise InputError((Diagnostic("not-dmn", message, root.span),))
    return root


def read_dmn(root: XmlElement, only: str, diagnostics: Diagnostics) -> DmnFile:
    """Read a file; with `only`, one decision with all that it needs.

    Raises `InputError` where it holds no such decision, or none at all; other faults go to the diagnostics.
    """
    elements = chosen(root, only)
    refuse_language(root, "definitions", diagnostics)
    for each in root.each("import") if not only else ():
        message = (
            f"`import` of {in_backticks(each.get('namespace'))}: nothing is read from other files; put all into one"
        )
        diagnostics.error("not-held", each.span, message)
    types = ItemTypes(root)
    inputs = {each.id: each for each in _inputs(root, types, diagnostics)}
    decisions = {each.id: each for each in _decisions(elements, types, inputs, diagnostics)}
    functions = {each.get("id"): each.get("name") for each in root.each("businessKnowledgeModel")}
    _refuse_outside(decisions.values(), inputs, functions, diagnostics)
    return DmnFile(root.get("name"), inputs, decisions)


def chosen(root: XmlElement, only: str) -> list[XmlElement]:
    """Pick the decisions of a file; with `only`, that one and those that it needs, in the order of the file."""
    elements = list(root.each("decision"))
    if not elements:
        message = "the file holds no decision; model one, or export the whole of it"
        raise InputError((Diagnostic("not-dmn", message, root.span),))
    if not only:
        return elements
    by_id = {each.get("id"): each for each in elements}
    wanted = [each for each in elements if only in (one_line(each.get("name")), each.get("id"))]
    if not wanted:
        names = [one_line(each.get("name")) for each in elements]
        message = f"the file holds no decision {in_backticks(only)}{near_or_all(only, names)}"
        raise InputError((Diagnostic("unknown-decision", message, root.span),))
    found: set[str] = set()
    while wanted:
        element = wanted.pop()
        if element.get("id") not in found:
            found.add(element.get("id"))
            wanted += [by_id[need.text] for need in needs_of(element) if need.text in by_id]
    return [each for each in elements if each.get("id") in found]


def _refuse_outside(
    decisions: Collection[FileDecision],
    inputs: dict[str, InputData],
    functions: Mapping[str, str],
    diagnostics: Diagnostics,
) -> None:
    """Refuse what a decision requires and the file doesn't hold, or holds as something that would be called."""
    known = {*inputs, *(each.id for each in decisions)}
    for decision in decisions:
        for need in decision.needs:
            if need.text in functions:
                message = (
                    f"decision {in_backticks(decision.name)} calls {in_backticks(functions[need.text])}, a business "
                    "knowledge model, and functions have no meaning in a pack; put its table into a decision"
                )
                diagnostics.error("not-held", need.span, message)
            elif need.text not in known:
                message = (
                    f"decision {in_backticks(decision.name)} requires {in_backticks(need.text)}, which is neither an "
                    "input nor a decision of this file; put it in, or take the requirement away"
                )
                diagnostics.error("not-held", need.span, message)


def _inputs(root: XmlElement, types: ItemTypes, diagnostics: Diagnostics) -> Iterator[InputData]:
    names: dict[str, XmlElement] = {}
    for element in root.each("inputData"):
        variable = element.first("variable")
        name = one_line((variable.get("name") if variable is not None else "") or element.get("name"))
        if not name:
            diagnostics.error("not-held", element.span, "`inputData` without a name; give it one")
            continue
        if name in names:
            message = f"two inputs are named {in_backticks(name)}, so that no cell says which is meant; rename one"
            diagnostics.error("duplicate-name", element.span, message)
            continue
        names[name] = element
        kind = types.named(variable.get("typeRef") if variable is not None else "")
        words = one_line(element.text_of("description"))
        yield InputData(element.get("id") or name, name, one_line(element.get("label")), kind, element.span, words)


def _decisions(
    elements: Collection[XmlElement], types: ItemTypes, inputs: dict[str, InputData], diagnostics: Diagnostics
) -> Iterator[FileDecision]:
    taken = {each.name for each in inputs.values()}
    ids = set(inputs)
    for element in elements:
        variable = element.first("variable")
        name = one_line((variable.get("name") if variable is not None else "") or element.get("name"))
        called = element.get("id") or name
        if not name:
            diagnostics.error("not-held", element.span, "`decision` without a name; give it one")
            continue
        if name in taken or called in ids:
            message = f"{in_backticks(name)} is the name or id of something else already; rename one of the two"
            diagnostics.error("duplicate-name", element.span, message)
            continue
        taken.add(name)
        ids.add(called)
        yield _decision(element, called, name, types, diagnostics)


def _decision(element: XmlElement, called: str, name: str, types: ItemTypes, diagnostics: Diagnostics) -> FileDecision:
    variable = element.first("variable")
    table, expression = element.first("decisionTable"), element.first("literalExpression")
    shown = in_backticks(name)
    for logic in LOGIC:
        for each in element.each(logic):
            message = f"`{logic}` of decision {shown}: {WORDS[logic]}, has no meaning in a pack; write it as a table"
            diagnostics.error("not-held", each.span, message)
    if table is None and expression is None and not any(element.first(each) for each in LOGIC):
        message = f"`decision` {shown} holds neither a table nor an expression; write one, or leave the decision out"
        diagnostics.error("not-held", element.span, message)
    return FileDecision(
        id=called,
        name=name,
        title=one_line(element.get("label") or element.get("name")) or name,
        table=TableReader(types, diagnostics, shown).read(table) if table is not None else None,
        expression=_expression(expression, shown, diagnostics) if expression is not None else None,
        needs=tuple(needs_of(element)),
        type=types.named(variable.get("typeRef") if variable is not None else ""),
        span=element.span,
        description=one_line(element.text_of("description")),
    )


def _expression(element: XmlElement, shown: str, diagnostics: Diagnostics) -> Written:
    refuse_language(element, "literalExpression", diagnostics)
    text = element.first("text")
    if text is None or not text.text.strip():
        message = f"`literalExpression` of decision {shown} is empty; write what it gives"
        diagnostics.error("not-held", element.span, message)
        return Written("", element.span)
    return Written(text.text.strip(), text.span)


def needs_of(element: XmlElement) -> Iterator[Written]:
    """Walk the ids of what a decision requires; of knowledge, a function that would be called, too."""
    for requirement in ("informationRequirement", "knowledgeRequirement"):
        for each in element.each(requirement):
            for required in each.children:
                if "href" in required.attributes:
                    href = required.get("href")
                    yield Written(href[1:] if href.startswith("#") else href, required.span)


def one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())
