"""A pack laid over the sound pack of the hostile tests, which has a few thresholds more here."""

from pathlib import Path

from engine.rulebase.base import RuleBase
from tests.hostile.packs import load, make_pack

BELOW = b"""
topic: boat
facts:
  - {name: hours, kind: number, unit: hours, range: [0, 24], question: How long are they out?, worse: higher}
  - {name: drills, kind: number, range: [0, 12], question: How many drills a year?, worse: lower}
  - {name: painted_on, kind: date, question: When was it painted?, worse: earlier}
  - name: swell
    kind: choice
    ordered: yes
    values: {flat: Flat, low: Low, high: High, wild: Wild}
    question: How high is the swell?
    worse: higher
decisions:
  - name: pace
    title: Pace
    hit_policy: first
    values: {slow: Slow, fast: Fast, any: Any}
rules:
  - {name: long-trip, when: {hours: {at_least: 6}}, then: {care: close}, because: Long., cites: [hr.age]}
  - {name: short-trip, when: {hours: {at_most: 2}}, then: {notes: tide_table}, because: Short., cites: [hr.age]}
  - {name: few-drills, when: {not: {drills: {at_least: 4}}}, then: {care: close}, because: Few., cites: [hr.age]}
  - {name: old-paint, when: {painted_on: {older_than: P2Y}}, then: {care: close}, because: Old., cites: [hr.age]}
  - {name: high-swell, when: {swell: {at_least: high}}, then: {hire: stay}, because: High., cites: [hr.wind]}
  - {name: low-swell, when: {swell: {at_most: low}}, then: {notes: radio_call}, because: Low., cites: [hr.wind]}
  - {name: slow-first, when: {hours: {at_least: 10}}, then: {pace: slow}, because: So., cites: [hr.wind]}
  - {name: then-fast, when: {hours: {at_least: 5}}, then: {pace: fast}, because: So., cites: [hr.wind]}
  - {name: any-else, when: always, then: {pace: any}, because: So., cites: [hr.wind]}
"""

HEAD = """\
pack: {id: second-harbour, version: 2.0.0, title: The second harbour, extends: EXTENDS}
"""


def write_over(tmp_path: Path, text: str, head: str = HEAD, **files: str) -> Path:
    """Write a pack over the sound one; give its folder. `files` are more of its files, by their names."""
    if not (tmp_path / "below").exists():
        make_pack(tmp_path / "below", made={"more.yaml": BELOW})
    folder = tmp_path / "over"
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(head.replace("EXTENDS", "../below") + text, encoding="utf-8")
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def over(tmp_path: Path, text: str, head: str = HEAD, **files: str) -> RuleBase:
    """Write a pack over the sound one, and load both."""
    return load(write_over(tmp_path, text, head, **files))
