"""Facts and controls: from their trees to declarations; `applies_when` is read once all names are known."""

from dataclasses import replace

from engine.frozen import frozen
from engine.rulebase.controls import Control
from engine.rulebase.facts import KINDS, NOT_KNOWN, NOT_KNOWN_YET, WORSE_BY_KIND, Fact, Kind, Worse
from engine.rulebase.load.read_silence import KEY as SILENCE
from engine.rulebase.load.read_silence import NOT_ANSWERED, is_not_answered, read_silence
from engine.rulebase.taken_headings import folded, taken_for
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle, read_name
from engine.source.scalars import read_integer
from engine.source.suggest import near_or_all
from engine.source.tree import Mapping, Node, Scalar, Sequence

FACT_REQUIRED = ("name", "kind", "question")
FACT_OPTIONAL = (
    "topic", "quick", "why", "yes_example", "no_example", "example", "ordered", "values", "unit", "range",
    "worse", "applies_when", "when_silent", "past", "cites", "aliases", "value_aliases", "line",
    "changeable", "known_by",
)  # fmt: skip
CONTROL_REQUIRED = ("name", "title", "what", "owner", "evidence", "cites")
JSON_WORDS = {"true": "yes", "false": "no"}
UNKNOWN_WORDS = ("unknown", "null")
"""No answer can have these names: in a profile they say that the answer is not known yet."""
CONTROL_OPTIONAL = ("topic", "deadline", "cadence", "classes", "quick", "question", "belongs_to")


@frozen
class Unlinked:
    """A fact whose `applies_when` is still a tree."""

    fact: Fact
    applies_when: Node | None


def read_fact(node: Node, topic: str, diagnostics: Diagnostics) -> Unlinked | None:
    """Read one fact; `topic` is the default of its file."""
    form = Form(node, "a fact", diagnostics, required=FACT_REQUIRED, optional=FACT_OPTIONAL)
    kind = form.one_of("kind", KINDS)
    name = form.name("name")
    fact = Fact(
        name=name,
        kind=kind or "text",
        topic=_topic(form, topic),
        question=form.text("question"),
        why=form.text("why"),
        values=_values(form, kind) if kind else {},
        ordered=_ordered(form, kind),
        quick=form.integer("quick"),
        unit=form.text("unit"),
        range=_range(form, kind) if kind else None,
        yes_example=form.text("yes_example"),
        no_example=form.text("no_example"),
        example=form.text("example"),
        cites=form.texts("cites"),
        past=_past(form, kind),
        span=form.at("name").span,
        aliases=_aliases(form),
        line=form.text("line"),
        changeable=form.flag("changeable") if form.has("changeable") else True,
        known_by=form.texts("known_by"),
    )
    refuse_taken(form, "name", "question")
    if kind is None or not name:
        return None
    if kind == "yes_no" and is_not_answered(form):
        fact = _with_third_answer(fact)
    fact = replace(fact, value_aliases={**fact.value_aliases, **_value_aliases(fact, form)})
    fact = replace(_with_worse(fact, form), when_silent=read_silence(fact, form))
    return Unlinked(fact, form.at("applies_when") if form.has("applies_when") else None)


def _with_third_answer(fact: Fact) -> Fact:
    """Make of `yes` or `no` a choice of three: where nothing was said, that is an answer of its own."""
    values = {"yes": "Yes", "no": "No", NOT_ANSWERED: "Not answered"}
    return replace(fact, kind="choice", values=values, value_aliases=JSON_WORDS)


def _aliases(form: Form) -> tuple[str, ...]:
    """Read the other names of a question, none of which means something else at the head of a column."""
    words = form.words("aliases")
    for word in words:
        if taken := taken_for(word.text):
            message = f"in a table, {in_backticks(word.text)} would head {taken}; leave it out"
            form.diagnostics.error("reserved-heading", word.span, message)
    return tuple(word.text for word in words)


def _value_aliases(fact: Fact, form: Form) -> dict[str, str]:
    """Read the other names of answers: each with the answer that it stands for."""
    names = fact.values or {"yes": "yes", "no": "no"}
    if form.has("value_aliases") and fact.kind not in ("yes_no", "choice", "choices"):
        message = f"a `{fact.kind}` has no answers that could have other names"
        form.diagnostics.error("aliases-not-allowed", form.at("value_aliases").span, message)
        return {}
    means = {folded(each): name for name, label in names.items() for each in (name, label)}
    means |= fact.value_aliases if fact.values else JSON_WORDS
    found: dict[str, str] = {}
    for key, node in form.entries("value_aliases"):
        name, written = node.text if isinstance(node, Scalar) else "", in_backticks(key.text)
        if name not in names:
            message = f"`{fact.name}` has no answer {in_backticks(name)}{near_or_all(name, names)}"
            form.diagnostics.error("unknown-value", node.span, message)
        elif key.text in names or means.setdefault(folded(key.text), name) != name:
            form.diagnostics.error("name-taken", key.span, f"{written} means an answer already; leave it out here")
        elif folded(key.text) in NOT_KNOWN:
            message = f"{written} says that the answer is not known yet; leave it out here"
            form.diagnostics.error("reserved-name", key.span, message)
        else:
            found[key.text] = name
    return found


def refuse_taken(form: Form, *keys: str) -> None:
    """Refuse each name and each wording that a table could not have as a heading of a question."""
    for key in keys:
        written = form.at(key)
        text = written.text if form.has(key) and isinstance(written, Scalar) else ""
        if taken := taken_for(text):
            message = f"in a table, {in_backticks(text)} would head {taken}; choose other words"
            form.diagnostics.error("reserved-heading", written.span, message)


