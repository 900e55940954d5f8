"""FEEL as far as an exported file uses it, read and worked out; written from the standard, not from the writer.

It knows unary tests, the hit policies of DMN that are used, and two truth values: a file is for complete profiles.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from engine.source.duration import Duration

SPACE = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
TOKEN = re.compile(
    r'\s*("(?:[^"\\]|\\.)*"|list contains|>=|<=|\.\.|[A-Za-z_][A-Za-z0-9_]*|-?[0-9]+|[=<>()\[\],+-])', re.DOTALL
)
Values = dict[str, Any]
FUNCTIONS = {"count", "min", "max", "sum", "date", "time", "not", "string", "number", "list", "contains", "sort", "all"}
"""Some names that engines take for functions or types, whatever is declared."""


class Feel:
    """One expression, from left to right."""

    def __init__(self, text: str, values: Values) -> None:
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens).replace(" ", "") == re.sub(r"\s", "", text), text
        self.values = values
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        token = self.peek()
        assert not expected or token in expected, (token, expected, self.tokens)
        self.place += 1
        return token

    def whole(self) -> Any:
        value = self.either()
        assert self.peek() == "", self.tokens[self.place :]
        return value

    def either(self) -> Any:
        value = self.both()
        while self.peek() == "or":
            self.take()
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.compared()
        while self.peek() == "and":
            self.take()
            other = self.compared()
            value = value and other
        return value

    def compared(self) -> Any:
        value = self.added()
        match self.peek():
            case "=":
                self.take()
                return value == self.added()
            case "in":
                self.take()
                return value in self.listed("(", ")")
            case ">=" | "<=" | "<" as sign:
                self.take()
                other = self.added()
                return value >= other if sign == ">=" else value <= other if sign == "<=" else value < other
        return value

    def added(self) -> Any:
        value = self.one()
        while self.peek() == "+":
            self.take()
            value = self.one().add_to(value)
        return value

    def one(self) -> Any:
        if self.peek() == "[":
            return self.listed("[", "]")
        token = self.take()
        if token == "if":
            return self.chosen()
        if token == "null":
            return None
        if token == "(":
            value = self.either()
            self.take(")")
            return value
        if token.startswith('"'):
            return re.sub(r"\\(.)", r"\1", token[1:-1])
        if token in ("true", "false"):
            return token == "true"
        if re.fullmatch(r"-?[0-9]+", token):
            return int(token)
        if token in ("not", "list contains", "duration", "count", "date"):
            return self.called(token)
        assert token not in FUNCTIONS, f"{token} is a function"
        return self.values[token]

    def chosen(self) -> Any:
        """Both sides are read, and one is taken."""
        condition = self.either()
        self.take("then")
        yes = self.either()
        self.take("else")
        no = self.either()
        return yes if condition else no

    def called(self, name: str) -> Any:
        self.take("(")
        if name == "count":
            hits = [each for each in self.listed("[", "]") if each is True]
            assert [self.take() for _ in range(5)] == ["[", "item", "=", "true", "]"]
            self.take(")")
            return len(hits)
        value = self.either()
        if name == "list contains":
            self.take(",")
            value = self.either() in value
        self.take(")")
        if name == "duration":
            found = re.fullmatch(r"P(\d+)([MD])", value)
            assert found, value
            return Duration(months=int(found[1])) if found[2] == "M" else Duration(days=int(found[1]))
        if name == "date":
            return date.fromisoformat(value)
        return not value if name == "not" else value

    def listed(self, start: str, end: str) -> list[Any]:
        self.take(start)
        found = [] if self.peek() == end else [self.either()]
        while self.peek() == ",":
            self.take()
            found.append(self.either())
        self.take(end)
        return found


def passes(test: str, value: Any) -> bool:
    """Tell whether a value passes a unary test."""
    if test == "-":
        return True
    if test.startswith("not("):
        return not passes(test[4:-1], value)
    if test.startswith("["):
        low, high = map(int, test[1:-1].split(".."))
        return bool(low <= value <= high)
    if test.startswith((">=", "<=")):
        return bool(value >= int(test[2:]) if test.startswith(">=") else value <= int(test[2:]))
    return value in Feel(f"[{test}]", {}).listed("[", "]")


@dataclass(frozen=True)
class Model:
    """An exported file: its decisions by name, each after all that it requires."""

    decisions: dict[str, ET.Element]

    def decide(self, inputs: Values) -> Values:
        """Work out every decision for complete inputs."""
        values = dict(inputs)
        for name, decision in self.decisions.items():
            required = {each.get("href", "")[1:] for each in decision.iter() if "href" in each.attrib}
            known = {key: value for key, value in values.items() if {f"input_{key}", f"decision_{key}"} & required}
            tables = decision.findall(f"{SPACE}decisionTable")
            values[name] = decided(tables[0], known) if tables else always(*texts(decision, "literalExpression"))
        return {name: values[name] for name in self.decisions}


def model(text: str) -> Model:
    """Read an exported file."""
    root = ET.fromstring(text)
    return Model({each.get("name", ""): each for each in root.findall(f"{SPACE}decision")})


def texts(element: ET.Element, path: str) -> list[str]:
    """The texts at a path below an element."""
    found = element.findall("/".join(f"{SPACE}{step}" for step in (*path.split("/"), "text")))
    return [each.text or "" for each in found]


def always(text: str) -> Any:
    """Work out what comes out whatever is answered."""
    return {"null": None, "[]": []}[text] if text in ("null", "[]") else Feel(text, {}).whole()


def decided(table: ET.Element, known: Values) -> Any:
    """Work out one table."""
    columns = texts(table, "input/inputExpression")
    default = texts(table, "output/defaultOutputEntry")
    values = {column: Feel(column, known).whole() for column in columns}
    hits = []
    for rule in table.findall(f"{SPACE}rule"):
        tests = texts(rule, "inputEntry")
        assert len(tests) == len(columns)
        whole = columns == ["true"]
        if (
            all((Feel(test, known).whole() if test != "-" else True) for test in tests)
            if whole
            else all(passes(test, values[column]) for test, column in zip(tests, columns, strict=True))
        ):
            hits += [Feel(each, {}).whole() for each in texts(rule, "outputEntry")]
    if not hits:
        return always(default[0] if default else "null")
    match table.get("hitPolicy"), table.get("aggregation"):
        case "COLLECT", "COUNT":
            return len(hits)
        case "COLLECT", "SUM":
            return sum(hits)
        case "COLLECT", None:
            return hits
        case "OUTPUT ORDER", None:
            order = Feel(f"[{texts(table, 'output/outputValues')[0]}]", {}).listed("[", "]")
            return sorted(hits, key=order.index)
        case "PRIORITY", None:
            order = Feel(f"[{texts(table, 'output/outputValues')[0]}]", {}).listed("[", "]")
            return min(hits, key=order.index)
        case "FIRST", None:
            return hits[0]
        case "UNIQUE", None:
            assert len(hits) == 1
            return hits[0]
        case "ANY", None:
            assert len(set(hits)) == 1
            return hits[0]
        case other:
            raise AssertionError(other)
