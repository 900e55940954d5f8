"""Random packs as people write them: files with a table and dates, silence, questions that hang on others, an overlay.

Their vocabulary is so small that every profile can be tried.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations, product
from pathlib import Path
from random import Random

from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts, Members
from tests.hostile.packs import load

DAYS = (date(2026, 1, 15), date(2026, 3, 15), date(2026, 6, 15))
"""Days of assessment, on either side of the days on which rules begin and end."""

HEAD = """\
pack: {id: below, version: 0.1.0, title: Below, topics: {all: All}, roles: {us: We}, header: {who: text},
  layout: {heading: [who], primary: [berth, care], headline: [berth, care, notes, points]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
controls:
  - {name: guard, title: A guard, what: One., topic: all, owner: us, evidence: A list., deadline: P1W, cites: [h.one]}
"""
OVER = "pack: {id: over, version: 0.1.0, title: Over, extends: ../below}\n"
TESTS = {
    "swims": ["yes", "no"],
    "boat": ["canoe", "yacht", "{one_of: [yacht, raft]}"],
    "people": ["{at_least: 2}", "{at_most: 1}", "{at_least: 3}"],
    "gear": ["{includes: sail}", "{includes: radio}"],
    "trained_on": ["{older_than: P1M}"],
}
CELLS = {
    "swims": ["yes", "no", "", ""],
    "boat": ["canoe", "yacht", "not canoe", ""],
    "people": [">= 2", "< 2", "3", ""],
    "gear": ["sail", "", ""],
}


def random_written_pack(rng: Random, folder: Path) -> RuleBase:
    """Write a pack, and one over it about half of the time; give what is loaded."""
    below = folder / "below"
    below.mkdir(parents=True)
    policy = rng.choice(("first", "first", "first", "any", "unique"))
    rows = list(_rows(rng))
    (below / "pack.yaml").write_text(HEAD + _facts(rng) + _decisions(rng, policy) + _rules(rng, "below", 6))
    (below / "berths.csv").write_text("\n".join(["name,swims,boat,people,gear,berth", *rows]) + "\n")
    if rng.random() < 0.5:
        return load(below)
    over = folder / "over"
    over.mkdir()
    (over / "pack.yaml").write_text(OVER + _switched_off(rng, len(rows)) + "topic: all\n" + _rules(rng, "over", 2))
    return load(over)


def _facts(rng: Random) -> str:
    silent = rng.choice(("", ", when_silent: yes", ", when_silent: no"))
    hangs = rng.choice(("", ", applies_when: {swims: yes}"))
    nothing = rng.choice(("", ", when_silent: [radio]"))
    return f"""facts:
  - {{name: swims, kind: yes_no, question: Can they swim?{silent}}}
  - {{name: boat, kind: choice, values: {{canoe: Canoe, yacht: Yacht, raft: Raft}}, question: What boat?{hangs}}}
  - {{name: people, kind: number, range: [0, 3], question: How many?}}
  - {{name: gear, kind: choices, values: {{sail: Sail, radio: Radio}}, question: What is on board?{nothing}}}
  - {{name: trained_on, kind: date, question: Last trained when?{hangs}}}
"""


def _decisions(rng: Random, policy: str) -> str:
    default = rng.choice(("", ", default: {value: out, because: So., cites: [h.one]}"))
    return f"""decisions:
  - {{name: berth, title: Berth, hit_policy: {policy}, values: {{in: In, out: Out, none: None}}{default}}}
  - name: care
    title: Care
    hit_policy: max
    values: {{low: Low, mid: Middle, high: {{label: High, deadline: P1D}}}}
    default: {{value: {rng.choice(("low", "mid"))}, because: So., cites: [h.one]}}
  - {{name: notes, title: Notes, hit_policy: collect, values: {{n1: One, n2: Two}}}}
  - {{name: points, title: Points, hit_policy: count}}
tables:
  - {{name: berths, file: berths.csv, hit_policy: {policy}, decides: [berth], because: So., cites: [h.one]}}
"""


def _rows(rng: Random) -> Iterator[str]:
    for number in range(rng.randint(3, 6)):
        cells = [rng.choice(choices) for choices in CELLS.values()]
        yield ",".join([f"row-{number}", *cells, rng.choice(("in", "out", "none"))])


def _rules(rng: Random, name: str, most: int) -> str:
    made = "".join(_rule(rng, f"{name}-{number}") for number in range(rng.randint(2, most)))
    return f"rules:\n{made}"


def _rule(rng: Random, name: str) -> str:
    dates = rng.choice(("", "", "from: 2026-02-01, ", "until: 2026-04-30, "))
    then = rng.choice(
        ("care: mid", "care: high", "notes: [n1]", "notes: [n2], require: [guard]", "points: 1", "warn: Mind.")
    )
    when = rng.choice(("all", "any"))
    tests = [f"{{{subject}: {rng.choice(values)}}}" for subject, values in rng.sample(sorted(TESTS.items()), 2)]
    if rng.random() < 0.3:
        tests.append(f"{{berth: {rng.choice(('in', 'out'))}}}")
    head = f"name: {name}, {dates}when: {{{when}: [{', '.join(tests)}]}}"
    return f"  - {{{head}, then: {{{then}}}, because: So., cites: [h.one]}}\n"


def _switched_off(rng: Random, rows: int) -> str:
    return f"switch_off:\n  - {{rule: row-{rng.randrange(rows)}, because: Not here.}}\n"


def every_answer(base: RuleBase, name: str, day: date) -> list[Answer]:
    """List all that can be answered to one question, as far as any rule can tell it apart."""
    if name in base.controls:
        return ["in_place", "missing"]
    fact = base.facts[name]
    match fact.kind:
        case "yes_no":
            return [True, False]
        case "number":
            low, high = fact.range or (0, 0)
            return list(range(low, high + 1))
        case "choices":
            names = list(fact.values)
            chosen = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
            return [Members(frozenset(each), frozenset(names) - frozenset(each)) for each in chosen]
        case "date":
            return [date(day.year - 1, day.month, day.day), day]
    return list(fact.values)


def every_profile(base: RuleBase, day: date) -> Iterator[Facts]:
    """Walk all complete profiles."""
    names = [*base.facts]
    for answers in product(*(every_answer(base, name, day) for name in names)):
        yield dict(zip(names, answers, strict=True))


def some_facts(rng: Random, base: RuleBase, day: date) -> dict[str, Answer]:
    """Answer about two questions in three; of a set, now and then only one member."""
    found: dict[str, Answer] = {}
    for name in base.facts:
        if rng.random() < 0.65:
            answer = rng.choice(every_answer(base, name, day))
            if isinstance(answer, Members) and rng.random() < 0.3:
                answer = Members(answer.holds, frozenset()) if answer.holds else answer
            found[name] = answer
    return found
