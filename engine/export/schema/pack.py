"""The schema of what a pack says of itself: its names, the head of a profile, and how results are laid out."""

from engine.export.schema.pieces import (
    NAMES,
    TEXT,
    YES_NO,
    Schema,
    by_name,
    listed,
    mapping,
    name_in,
    one_of,
    one_or_several,
)
from engine.rulebase.base import RuleBase
from engine.rulebase.load.read_pack import OPTIONAL, OVER_OPTIONAL, OVER_REQUIRED, REQUIRED, SHOWN_BY
from engine.source.names import NameStyle


def pack(base: RuleBase) -> Schema:
    """Describe `pack`."""
    decision = one_of(base.decisions)
    decisions = one_or_several(decision)
    field: Schema = {
        "anyOf": [
            {"enum": ["text", "texts"]},
            mapping({"fact": one_of((*base.facts, *base.aliases))}, required=("fact",)),
        ]
    }
    shown: dict[str, Schema] = {
        "title": TEXT,
        "decisions": decisions,
        "facts": one_or_several(one_of((*base.facts, *base.aliases))),
    }
    section: Schema = {
        **mapping(shown, required=("title",)),
        "anyOf": [{"required": [key]} for key in ("decisions", "facts")],
    }
    left_out = mapping({"where": decision, "is": NAMES}, required=("where", "is"))
    layout: dict[str, Schema] = {
        "primary": decisions,
        "headline": decisions,
        "heading": one_or_several(one_of(field.path for field in base.pack.header)),
        "sections": listed(section),
        "left_out": mapping(dict.fromkeys((*base.decisions, *base.pack.control_classes), one_or_several(left_out))),
    }
    kind = mapping({"says": TEXT, "shown_by": one_of(SHOWN_BY), "decisions": decisions}, required=("says", "shown_by"))
    shapes: dict[str, Schema] = {
        "id": name_in(NameStyle.KEBAB),
        **dict.fromkeys(("version", "title", "examples"), TEXT),
        **dict.fromkeys(("topics", "roles", "control_classes", "urgencies"), by_name(TEXT)),
        "header": by_name({"anyOf": [field, by_name(field)]}),
        "layout": mapping(layout, required=("primary", "headline")),
        "statement_kinds": by_name(kind),
        "day_first": YES_NO,
    }
    if base.extends:
        over = {**shapes, "extends": TEXT, "layout": mapping(layout)}
        return mapping(over, (*OVER_REQUIRED, *OVER_OPTIONAL), OVER_REQUIRED)
    return mapping(shapes, (*REQUIRED, *OPTIONAL), REQUIRED)
