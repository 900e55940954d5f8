"""Reading what a pack declares of its documents, strictly: every fault of every file, with its place."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from armslength.documents.office import DocumentKind, DocumentSection, Office, Signing, Wording
from armslength.documents.parts_declared import ABOUT, PARTS, PartKeys
from engine import RuleBase
from engine.rulebase.conditions import ALWAYS, NEVER, All, Condition, Literal, questions_in
from engine.rulebase.decisions import SETS
from engine.rulebase.folders import OFFICE, yaml_files
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.read_conditions import read_condition
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle, read_name
from engine.source.suggest import did_you_mean, near_or_all
from engine.source.text import read_text
from engine.source.tree import Mapping as Tree
from engine.source.tree import Node, Scalar
from engine.source.yaml_tree import read_tree

DOCUMENTS = "documents"
"""The folder inside the office of a pack that holds a file for each kind of document."""

STATUSES = ("missing", "unknown", "in_place")
AS_OF = "as_of"
"""What stands for the day of assessment in a wording."""

FEW = ("classes", "roles", "statuses")
"""Kinds of names of which a pack has so few that all can be offered."""

OF_EVERY_SECTION = ("title", "says", "when", "annex", "none")
OF_EVERY_SECTION_OF_MANY = ("title", "says", "none")
SIGNATURES = "signatures"
"""The key of the section in which people sign; no section that is declared can have it."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_office(base: RuleBase) -> Office:
    """Read the documents that a pack declares, on top of those that the packs below it declare.

    What an upper pack says of a kind that is there already is laid over it: its words, and each section by its key.
    Raises `InputError` with everything that is wrong.
    """
    diagnostics = Diagnostics()
    reader = _Reader(base, diagnostics)
    documents: dict[str, DocumentKind] = {}
    for folder in (*(each.folder for each in base.extends), base.folder):
        mine: dict[str, DocumentKind] = {}
        for node in _declared(Path(folder), diagnostics):
            kind = reader.kind(node, documents)
            if kind.name in mine:
                message = f"{in_backticks(kind.name)} is declared twice, first at {mine[kind.name].span}"
                diagnostics.error("duplicate-name", kind.span, message)
            elif kind.name:
                mine[kind.name] = kind
        documents |= mine
    diagnostics.raise_if_errors()
    return Office(documents)


def _declared(folder: Path, diagnostics: Diagnostics) -> Iterator[Node]:
    """Walk what the files of one pack declare under `document`, by the names of the files.

    A pack need not have an office, so that a folder that is gone, or is looked for from elsewhere, would read as none.
    """
    if not folder.is_dir():
        message = f"the folder `{folder}` of the pack can't be found from here any more; its documents were not read"
        diagnostics.error("no-pack", None, message)
        return
    for path in yaml_files(folder / OFFICE / DOCUMENTS):
        source = read_text(path, diagnostics)
        tree = source and read_tree(source, diagnostics)
        if tree:
            form = Form(tree, "a file of the office", diagnostics, required=("document",))
            if form.has("document"):
                yield form.at("document")


