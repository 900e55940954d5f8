"""Reading what a pack declares to look around in, strictly: every fault of the file, with its place.

The file names rows, and tells what happens to some of them, step by step. A day is written as how many days it lies
before the last one. Whether the register lets a step happen shows when it is taken: `exchange.demo` names its place.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from armslength.register.declared import read_register
from armslength.register.domain.commands import Command
from armslength.register.domain.office import RegisterOffice, actor_named
from armslength.register.domain.permission import Actor
from armslength.register.domain.wire import kind_of
from engine import InputError, Profile, RuleBase, UsageError, read_rows, read_suppositions
from engine.rulebase.folders import OFFICE
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.form import Form
from engine.source.scalars import read_integer, read_yes_no
from engine.source.span import Span
from engine.source.suggest import did_you_mean
from engine.source.text import read_text
from engine.source.tree import Mapping as MappingNode
from engine.source.tree import Node, Scalar, Sequence
from engine.source.yaml_tree import read_tree

FILE = "demo.yaml"
"""The file inside the office of a pack that declares what happens."""

NEEDS = ("table", "years", "people", "declaration", "still_right", "courses")
PARTS = ("contributor", "approver")
"""Those who do what happens: the first where a step does not say who."""

APART = frozenset({"ago", "by", "why"})
"""What is said of a step besides what happens."""

SIGN, READY, ANSWER = "sign", "ready", "answer"
"""Steps of several commands, or of one that is made of the subject as it stands."""

_NOBODY = Profile("nobody", {}, {}, {}, None)

Told = Mapping[str, str | bool | int]
"""What is told of a step, by the fields of its command; a day is a number of days before the last one."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens `ago` days before the last day: its kind, what is told of it, by whom of the people."""

    ago: int
    kind: str
    told: Told
    by: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Demo:
    """What a pack tells: rows, and what happens to some of them. `people` are those who do it, by their part in it."""

    rows: tuple[Profile, ...]
    years: int
    people: Mapping[str, Actor]
    declaration: str
    still_right: tuple[str, ...]
    courses: Mapping[str, tuple[Step, ...]]


def demo_file(base: RuleBase) -> Path | None:
    """Find the file of the pack, where it has one."""
    path = Path(base.folder) / OFFICE / FILE
    return path if path.is_file() else None


def read_demo(office: RegisterOffice) -> Demo:
    """Read what the pack declares to look around in.

    Raises `UsageError` where it declares nothing, and `InputError` with everything that is wrong.
    """
    path = demo_file(office.base)
    if path is None:
        raise UsageError(f"the pack has nothing to look around in; write `{OFFICE}/{FILE}` into its folder")
    diagnostics = Diagnostics()
    source = read_text(path, diagnostics)
    tree = source and read_tree(source, diagnostics)
    diagnostics.raise_if_errors()
    if not tree:
        raise TypeError("a tree that is not there has a fault")
    found = _Reader(office, diagnostics).demo(Form(tree, "the demonstration", diagnostics, required=NEEDS))
    diagnostics.raise_if_errors()
    return found


def findings(base: RuleBase) -> tuple[Diagnostic, ...]:
    """Read what a pack tells, where it tells anything, as a part of `rules check`. Raises `InputError`."""
    if demo_file(base) is not None:
        read_demo(read_register(base))
    return ()


@cache
def tellable() -> Mapping[str, tuple[type[Any], Mapping[str, Any]]]:
    """Give the commands that can be told, by kind, each with its fields that can be: days, yes and no, and texts."""
    found = {}
    for command in get_args(Command):
        hints = {name: _kind(hint) for name, hint in get_type_hints(command).items()}
        told = {name: kind for name, kind in hints.items() if kind in (str, bool, date)}
        if all(each.name in told or not _is_needed(each) for each in fields(command)):
            found[kind_of(command)] = command, told
    return found


def _kind(hint: Any) -> Any:
    """Give the kind of value of a field, which may also be left out; nothing where there are several kinds."""
    kinds = [each for each in get_args(hint) if each is not NoneType] if get_origin(hint) is UnionType else [hint]
    return kinds[0] if len(kinds) == 1 else None


def _is_needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


