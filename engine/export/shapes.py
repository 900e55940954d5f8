"""The published shapes: what a profile and an assessment look like as JSON, for programs that write or read them.

    document = documents(Path("result.json").read_bytes())[0]       # what `assess --format json` wrote
    document.result.decisions["loan"].value

The models are strict: a key that is not described here is refused. The reader of profiles does not use them (its
messages have places); they describe to other programs what it takes.
"""

from functools import cache
from typing import Annotated, Any
from typing import Literal as Words

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from engine.profile.profile import KNOWN
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact, Kind

Names = list[str]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-01-31"])]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
WholeNumber = Annotated[str, Field(pattern=r"^-?\d{1,15}$")]
Unknown = Words["unknown"] | None
"""Not known yet: the same as leaving the answer out. The reader takes a few more words for it."""

STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


SUFFIX = "Shape"
"""What sets the models here apart from the values of the same name; the published schema goes without it."""


class StrictShape(BaseModel):
    """A JSON object with exactly the declared keys."""

    model_config = STRICT


class MembersShape(StrictShape):
    """A set of which some members are known: those that hold and those that do not; the rest is unknown."""

    includes: Names = Field(description="Members that are known to hold.")
    excludes: Names = Field(description="Members that are known not to hold.")


AnswerGiven = bool | int | str | MembersShape
"""An answer in an assessment: yes/no as true/false, a whole number, a choice or a date as text, or a set."""


class ProfileNamedShape(StrictShape):
    """The profile that was assessed."""

    id: str = Field(description="The id that the profile gives itself.")
    sha256: Hash = Field(description="Hash of what the profile says, whatever its layout.")


class PackNamedShape(StrictShape):
    """The rules that it was assessed by."""

    id: str = Field(description="The id of the pack.")
    version: str = Field(description="The version that the pack gives itself.")
    sha256: Hash = Field(description="Hash of what the pack says, whatever its layout.")
    extends: "list[PackBelowShape] | None" = Field(
        None, description="The packs that it is laid over, the lowest first."
    )
    changes: "list[RuleChangedShape] | None" = Field(None, description="What was changed in the rules of those packs.")


class PackBelowShape(StrictShape):
    """A pack that another one is laid over."""

    id: str = Field(description="The id of the pack.")
    version: str = Field(description="The version that the pack gives itself.")


class RuleChangedShape(StrictShape):
    """A rule of a pack below that was changed, and why."""

    rule: str = Field(description="The name of the rule.")
    change: Words["replaced", "switched_off", "tightened"] = Field(description="What was done to it.")
    because: str = Field(description="The reason.")
    pack: str = Field(description="The id of the pack that did it.")


class DecisionFoundShape(StrictShape):
    """The outcome of one decision. Which keys there are depends on its hit policy."""

    status: Words["settled", "open", "conflict"] = Field(
        description="Settled: one outcome is left, whatever the unknown answers turn out to be."
    )
    value: str | int | Names | None = Field(
        description="The value; null while it is open. Of a set, the members that are certain; of a count, the number."
    )
    possible: list[str | None] | None = Field(
        None, description="The values that are still possible; of a set, the members that may still come."
    )
    interim: str | Names | None = Field(None, description="What to apply while it is open; no decision rests on it.")
    at_least: str | int | None = Field(None, description="The lowest value that is still possible.")
    at_most: str | int | None = Field(None, description="The highest value that is still possible.")
    conflict: Names | None = Field(None, description="Values that fired against each other: a fault in the rules.")
    rules: Names = Field(description="The rules that fired and give the value, or its lower bound.")
    ruled_out: Names = Field(description="Rules that had to be ruled out for this outcome.")
    facts: Names = Field(description="Questions and controls whose answers are enough for this outcome.")
    by_default: bool = Field(description="Whether no rule gave the value, so that the default stands.")


class ControlFoundShape(StrictShape):
    """A control that is required, or may be."""

    id: str = Field(description="The name of the control.")
    title: str = Field(description="Its title.")
    status: Words["in_place", "missing", "unknown"] = Field(description="What the profile says of it.")
    required: Words["yes", "interim", "possible"] = Field(
        description="Required for certain; to be applied in the meantime; or perhaps, once more is known."
    )
    owner: str = Field(description="The role that owns it.")
    deadline: str | None = Field(description="How soon it is due, as an ISO 8601 duration; `P0D` is the same day.")
    cadence: str | None = Field(description="How often it is done, as an ISO 8601 duration.")
    rules: Names = Field(description="The rules that require it, or may.")
    cites: Names = Field(description="The statements that it rests on.")


