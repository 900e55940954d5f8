"""armslength: decisions from rules that cite their sources, three-valued, with every conclusion explained.

    base = load_pack()                                  # the shipped pack, or load_pack(folder)
    profile = read_profiles(path, base)[0]
    result = assess(base, profile, as_of=date.today())
    result.outcome("model"); to_json(base, (result,))

Everything that can be wrong with an input is raised as `InputError`, all errors of one run together.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.version import __version__

if TYPE_CHECKING:
    from engine.api import assess, explain_decision, load_pack, read_profiles, to_json
    from engine.assessment.result import Result
    from engine.errors import ArmslengthError, EnginesDisagree, InputError, InternalError, MissingExtra, UsageError
    from engine.rulebase.base import RuleBase
    from engine.rulebase.folders import shipped_folder

HOMES = {
    "engine.api": (*("assess", "explain_decision", "load_pack", "read_profiles", "to_json"),),
    "engine.assessment.result": ("Result",),
    "engine.errors": (
        *("ArmslengthError", "EnginesDisagree", "InputError", "InternalError", "MissingExtra", "UsageError"),
    ),
    "engine.rulebase.base": ("RuleBase",),
    "engine.rulebase.folders": ("shipped_folder",),
}
"""Where each public name is defined; its module is imported when the name is first used."""

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


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that what needs only a part of the engine loads only that."""
    for module, names in HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