class _Reader:
    """Reads the parts of one file; what is wrong goes to the diagnostics."""

    def __init__(self, office: RegisterOffice, diagnostics: Diagnostics) -> None:
        self.office, self.diagnostics = office, diagnostics

    def demo(self, form: Form) -> Demo:
        """Read the whole."""
        rows, years, people = self.rows(form), form.integer("years"), dict(self.people(form))
        if years is not None and years < 1:
            self.diagnostics.error("wrong-kind", form.at("years").span, "`years` is 1 or more")
        names = [each.id for each in rows]
        courses = {}
        for key, node in form.entries("courses"):
            if rows:
                self.known(key, "row of the table", names)
            courses[key.text] = tuple(self.steps(node))
        said = form.texts("still_right")
        if form.has("still_right") and not said:
            self.diagnostics.error("empty-text", form.at("still_right").span, "`still_right` holds no sentence")
        return Demo(rows, years or 1, people, form.text("declaration"), said, courses)

    def rows(self, form: Form) -> tuple[Profile, ...]:
        """Read the rows; the table is looked for beside the folder of the pack."""
        written = form.text("table")
        path = Path(self.office.base.folder).parent / written
        if not written:
            return ()
        if not path.is_file():
            message = f"there is no file {in_backticks(written)} beside the folder of the pack"
            self.diagnostics.error("missing-file", form.at("table").span, message)
            return ()
        try:
            return read_rows(path, self.office.base)
        except InputError as wrong:
            for each in wrong.diagnostics:
                self.diagnostics.error(each.code, each.span, each.message, each.help)
            return ()

    def people(self, form: Form) -> Iterator[tuple[str, Actor]]:
        """Read who does it: one who contributes, and one who approves."""
        inner = Form(form.at("people"), "`people`", self.diagnostics, required=PARTS)
        for part in PARTS:
            if written := inner.text(part):
                try:
                    yield part, actor_named(self.office, written)
                except UsageError as wrong:
                    self.diagnostics.error("unknown-value", inner.at(part).span, str(wrong))

    def steps(self, node: Node) -> Iterator[Step]:
        """Read what happens to a row."""
        kinds = (SIGN, READY, ANSWER, *tellable())
        for each in node.items if isinstance(node, Sequence) else (node,):
            form = Form(each, "a step", self.diagnostics, required=("ago",), optional=("by", "why", *kinds))
            named, ago = list(filter(form.has, kinds)), form.integer("ago")
            if ago is not None and ago < 1:
                self.diagnostics.error("wrong-kind", form.at("ago").span, "`ago` is 1 or more")
            if len(named) > 1:
                both = " and ".join(f"`{kind}`" for kind in named)
                self.diagnostics.error("wrong-kind", each.span, f"a step says one thing that happens, not {both}")
            elif not named and isinstance(each, MappingNode) and all(key.key.text in APART for key in each.entries):
                message = "a step says what happens, such as `hold_review`, and this one does not"
                self.diagnostics.error("missing-key", each.span, message)
            by, told = form.word("by", PARTS) or PARTS[0], dict(self.told(named[0], form)) if named else {}
            yield Step(ago or 1, named[0] if named else "", told, by, form.text("why"), each.span)

    def told(self, kind: str, step: Form) -> Iterator[tuple[str, str | bool | int]]:
        """Read what is told of a step: answers by question, or the fields of a command."""
        if kind == ANSWER:
            yield from self.answers(step)
        elif kind not in (SIGN, READY):
            command, known = tellable()[kind]
            needed = [each.name for each in fields(command) if _is_needed(each)]
            optional = [name for name in known if name not in needed]
            form = Form(step.at(kind), f"`{kind}`", self.diagnostics, required=needed, optional=optional)
            for name in filter(form.has, known):
                value = self.value(form, kind, name, known[name])
                if value is not None:
                    yield name, value

    def value(self, form: Form, kind: str, name: str, asks: Any) -> str | bool | int | None:
        """Read one field of a command."""
        text, node = form.text(name), form.at(name)
        if not isinstance(node, Scalar) or not text:
            return None
        if asks is date:
            return read_integer(node, self.diagnostics)
        if asks is bool:
            return read_yes_no(node, self.diagnostics)
        what, names = self.names(kind, name)
        return self.known(node, what, names) if names else text

    def names(self, kind: str, name: str) -> tuple[str, Collection[str]]:
        """Give what a field names, with the names that there are; none for a field in somebody's own words."""
        office, base = self.office, self.office.base
        match kind, name:
            case "hold_review", "review_kind":
                return "review", base.decisions[office.reviews].values
            case (_, "control") | ("attach_evidence", "to"):
                return "control", base.controls
            case "send_question", "question":
                return "question", [*base.facts, *base.controls]
            case "record_incident", "severity":
                return "severity", office.answers_from("worst_incident")
            case "pass_on_incident", "how_soon":
                return "way of passing on", office.answers_from("passed_on")
        return "", ()

    def answers(self, step: Form) -> Iterator[tuple[str, str]]:
        """Read answers as people type them."""
        for key, node in step.entries(ANSWER):
            if not isinstance(node, Scalar):
                message = f"the answer to {in_backticks(key.text)} must be a text"
                self.diagnostics.error("wrong-kind", node.span, message)
                continue
            try:
                read_suppositions(self.office.base, _NOBODY, [f"{key.text}={node.text}"])
            except UsageError as wrong:
                self.diagnostics.error("unknown-value", node.span, str(wrong))
            else:
                yield key.text, node.text

    def known(self, node: Scalar, what: str, names: Collection[str]) -> str:
        """Read one name, which there must be."""
        if node.text not in names:
            message = f"no {what} is named {in_backticks(node.text)}{did_you_mean(node.text, names)}"
            self.diagnostics.error("unknown-name", node.span, message)
        return node.text
