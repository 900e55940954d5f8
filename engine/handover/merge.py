"""Merging: one profile out of a profile and the answers that came back, with nothing lost that anybody said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Literal

from engine.frozen import frozen
from engine.handover.hand_over import MadeFrom
from engine.handover.said import NOTHING, covers, sayings, says_as_much, together
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.rulebase.base import RuleBase

Take = Literal["mine", "theirs"]
AnswerStanding = Literal["new", "same", "noted", "told before", "contradicts"]
"""How what came back stands to what is there: an answer where there was none, or a fuller one; the same answer; only a
note; an answer that was not taken earlier; another answer than the one that is there."""


@frozen
class AnswersBack:
    """What came back in one file, by the name of the question or of the control, and what the file was made from."""

    file: str
    made_from: MadeFrom
    given: Mapping[str, Given]


@frozen
class AnswerMet:
    """An answer that came back, beside the one that was there; `taken` is which of the two is the answer now.

    It is `None` where they contradict each other and nobody has decided. `mine_from` is the file that the other answer
    came back in just before; empty where it stands in the profile.
    """

    name: str
    file: str
    mine: Given
    theirs: Given
    standing: AnswerStanding
    taken: Take | None
    mine_from: str = ""


@frozen
class Merged:
    """The profile with all that came back, and each answer in the order in which it came."""

    profile: Profile
    met: tuple[AnswerMet, ...] = field(default=())

    def undecided(self) -> tuple[AnswerMet, ...]:
        """Pick the contradictions that nobody has decided; in the profile, the answer is what it was."""
        return tuple(each for each in self.met if each.taken is None)


def merge(
    base: RuleBase, profile: Profile, back: Iterable[AnswersBack], decide: Callable[[AnswerMet], Take | None]
) -> Merged:
    """Put the answers of each file into a profile, one file after the other.

        >>> merge(base, profile, [], lambda met: "mine").profile == profile
        True

    `decide` is asked about each contradiction, and may leave it open; and about each answer that was not taken earlier,
    which stays so unless it is taken now. Whatever is taken, the other answer stays beside it.

    All that anybody said is in the result whatever the order of the files; only which answer is taken may depend on it.
    """
    given = {**profile.answers, **profile.controls}
    came_from: dict[str, str] = {}
    met = []
    for file in back:
        for name, theirs in file.given.items():
            mine = given.get(name, NOTHING)
            if not sayings(theirs):
                continue
            before = AnswerMet(name, file.file, mine, theirs, _standing(mine, theirs), "mine", came_from.get(name, ""))
            found = _meet(before, decide)
            met.append(found)
            if found.taken == "theirs":
                came_from[name] = file.file
            chosen = theirs if found.taken == "theirs" else mine
            given[name] = together((*sayings(mine), *sayings(theirs)), replace(chosen, also_said=()))
    answers, controls = (
        {name: given[name] for name in sorted(given.keys() & known.keys())} for known in (base.facts, base.controls)
    )
    return Merged(hashed(replace(profile, answers=answers, controls=controls)), tuple(met))


def _meet(met: AnswerMet, decide: Callable[[AnswerMet], Take | None]) -> AnswerMet:
    """Hold an answer against the one that is there."""
    match met.standing:
        case "new":
            return replace(met, taken="theirs")
        case "contradicts":
            return replace(met, taken=decide(met))
        case "told before":
            return replace(met, taken="theirs" if decide(met) == "theirs" else "mine")
    return met


def _standing(mine: Given, theirs: Given) -> AnswerStanding:
    if theirs.value is None:
        return "noted"
    if says_as_much(mine.value, theirs.value):
        return "same"
    if any(covers(each, replace(theirs, also_said=())) for each in mine.also_said):
        return "told before"
    return "new" if says_as_much(theirs.value, mine.value) else "contradicts"
