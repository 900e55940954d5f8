"""The tables of the DMN TCK: its models and cases, each put through every machine, and what came out beside what must.

They are not part of the project: `ARMSLENGTH_DMN_TCK` names the folder in which the models of level 2 lie, each in one
of its own.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from engine.imports.dmn.import_dmn import ImportedPack, import_dmn
from engine.imports.dmn.values import FeelValue
from engine.interpret.columnar.evaluate import evaluate as columnar
from engine.interpret.durable.evaluate import evaluate as durable
from engine.interpret.evaluation import Collected, Counted, Evaluation, Outcome, Single
from engine.interpret.reference.evaluate import evaluate as reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts
from engine.rulebase.load.folder import read_pack_files, to_rule_base

FOLDER = Path(os.environ.get("ARMSLENGTH_DMN_TCK", "no folder is named"))
SPACE = "{http://www.omg.org/spec/DMN/20160719/testcase}"

Machine = Callable[[RuleBase, Facts, date | None], Evaluation]


def symbolic(base: RuleBase, facts: Facts, day: date | None) -> Evaluation:
    """Let z3 find the one profile with these answers, and read off what comes out of it."""
    from engine.interpret.symbolic.evaluate import SymbolicWorld
    from engine.interpret.symbolic.questions import open_questions
    from engine.interpret.symbolic.reading import evaluation_of
    from engine.interpret.symbolic.solving import Solver
    from engine.interpret.symbolic.terms import both
    from tests.proofs.comparing import given as said

    questions = open_questions(base, complete=False)
    world = SymbolicWorld(base, questions.known)
    goal = both(term for name, known in questions.known.items() for term in said(known, facts.get(name), day))
    found = Solver(questions.constraints).find(goal)
    assert found.kind == "found"
    return evaluation_of(found, world)


MACHINES: Mapping[str, Machine] = {
    "reference": reference,
    "durable": durable,
    "columnar": columnar,
    "symbolic": symbolic,
}


@dataclass(frozen=True)
class TckCase:
    """One case: inputs by name, and what each decision must give: a value, a context, or a list of either."""

    model: str
    name: str
    inputs: Mapping[str, FeelValue]
    expected: Mapping[str, Any]


def models() -> list[Path]:
    """The models, where there are any."""
    return sorted(FOLDER.glob("*/*.dmn"))


def cases_of(model: Path) -> list[TckCase]:
    """The cases beside a model."""
    found = []
    for file in sorted(model.parent.glob("*-test-*.xml")):
        for case in ET.parse(file).getroot().iter():
            if _local(case) == "testCase":
                inputs = {each.get("name", ""): value_of(each) for each in case if _local(each) == "inputNode"}
                results = [each for each in case if _local(each) == "resultNode"]
                expected = {each.get("name", ""): value_of(_child(each, "expected")) for each in results}
                found.append(TckCase(model.stem, case.get("id", ""), inputs, expected))
    return found


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: ET.Element, name: str) -> ET.Element:
    return next(each for each in element if _local(each) == name)


def value_of(element: ET.Element) -> Any:
    """Read a value: plain, a list, or a context of components."""
    children = {_local(each): each for each in element}
    if "list" in children:
        return [value_of(each) for each in children["list"]]
    if "component" in children:
        return {each.get("name", ""): value_of(each) for each in element}
    value = children["value"]
    text, kind = value.text or "", value.get("{http://www.w3.org/2001/XMLSchema-instance}type", "")
    if kind.endswith("boolean"):
        return text == "true"
    return text if kind.endswith("string") else Decimal(text)


def written(made: ImportedPack, folder: Path) -> RuleBase:
    """Write a pack and read it."""
    for name, text in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return to_rule_base(read_pack_files(folder), folder)


def imported(model: Path, folder: Path) -> RuleBase:
    """Import a model as a pack, and read that."""
    return written(import_dmn(model), folder)


def answers(base: RuleBase, inputs: Mapping[str, FeelValue]) -> dict[str, Answer]:
    """Answer the questions of a pack with the inputs of a case, by their names in the file."""
    found: dict[str, Answer] = {}
    for fact in base.facts.values():
        value = inputs[next(iter(fact.aliases), fact.name)]
        if isinstance(value, str):
            found[fact.name] = next(name for name, label in fact.values.items() if label == value)
        elif isinstance(value, bool):
            found[fact.name] = value
        elif isinstance(value, Decimal):
            found[fact.name] = int(value)
    return found


def given(base: RuleBase, decision: str, outcome: Outcome) -> Any:
    """What came out, as the file would say it; values are told by their words."""
    declared = base.decisions[decision]
    match outcome:
        case Counted(low, high):
            assert low == high
            return Decimal(low)
        case Collected(members, undecided):
            assert not undecided
            return [as_outputs(declared.values[each].label) for each in declared.in_order(members)]
        case Single(possible) if not outcome.conflict:
            (value,) = possible
            return None if value is None else as_outputs(declared.values[value].label)
    raise AssertionError(outcome)


def as_outputs(label: str) -> Any:
    """Read the words of a value back: one output, or several with their names."""
    plain = label.partition(" (row ")[0]
    if ": " not in plain:
        return plain
    return {name: value for name, _, value in (each.partition(": ") for each in plain.split(", "))}


def as_words(value: Any) -> Any:
    """What a case expects, with numbers written as the words of a value are."""
    if isinstance(value, list):
        return [as_words(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value


def agrees(base: RuleBase, decision: str, expected: Any, found: Any) -> bool:
    """Compare; a list by COLLECT has no order."""
    if isinstance(expected, list) and base.decisions[decision].hit_policy == "collect":
        return sorted(map(repr, as_words(expected))) == sorted(map(repr, found))
    return bool(as_words(expected) == (str(found) if isinstance(found, Decimal) else found))


def named(base: RuleBase, file_name: str) -> str:
    """The decision of a pack by its name in the file, which is its title."""
    return next(each.name for each in base.decisions.values() if each.title == file_name)


def wrong(base: RuleBase, cases: Sequence[TckCase], machine: Machine) -> Iterator[tuple[str, Any, Any]]:
    """Walk the cases that a machine gets wrong, with what must come out and what does."""
    for case in cases:
        outcomes = machine(base, answers(base, case.inputs), None).decisions
        for name, expected in case.expected.items():
            decision = named(base, name)
            found = given(base, decision, outcomes[decision])
            if not agrees(base, decision, expected, found):
                yield case.name, expected, found