class RuleFoundShape(StrictShape):
    """A rule as it stands. Rules that were ruled out are listed where a conclusion rests on that."""

    name: str = Field(description="The name of the rule.")
    status: Words["fired", "open", "ruled_out"] = Field(description="Whether its condition holds.")
    because: str = Field(description="Its reason, in a sentence.")
    cites: Names = Field(description="The statements that it rests on.")
    facts: dict[str, AnswerGiven] = Field(description="The answers that are enough to make it so.")
    waits_for: Names = Field(description="The unanswered questions that it waits for.")
    pack: str | None = Field(None, description="The id of the pack that it is from, where one is laid over another.")


class OpenQuestionShape(StrictShape):
    """An unanswered question that matters to some decision, the most useful first."""

    fact: str = Field(description="The name of the question.")
    question: str = Field(description="The question.")
    decides: Names = Field(description="The decisions that it matters to.")
    settles: dict[str, dict[str, str | None]] = Field(
        description="By decision: the answers that alone would settle it, each with the value that comes out."
    )


class LoweringShape(StrictShape):
    """Answers that would together lower what is applied meanwhile."""

    answers: dict[str, str] = Field(description="By question, the answer.")
    to: str = Field(description="The value that would come out, or be applied meanwhile.")


class SaidShape(StrictShape):
    """A warning or a piece of advice."""

    rule: str = Field(description="The rule that says it.")
    says: str = Field(description="What it says.")


class ResultShape(StrictShape):
    """What was concluded. The same pack, profile and day give the same bytes."""

    schema_: Words["armslength/assessment/1"] = Field(alias="schema", description="The name of this shape.")
    profile: ProfileNamedShape
    pack: PackNamedShape
    as_of: Day | None = Field(description="The day of assessment; without one, conditions on time are unknown.")
    decisions: dict[str, DecisionFoundShape] = Field(description="Every decision of the pack, by name.")
    controls: list[ControlFoundShape]
    rules: list[RuleFoundShape] = Field(description="Those that fired, are open, or had to be ruled out.")
    open_questions: list[OpenQuestionShape]
    warnings: list[SaidShape]
    advice: list[SaidShape]
    ignored_answers: Names = Field(description="Questions that were answered but do not apply.")
    assumed: dict[str, AnswerGiven] | None = Field(
        None, description="Answers that nobody gave, taken because the pack says what silence means there."
    )
    to_come: dict[str, Day] | None = Field(
        None, description="Days after the day of assessment that were given to questions about the past."
    )
    lowered_by: dict[str, list[LoweringShape]] | None = Field(
        None, description="By decision: the smallest sets of answers, of three at most, that lower its interim value."
    )


class RunShape(StrictShape):
    """What ran: said beside the result, not in it."""

    engines: list[Words["reference", "durable"]] = Field(description="The engines that came to this result.")
    version: str = Field(description="The version of the program.")


class DocumentShape(StrictShape):
    """One assessed profile, as `assess --format json` writes it; several profiles give an array of these."""

    result: ResultShape
    run: RunShape


DOCUMENTS: TypeAdapter[DocumentShape | list[DocumentShape]] = TypeAdapter(DocumentShape | list[DocumentShape])


def documents(data: bytes | str) -> list[DocumentShape]:
    """Read what `assess --format json` wrote. Raises pydantic's `ValidationError` where it has another shape."""
    found = DOCUMENTS.validate_json(data)
    return found if isinstance(found, list) else [found]


def assessment_schema() -> dict[str, Any]:
    """Describe the shape of an assessment as JSON Schema; its parts are named as readers know them, without `Shape`."""
    schema: dict[str, Any] = _as_published(_tidied(DOCUMENTS.json_schema(by_alias=True)))
    parts = {name.removesuffix(SUFFIX): part for name, part in schema["$defs"].items()}
    return {**schema, "$defs": parts}


