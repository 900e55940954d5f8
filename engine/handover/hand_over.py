"""Whose questions are whose: the open ones that matter, for one role or for all of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from engine.assessment.assessment import UNKNOWN, Assessment
from engine.assessment.result import Result
from engine.errors import UsageError
from engine.frozen import frozen
from engine.interpret.evaluation import not_left_out
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

ANYBODY = ""
"""Stands for a role where the pack names nobody who is likely to know."""


@frozen
class MadeFrom:
    """What a file of questions was made from: a profile by id and hash, a pack, the day, and for whom ("": for all)."""

    profile: str
    sha256: str
    pack: str
    version: str
    on: date | None
    role: str = ANYBODY


@frozen
class QuestionsOfRole:
    """The questions that one role is likely to know the answer to, by name, in the order in which they are asked.

    `role` is `ANYBODY` for those of which the pack does not say who knows.
    """

    role: str
    names: tuple[str, ...]


@frozen
class Handover:
    """The questions that are handed over, each once, and the profile that they are about."""

    made_from: MadeFrom
    profile: Profile
    groups: tuple[QuestionsOfRole, ...]

    def names(self) -> tuple[str, ...]:
        """List all of the questions."""
        return tuple(name for group in self.groups for name in group.names)


def hand_over(base: RuleBase, result: Result, role: str = "", worth: Sequence[str] | None = None) -> Handover:
    """Pick the open questions that still matter, for one role (by its name or its label) or, without one, for all.

        >>> hand_over(base, result).made_from.profile
        'somebody'

    A question is for those who are likely to know, a control for its owner, and a question of which nothing is said for
    anybody. For all, each stands once: with the first of those who are likely to know.

    `worth` are the questions that can still change a decision, in the order in which they are worth asking, where
    somebody has found them. Raises `UsageError` where the pack has no such role, and `ValueError` where the result has
    no profile.
    """
    if result.profile is None:
        raise ValueError("questions are handed over for a profile, and the result has none")
    assessment = result.assessment
    matter = assessment.unanswered() if worth is None else _that_matter(assessment, worth)
    names = [name for name in matter if not _is_left_out(base, assessment, name)]
    chosen = find_role(base, names, role) if role else ""
    made_from = MadeFrom(
        *(assessment.profile_id, assessment.profile_sha256, assessment.pack_id, assessment.pack_version),
        *(assessment.as_of, chosen),
    )
    if chosen:
        by_role = {each: [name for name in names if each in _asked(base, name)] for each in (chosen, ANYBODY)}
    else:
        by_role = {each: [name for name in names if _asked(base, name)[0] == each] for each in _roles(base)}
    groups = tuple(QuestionsOfRole(each, tuple(found)) for each, found in by_role.items() if found)
    return Handover(made_from, result.profile, groups)


def _is_left_out(base: RuleBase, assessment: Assessment, name: str) -> bool:
    """Tell whether this is a control of a class that the pack leaves out here, so that nobody need know it."""
    if name not in base.controls:
        return False
    kinds = [each for each in base.pack.control_classes if each in base.controls[name].classes]
    return bool(kinds) and not not_left_out(base.pack, assessment.outcome, kinds[:1])


def _that_matter(assessment: Assessment, worth: Sequence[str]) -> tuple[str, ...]:
    """List what is worth asking, then what only controls, warnings or advice wait for, then controls not known."""
    others = {CONTROLS, WARNINGS, ADVICE}
    behind = (each.fact for each in assessment.open_questions if not others.isdisjoint(each.decides))
    controls = (each.name for each in assessment.controls if each.status == UNKNOWN)
    return tuple(dict.fromkeys((*worth, *behind, *controls)))


def find_role(base: RuleBase, names: Iterable[str], words: str) -> str:
    """Find a role by its name or its label. Raises `UsageError` with every role, and how many of `names` are its."""
    roles = base.pack.roles
    for role, label in roles.items():
        if folded(words) in (folded(role), folded(label)):
            return role
    asked = [_asked(base, name) for name in names]
    counted = ", ".join(f"`{role}` ({sum(role in each for each in asked)})" for role in roles)
    hint = did_you_mean(words, [*roles, *roles.values()])
    listed = f"roles, each with how many questions it has: {counted}" if roles else "pack names no roles"
    raise UsageError(f"there is no role {in_backticks(words)}{f'{hint} The' if hint else '; the'} {listed}")


def _roles(base: RuleBase) -> tuple[str, ...]:
    return *base.pack.roles, ANYBODY


def _asked(base: RuleBase, name: str) -> tuple[str, ...]:
    return base.question(name).known_by or (ANYBODY,)
