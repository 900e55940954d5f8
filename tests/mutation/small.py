"""A pack of a few rules, small enough to know by heart which cases notice what."""

from pathlib import Path

from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

PACK = """
pack:
  id: gate
  version: 1.0.0
  title: Whether the gate opens
  topics: {gate: The gate}
  roles: {guard: The guard}
  control_classes: {blocking: Before anybody goes in}
  header: {who: text}
  layout: {heading: [who], primary: [entry], headline: [entry]}
documents: [{id: house-rules, prefix: house, title: Rules of the house}]
statements: [{id: house.gate, must: decides, says: The gate opens for some.}]
facts:
  - {name: has_key, kind: yes_no, topic: gate, question: Have they a key?, cites: [house.gate]}
  - name: key_is_new
    kind: yes_no
    topic: gate
    question: Is it new?
    applies_when: {has_key: yes}
    cites: [house.gate]
  - {name: visits, kind: number, topic: gate, question: How often?, unit: times, range: [0, 9], cites: [house.gate]}
  - name: comes_by
    kind: choice
    topic: gate
    question: How?
    values: {foot: On foot, bicycle: By bicycle, car: By car}
    cites: [house.gate]
decisions:
  - name: entry
    title: Entry
    hit_policy: any
    values:
      open: {label: Open, says: The gate opens.}
      shut: {label: Shut, says: It stays shut.}
    default: {value: shut, because: It is a gate., cites: [house.gate]}
  - name: care
    title: Care
    hit_policy: max
    values:
      low: {label: Low, says: A nod.}
      middle: {label: Middle, says: A word.}
      high: {label: High, says: A look at the papers.}
    default: {value: low, because: Nothing speaks for more., cites: [house.gate]}
    while_open: middle
controls:
  - {name: name-noted, title: Name noted, what: It stands in the book., topic: gate, owner: guard,
     evidence: The book., classes: [blocking], cites: [house.gate]}
rules:
  - name: opens-with-a-key
    when: {all: [{has_key: yes}, {visits: {at_least: 3}}]}
    then: {entry: open}
    because: They are known.
    cites: [house.gate]
  - name: cars-are-looked-at
    when: {any: [{comes_by: car}, {key_is_new: yes}]}
    then: {care: high, require: [name-noted]}
    because: A car holds much.
    cites: [house.gate]
"""

WHOLE = """
cases:
  - name: with a key and three visits the gate opens
    answers: {has_key: yes, visits: 3, comes_by: foot, key_is_new: no}
    expect: {entry: open, care: low, controls: {excludes: [name-noted]}}
  - name: two visits are too few
    answers: {has_key: yes, visits: 2}
    expect: {entry: shut}
  - name: without a key it stays shut
    answers: {has_key: no, visits: 4}
    expect: {entry: shut}
  - name: a car is looked at
    answers: {comes_by: car, has_key: yes, key_is_new: no}
    expect: {care: high, controls: {includes: [name-noted]}}
  - name: a new key is looked at
    answers: {comes_by: foot, has_key: yes, key_is_new: yes}
    expect: {care: high}
  - name: a key that nobody has is not new
    answers: {comes_by: bicycle, has_key: no, key_is_new: yes}
    expect: {care: low}
  - name: nothing is known of them, and a word is said meanwhile
    answers: {}
    expect:
      entry: {possible: [open, shut]}
      care: {possible: [low, high], interim: middle}
      controls: {undecided: [name-noted]}
"""


def pack(folder: Path, cases: str = WHOLE, rules: str = PACK) -> Path:
    """Write the pack with these cases."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(rules, encoding="utf-8")
    (folder / "cases" / "all.yaml").write_text(cases, encoding="utf-8")
    return folder


def base(folder: Path) -> RuleBase:
    """Read a pack."""
    return to_rule_base(read_pack_files(folder), folder)


def line_of(folder: Path, words: str) -> int:
    """Find the line of the pack on which something stands."""
    lines = (folder / "pack.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def without(name: str, cases: str = WHOLE) -> str:
    """Leave one case out."""
    parts = cases.split("  - name: ")
    kept = [part for part in parts if not part.startswith(name)]
    assert len(kept) == len(parts) - 1
    return "  - name: ".join(kept)
