"""The schema of a rule file: its keys as the reader lists them, its names as the pack declares them."""

from engine.export.schema.claims import claimed
from engine.export.schema.conditions import condition, condition_on_questions, decision_meaning
from engine.export.schema.pack import pack
from engine.export.schema.pieces import (
    DAY,
    DURATION,
    TEXT,
    WHOLE,
    YES_NO,
    Schema,
    by_name,
    mapping,
    name_in,
    one_of,
    one_or_several,
)
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import HIT_POLICIES, MOST_ADDED, SETS
from engine.rulebase.facts import KINDS, WORSE_BY_KIND
from engine.rulebase.load import read_crosswalks, read_glossary, read_tables
from engine.rulebase.load.files import LISTS
from engine.rulebase.load.read_facts import CONTROL_OPTIONAL, CONTROL_REQUIRED, FACT_OPTIONAL, FACT_REQUIRED
from engine.rulebase.load.read_rules import OPTIONAL, ORIGINS, REQUIRED
from engine.rulebase.load.read_statements import DOCUMENT_OPTIONAL, DOCUMENT_REQUIRED
from engine.source.names import NameStyle

CITES: Schema = {"$ref": "#/$defs/cites"}
TOPIC: Schema = {"$ref": "#/$defs/topic"}


def rule_file(base: RuleBase) -> Schema:
    """Describe a rule file for one pack."""
    document = {"id": name_in(NameStyle.KEBAB), "prefix": name_in(NameStyle.SNAKE), "title": TEXT}
    document |= dict.fromkeys(DOCUMENT_OPTIONAL, TEXT)
    principle = {"name": name_in(NameStyle.KEBAB), "says": TEXT, "cites": CITES}
    lists = {
        "documents": mapping(document, required=DOCUMENT_REQUIRED),
        "statements": _statement(base),
        "principles": mapping(principle, required=tuple(principle)),
        "facts": _fact(base),
        "decisions": _decision(),
        "controls": _control(base),
        "rules": _rule(base),
        "tables": _table(base),
        "crosswalks": _crosswalk(base),
        "glossary": _term(),
        "switch_off": mapping({"rule": TEXT, "because": TEXT}, required=("rule", "because")),
        "tighten": _tightening(base),
        "properties": claimed(base),
    }
    properties: dict[str, Schema] = {"pack": pack(base), "topic": TOPIC}
    properties |= {key: {"type": "array", "items": lists.get(key, {})} for key in LISTS}
    return {**mapping(properties), "$defs": _shared(base)}


def _shared(base: RuleBase) -> dict[str, Schema]:
    statements = [{"const": each.id, "description": each.says} for each in base.statements.values()]
    return {
        "topic": one_of(base.pack.topics),
        "names": one_or_several(TEXT),
        "statement": {"oneOf": statements} if statements else TEXT,
        "cites": one_or_several({"$ref": "#/$defs/statement"}),
        "condition": condition(base),
        "condition_on_questions": condition_on_questions(base),
    }


def _crosswalk(base: RuleBase) -> Schema:
    reference = {"id": name_in(NameStyle.DOTTED), "frame": TEXT, "title": TEXT}
    one_line = {
        "controls": one_or_several(one_of(base.controls)),
        "references": one_or_several(name_in(NameStyle.DOTTED)),
        "looks_for": TEXT,
        "found_in": TEXT,
    }
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.KEBAB),
        "title": TEXT,
        "true_on": DAY,
        "remark": TEXT,
        "references": one_or_several(mapping(reference, required=read_crosswalks.REFERENCE_KEYS)),
        "lines": one_or_several(mapping(one_line, required=read_crosswalks.LINE_KEYS)),
    }
    return mapping(shapes, required=read_crosswalks.REQUIRED)


def _term() -> Schema:
    words = one_or_several(TEXT)
    return mapping({"term": TEXT, "means": TEXT, "avoid": words, "fine_in": words}, required=read_glossary.REQUIRED)


def _statement(base: RuleBase) -> Schema:
    kinds = {each.name: each.says for each in base.pack.statement_kinds}
    must = one_of(kinds, "; ".join(f"{name}: {says}" for name, says in kinds.items())) if kinds else TEXT
    shapes = {"id": name_in(NameStyle.DOTTED), "must": must, "says": TEXT, "under": TEXT, "origin": TEXT}
    return mapping(shapes, required=("id", "must", "says"))


