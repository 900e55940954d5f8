"""Cases as data: situations with the outcome each must reach, run through an engine."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine.checks.expectations import read_expectations
from engine.errors import InputError
from engine.frozen import frozen
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.profile.read_profile import heads, read_body
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import CASES, yaml_files
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.form import Form
from engine.source.text import read_text
from engine.source.tree import Node
from engine.source.yaml_tree import read_tree

CASE_KEYS = ("answers", "controls", "as_of", "header", "cites", "why")


@frozen
class Case:
    """A situation with a sentence for a name, and what must come out."""

    name: str
    profile: Profile
    expect: Node

    @property
    def as_of(self) -> date | None:
        """The day it is assessed on."""
        return self.profile.as_of


def read_cases(base: RuleBase) -> list[Case]:
    """Read the cases of a pack, and the worked examples that say what they expect.

    Raises `InputError` with everything that is wrong with any of them.
    """
    diagnostics = Diagnostics()
    cases = [case for path in _files(base) for case in _cases_of(path, base, diagnostics)]
    cases += [
        Case(f"profile {profile.id}", profile, profile.expect)
        for profile in read_examples(base)
        if profile.expect is not None
    ]
    for case in cases:
        read_expectations(case.expect, base, diagnostics)
    diagnostics.raise_if_errors()
    return cases


def read_examples(base: RuleBase) -> list[Profile]:
    """Read the worked examples that the pack names. Raises `InputError` with everything that is wrong."""
    if not base.pack.examples:
        return []
    folder = Path(os.path.normpath(Path(base.folder) / base.pack.examples))
    if not folder.is_dir():
        message = f"`examples` of the pack names {in_backticks(str(folder))}, where there is no folder"
        message += "; make it, or take `examples` out of the pack"
        raise InputError((Diagnostic("no-examples", message, None),))
    found: list[Profile] = []
    wrong: list[Diagnostic] = []
    for path in (each for each in yaml_files(folder) if each.parent == folder):
        try:
            found += profiles_from(path, base)
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(tuple(wrong))
    return found


def _files(base: RuleBase) -> list[Path]:
    return yaml_files(Path(base.folder) / CASES)


def _cases_of(path: Path, base: RuleBase, diagnostics: Diagnostics) -> Iterator[Case]:
    source = read_text(path, diagnostics)
    tree = None if source is None else read_tree(source, diagnostics)
    if tree is None:
        return
    file = Form(tree, "a file of cases", diagnostics, required=("cases",))
    names: set[str] = set()
    for node in file.items("cases") if file.has("cases") else ():
        form = Form(node, "a case", diagnostics, required=("name", "expect"), optional=CASE_KEYS)
        header = Form(form.at("header"), "`header`", diagnostics, optional=heads(base)) if form.has("header") else None
        name = form.text("name")
        if name in names:
            diagnostics.error("duplicate-name", form.at("name").span, f"there are two cases named `{name}`")
        names.add(name)
        nothing = Form(form.node, "a case", Diagnostics())
        profile = read_body(name, form, header or nothing, base)
        if form.has("expect"):
            yield Case(name, profile, form.at("expect"))
