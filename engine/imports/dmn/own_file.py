"""A file that we exported ourselves, read back as the rules that it was made of.

What people read (reasons, sources, labels) comes back as far as the file holds it; what decides comes back whole. See
decision record 054.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.imports.dmn.own_conditions import OwnNames
from engine.imports.dmn.questions import LARGEST
from engine.imports.dmn.read_file import needs_of, one_line
from engine.imports.dmn.unary_tests import read_output, read_values
from engine.imports.dmn.values import FeelFault, FeelValue, written
from engine.imports.dmn.write_pack import SAYS, PackFiles
from engine.imports.dmn.yaml_text import Yaml, yaml_text
from engine.rulebase.decisions import ADVICE, CONTROLS, NUMBERS, SINGLE_VALUED, WARNINGS
from engine.rulebase.load.read_rules import SHORTHANDS
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.xml_tree import XmlElement

EXPORTER = "armslength"
OWN = "{urn:armslength:rules}"
STATUS = "t_status"
KINDS: Mapping[str, str] = {"boolean": "yes_no", "number": "number", "date": "date"}
NO_BOUNDS = [str(-LARGEST), str(LARGEST)]
"""The range of a number of which the file names none."""
ASIDE = "Not said in the file."


def is_own(root: XmlElement) -> bool:
    """Tell whether a file was written by us, with what we note for ourselves."""
    return root.get("exporter") == EXPORTER and any(each.get(f"{OWN}name") for each in root.each("decision"))


@dataclass
class _OwnRule:
    when: Yaml
    days: Mapping[str, str]
    because: str
    then: dict[str, Yaml] = field(default_factory=dict)


class OwnFile:
    """Reads a file of ours."""

    def __init__(self, root: XmlElement, decisions: Sequence[XmlElement], file: str, diagnostics: Diagnostics) -> None:
        """Take a file, the decisions that are wanted of it, and its name."""
        self._root, self._decisions, self._file, self._diagnostics = root, decisions, file, diagnostics
        self._types = {each.get("name"): each for each in root.each("itemDefinition")}
        named = {
            each.get("name"): each.get(f"{OWN}name") for kind in ("inputData", "decision") for each in root.each(kind)
        }
        days = [name for name, own in named.items() if not own]
        self._names = OwnNames({name: own for name, own in named.items() if own}, days[0] if days else "")
        self._rules: dict[str, _OwnRule] = {}

    def files(self) -> PackFiles:
        """Write the files of a pack. Questions come last, since what silence means stands in the conditions."""
        found = list(self._decisions)
        found.sort(key=lambda each: each.get(f"{OWN}policy") != "first")  # their rows have an order
        decisions = {each.get(f"{OWN}name"): self._decision(each) for each in found}
        ordered = (each.get(f"{OWN}name") for each in self._decisions)
        declared = [decisions[name] for name in ordered if name not in SHORTHANDS]
        needed = {need.text for each in self._decisions for need in needs_of(each)}
        inputs = (each for each in self._root.each("inputData") if each.get("id") in needed)
        questions = [each for each in inputs if each.get(f"{OWN}name")]
        facts = [self._fact(each) for each in questions if _type(each) != STATUS]
        controls = [self._control(*each) for each in self._controls(questions).items()]
        asked: dict[str, Yaml] = {"topic": "questions", "facts": facts, "controls": controls}
        return {
            "pack.yaml": yaml_text(self._about([_name(each) for each in declared])),
            "questions.yaml": yaml_text({key: each for key, each in asked.items() if each}),
            "decisions.yaml": yaml_text({"decisions": declared}),
            "rules.yaml": yaml_text({"rules": [self._rule(name, each) for name, each in self._rules.items()]}),
        }

    def _about(self, names: list[str]) -> dict[str, Yaml]:
        policies = {each.get(f"{OWN}name"): each.get(f"{OWN}policy") for each in self._decisions}
        primary = [name for name in names if policies[name] in SINGLE_VALUED][:1]
        title = one_line(self._root.get("label")) or self._root.get("name")
        return {
            "pack": {
                "id": self._root.get("name"),
                "version": "0.1.0",
                "title": title,
                "topics": {"questions": "What the rules ask"},
                "roles": {"somebody": "Somebody"},
                "layout": {"primary": primary, "headline": names},
            },
            "documents": [{"id": "file", "prefix": "file", "title": self._file}],
            "statements": [
                {"id": SAYS, "must": names[0], "under": "Decision tables", "says": f"{self._file} says so."}
            ],
        }

    # ---- questions

    def _fact(self, element: XmlElement) -> Yaml:
        name, kind = element.get(f"{OWN}name"), _type(element)
        words = one_line(element.get("label")) or name
        found: dict[str, Yaml] = {"name": name, "kind": KINDS.get(kind, "choice"), "question": words}
        if kind in self._types:
            several = self._types[kind].get("isCollection") == "true"
            found["kind"] = "choices" if several else "choice"
            found["values"] = {each: each.replace("_", " ").capitalize() for each in self._values(kind)}
        if kind == "number":
            found["range"] = NO_BOUNDS
        if name in self._names.silent:
            found["when_silent"] = self._names.silent[name]
        return found

    def _values(self, kind: str) -> list[str]:
        """List the values of a type of texts, or of a list of such; those of no type are none."""
        element = self._types.get(kind.removesuffix("_list"))
        allowed = element.first("allowedValues") if element is not None else None
        listed = read_values(allowed.text_of("text"))[1] if allowed is not None else ()
        return [each for each in listed if isinstance(each, str)]

    def _controls(self, questions: Sequence[XmlElement]) -> dict[str, str]:
        """Name every control with its words: those that a rule asks for, and those that one requires."""
        asked = {each.get(f"{OWN}name"): one_line(each.get("label")) for each in questions if _type(each) == STATUS}
        required = (each for each in self._decisions if each.get(f"{OWN}name") == CONTROLS)
        names = [name for each in required for name in self._values(_type(each))]
        return {
            name: asked.get(name) or name.replace("-", " ").capitalize() for name in dict.fromkeys((*names, *asked))
        }

    def _control(self, name: str, words: str) -> Yaml:
        head: dict[str, Yaml] = {"name": name, "title": words, "what": words, "owner": "somebody"}
        return {**head, "evidence": ASIDE, "cites": [SAYS]}

    # ---- decisions and rules

    def _decision(self, element: XmlElement) -> Yaml:
        name, policy = element.get(f"{OWN}name"), element.get(f"{OWN}policy")
        found: dict[str, Yaml] = {"name": name, "title": one_line(element.get("label")) or name, "hit_policy": policy}
        values = [] if policy in NUMBERS else self._values(_type(element))
        feared = element.get(f"{OWN}not_meanwhile").split()
        if values:
            found["values"] = {each: _value(each, meanwhile=each not in feared) for each in values}
        try:
            default = self._rows(element, name, policy)
        except FeelFault as fault:
            self._diagnostics.error("not-held", element.span, f"decision {in_backticks(name)}: {fault}")
            default = ""
        if default and policy in SINGLE_VALUED:
            found["default"] = {"value": default, "because": f"{self._file} says so.", "cites": [SAYS]}
        if element.get(f"{OWN}while_open"):
            found["while_open"] = element.get(f"{OWN}while_open")
        return found

    def _rows(self, element: XmlElement, decision: str, policy: str) -> str:
        """Read the rows of a table as rules, and give what stands where none fits."""
        table = element.first("decisionTable")
        if table is None:
            logic = element.first("literalExpression")
            return _named(read_output(logic.text_of("text"))) if logic is not None and policy in SINGLE_VALUED else ""
        columns = [_text(each, "inputExpression") for each in table.each("input")]
        output = table.first("output")
        default = _text(output, "defaultOutputEntry") if output is not None else ""
        otherwise = _named(read_output(default)) if default and policy in SINGLE_VALUED else ""
        for row in table.each("rule"):
            given = _named(read_output(next(row.each("outputEntry")).text_of("text")))
            if not row.get(f"{OWN}rule"):
                otherwise = given
                continue
            self._conclude(row, columns, decision, "1" if policy == "count" else given)
        return otherwise

    def _conclude(self, row: XmlElement, columns: list[str], decision: str, given: str) -> None:
        name = row.get(f"{OWN}rule")
        because = one_line(row.text_of("description")).removeprefix(f"{name}: ").partition(" Rests on ")[0] or ASIDE
        if name not in self._rules:
            parts: list[Yaml] = []
            days: dict[str, str] = {}
            for column, cell in zip(columns, (each.text_of("text") for each in row.each("inputEntry")), strict=True):
                found, rest = self._names.in_force(cell if column == "true" else column)
                if column == "true":
                    days |= found
                    parts.append(self._names.cell(column, rest) if rest else True)
                elif found:
                    days |= found if cell == "true" else {}
                else:
                    parts.append(self._names.cell(column, cell))
            self._rules[name] = _OwnRule(_all(parts), days, because)
        rule = self._rules[name]
        if decision in (WARNINGS, ADVICE):
            rule.then[SHORTHANDS[decision]] = because
            return
        key = SHORTHANDS.get(decision, decision)
        before = rule.then.get(key)
        listed = [*before, given] if isinstance(before, list) else [before, given] if before else given
        rule.then[key] = [listed] if key == SHORTHANDS[CONTROLS] and isinstance(listed, str) else listed

    def _rule(self, name: str, rule: _OwnRule) -> Yaml:
        head: dict[str, Yaml] = {"name": name, "when": "always" if rule.when is True else rule.when, "then": rule.then}
        return {**head, "because": rule.because, "cites": [SAYS], **rule.days}


def _name(decision: Yaml) -> str:
    return str(decision["name"]) if isinstance(decision, Mapping) else ""


def _type(element: XmlElement) -> str:
    variable = element.first("variable")
    return variable.get("typeRef") if variable is not None else ""


def _text(element: XmlElement, name: str) -> str:
    found = element.first(name)
    return "" if found is None else found.text_of("text")


def _named(value: FeelValue) -> str:
    return "" if value is None else written(value)


def _value(name: str, *, meanwhile: bool) -> Yaml:
    label = name.replace("_", " ").capitalize()
    return label if meanwhile else {"label": label, "meanwhile": "no"}


def _all(parts: list[Yaml]) -> Yaml:
    left = [part for part in parts if part is not True]
    return True if not left else left[0] if len(left) == 1 else {"all": left}
