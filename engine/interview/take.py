"""What a line that somebody typed does to an interview: the same interview and line always do the same."""

from datetime import date
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.interpret.reference.evaluate import Reference
from engine.interview.interview import (
    Interview,
    answer,
    back,
    does_not_apply,
    go_on,
    go_to,
    not_known,
    note_evidence,
    put_off,
)
from engine.interview.read_line import Doing, Meant, NotUnderstood, Said, read_line
from engine.profile.profile import Given
from engine.rulebase.base import RuleBase
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

NOTHING_TYPED = "nothing was typed; answer, or type `later` to put the question off"


@frozen
class Taken:
    """The interview after a line, and what the line did to which question; of one that did nothing, the reason."""

    interview: Interview
    doing: Doing | OneOfTheseWords["answered", "not understood"]
    name: str = ""
    reason: str = ""


def take(base: RuleBase, interview: Interview, name: str, text: str, day: date, by: str = "") -> Taken:
    """Take a line that was typed at a question. `by` is who answers; it is noted with the day where it is given.

    An answer is read as in the cell of a table, or by its number; other words put the question off, say that nobody
    knows yet, go back, and so on.

        >>> question = Interviewer(base).next_step(Interview(profile)).question
        >>> take(base, Interview(profile), question, "don't know", date(2026, 5, 4)).doing
        'not known'
    """
    line = read_line(base, name, text)
    match line:
        case NotUnderstood(reason):
            return Taken(interview, "not understood", name, reason)
        case Said(value):
            given = Given(value, by=by, on=day if by else None)
            return Taken(answer(base, interview, name, given), "answered", name)
        case Meant("not known"):
            return Taken(not_known(base, interview, name, day), "not known", name)
        case Meant("later"):
            return Taken(put_off(base, interview, name, day), "later", name)
        case Meant("does not apply"):
            return _does_not_apply(base, interview, name, day)
        case Meant("go on"):
            if not interview.at:
                return Taken(interview, "not understood", name, NOTHING_TYPED)
            return Taken(go_on(interview), "go on", name)
        case Meant("back"):
            if back(interview) == interview:
                return Taken(interview, "not understood", name, "this is the first question of this run")
            return Taken(back(interview), "back", name)
        case Meant("change", rest):
            return _change(base, interview, name, rest)
        case Meant("evidence", rest):
            return _evidence(base, interview, name, rest)
    return Taken(interview, line.doing, name)


def _does_not_apply(base: RuleBase, interview: Interview, name: str, day: date) -> Taken:
    """Note it; where the answers say so already, there is nothing to note, and an answer that is kept stays."""
    if Reference(base, interview.profile.facts(), day).is_beside_the_point(base.question(name)):
        return Taken(go_on(interview), "go on", name)
    return Taken(does_not_apply(base, interview, name, day), "does not apply", name)


def _change(base: RuleBase, interview: Interview, name: str, asked: str) -> Taken:
    """Go to the question of a number in this run, of a name, or of these words."""
    if not asked:
        return Taken(interview, "not understood", name, "name a question, by its number or its name, as in `change 2`")
    found = _named(base, interview, asked)
    if found is None:
        hint = did_you_mean(asked, [*base.facts, *base.aliases, *base.controls])
        reason = f"there is no question {in_backticks(asked)}{hint or '; `rules show` lists them'}"
        return Taken(interview, "not understood", name, reason)
    return Taken(go_to(interview, found), "change", found)


def _named(base: RuleBase, interview: Interview, asked: str) -> str | None:
    if asked.isdecimal():
        return interview.put[int(asked) - 1] if 0 < int(asked) <= len(interview.put) else None
    name = base.aliases.get(asked, asked)
    if name in base.facts or name in base.controls:
        return name
    return next((each.name for each in base.questions() if folded(each.question) == folded(asked)), None)


def _evidence(base: RuleBase, interview: Interview, name: str, said: str) -> Taken:
    """Note what the answer rests on that is looked at again or, at a new question, the last one that was given."""
    answered = [each for each in interview.put if interview.given(each).value is not None]
    about = name if interview.given(name).value is not None else answered[-1] if answered else ""
    if not about:
        return Taken(interview, "not understood", name, "no answer has been given yet that something could show")
    if not said:
        return Taken(interview, "not understood", name, "say what shows it, as in `evidence minutes of 3 March`")
    return Taken(note_evidence(base, interview, about, said), "evidence", about)
