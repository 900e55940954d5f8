"""At the limits of what is accepted everything still works: no stack runs over, and nothing takes long."""

from pathlib import Path
from random import Random

import pytest

from engine.errors import InputError
from engine.rulebase.load.bounds import DEEPEST, MOST_LITERALS
from tests.hostile.children import ended
from tests.hostile.made import chained_decisions, chained_facts, growing, nested, rule
from tests.hostile.packs import load, make_pack
from tests.hostile.running import run_everything

LONGEST = (DEEPEST - 1) // 3 + 1
"""Decisions in a chain: each stands three levels above the one before, the first at the first level."""

LARGEST = {
    **{f"decisions in a chain, {policy}": chained_decisions(LONGEST, policy) for policy in ("any", "max", "first")},
    "decisions in a chain, unique": chained_decisions(LONGEST, "unique"),
    "questions in a chain": chained_facts(DEEPEST)
    + "rules:\n"
    + rule("bad", f"{{f{DEEPEST - 1}: yes}}", "{care: close}"),
    "questions that double": growing(12) + "rules:\n" + rule("bad", "{f11: yes}", "{care: close}"),
    "sixty nots": nested("{not: ", "}", 60),
    "thirty alls": nested("{all: [", "]}", 30),
    "thirty times one of one": nested("{at_least: {n: 1, of: [", "]}}", 20),
    "five thousand questions in one rule": "rules:\n"
    + rule("bad", "{any: [" + ", ".join(["{can_swim: no}"] * MOST_LITERALS) + "]}", "{care: close}"),
    "a scale of 500 steps": "decisions:\n  - {name: d, title: D, hit_policy: max, values: {"
    + ", ".join(f"v{n}: V" for n in range(500))
    + "}}\nrules:\n"
    + "".join(rule(f"r{n}", f"{{people: {{at_least: {n % 12}}}}}", f"{{d: v{n}}}") for n in range(500)),
    "old times": "rules:\n"
    + "".join(rule(f"r{n}", f"{{checked_on: {{older_than: P{n}Y}}}}", "{care: close}") for n in range(1, 300)),
}
PROFILE = "id: a\nboat: yacht\nanswers: {can_swim: no, people: 3, checked_on: 2024-02-29}\n"


@pytest.mark.parametrize("text", LARGEST.values(), ids=LARGEST.keys())
def test_what_is_just_within_the_limits_runs(text: str, tmp_path: Path) -> None:
    base = load(make_pack(tmp_path / "pack", made={"bad.yaml": text.encode()}))
    run_everything(Random(3), base, profiles=1)


def test_the_limits_are_where_they_are_said_to_be(tmp_path: Path) -> None:
    beyond = {
        "decisions": chained_decisions(LONGEST + 1),
        "questions": chained_facts(DEEPEST + 1),
        "doubling": growing(13),
        "many": LARGEST["five thousand questions in one rule"].replace("[{", "[{wind: calm}, {"),
    }
    for name, text in beyond.items():
        with pytest.raises(InputError, match=r"too-(deep|large): "):
            load(make_pack(tmp_path / name, made={"bad.yaml": text.encode()}))


def test_what_is_just_within_the_limits_runs_in_a_child(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    profile = tmp_path / "a.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    calls = []
    for number, text in enumerate(LARGEST.values()):
        pack = str(make_pack(tmp_path / f"{number}", made={"bad.yaml": text.encode()}))
        commands = (["assess", str(profile)], ["explain", str(profile), "care", "--full"], ["rules", "check"])
        calls += [[*command, "--rules", pack] for command in commands]
    wrong = {
        " ".join(call): (done.code, done.err[-300:], done.steps)
        for call, done in zip(calls, ended(calls, home), strict=True)
        if done.code not in (0, 1) or (done.code and "check" not in call) or "Traceback" in done.err
    }
    assert wrong == {}
