"""The published shapes: JSON Schema, and the assessment key by key."""

from collections.abc import Iterator
from typing import Any

from engine.export.schema import SCHEMAS, headed, schema
from engine.export.schema.layout import laid_out
from engine.export.shapes import assessment_schema
from engine.rulebase.base import RuleBase
from tools.docs.writer.markdown import code, fenced, page, table


def schemas(base: RuleBase) -> dict[str, str]:
    """Write every schema as JSON."""
    return {
        **{f"{kind}.schema.json": laid_out(schema(base, kind)) for kind in SCHEMAS},
        "assessment.schema.json": laid_out(headed(assessment_schema(), "Assessment")),
    }


def assessment_page() -> str:
    """Write the page on what `assess --format json` gives."""
    schema = assessment_schema()
    head = (
        "`armslength assess --format json` writes one object for one profile, and an array for several. `result` is "
        "canonical JSON (RFC 8785): the same pack, profile and day give the same bytes. What ran is said beside it, in "
        "`run`. The shape is described by [assessment.schema.json](assessment.schema.json)."
    )
    program = (
        "from pathlib import Path\n\nfrom engine.export.shapes import documents\n\n"
        'for document in documents(Path("result.json").read_bytes()):\n'
        '    print(document.result.profile.id, document.result.decisions["model"].value)'
    )
    parts = (f"## {name}\n\n{_shape(schema['$defs'][name])}" for name in _order(schema))
    use = f"In Python, the same shape is a set of strict pydantic models:\n\n{fenced(program, 'python')}"
    return page("The assessment as JSON", head, use, *parts)


def _order(schema: dict[str, Any]) -> list[str]:
    first = ["Document", "Result", "DecisionFound", "ControlFound", "RuleFound", "OpenQuestion"]
    return [*first, *sorted(set(schema["$defs"]) - set(first))]


def _shape(definition: dict[str, Any]) -> str:
    required = definition.get("required", [])
    rows = [
        (code(name), _kind(each), "" if name in required else "may be missing", each.get("description", ""))
        for name, each in definition["properties"].items()
    ]
    return f"{definition.get('description', '')}\n\n" + table(("Key", "Value", "", "Meaning"), rows)


def _kind(schema: dict[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_kinds(schema)))


def _kinds(schema: dict[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        yield f"[{name}](#{name.lower()})"
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _kinds(each)
    elif "enum" in schema or "const" in schema:
        yield ", ".join(code(str(each)) for each in schema.get("enum", [schema.get("const")]))
    elif schema.get("type") == "array":
        yield f"list of {_kind(schema['items'])}"
    elif isinstance(schema.get("additionalProperties"), dict):
        yield f"mapping of name to {_kind(schema['additionalProperties'])}"
    else:
        yield str(schema.get("type", "anything"))


def profile_page(base: RuleBase) -> str:
    """Write the page on profiles."""
    fields = ", ".join(code(field.path) for field in base.pack.header)
    words = (
        ("`yes`, `no`", "a yes/no question"),
        ("a name", "a `choice`"),
        ("`[a, b]`", "`choices`: exactly these; every other one does not hold"),
        ("`{includes: [a], excludes: [b]}`", "`choices`: what is known; every other one is unknown"),
        ("`14`", "a number"),
        ("`2026-01-31`", "a date"),
        ("`unknown`, or left out", "not known yet, for any question"),
    )
    basis = (
        ("`value`", "The answer."),
        ("`evidence`", "What shows it."),
        ("`known`", "How it is known: `observed`, `documented`, `told` or `assumed`."),
        ("`by`", "The role of whoever knows it."),
        ("`on`", "The day on which it was found out; of `unknown`, on which it was asked."),
        ("`also_said`", "What else was said of it, and not taken: a list of such mappings. No rule reads it."),
    )
    return page(
        "Profiles",
        "A profile describes one arrangement, in YAML or JSON. A JSON file may hold one object or a list of them. "
        "`armslength profile new` writes a blank one, and `armslength profile check` reads one strictly. The shape "
        "for the shipped rules is described by [profile.schema.json](profile.schema.json): "
        f"{len(base.facts)} questions and {len(base.controls)} controls.",
        f"The head: `id`, and the fields that the pack declares: {fields}.",
        "## Answers\n\nUnder `answers`, by the name of the question:",
        table(("Written", "For"), words),
        "An answer may say what it rests on. Then it is a mapping:",
        table(("Key", "Meaning"), basis),
        fenced(
            "people_have_agreed: {value: yes, evidence: notes in each file, known: documented, by: service manager}",
            "yaml",
        ),
        "An answer to a question that does not apply is kept, counts for nothing, and is listed under "
        "`ignored_answers`.",
        "## Controls\n\nUnder `controls`, by name: `yes` (in place), `no` (missing) or `unknown`; or a mapping of "
        "`in_place` with the same keys as above.",
        "## Worked examples\n\nThree more keys are for worked examples: `expect` (what must come out), `as_of` (the "
        "day on which they are tested) and `cites` (the statements that they show). `assess` does not read them.",
    )
