"""Each page on a finding shows a file that brings it about, and one that does not; both are tried here."""

import re
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

import cli

pytest.importorskip("z3")

from engine.checks import may_both_fire
from engine.checks.all_checks import CHECKS
from engine.checks.coverage import COVERAGE_CHECKS
from engine.checks.prove.all_proofs import CHECKS_BY_PROOF
from tools.docs.writer.checks import EXAMPLES, OF_CASES, OF_PACKS, check_pages

PACK = EXAMPLES.parent / "pack"
PROVED = [check.code for check in CHECKS_BY_PROOF if check not in CHECKS]
RUN_BY = {
    **dict.fromkeys(PROVED, ("rules", "check", "--prove")),
    "case-failed": ("rules", "test"),
    "survived": ("rules", "mutate"),
    **dict.fromkeys((check.code for check in COVERAGE_CHECKS), ("rules", "test", "--coverage")),
}
"""The command that finds what `rules check` by itself does not."""

WITHOUT_EXAMPLE = {
    "avoided-word": "it takes a glossary, which the small pack does not have; tried with the glossary",
    "not-compared": "it takes hundreds of rules; tried below with a lower bound",
    "not-monotone": "it is a fault of the program, which no pack can bring about",
    "undecided": "it takes more steps than anybody would wait for in a test",
    "unread-table": "it is about a file that is no rule; tried with the tables",
    "unused-urgency": "it is about the pack itself, which has one file that says so; tried with the urgencies",
}
OF_THE_RULE = {check.code for check in COVERAGE_CHECKS}
"""Findings that every rule without cases has: the examples are about one rule of the pack."""

ALSO = {
    **{code: {"needless-openness"} for code in ("always-fires", "never-fires")},
    "conflict": {"may-both-fire"},
    "settled-may-change": {"conflict", "may-both-fire"},
    "hidden-row": {"idle-value"},
}
"""What comes with a finding: a rule that no answer changes waits for its answers all the same, for instance."""

CODES = sorted({*OF_PACKS, *OF_CASES} - set(WITHOUT_EXAMPLE))


def findings(folder: Path, code: str, example: Path | None) -> list[tuple[str, str]]:
    """Add an example to the small pack, and list what is found: each code with its message."""
    pack = copytree(PACK, folder / "pack")
    (folder / "profiles").mkdir()
    text = example.read_text(encoding="utf-8") if example else ""
    cases, profile = text.startswith("cases:"), text.startswith("id:")
    where = pack / "cases" if cases else folder / "profiles" if profile else pack
    where.mkdir(exist_ok=True)
    if text:
        (where / "example.yaml").write_text(text, encoding="utf-8")
    arguments = [*RUN_BY.get(code, ("rules", "check")), "--rules", str(pack)]
    ended = CliRunner().invoke(cli.main, arguments)
    assert ended.exit_code in (0, 1), ended.stderr
    return re.findall(r":\d+:\d+: (?:\w+: )?([a-z-]+): (.*)", ended.stdout)


@pytest.mark.parametrize("code", CODES)
def test_what_is_to_be_avoided_is_found(tmp_path: Path, code: str) -> None:
    found = findings(tmp_path, code, EXAMPLES / code / "avoid.yaml")
    if code in OF_CASES:
        assert [
            words for each, words in found if each == code and (code not in OF_THE_RULE or "shut-in-danger" in words)
        ]
    else:
        assert {each for each, _ in found} == {code} | ALSO.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_what_is_preferred_is_not_found(tmp_path: Path, code: str) -> None:
    found = findings(tmp_path, code, EXAMPLES / code / "prefer.yaml")
    if code in OF_THE_RULE:
        assert [words for each, words in found if each == code and "shut-in-danger" in words] == []
    else:
        assert found == []


def test_the_small_pack_has_no_findings_of_its_own(tmp_path: Path) -> None:
    assert findings(tmp_path, "always-fires", None) == []


def test_every_finding_has_an_example_or_a_reason_why_not() -> None:
    shown = {path.name for path in EXAMPLES.iterdir()}
    assert shown == set(CODES)
    assert all({each.name for each in path.iterdir()} == {"avoid.yaml", "prefer.yaml"} for path in EXAMPLES.iterdir())


def test_every_finding_has_a_page_that_says_what_to_avoid_what_to_prefer_and_why() -> None:
    pages = check_pages()
    for code in (*OF_PACKS, *OF_CASES):
        headings = re.findall("^## (.*)$", pages[f"checks/{code}.md"], re.MULTILINE)
        assert headings == ["Avoid", "Prefer", "Why"], code
        assert f"(checks/{code}.md)" in pages["checks.md"]
    assert (PACK / "pack.yaml").is_file()


def test_too_many_rules_are_said_to_be_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    example = EXAMPLES / "may-both-fire" / "avoid.yaml"
    monkeypatch.setattr(may_both_fire, "MOST_COMPARED", 0)
    assert [code for code, _ in findings(tmp_path, "may-both-fire", example)] == ["not-compared"]
