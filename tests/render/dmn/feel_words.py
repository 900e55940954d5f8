"""A pack whose questions and decisions are named as FEEL names its functions and types, some of them silent."""

from pathlib import Path

from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

FEEL_PACK = """
pack: {id: words, version: 0.1.0, title: Words, topics: {all: All}, header: {who: text},
  layout: {heading: [who], primary: [sum], headline: [sum]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts:
  - {name: count, kind: number, range: [0, 9], question: How many?}
  - {name: min, kind: number, range: [0, 9], question: How few?, when_silent: 4}
  - {name: date, kind: date, question: When?}
  - {name: string, kind: choice, values: {a: A, b: B}, question: Which?, when_silent: b}
  - {name: list, kind: choices, values: {a: A, b: B}, question: Which ones?, when_silent: [b]}
  - {name: sort, kind: yes_no, question: In order?}
decisions:
  - {name: max, title: Most, hit_policy: any, values: {a: A, b: B}, default: {value: a, because: So., cites: [h.one]}}
  - {name: sum, title: All of it, hit_policy: first, values: {a: A, b: B}}
rules:
  - {name: one, when: {all: [{count: {at_least: 3}}, {min: {at_most: 4}}, {sort: yes}]}, then: {max: b}, because: So.,
     cites: [h.one]}
  - {name: two, when: {all: [{max: b}, {string: b}]}, then: {sum: a}, because: So., cites: [h.one]}
  - {name: three, when: {any: [{list: {includes: b}}, {date: {older_than: P1Y}}]}, then: {sum: b}, because: So.,
     cites: [h.one]}
"""


def pack_of_feel_words(folder: Path) -> RuleBase:
    """Write it into a folder, and load it."""
    (folder / "pack.yaml").write_text(FEEL_PACK, encoding="utf-8")
    return to_rule_base(read_pack_files(folder), folder)
