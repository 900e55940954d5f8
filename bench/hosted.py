"""A pack that hosts the tables of somebody else: 622 rows, most of them read from the top, and cases with outcomes.

A grant office, made up, with tables of the kind that other rule bases are full of. Rows overlap, the special ones stand
above the general ones, and later tables read what earlier ones decide.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from engine import RuleBase
from engine.interpret.evaluation import Evaluation, Single
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.load.folder import read_pack_files, to_rule_base

PACK = """
pack: {id: grants, version: "1", title: Who gets which grant, topics: {all: All},
       layout: {primary: [rate], headline: [group, band, rate, papers]}}
topic: all
documents: [{id: tariff, prefix: tf, title: The tariff}]
statements: [{id: tf.rows, must: anything, says: Every row says what follows.}]
facts:
  - {name: kind, kind: choice, question: Which kind?, why: It counts., values: {VALUES k 12}}
  - {name: region, kind: choice, question: Which region?, why: It counts., values: {VALUES r 8}}
  - {name: member, kind: yes_no, question: A member?, why: It counts.}
  - {name: urgent, kind: yes_no, question: Is it urgent?, why: It counts.}
  - {name: age, kind: number, unit: years, range: [0, 120], question: How old?, why: It counts.}
  - {name: income, kind: number, unit: pounds, range: [0, 90000], question: How much?, why: It counts.}
  - {name: hours, kind: number, unit: hours, range: [0, 60], question: How many?, why: It counts.}
decisions:
  - {name: group, title: Group, hit_policy: first, values: {VALUES g 6}}
  - {name: band, title: Band, hit_policy: first, values: {VALUES b 5}}
  - {name: rate, title: Rate, hit_policy: first, values: {VALUES p 9}}
  - {name: papers, title: Papers, hit_policy: collect, values: {VALUES d 10}}
tables:
  - {name: groups, file: groups.csv, hit_policy: first, decides: [group], because: So it says., cites: [tf.rows]}
  - {name: bands, file: bands.csv, hit_policy: first, decides: [band], because: So it says., cites: [tf.rows]}
  - {name: rates, file: rates.csv, hit_policy: first, decides: [rate], because: So it says., cites: [tf.rows]}
  - {name: papers, file: papers.csv, hit_policy: collect, decides: [papers], because: So it says., cites: [tf.rows]}
"""
VALUES = {"kind": "k", "region": "r", "group": "g", "band": "b", "rate": "p", "papers": "d"}
COUNTS = {"kind": 12, "region": 8, "group": 6, "band": 5, "rate": 9, "papers": 10}
NUMBERS = {"age": (120, 5), "income": (90_000, 5_000), "hours": (60, 4)}
"""How far a number goes, and where rows part it."""
TABLES: Mapping[str, tuple[int, tuple[str, ...], str]] = {
    "groups": (120, ("kind", "region", "member"), "group"),
    "bands": (150, ("age", "income", "urgent"), "band"),
    "rates": (300, ("group", "band", "hours", "region", "urgent"), "rate"),
    "papers": (52, ("rate", "kind", "member", "age"), "papers"),
}
"""Of each table: its rows, what they ask, and what they decide."""
CASES = 1_500
ASKED = 0.6
"""How often a cell asks anything."""

Row = dict[str, str]


def hosted(folder: Path) -> RuleBase:
    """Write the pack with its cases, and read it."""
    rng = Random(622)
    text = PACK
    for name, letter in VALUES.items():
        values = ", ".join(f"{letter}{n}: {{label: {letter.upper()}{n}}}" for n in range(COUNTS[name]))
        if name in ("kind", "region"):
            values = ", ".join(f"{letter}{n}: {letter.upper()}{n}" for n in range(COUNTS[name]))
        text = text.replace(f"VALUES {letter} {COUNTS[name]}", values)
    folder.joinpath("pack.yaml").write_text(text, encoding="utf-8")
    for table, (count, asked, decides) in TABLES.items():
        _write(folder / f"{table}.csv", table, _rows(rng, table, count, asked, decides), (*asked, decides))
    base = to_rule_base(read_pack_files(folder), folder)
    cases = folder / "cases"
    cases.mkdir()
    cases.joinpath("all.yaml").write_text("cases:\n" + "".join(_cases(rng, base)), encoding="utf-8")
    return base


def _rows(rng: Random, table: str, count: int, asked: tuple[str, ...], decides: str) -> list[Row]:
    """Draw different rows, the more special ones first; of a table read from the top, the last one asks nothing."""
    last = {**dict.fromkeys(asked, ""), decides: _value(rng, decides)}
    rows = {tuple(last.values())[:-1]: last} if table != "papers" else {}
    while len(rows) < count:
        cells = {name: _cell(rng, name) if rng.random() < ASKED else "" for name in asked}
        if any(cells.values()):
            rows.setdefault(tuple(cells.values()), {**cells, decides: _value(rng, decides)})
    return sorted(rows.values(), key=lambda row: list(row.values()).count(""))


def _cell(rng: Random, name: str) -> str:
    if name in NUMBERS:
        most, step = NUMBERS[name]
        start = rng.randrange(0, most, step)
        return f"{start}..{min(most, start + step * rng.randint(1, 4) - 1)}"
    if name in VALUES:
        several = 2 if rng.random() < 0.2 else 1
        return " | ".join(sorted({_value(rng, name) for _ in range(several)}))
    return rng.choice(("yes", "no"))


def _value(rng: Random, name: str) -> str:
    return f"{VALUES[name]}{rng.randrange(COUNTS[name])}"


def _write(path: Path, table: str, rows: list[Row], headings: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["name", *headings], lineterminator="\n")
        writer.writeheader()
        writer.writerows({"name": f"{table}-{number}", **row} for number, row in enumerate(rows, 1))


def _cases(rng: Random, base: RuleBase) -> Iterator[str]:
    """Walk cases with all that comes out; some leave an answer out."""
    for number in range(CASES):
        facts = _answers(rng)
        if rng.random() < 0.1:
            facts.pop(rng.choice(list(facts)))
        answers = ", ".join(f"{name}: {_written(answer)}" for name, answer in facts.items())
        yield f"- {{name: case {number}, answers: {{{answers}}}, expect: {{{_expected(evaluate(base, facts))}}}}}\n"


def _answers(rng: Random) -> dict[str, bool | int | str]:
    return {
        "kind": _value(rng, "kind"),
        "region": _value(rng, "region"),
        "member": rng.random() < 0.5,
        "urgent": rng.random() < 0.5,
        **{name: rng.randint(0, most) for name, (most, _) in NUMBERS.items()},
    }


def _written(answer: object) -> str:
    return ("yes" if answer else "no") if isinstance(answer, bool) else str(answer)


def _expected(found: Evaluation) -> str:
    parts = []
    for name in ("group", "band", "rate"):
        outcome = found.decisions[name]
        if isinstance(outcome, Single):
            possible = sorted(map(str, outcome.possible))
            still = f"{{possible: [{', '.join(possible)}]}}"
            parts.append(f"{name}: {possible[0] if len(possible) == 1 else still}")
    papers = found.collected("papers")
    members, undecided = (", ".join(sorted(each)) for each in (papers.members, papers.undecided))
    return ", ".join([*parts, f"papers: {{includes: [{members}], undecided: [{undecided}]}}"])
