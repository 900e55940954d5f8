"""Properties in a schema: what a pack claims of itself, with the names that each claim may speak of."""

from engine.export.schema.pieces import TEXT, Schema, mapping, name_in, one_of, one_or_several
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS, SINGLE_VALUED, HitPolicy
from engine.rulebase.load.read_properties import CLAIMS, REQUIRED
from engine.source.names import NameStyle

CONDITION: Schema = {"$ref": "#/$defs/condition"}


def claimed(base: RuleBase) -> Schema:
    """Describe a property."""
    decisions = one_or_several(one_of(base.decisions))
    of_one_question = {"fact": one_of((*base.facts, *base.aliases)), "decisions": decisions}
    about = mapping(of_one_question, required=tuple(of_one_question))
    fall: dict[str, Schema] = {
        "facts": one_or_several(one_of((*base.facts, *base.aliases, *base.controls))),
        "decisions": one_or_several(one_of(name for name in base.decisions if name != CONTROLS)),
        "controls": one_or_several(one_of(base.controls)),
        "while_open": one_of(base.decisions),
    }
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.KEBAB),
        "says": TEXT,
        "cites": {"$ref": "#/$defs/cites"},
        "when": CONDITION,
        "then": CONDITION,
        "changes_only": about,
        "leaves": about,
        "never_lighter": _of_policy(base, ("max",)),
        "order_decides": _of_policy(base, ("first",)),
        "complete": _of_policy(base, SINGLE_VALUED),
        "may_fall": mapping(fall, required=("facts",)),
    }
    return mapping(shapes, ("when", *CLAIMS), REQUIRED)


def _of_policy(base: RuleBase, policies: tuple[HitPolicy, ...]) -> Schema:
    known = [name for name, decision in base.decisions.items() if decision.hit_policy in policies]
    return mapping({"decisions": one_or_several(one_of(known))}, required=("decisions",))
