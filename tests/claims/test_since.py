"""What `--since` says of each row is what differs, and nothing else: rows and answers, packs and forms at random."""

from collections import Counter
from collections.abc import Iterator, Set
from datetime import date
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")

from engine import api
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.interpret.evaluation import Collected, Evaluation, Single
from engine.interpret.reference.evaluate import evaluate
from engine.portfolio.job import TableJob
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import CONTROLS, WARNINGS
from engine.rulebase.facts import Answer, Facts, Members
from tests.claims.packs import TriedPack, tried_packs
from tests.portfolio.conftest import json_rows, write

FORMS = ("csv", "jsonl", "xlsx", "parquet")
ENGINES = ("reference", "columnar")
NEW = "not in the table of last time"
Rows = dict[str, Facts]


def cell(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def written(base: RuleBase, name: str, facts: Facts) -> dict[str, str]:
    """Write a profile as a row; of a set that is known in part, each member has a column."""
    row = {"id": name}
    for each in (*base.facts, *base.controls):
        answer = facts.get(each)
        if base.question(each).kind == "choices":
            known = answer if isinstance(answer, Members) else Members(frozenset(), frozenset())
            sides = {**dict.fromkeys(known.holds, "yes"), **dict.fromkeys(known.fails, "no")}
            row |= {f"{each}.{member}": sides.get(member, "") for member in base.facts[each].values}
        else:
            row[each] = "" if answer is None else cell(answer)
    return row


def run(base: RuleBase, rows: Rows, target: Path, day: date, engine: str, earlier: Path | None = None) -> int:
    """Decide a table, and count the rows of last time that are gone."""
    source = write(target.with_name("in.csv"), [written(base, name, facts) for name, facts in rows.items()])
    job = TableJob(source, target, day, refused=target.with_name("refused.csv"), engine=engine, earlier=earlier)  # type: ignore[arg-type]
    done = api.decide_table(base, job)
    assert done.summary.decided == len(rows)
    return done.summary.gone


def stated(found: Evaluation, name: str) -> tuple[object, ...]:
    """Give what a row tells of a decision: not whether, while it is open, no value at all may be left too."""
    outcome = found.decisions[name]
    if isinstance(outcome, Single):
        return outcome.status, outcome.possible - {None}, outcome.conflict, outcome.interim
    return (outcome,)


def due(base: RuleBase, found: Evaluation) -> Iterator[str]:
    """Walk what is certain and has a time."""
    for name in found.collected(CONTROLS).members:
        if base.controls[name].deadline or base.controls[name].cadence:
            yield name
    for name, outcome in found.decisions.items():
        certain: frozenset[str | None] = frozenset()
        if isinstance(outcome, Single) and outcome.status == "settled":
            certain = outcome.possible
        if isinstance(outcome, Collected):
            certain = frozenset(outcome.members)
        values = base.decisions[name].values
        yield from (
            f"{name}.{each}"
            for each in certain
            if each is not None and each in values and (values[each].deadline or values[each].cadence)
        )


def differing(bases: tuple[RuleBase, RuleBase], before: Facts, after: Facts, day: date) -> Iterator[str]:
    """Walk how each line begins that must be there."""
    one, other = (evaluate(base, facts, day) for base, facts in zip(bases, (before, after), strict=True))
    for name in bases[1].pack.headline:
        if stated(one, name) != stated(other, name):
            yield name
    controls = [each.collected(CONTROLS) for each in (one, other)]
    lists: dict[str, list[Set[str]]] = {
        "controls_required": [each.members for each in controls],
        "controls_interim": [each.interim for each in controls],
        "controls_missing": [
            {name for name in each.members if facts.get(name) == MISSING}
            for each, facts in zip(controls, (before, after), strict=True)
        ],
        "warnings": [each.collected(WARNINGS).members for each in (one, other)],
    }
    for title, (was, now) in lists.items():
        yield from (f"{title}: now {each}" for each in set(now) - set(was))
        yield from (f"{title}: no longer {each}" for each in set(was) - set(now))
    then = set(due(bases[1], one))
    yield from (f"due {each}" for each in due(bases[1], other) if each not in then)
    yield from (f"answered {each}" for each in {*before, *after} if before.get(each) != after.get(each))


def begins(line: str) -> str:
    """Give what a line is about: of a list all of it, else what stands before what was and is."""
    head, _, rest = line.partition(": ")
    return line if rest.startswith(("now ", "no longer ")) else head


def drawn(rng: Random, pack: TriedPack) -> tuple[Rows, Rows, date]:
    """Draw the rows of last time and those of now: the same, with other answers, gone and new."""
    space = rng.choice(pack.every_day)
    last: Rows = {str(n): space.facts(rng.choice(space.places)) for n in range(12)}
    now = {name: facts if rng.random() < 0.4 else space.facts(rng.choice(space.places)) for name, facts in last.items()}
    for name in rng.sample(sorted(last), 2):
        del now[name]
    return last, {**now, "new": space.facts(rng.choice(space.places))}, space.day


@pytest.mark.parametrize("form", FORMS)
def test_every_difference_is_said_and_nothing_else(form: str, tmp_path: Path) -> None:
    rng = Random(form)
    said = Counter[str]()
    for n, pack in enumerate(tried_packs(180, tmp_path, 6, most=3_000, speaks=True)):
        found = list(mutants(pack.base))
        bases = pack.base, applied(pack.base, rng.choice(found)) if found and n % 2 else pack.base
        last, now, day = drawn(rng, pack)
        earlier, target, engine = tmp_path / f"last.{form}", tmp_path / "now.jsonl", ENGINES[n // 2 % 2]
        run(bases[0], last, earlier, day, engine)
        assert run(bases[1], now, target, day, engine, earlier) == len(last.keys() - now.keys())
        for row in json_rows(target):
            lines, name = row.get("result_changed", []), row["id"]
            if name not in last:
                assert lines == [NEW]
                continue
            real = set(differing(bases, last[name], now[name], day))
            if form == "xlsx":
                assert bool(lines) is bool(real), f"{pack.base.folder}, {engine}: {name}: {lines} {real}"
                assert len([each for each in lines if each.startswith("answered ")]) == len(
                    [each for each in real if each.startswith("answered ")]
                )
            else:
                assert {begins(each) for each in lines} == real, f"{pack.base.folder}, {engine}: {name}: {lines}"
            said.update(each.partition(" ")[0].partition(":")[0] for each in real)
    assert min(said["answered"], said["d0"], said["due"]) >= 3, said
