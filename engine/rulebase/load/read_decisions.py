"""Decisions: from their trees to declarations."""

from collections.abc import Iterable, Iterator

from engine.rulebase.decisions import HIT_POLICIES, NUMBERS, SINGLE_VALUED, Decision, DecisionValue, Default, HitPolicy
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import read_name
from engine.source.span import Span
from engine.source.suggest import near_or_all
from engine.source.tree import Mapping, Node, Scalar


def read_decision(node: Node, diagnostics: Diagnostics) -> Decision | None:
    """Read one decision."""
    form = Form(
        node,
        "a decision",
        diagnostics,
        required=("name", "title", "hit_policy"),
        optional=("values", "default", "while_open", "cites"),
    )
    name, policy = form.name("name"), form.one_of("hit_policy", HIT_POLICIES)
    values = {value.name: value for value in _values(form, policy)}
    decision = Decision(
        name=name,
        title=form.text("title"),
        hit_policy=policy or "any",
        values=values,
        default=_default(form, policy, values),
        while_open=_while_open(form, policy, values),
        cites=form.texts("cites"),
        built_in=False,
        span=form.at("name").span,
    )
    return decision if name and policy else None


def _values(form: Form, policy: HitPolicy | None) -> Iterator[DecisionValue]:
    node = form.at("values")
    if policy in NUMBERS and form.has("values"):
        form.diagnostics.error("values-not-allowed", node.span, f"a `{policy}` decision has no `values`")
    elif policy is not None and policy not in NUMBERS and (not form.has("values") or node == Mapping((), node.span)):
        form.diagnostics.error("too-few-values", node.span, f"a decision by `{policy}` needs `values`, one at least")
    for key, node in form.entries("values"):
        name = read_name(key, form.diagnostics)
        if not name:
            continue
        if isinstance(node, Mapping):
            inner = Form(
                node,
                f"value `{name}`",
                form.diagnostics,
                required=("label",),
                optional=("says", "deadline", "cadence", "cites", "meanwhile"),
            )
            deadline, cadence = inner.timing()
            cites = inner.texts("cites")
            meanwhile = inner.flag("meanwhile") or not inner.has("meanwhile")
            yield DecisionValue(name, inner.text("label"), inner.text("says"), deadline, cadence, cites, meanwhile)
        elif isinstance(node, Scalar) and node.text:
            yield DecisionValue(name, node.text)
        else:
            form.diagnostics.error("wrong-kind", node.span, f"value `{name}` must be a label, or a mapping with one")


def _default(form: Form, policy: HitPolicy | None, values: dict[str, DecisionValue]) -> Default | None:
    if not form.has("default") or policy is None:
        return None
    inner = Form(
        form.at("default"), "a default", form.diagnostics, required=("value", "because", "cites"), optional=("gap",)
    )
    if policy not in SINGLE_VALUED:
        form.diagnostics.error("default-not-allowed", inner.span, f"a `{policy}` decision has no `default`")
    value = inner.text("value") if policy not in SINGLE_VALUED else _known(inner, "value", values)
    return Default(value, inner.text("because"), inner.texts("cites"), inner.flag("gap"))


def _while_open(form: Form, policy: HitPolicy | None, values: dict[str, DecisionValue]) -> str | None:
    if not form.has("while_open") or policy is None:
        return None
    if policy not in SINGLE_VALUED:
        place = form.at("while_open").span
        form.diagnostics.error("while-open-not-allowed", place, f"a `{policy}` decision has no `while_open`")
        return None
    interim = _known(form, "while_open", values)
    order = list(values)
    for value in values.values():
        if not value.meanwhile and (policy != "max" or value.name in (order[0], interim)):
            message = (
                "only a value of a `max` decision that is neither the lowest nor its `while_open` may say "
                f"`meanwhile: no`, not `{value.name}`"
            )
            form.diagnostics.error("needless-meanwhile", form.at("while_open").span, message)
    return interim


def _known(form: Form, key: str, values: dict[str, DecisionValue]) -> str:
    text = form.text(key)
    if text and text not in values:
        message = f"{in_backticks(text)} is not one of the declared values{near_or_all(text, values)}"
        form.diagnostics.error("unknown-value", form.at(key).span, message)
    return text


def built_in(name: str, title: str, values: Iterable[DecisionValue], span: Span) -> Decision:
    """Make one of the decisions that every pack has: what is required, what is warned about, what is advised."""
    return Decision(name, title, "collect", {value.name: value for value in values}, None, None, (), True, span)
