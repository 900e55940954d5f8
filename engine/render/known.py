"""How much is known: of the questions that matter to the primary decisions, how many are answered."""

from engine.assessment.result import Result
from engine.frozen import frozen
from engine.page.model import Paragraph, Run, Section, line, section
from engine.render.shown import shown_decisions
from engine.render.words import amount
from engine.rulebase.base import RuleBase


@frozen
class Known:
    """Questions that are answered, and those that are not and still matter to a decision that is not settled."""

    answered: int
    unanswered: int

    @property
    def little(self) -> bool:
        """Tell whether more is left to answer than is answered."""
        return self.unanswered > self.answered


def known(base: RuleBase, result: Result) -> Known:
    """Count the answered and the unanswered questions that the primary decisions depend on."""
    assessment = result.assessment
    waiting = set(assessment.open_decisions(tuple(shown_decisions(base, assessment, base.pack.primary))))
    behind = {fact for name in base.pack.primary for fact in base.reads_as_written.questions_behind(name)}
    counted = (name for name in result.answers() if name in base.facts and name in behind)
    answered = sum(name not in (*assessment.ignored, *assessment.assumed) for name in counted)
    return Known(answered, sum(bool(waiting & set(each.decides)) for each in assessment.open_questions))


def little_known(base: RuleBase, result: Result) -> Section:
    """Lead the page with how little is known; nothing where more is answered than is left to answer."""
    found = known(base, result)
    if not found.little:
        return section("known", "", ())
    asked = amount(found.answered + found.unanswered, "question")
    said = f"Little is known yet: {found.answered} of the {asked} that matter here {_are(found)} answered."
    return section("known", "", [Paragraph(line(Run(said, "doubt"), "Nothing on this page says that all is well."))])


def _are(found: Known) -> str:
    return "is" if found.answered == 1 else "are"
