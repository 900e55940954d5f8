"""Hostile packs: the sound one in `base`, with bad files added or put in place of its own; and what is said of them.

Beside each bad pack stands what is said of it, one line for each error (`errors.txt`) or, where it can be read, for
each finding of the checks (`findings.txt`). The lines were thought out before they were ever printed.
"""

import re
import shutil
from pathlib import Path

from engine.checks.all_checks import check_pack
from engine.checks.cases import read_cases, read_examples
from engine.errors import InputError
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.hostile.made import Made

HERE = Path(__file__).parent
BASE = HERE / "base"
KEPT_PACKS = sorted((HERE / "rules").iterdir())
KEPT_PROFILES = sorted(path for path in (HERE / "profiles").iterdir() if path.suffix != ".expected")
ERRORS, FINDINGS = "errors.txt", "findings.txt"


def make_pack(folder: Path, bad: Path | None = None, made: dict[str, bytes] | None = None) -> Path:
    """Copy the sound pack, and over it the files of another folder, or files that exist only here."""
    shutil.copytree(BASE, folder)
    if bad is not None:
        shutil.copytree(bad, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.txt"))
    for name, data in (made or {}).items():
        (folder / name).write_bytes(data)
    return folder


def load(folder: Path) -> RuleBase:
    """Load a pack, past every cache."""
    return to_rule_base(read_pack_files(folder), folder)


def said(folder: Path) -> tuple[str, list[str]]:
    """Give what is said of a pack, with paths inside the pack, and the name of the list in which it belongs."""
    try:
        base = load(folder)
        read_cases(base)
        findings = check_pack(base, read_examples(base))
    except InputError as error:
        return ERRORS, without(folder, map(str, error.diagnostics))
    return FINDINGS, without(folder, map(str, findings))


def without(folder: Path, lines: "map[str]") -> list[str]:
    return [line.replace(f"{folder}/", "") for line in lines]


def listed(case: Path) -> tuple[str, list[str]]:
    """Read the list that stands beside a kept pack."""
    (kept,) = (case / name for name in (ERRORS, FINDINGS) if (case / name).exists())
    return kept.name, kept.read_text(encoding="utf-8").splitlines()


def expected(profile: Path) -> list[str]:
    """Read the list that stands beside a kept profile; empty where it is good."""
    return profile.with_suffix(".expected").read_text(encoding="utf-8").splitlines()


def made_lines(case: Made, file: str) -> list[str]:
    """Put the name of the file before the lines that begin with a place."""
    return [f"{file}:{line}" if re.match(r"\d+:\d+: ", line) else line for line in case.lines]
