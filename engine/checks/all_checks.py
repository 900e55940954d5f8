"""Every check of a pack that reads well, and the run of them all."""

from pathlib import Path

from engine.checks.always_or_never_fires import ALWAYS_FIRES, NEVER_FIRES
from engine.checks.avoided_word import AVOIDED_WORD
from engine.checks.check import Check, by_place
from engine.checks.citations import STATEMENT_NOT_SHOWN, UNKNOWN_STATEMENT
from engine.checks.may_both_fire import MAY_BOTH_FIRE, NOT_COMPARED
from engine.checks.needless_openness import NEEDLESS_OPENNESS
from engine.checks.same_rule import SAME_RULE
from engine.checks.unused import NO_RULES, UNGIVEN_VALUE, UNREAD_FACT, UNREAD_TABLE, UNREQUIRED_CONTROL, UNUSED_URGENCY
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic

CHECKS: tuple[Check, ...] = (
    ALWAYS_FIRES,
    AVOIDED_WORD,
    MAY_BOTH_FIRE,
    NEEDLESS_OPENNESS,
    NEVER_FIRES,
    NO_RULES,
    NOT_COMPARED,
    SAME_RULE,
    STATEMENT_NOT_SHOWN,
    UNGIVEN_VALUE,
    UNKNOWN_STATEMENT,
    UNREAD_FACT,
    UNREAD_TABLE,
    UNREQUIRED_CONTROL,
    UNUSED_URGENCY,
)

OF_DECLARER = frozenset(check.code for check in CHECKS if check.of_declarer)


def check_pack(base: RuleBase, examples: list[Profile]) -> list[Diagnostic]:
    """List what every check finds, in the order of places. `examples` are the worked examples of the pack.

    Of a pack that extends others, what those declare and it makes no use of is no finding.
    """
    found = [finding for check in CHECKS if check.find for finding in check.find(base)]
    found += [f for check in CHECKS if check.find_with_examples for f in check.find_with_examples(base, examples)]
    below = [Path(pack.folder) for pack in base.extends]
    return sorted((each for each in found if not _is_of_below(each, below)), key=by_place)


def _is_of_below(finding: Diagnostic, below: list[Path]) -> bool:
    if finding.code not in OF_DECLARER or finding.span is None:
        return False
    return any(Path(finding.span.file).is_relative_to(folder) for folder in below)
