"""The files of a pack, made to be read: one of the pack itself, one of questions, one of decisions, and each table."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from engine.imports.dmn.conditions import AllOf, Asks, FileCondition, FileSubject, OneOfThem, Opposite, asked_in
from engine.imports.dmn.made_pack import MadePack, MadeRow, MadeTable
from engine.imports.dmn.names import TAKEN, plain_name
from engine.imports.dmn.outcomes import passing
from engine.imports.dmn.questions import PackTest, Question, numbers_asked
from engine.imports.dmn.yaml_text import Yaml, yaml_text
from engine.rulebase.decisions import NUMBERS, SINGLE_VALUED
from engine.rulebase.facts import NOT_KNOWN
from engine.rulebase.taken_headings import folded, taken_for
from engine.source.characters import in_backticks

PackFiles: TypeAlias = dict[str, str]
"""By path inside the folder of the pack: what is written there."""

SAYS = "file.says"
"""The one statement: that the file says so."""


class PackWriter:
    """Writes the files of a pack. `remarks` are what people should know of it, those of making it included."""

    def __init__(self, pack: MadePack, file: str, title: str) -> None:
        """Take what was made, the name of the file, and what it calls itself."""
        self._pack, self._file, self._title = pack, file, title
        self.remarks = list(pack.remarks)

    def files(self) -> PackFiles:
        """Write them all."""
        written: PackFiles = {}
        decisions: list[Yaml] = []
        tables: list[Yaml] = []
        rules: list[Yaml] = []
        for table in self._pack.tables.values():
            decisions.append(self._decision(table))
            cells = self._cells(table)
            if cells is None:
                rules += self._rules(table)
            else:
                name = table.decision.name.replace("_", "-")
                written[f"tables/{name}.csv"] = cells
                tables.append(self._table(table, name))
            rules += self._otherwise(table)
        facts: list[Yaml] = [self._fact(each) for each in self._pack.questions.values()]
        first = {"pack.yaml": yaml_text(self._about())}
        if facts:
            first["questions.yaml"] = yaml_text({"topic": "questions", "facts": facts})
        first["decisions.yaml"] = yaml_text({"decisions": decisions, **({"tables": tables} if tables else {})})
        if rules:
            first["rules.yaml"] = yaml_text({"rules": rules})
        return {**first, **written}

    def _about(self) -> dict[str, Yaml]:
        read = {each.subject.name for table in self._pack.tables.values() for each in _decisions_in(table)}
        last = [name for name in self._pack.tables if name not in read] or list(self._pack.tables)
        names = [self._pack.tables[each].decision for each in last]
        primary = [each.name for each in names if each.policy in SINGLE_VALUED] or [names[0].name]
        first: Yaml = {
            "id": plain_name(self._title or self._file, "tables", "-"),
            "version": "0.1.0",
            "title": self._title or self._file,
            "topics": {"questions": "What the tables ask"},
            "layout": {"primary": list(primary), "headline": [each.name for each in names]},
        }
        says = f"{self._file} says so, in its decision tables."
        return {
            "pack": first,
            "documents": [{"id": "file", "prefix": "file", "title": self._file}],
            "statements": [{"id": SAYS, "must": primary[0], "under": "Decision tables", "says": says}],
        }

    def _fact(self, question: Question) -> dict[str, Yaml]:
        declared = question.declared
        words = declared.label or declared.path
        found: dict[str, Yaml] = {"name": question.name}
        if declared.path != question.name:
            if self._is_free(declared.path):
                found["aliases"] = [declared.path]
            else:
                self.remarks.append(f"input {in_backticks(declared.path)} goes by `{question.name}` alone here")
        found["kind"] = question.kind
        plain = words if words != question.name else f"{words.capitalize()}?"
        found["question"] = f"What is “{plain}”?" if taken_for(plain) else plain
        if declared.description:
            found["why"] = declared.description
        if question.kind == "choice":
            found |= {"ordered": "yes"} if question.ordered else {}
            found["values"] = dict(question.values)
            others = self._other_names(question)
            found |= {"value_aliases": others} if others else {}
        if question.kind == "number":
            found["range"] = [str(end) for end in question.range]
        return found

    def _other_names(self, question: Question) -> dict[str, str]:
        """Give the answers by what the file calls them, as far as that means no other answer in small letters."""
        means: dict[str, set[str]] = {}
        for name, label in question.values.items():
            for each in (name, label):
                means.setdefault(folded(each), set()).add(name)
        found: dict[str, str] = {}
        for name, label in question.values.items():
            if not _is_other_name(question, name, label):
                continue
            if means[folded(label)] == {name}:
                found[label] = name
            else:
                self.remarks.append(
                    f"input {in_backticks(question.declared.path)}: the answer {in_backticks(label)} goes by `{name}` "
                    "alone here, since another is written almost like it"
                )
        return found

    def _is_free(self, name: str) -> bool:
        """Tell whether a name of the file means nothing else in the pack."""
        names = {each.name for each in self._pack.questions.values()}
        names |= {each.decision.name for each in self._pack.tables.values()}
        return name not in TAKEN and name not in names and not taken_for(name)

    def _decision(self, table: MadeTable) -> dict[str, Yaml]:
        decision = table.decision
        found: dict[str, Yaml] = {"name": decision.name, "title": decision.title, "hit_policy": decision.policy}
        if decision.values:
            found["values"] = dict(decision.values)
        if decision.default:
            because = f"No row of {decision.title} fits, and {self._file} says what then holds."
            if decision.file_policy is None:
                because = f"The expression of {decision.title} in {self._file} is false."
            found["default"] = {"value": decision.default, "because": because, "cites": [SAYS]}
        return found

    def _table(self, table: MadeTable, name: str) -> dict[str, Yaml]:
        decision = table.decision
        return {
            "name": name,
            "title": decision.title,
            "file": f"tables/{name}.csv",
            "hit_policy": decision.policy,
            "decides": [decision.name],
            "because": self._because(table),
            "cites": [SAYS],
        }

    def _because(self, table: MadeTable) -> str:
        return f"A row of {table.decision.title} in {self._file} says so."

    # ---- rows as a table

    def _cells(self, table: MadeTable) -> str | None:
        """Write the rows as a table; nothing where none can fit, or a column asks more than one thing, or another's."""
        asked = [
            place for place, _ in enumerate(table.columns) if any(not row.cells[place].anything for row in table.rows)
        ]
        columns = {place: each for place in asked if isinstance(each := table.columns[place], FileSubject)}
        heads = [self._heading(each) for each in columns.values()]
        if not table.columns or len(columns) < len(asked) or len(set(heads)) < len(heads):
            return None
        notes = any(row.notes for row in table.rows)
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        own = table.decision.name
        lines.writerow([*heads, own, "name", *(["because"] if notes else [])])
        for number, row in enumerate(table.rows, 1):
            cells = [self._cell(each, row, place) for place, each in columns.items()]
            if None in cells:
                self._never(table, number)
                continue
            gives = table.decision.rows[number - 1]
            lines.writerow([*cells, gives, _row_name(table, number), *([_note(row)] if notes else [])])
        return out.getvalue() if out.getvalue().count("\n") > 1 else None

    def _never(self, table: MadeTable, number: int) -> None:
        self.remarks.append(
            f"row {number} of {in_backticks(table.decision.title)} can never fit, or only where an answer is not "
            "known; it is left out"
        )

    def _heading(self, subject: FileSubject) -> str:
        if subject.decision:
            return self._pack.tables[subject.name].decision.name
        return self._pack.questions[subject.name].name

    def _cell(self, subject: FileSubject, row: MadeRow, place: int) -> str | None:
        """Write one cell; nothing where no answer passes."""
        if row.cells[place].anything:
            return ""
        negated, parts = self._test(Asks(subject, row.cells[place], None))
        if not parts:
            return "" if negated else None
        return ("not " if negated else "") + " | ".join(parts)

    def _test(self, asked: Asks) -> PackTest:
        subject = asked.subject
        if not subject.decision:
            return self._pack.questions[subject.name].written(asked.test)
        earlier = self._pack.tables[subject.name].decision
        if earlier.policy in ("count", "sum"):
            return numbers_asked(asked.test)
        return passing(earlier, asked.test, subject.component)

    # ---- rows as rules

    def _rules(self, table: MadeTable) -> Iterator[Yaml]:
        if table.decision.file_policy is None:
            yield from self._of_expression(table)
            return
        for number, row in enumerate(table.rows, 1):
            when = self._when(row.condition)
            if when is False:
                self._never(table, number)
                continue
            because = _note(row) or self._because(table)
            yield self._rule(
                _row_name(table, number), when, table.decision.name, table.decision.rows[number - 1], because
            )

    def _of_expression(self, table: MadeTable) -> Iterator[Yaml]:
        name, because = table.decision.name, f"The expression of {table.decision.title} in {self._file} says so."
        when = self._when(table.rows[0].condition)
        if when is not False:
            yield self._rule(f"{name.replace('_', '-')}-yes", when, name, "yes", because)

    def _otherwise(self, table: MadeTable) -> Iterator[Yaml]:
        """Write the rule of a list for where no row fits, if the file says what then holds."""
        if not table.decision.otherwise:
            return
        when = self._when(Opposite(OneOfThem(tuple(row.condition for row in table.rows))))
        if when is not False:
            name = f"{table.decision.name.replace('_', '-')}-otherwise"
            because = f"No row of {table.decision.title} fits, and {self._file} says what then holds."
            yield self._rule(name, when, table.decision.name, table.decision.otherwise, because)

    def _rule(self, name: str, when: Yaml, decision: str, value: str, because: str) -> Yaml:
        asked: Yaml = "always" if when is True else when
        return {"name": name, "when": asked, "then": {decision: value}, "because": because, "cites": [SAYS]}

    def _when(self, condition: FileCondition) -> Yaml:
        """Write a condition; true where it always holds, false where it never can."""
        match condition:
            case Asks():
                return self._literal(condition)
            case Opposite(part):
                found = self._when(part)
                return not found if isinstance(found, bool) else {"not": found}
            case AllOf(parts):
                return _joined("all", [self._when(part) for part in parts], neutral=True)
            case OneOfThem(parts):
                return _joined("any", [self._when(part) for part in parts], neutral=False)

    def _literal(self, asked: Asks) -> Yaml:
        negated, parts = self._test(asked)
        if not parts:
            return negated
        name = self._heading(asked.subject)
        if len(parts) > 1 and self._has_names(asked):
            found: Yaml = {name: {"one_of": list(parts)}}
        else:
            found = _joined("any", [_of_part(name, part) for part in parts], neutral=False)
        return {"not": found} if negated else found

    def _has_names(self, asked: Asks) -> bool:
        """Tell whether what is asked about has named values, which one test may list."""
        if asked.subject.decision:
            return self._pack.tables[asked.subject.name].decision.policy not in NUMBERS
        return self._pack.questions[asked.subject.name].kind == "choice"