class _Reader:
    """Reads one kind of document after another; what is wrong goes to the diagnostics."""

    def __init__(self, base: RuleBase, diagnostics: Diagnostics) -> None:
        classes = tuple(base.pack.control_classes)
        self.base, self.diagnostics = base, diagnostics
        self.names = DeclaredNames(base.facts, base.controls, base.decisions, control_classes=classes)
        self.known: Mapping[str, tuple[str, Collection[str]]] = {
            "decisions": ("decision", base.decisions),
            "facts": ("question", base.facts),
            "controls": ("control", base.controls),
            "classes": ("class of controls", classes),
            "roles": ("role", base.pack.roles),
            "statuses": ("status of a control", STATUSES),
        }

    def kind(self, node: Node, below: Mapping[str, DocumentKind]) -> DocumentKind:
        """Read one kind, laid over that of the same name below, if there is one."""
        named = node.get("name") if isinstance(node, Tree) else None
        under = below.get(named.text) if isinstance(named, Scalar) else None
        whole = ("title", "reader", "sections")
        required, optional = (("name",), whole) if under else (("name", *whole), ("about",))
        optional = (*optional, "signature", "in_pack")
        form = Form(node, "`document`", self.diagnostics, required=required, optional=optional)
        name = form.name("name", NameStyle.KEBAB)
        about = under.about if under else form.word("about", tuple(ABOUT)) or "one"
        sections = {key.text: self.section(key, each, ABOUT[about]) for key, each in form.entries("sections")}
        if form.has("sections") and not sections and isinstance(form.at("sections"), Tree):
            self.diagnostics.error("no-section", form.at("sections").span, "`sections` is empty; declare one at least")
        return DocumentKind(
            name=name,
            title=form.text("title") or (under.title if under else ""),
            reader=form.text("reader") or (under.reader if under else ""),
            sections={**under.sections, **sections} if under else sections,
            signing=self.signing(form, under),
            span=form.span,
            about=about,
            in_pack=form.flag("in_pack") if form.has("in_pack") else bool(under and under.in_pack),
        )

    def section(self, key: Scalar, node: Node, parts: Mapping[str, PartKeys]) -> DocumentSection:
        """Read one section. The part decides which keys it may have."""
        read_name(key, self.diagnostics, NameStyle.KEBAB)
        if key.text == SIGNATURES:
            message = f"the section in which people sign is called `{SIGNATURES}`; give this one another key"
            self.diagnostics.error("reserved-name", key.span, message)
        written = node.get("part") if isinstance(node, Tree) else None
        part = written.text if isinstance(written, Scalar) else ""
        of_any = tuple({key for each in parts.values() for key in (*each.needs, *each.may)})
        keys = parts.get(part, PartKeys(may=of_any))
        form = Form(
            node,
            f"the section {in_backticks(key.text)}",
            self.diagnostics,
            required=("part", *keys.needs),
            optional=(*(OF_EVERY_SECTION if parts is PARTS else OF_EVERY_SECTION_OF_MANY), *keys.may),
        )
        form.word("part", tuple(parts))
        listed = {each: self.listed(form, each) for each in self.known if each != "roles"}
        wordings, says = (tuple(self.wordings(form, key)) for key in ("wordings", "says"))
        for each in says if parts is not PARTS else ():
            if each.when != ALWAYS or each.unless != NEVER or "{" in each.says:
                message = "a text about many profiles is plain: it has no `{name}` and depends on nothing"
                self.diagnostics.error("wrong-kind", each.span, message)
        self.hold_to_part(part, listed, wordings)
        return DocumentSection(
            key=key.text,
            part=part,
            title=form.text("title"),
            span=key.span,
            says=says,
            when=self.condition(form, "when"),
            where=self.condition(form, "where"),
            annex=form.flag("annex"),
            wordings=wordings,
            marks=dict(self.marks(form)),
            spaces=form.texts("spaces"),
            columns=form.texts("columns"),
            briefly=form.flag("briefly"),
            none=form.text("none"),
            **listed,
        )

    def listed(self, form: Form, key: str) -> tuple[str, ...]:
        """Read a list of names, each of which the pack must have."""
        known, found = self.known[key][1], form.words(key)
        for word in found:
            if word.text not in known:
                self.diagnostics.error("unknown-name", word.span, self.unknown(word.text, key))
        return tuple(word.text for word in found if word.text in known)

    def unknown(self, name: str, kind: str) -> str:
        """Say that the pack has no such name of a kind, and which may be meant."""
        what, known = self.known[kind]
        hint = near_or_all(name, known) if kind in FEW else did_you_mean(name, known)
        return f"no {what} is named {in_backticks(name)}{hint}"

    def wordings(self, form: Form, key: str) -> Iterator[Wording]:
        """Read texts, each by itself or with what it depends on."""
        for item in form.items(key):
            if isinstance(item, Scalar):
                wording = Wording(" ".join(item.text.split()), item.span)
                if not wording.says:
                    self.diagnostics.error("empty-text", item.span, f"`{key}` of {form.what} is empty")
            else:
                inner = Form(
                    item,
                    f"a text of `{key}`",
                    self.diagnostics,
                    required=("says",),
                    optional=("when", "unless", "control"),
                )
                says, when, unless = inner.text("says"), *(self.condition(inner, key) for key in ("when", "unless"))
                wording = Wording(says, inner.at("says").span, when, unless, self.control(inner))
            self.hold_placeholders(wording)
            yield wording

    def control(self, form: Form) -> str:
        """Read the control that a wording is for; nothing where it names none, or none that the pack has."""
        name = form.text("control")
        if name and name not in self.base.controls:
            self.diagnostics.error("unknown-name", form.at("control").span, self.unknown(name, "controls"))
            return ""
        return name

    def condition(self, form: Form, key: str) -> Condition:
        """Read a condition; where nothing is written, never for `unless`, and else always."""
        if not form.has(key):
            return NEVER if key == "unless" else ALWAYS
        return read_condition(form.at(key), self.names, self.diagnostics)

    def hold_placeholders(self, wording: Wording) -> None:
        """Hold each `{name}` of a text against what can stand there."""
        known = [*(field.path for field in self.base.pack.header), *self.base.facts, AS_OF]
        for name in PLACEHOLDER.findall(wording.says):
            if name not in known:
                message = f"`{{{name}}}` names no field of the head and no question{did_you_mean(name, known)}"
                self.diagnostics.error("unknown-name", wording.span, message)
        if wording.says.count("{") != len(PLACEHOLDER.findall(wording.says)):
            self.diagnostics.error("stray-brace", wording.span, "a `{` without its `}`; delete it, or close it")

    def marks(self, form: Form) -> Iterator[tuple[str, str]]:
        """Read decisions that mark lines, each with the words for such a line."""
        for name, node in form.entries("marks"):
            decision = self.base.decisions.get(name.text)
            if decision is None:
                hint = did_you_mean(name.text, self.base.decisions)
                self.diagnostics.error(
                    "unknown-name", name.span, f"no decision is named {in_backticks(name.text)}{hint}"
                )
            elif decision.hit_policy not in SETS:
                message = f"`{name.text}` is no `collect` decision, and can't mark lines"
                self.diagnostics.error("wrong-kind", name.span, message)
            elif not isinstance(node, Scalar) or not node.text.strip():
                message = f"`{name.text}` needs the words for a line that it marks"
                self.diagnostics.error("wrong-kind", node.span, message)
            else:
                yield name.text, " ".join(node.text.split())

    def hold_to_part(self, part: str, listed: Mapping[str, tuple[str, ...]], wordings: tuple[Wording, ...]) -> None:
        """Hold the wordings of a section to what its part asks of them."""
        for each in wordings:
            if part == "clauses" and each.control not in listed["controls"]:
                message = "a wording of a clause needs a `control`, one of the `controls` of its section"
                self.diagnostics.error("no-control", each.span, message)
            if part == "sentences" and not (is_held_to_answers(each.when) and each.unless == NEVER):
                message = "a sentence needs a `when` of answers alone, joined by `all`: it may say no more than they do"
                self.diagnostics.error("says-more", each.span, message)
            elif part == "sentences" and (unheld := self.filled_by_answers(each) - questions_in(each.when)):
                message = f"the sentence says `{{{min(unheld)}}}`; its `when` has to ask for that answer, too"
                self.diagnostics.error("says-more", each.span, message)

    def filled_by_answers(self, wording: Wording) -> set[str]:
        """List the questions whose answers stand in a wording."""
        asked = {field.path: field.fact for field in self.base.pack.header}
        named = (asked.get(name, name) for name in PLACEHOLDER.findall(wording.says))
        return {name for name in named if name in self.base.facts}

    def signing(self, kind: Form, under: DocumentKind | None) -> Signing | None:
        """Read who signs, and what they declare; without a word of it, as the pack below has it."""
        if not kind.has("signature"):
            return under.signing if under else None
        form = Form(kind.at("signature"), "`signature`", self.diagnostics, required=("declaration", "roles"))
        return Signing(form.text("declaration"), self.listed(form, "roles"))


def is_held_to_answers(condition: Condition) -> bool:
    """Tell whether a condition needs each of the answers that it reads, and reads one at least."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return bool(parts) and all(
        (isinstance(each, Literal) and not each.on_decision) or (isinstance(each, All) and is_held_to_answers(each))
        for each in parts
    )
