"""Reading what a pack declares of its register, strictly: every fault of the file, with its place."""

from collections.abc import Collection, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from armslength.register.domain.events import Stage
from armslength.register.domain.office import (
    MEASURES,
    SOURCES,
    DueKind,
    KnownFrom,
    Name,
    RegisterOffice,
    StartRule,
    Symptom,
)
from armslength.register.domain.permission import Right
from engine import InputError, RuleBase
from engine.rulebase.facts import Answer, Fact
from engine.rulebase.folders import OFFICE
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.duration import Duration
from engine.source.form import Form
from engine.source.scalars import read_yes_no
from engine.source.suggest import did_you_mean, near_or_all
from engine.source.text import read_text
from engine.source.tree import Node, Scalar
from engine.source.yaml_tree import read_tree

FILE = "register.yaml"
"""The file inside the office of a pack that declares its register."""

NEEDS = ("subject", "other_side", "fields", "time_zone", "rights", "stages", "due", "reviews")
MAY = ("after_incident", "scope", "knows", "symptoms", "start", "follows", "declaration", "spoken", "hints")


def read_register(base: RuleBase) -> RegisterOffice:
    """Read the register that a pack declares, or the one of the nearest pack below it that declares one.

    Raises `InputError` with everything that is wrong, and where no pack declares any.
    """
    path = _file(base)
    if path is None:
        message = f"the pack declares no register; write `{OFFICE}/{FILE}` into its folder"
        raise InputError((Diagnostic("no-register", message, None),))
    diagnostics = Diagnostics()
    source = read_text(path, diagnostics)
    tree = source and read_tree(source, diagnostics)
    office = None
    if tree:
        form = Form(tree, "the register's file", diagnostics, required=("register",))
        office = _Reader(base, diagnostics).register(form.at("register")) if form.has("register") else None
    diagnostics.raise_if_errors()
    if office is None:
        raise InputError((Diagnostic("no-register", f"`{path}` declares no register", None),))
    return office


def findings(base: RuleBase) -> tuple[Diagnostic, ...]:
    """Read the register of a pack that has one, as a part of `rules check`. Raises `InputError` with every fault."""
    if _file(base) is not None:
        read_register(base)
    return ()


def _file(base: RuleBase) -> Path | None:
    """Find the file of the pack itself, or of the nearest pack below it that has one."""
    folders = [base.folder, *(each.folder for each in reversed(base.extends))]
    return next((path for folder in folders if (path := Path(folder) / OFFICE / FILE).is_file()), None)