def _as_published(part: Any) -> Any:
    """Let references name parts as they are published."""
    if isinstance(part, list):
        return [_as_published(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: each.removesuffix(SUFFIX) if key == "$ref" else _as_published(each) for key, each in part.items()}


def profile_shape(base: RuleBase) -> type[BaseModel]:
    """Make the model of a profile for one pack: its header fields, its questions and its controls."""
    answers = {
        name: (_answer(fact), fact.question) for fact in base.facts.values() for name in (fact.name, *fact.aliases)
    }
    controls = {name: (_control_status(), control.as_fact().question) for name, control in base.controls.items()}
    header = {path: (_header(base, path), _header_question(base, path)) for path in _heads(base)}
    own: dict[str, tuple[Any, str]] = {
        "answers": (_model("Answers", answers) | None, "Answers, by the name of the question."),
        "controls": (_model("Controls", controls) | None, "What is in place, by the name of the control."),
        "as_of": (Day, "The day on which a worked example is assessed."),
        "cites": (Names | str, "The statements that a worked example shows."),
        "expect": (dict[str, Any], "The outcome that a worked example must reach."),
    }
    name = {"id": (str, "A short name that nothing else has.")}
    return _model("Profile", {**header, **own}, required=name, says=base.pack.title)


def profile_schema(base: RuleBase) -> dict[str, Any]:
    """Describe the shape of a profile for one pack as JSON Schema."""
    return _tidied(profile_shape(base).model_json_schema(by_alias=True))


MADE_UP: tuple[tuple[str, type], ...] = (("title", str), ("default", type(None)))


def _tidied(schema: dict[str, Any]) -> dict[str, Any]:
    """Drop what pydantic adds and nobody asked for: titles made from names, and the null of a key that is left out."""

    def tidy(part: Any) -> Any:
        if isinstance(part, list):
            return [tidy(each) for each in part]
        return _tidied(part) if isinstance(part, dict) else part

    made_up = {key for key, kind in MADE_UP if key in schema and isinstance(schema[key], kind)}
    return {key: tidy(each) for key, each in schema.items() if key not in made_up}


Fields = dict[str, tuple[Any, str]]
"""By key: the type of the value, and what it is."""


NAMESPACE = "engine.render.shapes"
"""Stands in the schema before names that two models share. It is as first published, wherever this module lies now."""


def _model(name: str, optional: Fields, required: Fields | None = None, says: str = "") -> type[BaseModel]:
    """Make a model. Keys are aliases, because a pack may use any name, also one that Python or pydantic keeps."""
    fields: dict[str, Any] = {}
    for place, (key, (kind, words)) in enumerate((required or {}).items()):
        fields[f"required_{place}"] = (kind, Field(alias=key, description=words))
    for place, (key, (kind, words)) in enumerate(optional.items()):
        fields[f"field_{place}"] = (kind | None, Field(None, alias=key, description=words))
    return create_model(name, __base__=StrictShape, __doc__=says or name, __module__=NAMESPACE, **fields)


def _answer(fact: Fact) -> Any:
    return _answer_of(fact.kind, (*fact.values, *fact.value_aliases), fact.range)


@cache
def _answer_of(kind: Kind, values: tuple[str, ...], limits: tuple[int, int] | None) -> Any:
    """Make the shape of an answer; questions with the same answers share one."""
    bare = _bare_answer(kind, values, limits)
    name = "_".join((kind, *_ends(values), *map(str, limits or ())))
    return bare | Unknown | _with_basis(f"{name}_with_what_shows_it", bare)


def _ends(values: tuple[str, ...]) -> tuple[str, ...]:
    """Name a list of values shortly: its first and its last."""
    return values if len(values) < 3 else (values[0], "to", values[-1])


def _bare_answer(kind: Kind, values: tuple[str, ...], limits: tuple[int, int] | None) -> Any:
    match kind:
        case "yes_no":
            return bool | Words["yes", "no", *values]
        case "number":
            low, high = limits or (None, None)
            return Annotated[int, Field(ge=low, le=high)] | WholeNumber
        case "date":
            return Day
        case "text":
            return str
    one: Any = bool | Words[values] if "true" in values else Words[values]
    return one if kind == "choice" else list[one] | one | _some_of("_".join(("some_of", *_ends(values))), one)


def _some_of(name: str, one: Any) -> Any:
    members: Fields = {
        "includes": (list[one] | one, "Choices that are known to hold."),
        "excludes": (list[one] | one, "Choices that are known not to hold."),
    }
    return _model(name, members)


def _with_basis(name: str, kind: Any, key: str = "value") -> Any:
    known: Any = Words[KNOWN]
    basis: Fields = {
        "evidence": (str, "What shows it."),
        "known": (known, "How it is known, from the firmest to the weakest."),
        "by": (str, "The role of whoever knows it."),
        "on": (Day, "The day on which it was found out."),
    }
    answer: Fields = {key: (kind | Unknown, "The answer.")}
    other: Any = _model(f"{name}_not_taken", basis, required=answer)
    also: Fields = {"also_said": (list[other] | other, "What else was said of it, and not taken as the answer.")}
    return _model(name, {**basis, **also}, required=answer)


@cache
def _control_status() -> Any:
    status = bool | Words["yes", "no", "in_place", "missing"]
    return status | Unknown | _with_basis("control_with_what_shows_it", status, key="in_place")


def _heads(base: RuleBase) -> list[str]:
    return list(dict.fromkeys(field.path.split(".")[0] for field in base.pack.header))


def _header(base: RuleBase, head: str) -> Any:
    fields = {field.path: field for field in base.pack.header if field.path.split(".")[0] == head}
    kinds = {path: _answer(base.facts[each.fact]) if each.fact else str | Names for path, each in fields.items()}
    if head in fields:
        return kinds[head]
    return _model(head, {path.split(".")[1]: (kind, path) for path, kind in kinds.items()})


def _header_question(base: RuleBase, head: str) -> str:
    fact = next((field.fact for field in base.pack.header if field.path == head), "")
    return base.facts[fact].question if fact else head
