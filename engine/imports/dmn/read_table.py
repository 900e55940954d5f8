"""One decision table from its XML to values."""

from collections.abc import Iterator

from engine.imports.dmn.model import POLICIES, AskingColumn, FileRow, FileTable, GivingColumn, ItemType, Written
from engine.imports.dmn.read_types import ItemTypes, written_in
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.xml_tree import XmlElement


class TableReader:
    """Reads the table of a decision; whatever a pack can't hold goes to the diagnostics."""

    def __init__(self, types: ItemTypes, diagnostics: Diagnostics, shown: str) -> None:
        """Take the types of the file, and how messages name the decision."""
        self._types, self._diagnostics, self._shown = types, diagnostics, shown

    def read(self, element: XmlElement) -> FileTable | None:
        """Read a table; nothing where its hit policy or its columns can't be held."""
        written = (element.get("hitPolicy").upper() or "UNIQUE", element.get("aggregation").upper())
        if written[0] != "COLLECT":
            written = (written[0], "")
        policy = POLICIES.get(written)
        if policy is None:
            words = " ".join(filter(None, written))
            message = f"`decisionTable` of decision {self._shown}: no hit policy is called {in_backticks(words)}"
            self._diagnostics.error("not-held", element.span, message)
        refuse_language(element, "decisionTable", self._diagnostics)
        inputs = tuple(self._input(each) for each in element.each("input"))
        outputs = tuple(self._output(each) for each in element.each("output"))
        sound = self._check_outputs(element, outputs)
        rows = tuple(self._rows(element, len(inputs), len(outputs)))
        if element.first("rule") is None:
            message = f"`decisionTable` of decision {self._shown} has no row (`rule`); write one, or leave it out"
            self._diagnostics.error("not-held", element.span, message)
        if policy is None or not sound or not rows:
            return None
        return FileTable(policy, inputs, outputs, rows, element.span)

    def _check_outputs(self, element: XmlElement, outputs: tuple[GivingColumn, ...]) -> bool:
        if not outputs:
            message = f"`decisionTable` of decision {self._shown} has no column that gives something (`output`)"
            self._diagnostics.error("not-held", element.span, message)
            return False
        names: set[str] = set()
        for each in outputs if len(outputs) > 1 else ():
            if not each.name or each.name in names:
                what = f"two outputs named {in_backticks(each.name)}" if each.name else "an output without a name"
                message = f"`output` of decision {self._shown}: {what} among several; give each a name of its own"
                self._diagnostics.error("not-held", each.span, message)
                return False
            names.add(each.name)
        return True

    def _input(self, element: XmlElement) -> AskingColumn:
        asked = element.first("inputExpression")
        text = asked.first("text") if asked is not None else None
        if asked is None or text is None or not text.text.strip():
            message = f"`input` of decision {self._shown} asks nothing; name what it asks in its expression"
            self._diagnostics.error("not-held", (asked or element).span, message)
            return AskingColumn(Written("", element.span), ItemType(), None, "")
        refuse_language(asked, "inputExpression", self._diagnostics)
        expression = Written(text.text.strip().removeprefix("=").strip(), text.span)
        label = " ".join(element.get("label").split())
        return AskingColumn(
            expression, self._types.named(asked.get("typeRef")), self._written(element, "inputValues"), label
        )

    def _output(self, element: XmlElement) -> GivingColumn:
        return GivingColumn(
            " ".join(element.get("name").split()),
            self._types.named(element.get("typeRef")),
            self._written(element, "outputValues"),
            self._written(element, "defaultOutputEntry"),
            element.span,
        )

    def _written(self, parent: XmlElement, name: str) -> Written | None:
        found = parent.first(name)
        if found is not None:
            refuse_language(found, name, self._diagnostics)
        return written_in(parent, name)

    def _rows(self, element: XmlElement, asked: int, given: int) -> Iterator[FileRow]:
        for number, rule in enumerate(element.each("rule"), 1):
            inputs = tuple(self._cell(each) for each in rule.each("inputEntry"))
            outputs = tuple(self._cell(each) for each in rule.each("outputEntry"))
            if len(inputs) != asked or len(outputs) != given:
                message = (
                    f"`rule`: row {number} of decision {self._shown} has {len(inputs)} and {len(outputs)} cells, but "
                    f"there are {asked} columns that ask and {given} that give; nobody can say which cell is which"
                )
                self._diagnostics.error("not-held", rule.span, message)
                continue
            notes = (rule.text_of("description"), *(each.text_of("text") for each in rule.each("annotationEntry")))
            yield FileRow(inputs, outputs, tuple(" ".join(note.split()) for note in notes if note), rule.span)

    def _cell(self, element: XmlElement) -> Written:
        refuse_language(element, element.name, self._diagnostics)
        text = element.first("text")
        return Written(text.text.strip(), text.span) if text is not None else Written("", element.span)


def refuse_language(element: XmlElement, shown: str, diagnostics: Diagnostics) -> None:
    """Refuse an expression in another language than FEEL, or an element that says so of all within it."""
    language = element.get("expressionLanguage")
    if language and "feel" not in language.lower():
        message = f"`{shown}` is written in {in_backticks(language)}; only FEEL is read"
        diagnostics.error("not-held", element.span, message)
