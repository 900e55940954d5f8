"""Claims that were once wrong, each as small as it was found."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.checks.coverage import Coverage, coverage
from engine.checks.run import run_cases
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

HEAD = """
pack: {id: door, version: 0.1.0, title: T, topics: {all: All}, header: {who: text},
       layout: {heading: [who], primary: [go], headline: [go]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
"""
WATCH = """
facts:
  - {name: alone, kind: yes_no, question: Are they alone with people?, worse: yes SILENCE}
decisions:
  - {name: go, title: Watch, hit_policy: max, values: {light: Light, close: Close},
     default: {value: light, because: d, cites: [h.one]}}
rules:
  - {name: alone-close, when: {alone: yes}, then: {go: close}, because: b, cites: [h.one] UNTIL}
"""
ROOM = """
facts:
  - {name: quiet, kind: yes_no, question: Quiet?}
  - {name: tall, kind: yes_no, question: Tall?}
  - {name: big, kind: yes_no, question: Big?}
decisions:
  - {name: go, title: Room, hit_policy: unique, values: {small: Small, large: Large},
     default: {value: small, because: d, cites: [h.one]}}
rules:
  - {name: quiet-small, when: {all: [{quiet: yes}, {big: no}]}, then: {go: small}, because: b, cites: [h.one]}
  - {name: any-small, when: SMALL, then: {go: small}, because: b, cites: [h.one]}
  - {name: big-large, when: {big: yes}, then: {go: large}, because: b, cites: [h.one]}
"""
PLAIN, TALL = "{big: no}", "{all: [{big: no}, {any: [{tall: yes}, {tall: no}]}]}"


def pack(folder: Path, text: str, cases: str = "") -> RuleBase:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEAD + text, encoding="utf-8")
    if cases:
        (folder / "cases").mkdir()
        (folder / "cases" / "all.yaml").write_text(f"cases:\n{cases}", encoding="utf-8")
    return to_rule_base(read_pack_files(folder), folder)


def watch(folder: Path, cases: str = "", silence: str = "", until: str = "") -> RuleBase:
    return pack(folder, WATCH.replace("SILENCE", silence).replace("UNTIL", until), cases)


def proof(base: RuleBase, name: str) -> Any:
    pytest.importorskip("z3")
    from engine.checks.prove.prove import prove

    return next(each for each in prove(base) if each.name == name)


def test_settled_stays_settled_only_as_far_as_nothing_is_taken_from_silence(tmp_path: Path) -> None:
    said = proof(watch(tmp_path, silence=", when_silent: no"), "settled-stays-settled")
    assert said.answer == "proved"
    assert said.says == (
        "settled stays settled: no further answer changes a decision that is settled, "
        "as far as nothing is taken from silence (as the answer to `alone` may be)"
    )


def test_without_silence_the_sentence_ends_where_it_did(tmp_path: Path) -> None:
    said = proof(watch(tmp_path), "settled-stays-settled")
    assert said.says == "settled stays settled: no further answer changes a decision that is settled"


def test_under_unique_a_settled_value_turns_into_a_contradiction_and_that_is_shown(tmp_path: Path) -> None:
    said = proof(pack(tmp_path, ROOM.replace("SMALL", TALL)), "settled-stays-settled")
    assert said.answer == "refuted"
    (finding,) = said.findings
    before, after = finding.witness.profiles.values()
    # Whichever of the two rules comes last makes the contradiction; which one is shown is left to the solver.
    last = "tall" if "quiet" in before else "quiet"
    assert before == ({"quiet": True, "big": False} if last == "tall" else {"tall": before["tall"], "big": False})
    assert {name: answer for name, answer in after.items() if name not in before}.keys() == {last}
    assert finding.diagnostic.message == (
        f"`go` is settled here, and not so with an answer to `{last}`: rules of `go` then contradict each other"
    )


def test_a_contradiction_that_comes_earlier_is_a_difference(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    from engine.checks.differences.meaning import meaning

    before, after = (
        pack(tmp_path / name, ROOM.replace("SMALL", small)) for name, small in (("before", PLAIN), ("after", TALL))
    )
    (found,) = meaning(before, after).compared
    assert (found.complete.kind, found.partial.kind) == ("same", "differs")
    assert found.partial.witness is not None
    assert found.partial.witness.before == {"quiet": True, "big": False}
    assert found.partial.witness.was.outcome.status == "conflict"
    assert found.partial.witness.now.outcome.status == "settled"


def covered(base: RuleBase) -> Coverage:
    return coverage(base, run_cases(base, "reference").runs)


def test_a_rule_that_is_not_in_force_in_a_case_counts_as_ruled_out_there(tmp_path: Path) -> None:
    later = "  - {name: later, as_of: 2026-04-01, answers: {alone: yes}, expect: {go: light}}\n"
    found = covered(watch(tmp_path, later, until=", until: 2026-03-31"))
    assert [each.code for each in found.missing] == ["never-fired", "never-open", "never-decisive"]
    assert found.points == 4


def test_nobody_is_asked_for_a_case_in_which_a_question_is_open_whose_silence_is_an_answer(tmp_path: Path) -> None:
    both = (
        "  - {name: alone, answers: {alone: yes}, expect: {go: close}}\n"
        "  - {name: not alone, answers: {}, expect: {go: light}}\n"
    )
    found = covered(watch(tmp_path, both, silence=", when_silent: no"))
    assert (found.points, found.missing) == (3, ())


def test_a_rule_that_always_fires_is_ruled_out_on_the_days_on_which_it_is_not_in_force(tmp_path: Path) -> None:
    days = "".join(
        f"  - {{name: {name}, {day} answers: {{}}, expect: {{go: {{within: [light, close]}}}}}}\n"
        for name, day in (("early", "as_of: 2026-03-01,"), ("late", "as_of: 2026-05-01,"), ("no day", ""))
    )
    text = WATCH.replace("SILENCE", "").replace("{alone: yes}, then", "always, then")
    found = covered(pack(tmp_path, text.replace("UNTIL", ", until: 2026-03-31"), days))
    assert (found.points, found.missing) == (3, ())
    assert date(2026, 3, 31) in [
        rule.valid_until for rule in to_rule_base(read_pack_files(tmp_path), tmp_path).rules.values()
    ]
