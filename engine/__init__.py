"""armslength: decisions from rules that cite their sources, three-valued, with every conclusion explained.

    base = load_pack()                                  # the shipped pack, or load_pack(folder)
    profile = read_profiles(path, base)[0]
    result = assess(base, profile, as_of=date.today())
    result.assessment.outcome("model"); to_json(base, result)

Everything that can be wrong with an input is raised as `InputError`, all errors of one run together.
"""

from engine.api import (
    Result,
    assess,
    explain_decision,
    load_pack,
    read_profiles,
    shipped_folder,
    to_json,
)
from engine.errors import ArmslengthError, EnginesDisagree, InputError, InternalError, MissingExtra, UsageError
from engine.rulebase.base import RuleBase
from engine.version import __version__

__all__ = [
    "ArmslengthError",
    "EnginesDisagree",
    "InputError",
    "InternalError",
    "MissingExtra",
    "Result",
    "RuleBase",
    "UsageError",
    "__version__",
    "assess",
    "explain_decision",
    "load_pack",
    "read_profiles",
    "shipped_folder",
    "to_json",
]
