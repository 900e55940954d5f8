"""An interview as it stands, and the steps that people take in it. Each step gives a new one; none loses an answer.

All that outlives a run stands in the profile. A question that was put and not answered is `unknown` there, with the day
on which it was put: that is how an interview which is taken up again knows that it comes last.
"""

from dataclasses import replace
from datetime import date

from engine.frozen import frozen
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.rulebase.base import RuleBase

DOES_NOT_APPLY = "said not to apply"
"""What is noted under `evidence` of a question that, by its own words, does not apply, and by the rules does."""


@frozen
class Interview:
    """A profile, and where its interview stands.

    `put` are the questions that this run has put, in their order. `left` are those of them that stay open: they are not
    put again in this run. `at` is a question that somebody went back to or asked for by its name; empty where the
    order decides what comes next.
    """

    profile: Profile
    put: tuple[str, ...] = ()
    left: frozenset[str] = frozenset()
    at: str = ""

    def given(self, name: str) -> Given:
        """Give what the profile says to a question or of a control."""
        return self.profile.answers.get(name) or self.profile.controls.get(name) or Given(None)

    def is_put_off(self, name: str) -> bool:
        """Tell whether a question was put on some day and has no answer since."""
        given = self.given(name)
        return given.value is None and given.on is not None


def answer(base: RuleBase, interview: Interview, name: str, given: Given) -> Interview:
    """Take an answer. Where it is the same as before, what it rested on stays, save what is now said anew.

    What another answer rested on does not carry this one. Answers that do not apply any more stay in the profile, and
    count again when they do.
    """
    before = interview.given(name)
    if before.value == given.value and type(before.value) is type(given.value):
        parts = {part: getattr(given, part) or getattr(before, part) for part in ("evidence", "known", "by", "on")}
        given = replace(given, **parts)
    return _through(base, interview, name, given, interview.left - {name})


def not_known(base: RuleBase, interview: Interview, name: str, day: date) -> Interview:
    """Note that a question was put that day, and that the answer is not known; it is not put again in this run."""
    return _through(base, interview, name, _unanswered(interview, name, day), interview.left | {name})


def put_off(base: RuleBase, interview: Interview, name: str, day: date) -> Interview:
    """Put a question behind all others; one that comes round again for that, out of this run. An answer stays."""
    given = interview.given(name)
    if given.value is not None:
        return _through(base, interview, name, given, interview.left)
    left = interview.left | {name} if interview.is_put_off(name) else interview.left
    return _through(base, interview, name, _unanswered(interview, name, day), left)


def does_not_apply(base: RuleBase, interview: Interview, name: str, day: date) -> Interview:
    """Note that somebody says so. It counts as not known: nothing is concluded from it."""
    return _through(base, interview, name, Given(None, DOES_NOT_APPLY, on=day), interview.left | {name})


def note_evidence(base: RuleBase, interview: Interview, name: str, evidence: str) -> Interview:
    """Note what an answer rests on."""
    return replace(interview, profile=_with(base, interview, name, replace(interview.given(name), evidence=evidence)))


def back(interview: Interview) -> Interview:
    """Go back to the question before; at the first of this run, stay there."""
    here = interview.put.index(interview.at) if interview.at in interview.put else len(interview.put)
    return replace(interview, at=interview.put[max(0, here - 1)]) if interview.put else interview


def go_to(interview: Interview, name: str) -> Interview:
    """Go to a question, whatever its place in the order."""
    return replace(interview, at=name)


def go_on(interview: Interview) -> Interview:
    """Leave the answer as it is, and go on where the order decides."""
    return replace(interview, at="")


def _unanswered(interview: Interview, name: str, day: date) -> Given:
    given = interview.given(name)
    return replace(given, on=day) if given.value is None else Given(None, on=day)


def _through(base: RuleBase, interview: Interview, name: str, given: Given, left: frozenset[str]) -> Interview:
    put = interview.put if name in interview.put else (*interview.put, name)
    return Interview(_with(base, interview, name, given), put, left)


def _with(base: RuleBase, interview: Interview, name: str, given: Given) -> Profile:
    """Give the profile with another answer; what others said of the question stays beside it."""
    profile = interview.profile
    given = replace(given, also_said=given.also_said or interview.given(name).also_said)
    if name in base.controls:
        return hashed(replace(profile, controls=dict(sorted({**profile.controls, name: given}.items()))))
    return hashed(replace(profile, answers=dict(sorted({**profile.answers, name: given}.items()))))