def _of_part(name: str, part: str) -> Yaml:
    """Write a value, `>= 3`, `<= 3` or `3..5` as a condition."""
    sign, _, bound = part.partition(" ")
    low, dots, high = part.partition("..")
    if dots:
        return {"all": [{name: {"at_least": low}}, {name: {"at_most": high}}]}
    return {name: {"at_least" if sign == ">=" else "at_most": bound} if sign in (">=", "<=") else part}


def _is_other_name(question: Question, name: str, label: str) -> bool:
    """Tell whether the words of an answer are what the file itself calls it, so that it may be given so."""
    return question.stands_for.get(name) == label and label != name and folded(label) not in NOT_KNOWN


def _joined(word: str, parts: Sequence[Yaml], *, neutral: bool) -> Yaml:
    """Join conditions; those that change nothing are left out, and one that decides stands for all."""
    if any(part is (not neutral) for part in parts):
        return not neutral
    left = [part for part in parts if part is not neutral]
    return neutral if not left else left[0] if len(left) == 1 else {word: left}


def _row_name(table: MadeTable, number: int) -> str:
    return f"{table.decision.name.replace('_', '-')}-row-{number}"


def _note(row: MadeRow) -> str:
    return " ".join(row.notes)


def _decisions_in(table: MadeTable) -> Iterator[Asks]:
    return (each for row in table.rows for each in asked_in(row.condition) if each.subject.decision)
