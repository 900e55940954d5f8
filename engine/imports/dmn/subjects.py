"""What an expression of a file names: an input, or an earlier decision, by its name and never by its place."""

import re
from collections.abc import Iterator, Sequence

from engine.imports.dmn.boolean_expressions import read_condition
from engine.imports.dmn.conditions import FileCondition, FileSubject, asked_in
from engine.imports.dmn.model import AskingColumn, DmnFile, FileDecision, ItemType, Written
from engine.imports.dmn.questions import DeclaredInput
from engine.imports.dmn.unary_tests import read_cell_test
from engine.imports.dmn.values import FeelFault
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_NO_NAMES = ("true", "false", "null", "not", "and", "or", "if", "for", "some", "every", "function")


class Subjects:
    """Finds what the decisions of a file read, and notes what the file says of each input."""

    def __init__(self, file: DmnFile, diagnostics: Diagnostics, remarks: list[str]) -> None:
        """Take a file."""
        self._file, self._diagnostics, self._remarks = file, diagnostics, remarks
        self._paths = {
            path: (each, kind) for each in file.inputs.values() for path, kind in _paths(each.name, each.type)
        }
        self.declared: dict[str, DeclaredInput] = {}

    def names_for(self, decision: FileDecision) -> dict[str, FileSubject]:
        """Give every name that a decision may read, with what it is."""
        found = {path: FileSubject(path) for path in self._paths}
        for name, given in self._by_output(decision).items():
            if len(given) == 1:
                found[name] = given[0]
        for other in self._needed(decision):
            found[other.id] = FileSubject(other.id, decision=True)
            found[other.name] = FileSubject(other.id, decision=True)
            for part in _components(other):
                found[f"{other.name}.{part}"] = FileSubject(other.id, decision=True, component=part)
        return found

    def _needed(self, decision: FileDecision) -> list[FileDecision]:
        ids = [need.text for need in decision.needs]
        return [self._file.decisions[each] for each in ids if each in self._file.decisions]

    def _by_output(self, decision: FileDecision) -> dict[str, list[FileSubject]]:
        """Give what earlier decisions gave by the names of their outputs, by which Camunda knows it.

        An input that the decision requires goes before; one that it doesn't require is out of its sight.
        """
        required = {need.text for need in decision.needs}
        seen = {each.name for each in self._file.inputs.values() if each.id in required}
        found: dict[str, list[FileSubject]] = {}
        for other in self._needed(decision):
            outputs = other.table.outputs if other.table is not None else ()
            for name in (each.name for each in outputs if each.name and each.name not in seen):
                component = name if len(outputs) > 1 else ""
                subject = FileSubject(other.id, decision=True, component=component)
                if subject not in found.setdefault(name, []):
                    found[name].append(subject)
        return found

    def _refuse_twofold(self, name: str, place: Written, decision: FileDecision) -> None:
        """Refuse a name that two earlier decisions give."""
        givers = [self._file.decisions[each.name].name for each in self._by_output(decision)[name]]
        message = (
            f"decision {in_backticks(decision.name)} asks about {in_backticks(name)}, which is an output of "
            f"{' and of '.join(map(in_backticks, givers))}; rename one of them"
        )
        self._diagnostics.error("not-held", place.span, message)

    def of_column(self, column: AskingColumn, decision: FileDecision) -> FileSubject | FileCondition | None:
        """Find what a column of a table asks about; nothing where that can't be held, which is reported."""
        text, names = " ".join(column.expression.text.split()), self.names_for(decision)
        if not text:
            return None
        subject = names.get(text)
        if (subject is None or not subject.decision) and len(self._by_output(decision).get(text, ())) > 1:
            self._refuse_twofold(text, column.expression, decision)
            return None
        if subject is None and _NAME.fullmatch(text) and text not in _NO_NAMES:
            subject = self._undeclared(text, column.expression, decision)
            if subject is None:
                return None
        if subject is not None:
            self.note(subject, column)
            return subject if self._is_single(subject, column.expression, decision) else None
        return self.of_expression(column.expression, decision)

    def fault_in(self, cell: str, decision: FileDecision) -> FeelFault | None:
        """Say what is wrong with a cell that is no test, now that the names it may hold are known."""
        try:
            read_cell_test(cell, self.names_for(decision))
        except FeelFault as fault:
            return fault
        return None

    def of_expression(self, expression: Written, decision: FileDecision) -> FileCondition | None:
        """Read an expression that is true or false; nothing where it is something else, which is reported."""
        names = self.names_for(decision)
        try:
            found = read_condition(expression.text, expression.span, names)
        except FeelFault as fault:
            message = f"{in_backticks(expression.text)} in decision {in_backticks(decision.name)}: {fault}"
            self._diagnostics.error("not-held", expression.span, message)
            return None
        read = list(dict.fromkeys(_subjects(found)))
        sound = [self._is_single(each, expression, decision) for each in read]
        for each in read:
            self.note(each, None)
        return found if all(sound) else None

    def note(self, subject: FileSubject, column: AskingColumn | None) -> None:
        """Note what a column says of an input, beside what the input says of itself."""
        if subject.decision:
            return
        known = self.declared.get(subject.name) or self._at_home(subject.name)
        if column is not None:
            kind = known.kind or column.type.base
            allowed = tuple(filter(None, (*known.allowed, column.allowed)))
            label = known.label or column.label
            span = known.span if known.span is not None else column.expression.span
            whole = known.whole or column.type.whole
            known = DeclaredInput(known.path, label, known.description, kind, allowed, span, whole)
        self.declared[subject.name] = known

    def _at_home(self, path: str) -> DeclaredInput:
        if path not in self._paths:
            return DeclaredInput(path, "", "", "", (), None)
        declared, kind = self._paths[path]
        allowed = (kind.allowed,) if kind.allowed is not None else ()
        own = path == declared.name
        return DeclaredInput(
            path, declared.label if own else "", declared.description, kind.base, allowed, declared.span, kind.whole
        )

    def _undeclared(self, name: str, place: Written, decision: FileDecision) -> FileSubject | None:
        """Take a name that no input has for an input of its own, unless a decision has it that is not required."""
        other = next((each for each in self._file.decisions.values() if name in (each.name, each.id)), None)
        if other is not None:
            message = (
                f"decision {in_backticks(decision.name)} reads decision {in_backticks(name)}, and does not require it; "
                "add the requirement (`informationRequirement`)"
            )
            self._diagnostics.error("not-held", place.span, message)
            return None
        if name not in self.declared:
            self._remarks.append(f"no input is named {in_backticks(name)}, which a table asks about; it is one here")
        return FileSubject(name)

    def _is_single(self, subject: FileSubject, place: Written, decision: FileDecision) -> bool:
        """Refuse a subject that is more than one value."""
        if subject.decision:
            other = self._file.decisions[subject.name]
            policy = other.table.policy if other.table is not None else "U"
            reason = (
                "gives a list, and what a list holds is asked by functions"
                if policy in ("R", "O", "C")
                else "gives several outputs; name one of them"
                if _components(other) and not subject.component
                else ""
            )
            shown = in_backticks(other.name)
        else:
            kind = self._paths[subject.name][1] if subject.name in self._paths else ItemType()
            reason = (
                "is a list, and what a list holds is asked by functions"
                if kind.collection
                else "has parts; name one of them"
                if kind.components
                else ""
            )
            shown = in_backticks(subject.name)
        if reason:
            message = f"decision {in_backticks(decision.name)} asks about {shown}, which {reason}"
            self._diagnostics.error("not-held", place.span, message)
        return not reason


def _paths(name: str, kind: ItemType) -> Iterator[tuple[str, ItemType]]:
    yield name, kind
    if not kind.collection:
        for part, inner in kind.components.items():
            yield from _paths(f"{name}.{part}", inner)


def _components(decision: FileDecision) -> Sequence[str]:
    outputs = decision.table.outputs if decision.table is not None else ()
    return [each.name for each in outputs] if len(outputs) > 1 else []


def _subjects(condition: FileCondition) -> Iterator[FileSubject]:
    return (each.subject for each in asked_in(condition))