def _fact(base: RuleBase) -> Schema:
    worse = sorted({word for words in WORSE_BY_KIND.values() for word in words})
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.SNAKE),
        "kind": one_of(KINDS),
        "topic": TOPIC,
        "quick": WHOLE,
        "ordered": YES_NO,
        "values": by_name(TEXT),
        "range": {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2},
        "worse": one_of(worse),
        "applies_when": {"$ref": "#/$defs/condition_on_questions"},
        "past": YES_NO,
        "changeable": YES_NO,
        "known_by": one_or_several(one_of(base.pack.roles)),
        "when_silent": {"anyOf": [TEXT, {"type": "array", "items": TEXT, "uniqueItems": True}]},
        "cites": CITES,
        "aliases": one_or_several(TEXT),
        "value_aliases": {"type": "object", "additionalProperties": {"anyOf": [TEXT, YES_NO]}},
        **dict.fromkeys(("question", "why", "yes_example", "no_example", "example", "unit", "line"), TEXT),
    }
    chosen: Schema = {"properties": {"kind": {"enum": ["choice", "choices"]}}, "required": ["kind"]}
    number: Schema = {"properties": {"kind": {"const": "number"}}, "required": ["kind"]}
    return {
        **mapping(shapes, (*FACT_REQUIRED, *FACT_OPTIONAL), FACT_REQUIRED),
        "allOf": [
            {"if": chosen, "then": {"required": ["values"], "properties": {"values": {"minProperties": 2}}}},
            {"if": number, "then": {"required": ["range"]}},
        ],
    }


def _decision() -> Schema:
    value = mapping(
        {"label": TEXT, "says": TEXT, "deadline": DURATION, "cadence": DURATION, "cites": CITES, "meanwhile": YES_NO},
        required=("label",),
    )
    default: dict[str, Schema] = {"value": TEXT, "because": TEXT, "cites": CITES}
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.SNAKE),
        "title": TEXT,
        "hit_policy": one_of(HIT_POLICIES),
        "values": by_name({"anyOf": [TEXT, value]}),
        "default": mapping(default | {"gap": YES_NO}, required=tuple(default)),
        "while_open": TEXT,
        "cites": CITES,
    }
    return mapping(shapes, required=("name", "title", "hit_policy"))


def _control(base: RuleBase) -> Schema:
    given = {
        each.name: one_or_several(one_of(each.values))
        for each in base.decisions.values()
        if each.values and not each.built_in
    }
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.KEBAB),
        "topic": TOPIC,
        "owner": one_of(base.pack.roles),
        "deadline": DURATION,
        "cadence": DURATION,
        "classes": one_or_several(one_of(base.pack.control_classes)),
        "quick": WHOLE,
        "belongs_to": {**mapping(given), "minProperties": 1, "maxProperties": 1},
        "cites": CITES,
        **dict.fromkeys(("title", "what", "evidence", "question"), TEXT),
    }
    return mapping(shapes, (*CONTROL_REQUIRED, *CONTROL_OPTIONAL), CONTROL_REQUIRED)


def _rule(base: RuleBase) -> Schema:
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.KEBAB),
        "when": {"$ref": "#/$defs/condition"},
        "then": _conclusions(base),
        "cites": CITES,
        "origin": one_of(ORIGINS),
        "urgency": one_of(base.pack.urgencies),
        "from": DAY,
        "until": DAY,
        **dict.fromkeys(("title", "because", "replaces"), TEXT),
    }
    return mapping(shapes, (*REQUIRED, *OPTIONAL), REQUIRED)


def _table(base: RuleBase) -> Schema:
    decided = one_of(name for name, decision in base.decisions.items() if not decision.built_in)
    shapes: dict[str, Schema] = {
        "name": name_in(NameStyle.KEBAB),
        "file": {"type": "string", "pattern": r"\.csv$"},
        "hit_policy": one_of(HIT_POLICIES),
        "decides": one_or_several(decided),
        "cites": CITES,
        "origin": one_of(ORIGINS),
        "from": DAY,
        "until": DAY,
        **dict.fromkeys(("title", "because"), TEXT),
    }
    return mapping(shapes, (*read_tables.REQUIRED, *read_tables.OPTIONAL), read_tables.REQUIRED)


def _tightening(base: RuleBase) -> Schema:
    """Describe a threshold that is moved: of a question that says which way it gets worse."""
    questions = one_of(
        name for fact in base.facts.values() if fact.worse is not None for name in (fact.name, *fact.aliases)
    )
    shapes = {"rule": TEXT, "question": questions, "to": TEXT, "because": TEXT}
    return mapping(shapes, required=tuple(shapes))


ADDED: Schema = {"type": "integer", "minimum": 0, "maximum": MOST_ADDED}


def _conclusions(base: RuleBase) -> Schema:
    shapes: dict[str, Schema] = {
        "require": one_or_several(one_of(base.controls, "Controls that have to be in place.")),
        "warn": {**TEXT, "description": "What to watch out for, in a sentence."},
        "advise": {**TEXT, "description": "What to do, in a sentence."},
    }
    for decision in base.decisions.values():
        if not decision.built_in:
            numbers: dict[str, Schema] = {"count": {"const": 1}, "sum": ADDED}
            one = numbers.get(decision.hit_policy) or one_of(decision.values)
            given = one_or_several(one) if decision.hit_policy in SETS else one
            shapes[decision.name] = {**given, "description": decision_meaning(decision)}
    return {**mapping(shapes), "minProperties": 1}