class _Reader:
    """Reads the parts of one register; what is wrong goes to the diagnostics."""

    def __init__(self, base: RuleBase, diagnostics: Diagnostics) -> None:
        self.base, self.diagnostics = base, diagnostics

    def register(self, node: Node) -> RegisterOffice:
        """Read the whole."""
        form = Form(node, "`register`", self.diagnostics, required=NEEDS, optional=MAY)
        other = Form(form.at("other_side"), "`other_side`", self.diagnostics, required=("one", "many", "field"))
        reviews = Form(
            form.at("reviews"),
            "`reviews`",
            self.diagnostics,
            required=("decision", "together"),
            optional=("early", "now", "brought_forward_by"),
        )
        paths = [field.path for field in self.base.pack.header]
        decision = self.known(reviews.at("decision"), reviews.text("decision"), "decision", self.base.decisions)
        kinds = self.base.decisions[decision].values if decision else {}
        return RegisterOffice(
            base=self.base,
            subject=self.name(form, "subject"),
            other_side=Name(other.text("one"), other.text("many")),
            other_side_field=self.known(other.at("field"), other.text("field"), "field of the head", paths),
            fields=self.listed(form, "fields", "field of the head", paths),
            time_zone=self.time_zone(form),
            rights=dict(self.rights(form)),
            stages=dict(self.stages(form, "stages")),
            reviews=decision,
            together=self.listed(reviews, "together", "review", kinds),
            early=self.known(reviews.at("early"), reviews.text("early"), "review", kinds),
            now=self.known(reviews.at("now"), reviews.text("now"), "review", kinds),
            due=dict(self.due(form)),
            after_incident=self.listed(form, "after_incident", "control", self.base.controls),
            scope=self.scope(form),
            knows=dict(self.knows(form)),
            symptoms=tuple(self.symptoms(form)),
            follows=self.listed(form, "follows", "decision", self.base.decisions) or self.base.pack.primary,
            brought_forward_by=self.listed(reviews, "brought_forward_by", "rule", self.base.rules),
            start=self.start(form.at("start")) if form.has("start") else None,
            declaration=form.text("declaration"),
            spoken=dict(self.spoken(form)),
            hints=dict(self.hints(form)) if form.has("hints") else {},
        )

    def hints(self, form: Form) -> Iterator[tuple[str, str]]:
        """Read what to write into the fields of the head, for those that say it."""
        paths = tuple(field.path for field in self.base.pack.header if not field.fact)
        inner = Form(form.at("hints"), "`hints`", self.diagnostics, optional=paths)
        yield from ((path, inner.text(path)) for path in paths if inner.has(path))

    def spoken(self, form: Form) -> Iterator[tuple[str, dict[str, str]]]:
        """Read the sentences in which somebody says what a decision came to: one for each of its values."""
        for key, node in form.entries("spoken"):
            decision = self.base.decisions.get(self.known(key, key.text, "decision", self.base.decisions))
            if decision:
                values = tuple(decision.values)
                inner = Form(node, f"the decision {in_backticks(key.text)}", self.diagnostics, required=values)
                yield decision.name, {value: inner.text(value) for value in values}

    def start(self, node: Node) -> StartRule:
        """Read what work waits for before it starts."""
        form = Form(node, "`start`", self.diagnostics, required=("decision", "allows"), optional=("waits_for",))
        decision = self.known(form.at("decision"), form.text("decision"), "decision", self.base.decisions)
        values = self.base.decisions[decision].values if decision else {}
        allows = self.listed(form, "allows", f"value of `{decision}`", values) if decision else ()
        return StartRule(decision, allows, self.listed(form, "waits_for", "class", self.base.pack.control_classes))

    def known(self, node: Node, name: str, what: str, names: Collection[str]) -> str:
        """Read one name, which the pack must have."""
        if name and name not in names:
            message = f"no {what} is named {in_backticks(name)}{did_you_mean(name, names)}"
            self.diagnostics.error("unknown-name", node.span, message)
            return ""
        return name

    def listed(self, form: Form, key: str, what: str, names: Collection[str]) -> tuple[str, ...]:
        """Read a list of names, each of which the pack must have."""
        found = (self.known(word, word.text, what, names) for word in form.words(key))
        return tuple(name for name in found if name)

    def name(self, form: Form, key: str) -> Name:
        """Read what something is called."""
        inner = Form(form.at(key), f"`{key}`", self.diagnostics, required=("one", "many"))
        return Name(inner.text("one"), inner.text("many"))

    def time_zone(self, form: Form) -> ZoneInfo:
        """Read the time zone in which days begin and end."""
        name = form.text("time_zone")
        try:
            return ZoneInfo(name or "UTC")
        except (ValueError, OSError, KeyError):
            message = f"there is no time zone {in_backticks(name)}; write one as in `Europe/London`"
            self.diagnostics.error("unknown-value", form.at("time_zone").span, message)
            return ZoneInfo("UTC")

    def rights(self, form: Form) -> Iterator[tuple[Right, tuple[str, ...]]]:
        """Read which roles have which right."""
        inner = Form(form.at("rights"), "`rights`", self.diagnostics, required=tuple(Right))
        for right in Right:
            yield right, self.listed(inner, right, "role", self.base.pack.roles)

    def stages(self, form: Form, key: str) -> Iterator[tuple[Stage, str]]:
        """Read a text for each stage."""
        inner = Form(form.at(key), f"`{key}`", self.diagnostics, required=tuple(Stage))
        for stage in Stage:
            yield stage, inner.text(stage)

    def due(self, form: Form) -> Iterator[tuple[DueKind, str]]:
        """Read a text for each kind of thing that falls due."""
        inner = Form(form.at("due"), "`due`", self.diagnostics, required=tuple(DueKind))
        for kind in DueKind:
            yield kind, inner.text(kind)

    def scope(self, form: Form) -> tuple[str, ...]:
        """Read the two controls of a change of scope."""
        found = self.listed(form, "scope", "control", self.base.controls)
        if form.has("scope") and len(form.items("scope")) != 2:
            message = "`scope` names two controls: the scope agreed anew, then the checks that are repeated for it"
            self.diagnostics.error("wrong-kind", form.at("scope").span, message)
        return found

    def knows(self, form: Form) -> Iterator[tuple[str, KnownFrom]]:
        """Read which questions the register answers."""
        for key, node in form.entries("knows"):
            fact = self.base.facts.get(self.known(key, key.text, "question", self.base.facts))
            inner = Form(
                node,
                f"the question {in_backticks(key.text)}",
                self.diagnostics,
                required=("from",),
                optional=("within", "means", "none"),
            )
            source = inner.word("from", SOURCES)
            means: dict[Stage, Answer] = {}
            if inner.has("means") and fact:
                for stage, text in self.stages(inner, "means"):
                    answer = self.answer(inner.at("means"), text, fact)
                    if answer is not None:
                        means[stage] = answer
            elif source == "stage":
                message = "what a stage means as an answer is missing; write `means` with an answer for each"
                self.diagnostics.error("missing-key", inner.span, message)
            none = self.answer(inner.at("none"), inner.text("none"), fact) if fact and inner.has("none") else ""
            if fact:
                yield fact.name, KnownFrom(source, inner.duration("within"), means, str(none or ""))

    def symptoms(self, form: Form) -> Iterator[Symptom]:
        """Read what can be counted, and what it suggests."""
        needs = ("measures", "within", "at_least", "suggests", "says", "cites")
        for node in form.items("symptoms"):
            inner = Form(node, "a symptom", self.diagnostics, required=needs, optional=("controls",))
            measures = inner.word("measures", MEASURES)
            question, answer = "", None
            for key, value in inner.entries("suggests"):
                fact = self.base.facts.get(self.known(key, key.text, "question", self.base.facts))
                text = value.text if isinstance(value, Scalar) else ""
                if fact:
                    question, answer = fact.name, self.answer(value, text, fact)
            controls = self.listed(inner, "controls", "control", self.base.controls)
            if (measures == "evidence_late") != bool(controls):
                message = "`controls` names what comes late where `evidence_late` is measured, and nowhere else"
                self.diagnostics.error("wrong-kind", inner.span, message)
            cites = self.listed(inner, "cites", "statement", self.base.statements)
            within, least = inner.duration("within") or Duration(), inner.integer("at_least") or 0
            if least < 1 and inner.has("at_least"):
                self.diagnostics.error("wrong-kind", inner.at("at_least").span, "`at_least` is 1 or more")
            if answer is not None:
                yield Symptom(measures, controls, within, least, question, answer, inner.text("says"), cites)

    def answer(self, node: Node, text: str, fact: Fact) -> Answer | None:
        """Read an answer to a question with yes and no, or with one choice."""
        if fact.kind == "yes_no":
            return read_yes_no(Scalar(text, node.span, quoted=False), self.diagnostics)
        if fact.kind == "choice":
            if text in fact.values:
                return text
            message = f"{in_backticks(text)} is no answer to `{fact.name}`{near_or_all(text, list(fact.values))}"
            self.diagnostics.error("unknown-value", node.span, message)
            return None
        message = f"`{fact.name}` is answered neither by yes and no nor by one choice"
        self.diagnostics.error("wrong-kind", node.span, message)
        return None
