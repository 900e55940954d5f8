"""Facts and controls: from their trees to declarations; `applies_when` is read once all names are known."""

from dataclasses import dataclass, replace

from engine.rulebase.controls import Control
from engine.rulebase.facts import KINDS, WORSE_BY_KIND, Fact, Kind, Worse
from engine.rulebase.load.form import Form
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.names import NameStyle, read_name
from engine.source.scalars import read_duration, read_integer
from engine.source.tree import Node, Scalar

FACT_REQUIRED = ("name", "kind", "question")
FACT_OPTIONAL = (
    *("topic", "quick", "why", "yes_example", "no_example", "example", "ordered", "values", "unit", "range"),
    *("worse", "applies_when", "cites"),
)
CONTROL_REQUIRED = ("name", "title", "what", "owner", "evidence", "cites")
CONTROL_OPTIONAL = ("topic", "deadline", "cadence", "classes", "quick", "question", "belongs_to")


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A fact whose `applies_when` is still a tree."""

    fact: Fact
    applies_when: Node | None


def read_fact(node: Node, topic: str, diagnostics: Diagnostics) -> Unlinked | None:
    """Read one fact; `topic` is the default of its file."""
    form = Form(node, "a fact", diagnostics, required=FACT_REQUIRED, optional=FACT_OPTIONAL)
    kind = _kind(form)
    name = form.name("name")
    if kind is None or not name:
        return None
    fact = Fact(
        name=name,
        kind=kind,
        topic=form.name("topic") or topic,
        question=form.text("question"),
        why=form.text("why"),
        values=_values(form, kind),
        ordered=form.flag("ordered"),
        worse=None,
        applies_when=None,
        quick=form.integer("quick"),
        unit=form.text("unit"),
        range=_range(form, kind),
        yes_example=form.text("yes_example"),
        no_example=form.text("no_example"),
        example=form.text("example"),
        cites=tuple(word.text for word in form.words("cites")),
        span=form.at("name").span,
    )
    fact = _with_worse(fact, form)
    return Unlinked(fact, form.at("applies_when") if form.has("applies_when") else None)


def _kind(form: Form) -> Kind | None:
    word = form.word("kind", KINDS)
    return next((kind for kind in KINDS if kind == word), None)


def _values(form: Form, kind: Kind) -> dict[str, str]:
    values: dict[str, str] = {}
    for key, value in form.entries("values"):
        name = read_name(key, form.diagnostics)
        if not isinstance(value, Scalar) or not value.text:
            form.diagnostics.error("wrong-kind", value.span, f"the label of {in_backticks(key.text)} must be a text")
        elif name:
            values[name] = value.text
    if kind in ("choice", "choices") and len(values) < 2:
        form.diagnostics.error("too-few-values", form.at("values").span, f"a `{kind}` needs two `values` at least")
    if kind not in ("choice", "choices") and form.has("values"):
        form.diagnostics.error("values-not-allowed", form.at("values").span, f"a `{kind}` has no `values`")
    return values


def _range(form: Form, kind: Kind) -> tuple[int, int] | None:
    if kind != "number":
        if form.has("range") or form.has("unit"):
            form.diagnostics.error("range-not-allowed", form.span, f"a `{kind}` has no `range` and no `unit`")
        return None
    ends = [read_integer(item, form.diagnostics) if isinstance(item, Scalar) else None for item in form.items("range")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        form.diagnostics.error(
            "bad-range", form.at("range").span, "a `number` needs a `range` of two whole numbers, the lower one first"
        )
        return None
    return ends[0], ends[1]


def _with_worse(fact: Fact, form: Form) -> Fact:
    if not form.has("worse"):
        return fact
    allowed: tuple[Worse, ...] = WORSE_BY_KIND[fact.kind]
    if fact.kind == "choice" and not fact.ordered:
        form.diagnostics.error("worse-not-allowed", form.at("worse").span, "only an `ordered` choice can have `worse`")
        return fact
    word = form.word("worse", allowed)
    worse = next((each for each in allowed if each == word), None)
    return replace(fact, worse=worse)


def read_control(node: Node, topic: str, diagnostics: Diagnostics) -> Control | None:
    """Read one control; `topic` is the default of its file."""
    form = Form(node, "a control", diagnostics, required=CONTROL_REQUIRED, optional=CONTROL_OPTIONAL)
    name = form.name("name", NameStyle.KEBAB)
    if not name:
        return None
    if form.has("deadline") and form.has("cadence"):
        diagnostics.error("two-rhythms", form.span, "a control has a `deadline` or a `cadence`, not both")
    return Control(
        name=name,
        title=form.text("title"),
        topic=form.name("topic") or topic,
        what=form.text("what"),
        owner=form.name("owner"),
        deadline=_duration(form, "deadline"),
        cadence=_duration(form, "cadence"),
        evidence=form.text("evidence"),
        classes=tuple(word.text for word in form.words("classes")),
        question=form.text("question"),
        quick=form.integer("quick"),
        belongs_to=_belongs_to(form),
        cites=tuple(word.text for word in form.words("cites")),
        span=form.at("name").span,
    )


def _duration(form: Form, key: str) -> str:
    node = form.at(key)
    if not form.has(key) or not isinstance(node, Scalar):
        return form.text(key)
    duration = read_duration(node, form.diagnostics)
    return "" if duration is None else str(duration)


def _belongs_to(form: Form) -> tuple[str, frozenset[str]] | None:
    for decision, values in form.entries("belongs_to"):
        names = getattr(values, "items", (values,))
        return decision.text, frozenset(item.text for item in names if isinstance(item, Scalar))
    return None
