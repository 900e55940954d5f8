"""A pack laid over the sound pack of the hostile tests, which has a few thresholds more here."""

from collections.abc import Sequence
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


PRICES = """\
pack: {id: bus, version: 0.1.0, title: What the bus costs, topics: {all: All}, header: {who: text},
       layout: {heading: [who], primary: [price], headline: [price]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: Prices depend on the trip.}]
topic: all
facts:
  - {name: trip, kind: choice, values: {short: Short, day: A day, far: Far}, question: What trip?}
  - {name: seats, kind: number, range: [1, 16], question: How many seats?, worse: higher}
decisions:
  - {name: price, title: Price, hit_policy: first, values: {free: Free, low: Low, full: Full}}
tables:
  - {name: prices, file: prices.csv, hit_policy: first, decides: [price], because: The list says so., cites: [h.one]}
"""
"""A pack whose rules are the rows of a table, which each test writes."""


def over_table(tmp_path: Path, rows: Sequence[str], text: str) -> RuleBase:
    """Write the pack of prices with these rows, and a pack over it; load both."""
    below, upper = tmp_path / "below", tmp_path / "over"
    for folder, name, content in (
        (below, "pack.yaml", PRICES),
        (below, "prices.csv", "".join(f"{row}\n" for row in rows)),
        (upper, "pack.yaml", f"pack: {{id: up, version: 0.1.0, title: Ours, extends: ../below}}\n{text}\n"),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return load(upper)


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
