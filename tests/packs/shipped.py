"""The shipped pack, read once for a whole run of tests."""

from functools import lru_cache
from pathlib import Path

from engine.checks.cases import Case, read_cases, read_examples
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

ROOT = Path(__file__).parent.parent.parent


@lru_cache(maxsize=1)
def shipped() -> RuleBase:
    folder = ROOT / "rules"
    return to_rule_base(read_pack_files(folder), folder)


@lru_cache(maxsize=1)
def shipped_cases() -> tuple[Case, ...]:
    return tuple(read_cases(shipped()))


@lru_cache(maxsize=1)
def shipped_examples() -> tuple[Profile, ...]:
    return tuple(read_examples(shipped()))
