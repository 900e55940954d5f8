"""An assessment: a frozen value that can be stored, compared, replayed and rendered."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.frozen import frozen
from engine.interpret.evaluation import Outcome
from engine.rulebase.facts import Answer, Facts

UNKNOWN = "unknown"
"""The status of a control that nothing was said of."""


@frozen
class Concluded:
    """A decision with what it rests on.

    `rules` are the fired rules that give its value (or its lower bound), `ruled_out` those that had to be ruled out
    for it, where a default stands or a higher value was possible. `facts` suffice for it: with them alone, the same
    comes out. `by_default` tells that no rule gave the value.
    """

    name: str
    outcome: Outcome
    rules: tuple[str, ...]
    ruled_out: tuple[str, ...]
    facts: tuple[str, ...]
    by_default: bool


@frozen
class ControlFound:
    """A control that is required, or may be: `required` is yes, interim or possible; `status` what was answered."""

    name: str
    required: str
    status: str
    rules: tuple[str, ...]


@frozen
class RuleFound:
    """A rule as it stands: fired, open or ruled out; the facts that make it so, and the questions it waits for."""

    name: str
    status: str
    facts: Mapping[str, Answer]
    waits_for: tuple[str, ...]


@frozen
class OpenQuestion:
    """An unanswered question, the decisions that it matters to, and the answers that alone would settle one.

    `settles` maps a decision to the answers that settle it, each with the value that comes out (`None`: no value).
    """

    fact: str
    decides: tuple[str, ...]
    settles: Mapping[str, Mapping[str, str | None]]


@frozen
class Lowering:
    """Answers that would together lower what is applied meanwhile: the words for each, and the value to apply then."""

    answers: Mapping[str, str]
    to: str


@frozen
class Conclusions:
    """What comes out for one profile on one day, and no more: what an assessment says besides takes most of its time.

    `outcomes` holds the outcome of each decision, and `decisions` the same with what each rests on, found as it is
    asked for. `controls` are those that are required or may be, `assumed` answers that nobody gave, and `fired` the
    rules that fired, in their order, each with the facts that make it so. `holding_up` are the controls whose missing
    makes a rule of a declared urgency fire, or may still do so.
    """

    outcomes: Mapping[str, Outcome]
    decisions: Mapping[str, Concluded]
    controls: tuple[ControlFound, ...]
    assumed: Mapping[str, Answer]
    fired: Mapping[str, tuple[str, ...]]
    holding_up: frozenset[str]

    def outcome(self, decision: str) -> Outcome:
        """Give the outcome of one decision."""
        return self.outcomes[decision]


@frozen
class Assessment:
    """The result for one profile, one pack and one day. Which engines ran is said beside it, never in it.

    `assumed` are answers that nobody gave, taken because the pack says what silence means there. `to_come` are the days
    after the day of assessment that were given to questions about the past. `lowered_by` names, for each primary
    decision that is open and has something to apply meanwhile, the smallest sets of answers that would lower that.
    """

    profile_id: str
    profile_sha256: str
    pack_id: str
    pack_version: str
    pack_sha256: str
    as_of: date | None
    decisions: Mapping[str, Concluded]
    controls: tuple[ControlFound, ...]
    rules: tuple[RuleFound, ...]
    open_questions: tuple[OpenQuestion, ...]
    warnings: tuple[str, ...]
    advice: tuple[str, ...]
    ignored: tuple[str, ...]
    assumed: Mapping[str, Answer] = field(default_factory=dict)
    to_come: Mapping[str, date] = field(default_factory=dict)
    lowered_by: Mapping[str, tuple[Lowering, ...]] = field(default_factory=dict)

    def outcome(self, decision: str) -> Outcome:
        """Give the outcome of one decision."""
        return self.decisions[decision].outcome

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """The outcome of each decision."""
        return {name: each.outcome for name, each in self.decisions.items()}

    @property
    def fired(self) -> Mapping[str, tuple[str, ...]]:
        """The rules that fired, each with the facts that make it so."""
        return {each.name: tuple(each.facts) for each in self.rules if each.status == "fired"}

    def named_answers(self) -> Facts:
        """Give the answers that the assessment itself names: those it rests on, those assumed, and doubtful days."""
        controls = {each.name: each.status for each in self.controls if each.status != UNKNOWN}
        known = {name: answer for rule in self.rules for name, answer in rule.facts.items()}
        return {**controls, **known, **self.assumed, **self.to_come}

    def unanswered(self) -> tuple[str, ...]:
        """List what is not answered and can still change the result: questions, then controls that may be required."""
        questions = (each.fact for each in self.open_questions)
        return *questions, *(each.name for each in self.controls if each.status == UNKNOWN)

    def open_decisions(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Pick those of the named decisions that are not settled."""
        return tuple(name for name in names if self.decisions[name].outcome.status != "settled")
