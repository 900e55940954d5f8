"""The pieces of a schema: texts, names, lists and mappings, as a strict reader of YAML 1.2 takes them.

`yes` is a text there and `true` a truth value; the reader takes both, and so do these.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from engine.source.names import NameStyle

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""A text; one that looks like a number or a truth value is a text all the same."""

WHOLE: Schema = {"type": "integer"}
YES_NO: Schema = {"enum": ["yes", "no", True, False]}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DURATION: Schema = {
    "type": "string",
    "pattern": r"^(same_day|P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T\d+H)?)$",
    "description": "A length of time, such as PT24H, P2D, P6W, P3M or P1Y, or same_day.",
}
NAMES: Schema = {"$ref": "#/$defs/names"}


def name_in(style: NameStyle) -> Schema:
    """Describe a new name in one style."""
    return {"type": "string", "pattern": f"^(?:{style.pattern.pattern})$", "maxLength": 100}


def one_of(names: Iterable[str], says: str = "") -> Schema:
    """Describe one of the declared names; where none is declared, nothing can be right."""
    listed = [_written(name) for name in names]
    described = {"description": says} if says else {}
    return {"enum": [value for values in listed for value in values], **described}


def _written(name: str) -> list[Any]:
    """Give the ways in which YAML 1.2 may hand over a name: `true` and `false` come as truth values."""
    return [name, name == "true"] if name in ("true", "false") else [name]


def listed(item: Schema, least: int = 1) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": item, "minItems": least, "uniqueItems": True}


def one_or_several(item: Schema) -> Schema:
    """Describe a list for which a single entry may stand."""
    return {"anyOf": [item, listed(item)]}


def mapping(shapes: Mapping[str, Schema], keys: Collection[str] = (), required: Collection[str] = ()) -> Schema:
    """Describe a mapping with the given keys, by default those that have a shape; a key without one may hold anything.

    The keys come from the reader wherever it lists them, so that the two can't drift apart.
    """
    known = list(dict.fromkeys((*required, *(keys or shapes))))
    properties = {key: shapes.get(key, {}) for key in known}
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed}


def only_one(properties: Mapping[str, Schema]) -> Schema:
    """Describe a mapping with exactly one of these keys."""
    return {**mapping(properties), "minProperties": 1, "maxProperties": 1}


def by_name(value: Schema, style: NameStyle = NameStyle.SNAKE) -> Schema:
    """Describe a mapping whose keys are new names."""
    return {"type": "object", "propertyNames": name_in(style), "additionalProperties": value}