def _topic(form: Form, topic: str) -> str:
    """Read the topic of a question; where it has none of its own, that of its file."""
    if form.has("topic"):
        return form.name("topic")
    if not topic and isinstance(form.node, Mapping):
        message = f"{form.what} needs the key `topic`, here or at the top of the file"
        form.diagnostics.error("missing-key", form.span, message)
    return topic


def _ordered(form: Form, kind: Kind | None) -> bool:
    ordered = form.flag("ordered")
    if ordered and kind not in ("choice", None):
        form.diagnostics.error("ordered-not-allowed", form.at("ordered").span, f"a `{kind}` can't be `ordered`")
    return ordered


def _past(form: Form, kind: Kind | None) -> bool | None:
    if not form.has("past"):
        return None
    if kind not in ("date", None):
        form.diagnostics.error("past-not-allowed", form.at("past").span, f"a `{kind}` has no `past`")
    return form.flag("past")


def _values(form: Form, kind: Kind) -> dict[str, str]:
    values: dict[str, str] = {}
    for key, value in form.entries("values"):
        name = read_name(key, form.diagnostics)
        if not isinstance(value, Scalar) or not value.text:
            form.diagnostics.error("wrong-kind", value.span, f"the label of {in_backticks(key.text)} must be a text")
        elif name in UNKNOWN_WORDS:
            message = f"`{name}` says that the answer is not known yet; give the value another name"
            form.diagnostics.error("reserved-name", key.span, message)
        elif " ".join(value.text.replace("\u2019", "'").split()).casefold() == NOT_KNOWN_YET:
            message = f"{in_backticks(value.text)} is offered beside the answers, and is none; choose other words"
            form.diagnostics.error("reserved-name", value.span, message)
        elif name:
            values[name] = value.text
    listed = form.at("values") if form.has("values") else Mapping((), form.span)
    if kind in ("choice", "choices") and isinstance(listed, Mapping) and len(listed.entries) < 2:
        form.diagnostics.error("too-few-values", form.at("values").span, f"a `{kind}` needs two `values` at least")
    if kind not in ("choice", "choices") and form.has("values"):
        form.diagnostics.error("values-not-allowed", form.at("values").span, f"a `{kind}` has no `values`")
    return values


def _range(form: Form, kind: Kind) -> tuple[int, int] | None:
    if kind != "number":
        if form.has("range") or form.has("unit"):
            place = form.at("range" if form.has("range") else "unit").span
            form.diagnostics.error("range-not-allowed", place, f"a `{kind}` has no `range` and no `unit`")
        return None
    items = [item for item in form.items("range") if isinstance(item, Scalar)]
    ends = [read_integer(item, form.diagnostics) for item in items] if len(items) == 2 else [1, 0]
    low, high = ends[0], ends[1]
    if low is None or high is None:
        return None
    if low > high:
        message = "a `number` needs a `range` of two whole numbers, the lower one first"
        form.diagnostics.error("bad-range", form.at("range").span, message)
    return low, high


def _with_worse(fact: Fact, form: Form) -> Fact:
    if not form.has("worse"):
        return fact
    allowed: tuple[Worse, ...] = WORSE_BY_KIND[fact.kind]
    if is_not_answered(form):
        message = (
            f"with `{SILENCE}: {NOT_ANSWERED}` there are three answers, and nobody can say which of them is "
            f"worse than that one; leave out `worse`, or let `{SILENCE}` be `yes` or `no`"
        )
        form.diagnostics.error("worse-not-allowed", form.at("worse").span, message)
        return fact
    if not allowed or (fact.kind == "choice" and not fact.ordered):
        message = "a `text` can't have `worse`" if not allowed else "only an `ordered` choice can have `worse`"
        form.diagnostics.error("worse-not-allowed", form.at("worse").span, message)
        return fact
    return replace(fact, worse=form.one_of("worse", allowed))


def read_control(node: Node, topic: str, diagnostics: Diagnostics) -> Control | None:
    """Read one control; `topic` is the default of its file."""
    form = Form(node, "a control", diagnostics, required=CONTROL_REQUIRED, optional=CONTROL_OPTIONAL)
    name = form.name("name", NameStyle.KEBAB)
    deadline, cadence = form.timing()
    refuse_taken(form, "name", "title", "question")
    control = Control(
        name=name,
        title=form.text("title"),
        topic=_topic(form, topic),
        what=form.text("what"),
        owner=form.name("owner"),
        deadline=deadline,
        cadence=cadence,
        evidence=form.text("evidence"),
        classes=form.texts("classes"),
        question=form.text("question"),
        quick=form.integer("quick"),
        belongs_to=_belongs_to(form),
        cites=form.texts("cites"),
        span=form.at("name").span,
    )
    return control if name else None


def _belongs_to(form: Form) -> tuple[str, frozenset[str]] | None:
    if not form.has("belongs_to"):
        return None
    for decision, values in _one_entry(form.at("belongs_to")):
        names = values.items if isinstance(values, Sequence) else (values,)
        words = [name.text for name in names if isinstance(name, Scalar)]
        if words and len(words) == len(names):
            return decision.text, frozenset(words)
    message = "`belongs_to` takes one decision with its values, as in `{decision: [value, value]}`"
    form.diagnostics.error("wrong-kind", form.at("belongs_to").span, message)
    return None


def _one_entry(node: Node) -> list[tuple[Scalar, Node]]:
    entries = node.entries if isinstance(node, Mapping) else ()
    return [(entry.key, entry.value) for entry in entries] if len(entries) == 1 else []
