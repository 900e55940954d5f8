"""A result: one profile, what was concluded of it, and the engines that stand behind that."""

from engine.assessment.assessment import Assessment
from engine.frozen import frozen
from engine.interpret.evaluation import Outcome
from engine.profile.profile import Given, Profile
from engine.rulebase.facts import Facts


@frozen
class Result:
    """A profile with its assessment, and the names of the engines that came to it: `reference`, `durable`, `columnar`.

    `profile` is `None` only where a stored result was read back without it; the assessment names it by id and hash.
    """

    profile: Profile | None
    assessment: Assessment
    engines: tuple[str, ...]

    def outcome(self, decision: str) -> Outcome:
        """Give the outcome of one decision. Raises `KeyError` where the pack has no such decision."""
        return self.assessment.outcome(decision)

    def answers(self) -> Facts:
        """Give what is known: what the profile says, and what is assumed; without a profile, what the result names."""
        if self.profile is None:
            return self.assessment.named_answers()
        return {**self.profile.facts(), **self.assessment.assumed}

    def counted(self) -> Facts:
        """Give what is known and counts: without the answers to questions that do not apply."""
        return {name: answer for name, answer in self.answers().items() if name not in self.assessment.ignored}

    def given(self, name: str) -> Given | None:
        """Give what the profile says to a question or of a control, and what that rests on; `None` for nothing."""
        if self.profile is None:
            return None
        return self.profile.answers.get(name) or self.profile.controls.get(name)
