"""A question to which one pack takes silence as an answer, and another does not, or takes it as another answer."""

from engine.interpret.symbolic.questions import AnswerTerms, Chosen, MemberTerms
from engine.interpret.symbolic.terms import either, no
from engine.rulebase.facts import Answer, Members


def with_silence_as(known: AnswerTerms, silent: Answer) -> AnswerTerms:
    """Give a question as a pack sees it that takes silence as this answer. Ages of dates stay as they are."""
    if isinstance(known, MemberTerms) and isinstance(silent, Members):
        holds = {m: no(known.fails[m]) if m in silent.holds else term for m, term in known.holds.items()}
        return MemberTerms(holds, {member: no(term) for member, term in holds.items()})
    if isinstance(known, Chosen) and not isinstance(silent, Members):
        return _chosen(known, silent)
    return known


def _chosen(known: Chosen, silent: Answer) -> Chosen:
    nothing = no(either(known.known))
    place = max((n for n, answer in enumerate(known.answers) if _stands_for(answer, silent)), default=None)
    if place is None or not isinstance(silent, (bool, str, int)):
        extra = (silent,) if isinstance(silent, (bool, str, int)) else ()
        return Chosen((*known.answers, *extra), (*known.known, *(nothing for _ in extra)), True)
    terms = tuple(either((term, nothing)) if n == place else term for n, term in enumerate(known.known))
    return Chosen(known.answers, terms, True)


def _stands_for(answer: bool | str | int, silent: Answer) -> bool:
    """Tell whether an answer is this one, or an interval of numbers can hold it."""
    if type(answer) is int and type(silent) is int:
        return answer <= silent
    return answer == silent
