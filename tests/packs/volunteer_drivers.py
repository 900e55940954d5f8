"""A pack with a question of every kind, some with a meaning for silence: who may drive for a club."""

from pathlib import Path
from tempfile import TemporaryDirectory

from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

PACK = """
pack:
  id: lunch-club
  version: 0.1.0
  title: Whether a volunteer may drive for the lunch club
  day_first: yes
  topics: {all: All}
  roles: {lead: The lead}
  control_classes: {blocking: Nobody drives without it}
  header: {who: text, tags: texts, grade: {fact: grade}}
  layout: {heading: [who], primary: [drive], headline: [drive, level, flags]}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts:
  - {name: licence, kind: yes_no, question: Do they hold a licence?, worse: no, quick: 1}
  - {name: grade, kind: choice, ordered: yes, values: {low: Low, mid: Middle, high: High}, worse: higher,
     question: Which grade?}
  - {name: points, kind: number, range: [-5, 12], unit: points, question: How many points?, worse: higher}
  - {name: born, kind: date, question: When were they born?, worse: later}
  - {name: checked_on, kind: date, question: When was the licence last checked?, worse: earlier}
  - {name: next_check, kind: date, past: no, question: When is the next check?}
  - {name: areas, kind: choices, values: {north: North, south: South, east: "East, and beyond"}, question: Which areas?}
  - {name: alone, kind: yes_no, question: Are they alone with people?, when_silent: no, worse: yes}
  - {name: aids, kind: choices, values: {ramp: A ramp, belt: A belt}, question: Which aids?, when_silent: [belt],
     applies_when: {licence: yes}}
  - {name: note, kind: text, question: Any note?}
decisions:
  - name: drive
    title: Driving
    hit_policy: any
    values: {may: {label: May drive, says: Keys.}, may_not: {label: May not, says: No keys.}}
    default: {value: may, because: Nothing against it., cites: [h.one]}
  - name: level
    title: The level
    hit_policy: max
    values: {a: A, b: B, c: C}
    default: {value: a, because: Start., cites: [h.one]}
    while_open: b
  - name: flags
    title: Flags
    hit_policy: collect
    values: {old: Old check, wide: Wide area, due: Check due}
controls:
  - {name: badge, title: Badge worn, what: A badge., topic: all, owner: lead, evidence: Photo., classes: [blocking],
     cites: [h.one]}
rules:
  - {name: no-licence, when: {licence: no}, then: {drive: may_not}, because: No licence., cites: [h.one]}
  - {name: too-young, when: {not: {born: {older_than: P18Y}}}, then: {drive: may_not}, because: Young.,
     cites: [h.one]}
  - {name: many-points, when: {points: {at_least: 6}}, then: {level: b}, because: Points., cites: [h.one]}
  - {name: high-grade, when: {grade: {at_least: high}}, then: {level: c}, because: Grade., cites: [h.one]}
  - {name: alone-close, when: {alone: yes}, then: {level: c}, because: Alone., cites: [h.one]}
  - {name: no-ramp, when: {not: {aids: {includes: ramp}}}, then: {level: b}, because: No ramp., cites: [h.one]}
  - {name: stale, when: {checked_on: {older_than: P1M}}, then: {flags: [old], warn: Check again.}, because: Stale.,
     cites: [h.one]}
  - {name: due, when: {next_check: {older_than: P1M}}, then: {flags: [due]}, because: Due., cites: [h.one]}
  - {name: wide, when: {areas: {includes_any: [north, south]}}, then: {flags: [wide], require: [badge]}, because: Wide.,
     cites: [h.one]}
"""


def written_pack(folder: Path, text: str = PACK) -> Path:
    """Write the pack, or another text, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    return folder


def volunteer_drivers(text: str = PACK) -> RuleBase:
    """Load the pack, or what another text makes of it."""
    with TemporaryDirectory() as folder:
        path = written_pack(Path(folder), text)
        return to_rule_base(read_pack_files(path), path)
