"""Random packs over a small vocabulary, written as files and read as people's are: every feature beside every other.

    base = small_pack(Random(seed), folder)
    base = small_pack(Random(seed), folder, speaks=True)

Hit policies, silence as an answer, rules with dates, questions that apply only sometimes, tables, a pack laid over
another, properties. So few questions with so few answers that every profile there is can be tried: see `every_profile`.
A pack that *speaks* also warns, advises, and says how soon things are due.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from engine.errors import InputError
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import NUMBERS, SETS
from engine.rulebase.load.folder import read_pack_files, to_rule_base

Written = dict[str, Any]
"""A piece of a rule file."""

QUESTIONS: Mapping[str, Written] = {
    "alone": {"kind": "yes_no"},
    "big": {"kind": "yes_no"},
    "colour": {"kind": "choice", "ordered": "yes", "values": {"red": "Red", "green": "Green", "blue": "Blue"}},
    "visits": {"kind": "number", "unit": "visits", "range": ["0", "2"]},
    "tools": {"kind": "choices", "values": {"saw": "Saw", "axe": "Axe"}},
    "since": {"kind": "date"},
}
WORSE = {
    "yes_no": ("yes", "no"),
    "choice": ("higher", "lower"),
    "number": ("higher", "lower"),
    "choices": ("more", "fewer"),
    "date": ("earlier", "later"),
}
SILENT = {"alone": "no", "big": "yes", "colour": "green", "visits": "1", "tools": ["saw"], "since": "2026-02-20"}
DAYS = ("2026-03-10", "2026-03-31")
POLICIES = ("any", "unique", "max", "first", "collect", "count", "output_order", "sum")
SINGLE = ("any", "unique", "max", "first")
VALUES = ("low", "high", "top")
REASON = {"because": "So.", "cites": ["h.one"]}
TRIES = 100


def small_pack(rng: Random, folder: Path, *, speaks: bool = False) -> RuleBase:
    """Write and read a pack; one that the reader refuses is drawn again."""
    for attempt in range(TRIES):
        try:
            return _Draft(rng, folder / str(attempt), speaks).read()
        except InputError:
            continue
    raise AssertionError(f"of {TRIES} packs none can be read")


@dataclass
class _Draft:
    """A pack in the making."""

    rng: Random
    folder: Path
    speaks: bool
    facts: dict[str, Written] = field(default_factory=dict)
    decisions: dict[str, Written] = field(default_factory=dict)
    rules: list[Written] = field(default_factory=list)
    tables: list[Written] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def read(self) -> RuleBase:
        """Write the files, and read them."""
        self._draw()
        lower, upper = self.folder / "lower", self.folder / "upper"
        self._write(lower, "pack.yaml", self._lower())
        for name, text in self.files.items():
            (lower / name).write_text(text, encoding="utf-8")
        folder = lower
        if self.rng.random() < 0.3:
            self._write(upper, "pack.yaml", self._upper())
            folder = upper
        return to_rule_base(read_pack_files(folder), folder)

    def _write(self, folder: Path, name: str, whole: Written) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(whole), encoding="utf-8")

    def _draw(self) -> None:
        rng = self.rng
        names = [name for name in QUESTIONS if name != "since"]
        chosen = sorted(rng.sample(names, 3), key=names.index) if rng.random() < 0.6 else rng.sample(names, 2)
        chosen += ["since"] if rng.random() < 0.4 else []
        silence, worse = (rng.random() < chance for chance in (0.5, 0.7))
        for name in chosen:
            self.facts[name] = self._fact(name, silent=silence, worse=worse)
        dated = rng.random() < 0.4
        for n in range(rng.randint(1, 3)):
            self._decide(f"d{n}", dated=dated)

    def _fact(self, name: str, *, silent: bool, worse: bool) -> Written:
        rng, kind = self.rng, QUESTIONS[name]["kind"]
        words = f"How is {name}?" if self.speaks else "What?"
        found = {"name": name, "question": words, "why": "So.", **QUESTIONS[name]}
        if silent and rng.random() < 0.5:
            found["when_silent"] = SILENT[name]
        if worse and rng.random() < 0.6:
            found["worse"] = rng.choice(WORSE[kind])
        gates = [each for each, fact in self.facts.items() if fact["kind"] == "yes_no"]
        if gates and rng.random() < 0.3:
            found["applies_when"] = {rng.choice(gates): rng.choice(("yes", "no"))}
        return found

    def _decide(self, name: str, *, dated: bool) -> None:
        rng, policy = self.rng, self.rng.choice(POLICIES)
        found: Written = {"name": name, "title": name, "hit_policy": policy}
        if policy not in NUMBERS:
            found["values"] = {value: self._value(value) for value in VALUES[: rng.randint(2, 3)]}
        values = list(found.get("values", ()))
        if policy in SINGLE and rng.random() < 0.7:
            found["default"] = {"value": rng.choice(values[:2]), **REASON}
        if policy in SINGLE and rng.random() < 0.5:
            found["while_open"] = rng.choice(values)
        plain = [each for each in self.facts if QUESTIONS[each]["kind"] not in ("choices", "date")]
        if policy in SINGLE and plain and rng.random() < 0.4:
            self._table(name, policy, values, plain, dated=dated)
        else:
            self._rules(name, policy, values, dated=dated)
        self.decisions[name] = found

    def _value(self, name: str) -> str | Written:
        label = name.title()
        return {"label": label, **self._due()} if self.speaks and self.rng.random() < 0.5 else label

    def _due(self) -> Written:
        return {self.rng.choice(("deadline", "cadence")): self.rng.choice(("P1D", "P1W"))}

    def _table(self, decision: str, policy: str, values: list[str], plain: list[str], *, dated: bool) -> None:
        rng = self.rng
        columns = rng.sample(plain, min(len(plain), 2))
        lines = [["name", *columns, decision, *(["from", "until"] if dated else [])]]
        for n in range(rng.randint(2, 4)):
            cells = [self._cell(each) if rng.random() < 0.7 else "" for each in columns]
            days = [rng.choice(DAYS) if rng.random() < 0.2 else "", ""] if dated else []
            lines.append([f"row-{decision}-{n}", *cells, rng.choice(values), *days])
        self.files[f"{decision}.csv"] = "".join(",".join(line) + "\n" for line in lines)
        named = {"name": f"table-{decision}", "file": f"{decision}.csv", "hit_policy": policy, "decides": [decision]}
        self.tables.append({**named, **REASON})

    def _cell(self, question: str) -> str:
        match QUESTIONS[question]["kind"]:
            case "yes_no":
                return self.rng.choice(("yes", "no"))
            case "number":
                return self.rng.choice(("0", "1", "2", "0..1", "1..2"))
            case _:
                return self.rng.choice(("red", "green", "blue"))

    def _rules(self, decision: str, policy: str, values: list[str], *, dated: bool) -> None:
        for n in range(self.rng.randint(1, 4)):
            self.rules.append(self._rule(f"rule-{decision}-{n}", decision, policy, values, dated=dated))

    def _rule(self, name: str, decision: str, policy: str, values: list[str], *, dated: bool) -> Written:
        rng = self.rng
        given = {"count": ("1",), "sum": ("0", "1", "2", "7")}.get(policy) or values
        then: Written = {decision: rng.choice(given)}
        if rng.random() < 0.2:
            then["require"] = ["guard"]
        if self.speaks:
            then |= {key: f"{key} of {name}." for key in ("warn", "advise") if rng.random() < 0.25}
        days = {key: rng.choice(DAYS) for key in ("from", "until") if dated and rng.random() < 0.3}
        when: Any = "always" if rng.random() < 0.03 else self.condition(2)
        return {"name": name, "when": when, "then": then, **days, **REASON}

    def condition(self, depth: int) -> Written:
        """Draw a condition over what is there so far."""
        rng = self.rng
        chance = rng.random() if depth else 0.0
        if chance < 0.45:
            return self._literal()
        if chance < 0.55:
            return {"not": self.condition(depth - 1)}
        parts = [self.condition(depth - 1) for _ in range(rng.randint(2, 3))]
        if chance < 0.9:
            return {"all" if chance < 0.75 else "any": parts}
        return {"at_least": {"n": str(rng.randint(1, len(parts))), "of": parts}}

    def _literal(self) -> Written:
        rng = self.rng
        if rng.random() < 0.07:
            return {"guard": rng.choice(("in_place", "missing"))}
        if self.decisions and rng.random() < 0.3:
            return self._of_decision(*rng.choice(list(self.decisions.items())))
        name = rng.choice(list(self.facts))
        asked: Any
        match QUESTIONS[name]["kind"]:
            case "yes_no":
                asked = rng.choice(("yes", "no"))
            case "number":
                asked = {rng.choice(("at_least", "at_most", "equals")): str(rng.randint(0, 2))}
            case "choices":
                asked = {"includes": rng.choice(("saw", "axe"))}
            case "date":
                asked = {"older_than": rng.choice(("P30D", "P1M"))}
            case _:
                asked = rng.choice(("red", "green", {"at_least": "green"}, {"one_of": ["red", "blue"]}))
        return {name: asked}

    def _of_decision(self, name: str, decision: Written) -> Written:
        rng, policy, values = self.rng, decision["hit_policy"], list(decision.get("values", ()))
        if policy in NUMBERS:
            return {name: {rng.choice(("at_least", "at_most")): str(rng.randint(1, 2))}}
        if policy in SETS:
            return {name: {"includes": rng.choice(values)}}
        return {name: {"one_of": rng.sample(values, 2)} if len(values) > 2 and rng.random() < 0.4 else values[0]}

    def _lower(self) -> Written:
        layout = {"heading": ["who"], "primary": [], "headline": list(self.decisions)}
        head = {"id": "small", "version": "1", "title": "Small", "topics": {"t": "T"}, "roles": {"us": "Us"}}
        guard = {"name": "guard", "title": "Guard", "what": "Somebody.", "owner": "us", "evidence": "E"}
        guard |= self._due() if self.speaks else {}
        return {
            "pack": {**head, "header": {"who": "text"}, "layout": layout},
            "topic": "t",
            "documents": [{"id": "house", "prefix": "h", "title": "House"}],
            "statements": [{"id": "h.one", "must": "one", "says": "One."}],
            "facts": list(self.facts.values()),
            "controls": [{**guard, "cites": ["h.one"]}],
            "decisions": list(self.decisions.values()),
            "rules": self.rules,
            "tables": self.tables,
            "properties": list(self._properties()),
        }

    def _upper(self) -> Written:
        """Lay a pack over it: a rule switched off, one replaced, one added, a threshold tightened."""
        rng = self.rng
        head = {"id": "over", "version": "1", "title": "Over", "extends": "../lower"}
        names = [rule["name"] for rule in self.rules]
        off = [{"rule": rng.choice(names), "because": "No."}] if names and rng.random() < 0.5 else []
        left = [rule for rule in self.rules if all(rule["name"] != each["rule"] for each in off)]
        found: Written = {"pack": head, "topic": "t", "switch_off": off, "rules": []}
        open_ones = {name for name, each in self.decisions.items() if each["hit_policy"] not in ("first", *NUMBERS)}
        if left:
            rule = rng.choice(left)
            found["rules"].append({**rule, "when": self.condition(1), "replaces": "Better."})
        if open_ones and rng.random() < 0.5:
            decision = rng.choice(sorted(open_ones))
            values = list(self.decisions[decision]["values"])
            added = {"name": "added-above", "when": self.condition(1), "then": {decision: rng.choice(values)}}
            found["rules"].append({**added, **REASON})
        return {key: value for key, value in found.items() if value}

    def _properties(self) -> Iterator[Written]:
        rng = self.rng
        drawn = [rng.choice(list(self.decisions.items())) for _ in range(2)]
        claims: list[Written] = [{"when": self.condition(1), "then": self._of_decision(*each)} for each in drawn]
        fact = rng.choice(list(self.facts))
        decided = rng.sample(list(self.decisions), 1)
        claims.append({rng.choice(("leaves", "changes_only")): {"fact": fact, "decisions": decided}})
        claims.append({"leaves": {"fact": fact, "decisions": ["controls"]}})
        for n, claim in enumerate(claims):
            yield {"name": f"claim-{n}", "says": "It is so.", **claim, "cites": ["h.one"]}
