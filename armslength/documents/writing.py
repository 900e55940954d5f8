"""What a section is written from: the pack, one result, and the words that the pack has for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from armslength.documents.declared import AS_OF, PLACEHOLDER
from armslength.documents.office import Wording
from engine import Assessment, ControlFound, Given, Result, RuleBase, holds
from engine.page.model import Paragraph, line
from engine.render.in_place import perhaps_to_hold, to_hold
from engine.render.words import answer_words, day_words
from engine.rulebase.conditions import Condition
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.facts import Answer, Facts


@dataclass(frozen=True)
class Writing:
    """One result of a pack, as documents read it, and the role of the reader, if one is meant. It concludes nothing."""

    base: RuleBase
    result: Result
    role: str = ""

    @property
    def assessment(self) -> Assessment:
        """What was concluded."""
        return self.result.assessment

    @cached_property
    def answers(self) -> Facts:
        """What is known and counts: without answers to questions that do not apply."""
        return self.result.counted()

    @cached_property
    def controls(self) -> dict[str, ControlFound]:
        """The controls that have to be held now, by name."""
        return {each.name: each for each in to_hold(self.base, self.result.assessment)}

    @cached_property
    def possible(self) -> tuple[ControlFound, ...]:
        """The controls that may have to be held once more is known."""
        return tuple(perhaps_to_hold(self.base, self.result.assessment))

    def holds(self, condition: Condition) -> bool:
        """Tell whether a condition certainly holds of this result."""
        return holds(self.result, condition) is True

    def fails(self, condition: Condition) -> bool:
        """Tell whether a condition certainly does not hold of this result."""
        return holds(self.result, condition) is False

    def said(self, wording: Wording) -> str:
        """Give a wording with what its `{name}`s stand for; nothing where it is not said, or one of them is unknown."""
        if not self.holds(wording.when) or self.holds(wording.unless):
            return ""
        if not all(map(self.filled, PLACEHOLDER.findall(wording.says))):
            return ""
        return self.filled_in(wording)

    def filled_in(self, wording: Wording, otherwise: str = "") -> str:
        """Give a wording with what its `{name}`s stand for; `otherwise` for one that is unknown."""
        return PLACEHOLDER.sub(lambda found: self.filled(found[1]) or otherwise, wording.says)

    def filled(self, name: str) -> str:
        """Give what stands for a `{name}`: the day of assessment, a field of the head, or an answer in words."""
        if name == AS_OF:
            return day_words(self.assessment.as_of) if self.assessment.as_of else ""
        head = next((field for field in self.base.pack.header if field.path == name), None)
        if head is None or head.fact:
            return self.answer(head.fact if head else name)
        profile = self.result.profile
        return ", ".join(profile.header.get(name, ())) if profile else ""

    def answer(self, name: str) -> str:
        """Give an answer in words; nothing where there is none."""
        found: Answer | None = self.answers.get(name)
        return "" if found is None else answer_words(self.base.question(name), found)

    def given(self, name: str) -> Given | None:
        """Give what the profile says to a question or of a control, and what that rests on."""
        return None if name in self.assessment.ignored else self.result.given(name)

    def paragraphs(self, wordings: Iterable[Wording]) -> Iterator[Paragraph]:
        """Walk the wordings that are said, each as a paragraph."""
        for wording in wordings:
            if words := self.said(wording):
                yield Paragraph(line(words))

    def in_place(self, control: str) -> bool:
        """Tell whether a control is known to be in place."""
        return self.answers.get(control) == IN_PLACE
