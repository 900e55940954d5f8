"""The rule base: everything a pack says, validated, in an order that does not depend on its files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from engine.rulebase.controls import Control
from engine.rulebase.crosswalks import Crosswalk
from engine.rulebase.day import DAY, day_question
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Fact
from engine.rulebase.glossary import GlossaryTerm
from engine.rulebase.overlay import Extended, RuleChange
from engine.rulebase.pack import Pack
from engine.rulebase.properties import Property
from engine.rulebase.reads import Reads
from engine.rulebase.rules import Rule
from engine.rulebase.statements import Document, Principle, Statement
from engine.rulebase.tables import DecisionTable


@dataclass(frozen=True)
class RuleBase:
    """A validated pack.

    Every mapping runs by name, save `decisions`, which runs so that each stands after all that its rules read.
    `rules_of` lists the rules that conclude a decision (in table order where the hit policy is `first`).
    `sha256` is over the meaning of the pack, not over its layout. `folder` is where the pack was read from.
    `properties` are what the pack claims of itself; they decide nothing, so the hash leaves them out.
    `days` are those on which other rules come into force than on the day before; see `in_force`. `extends` are the
    packs that it is laid over, the lowest first, and `changes` what was changed in their rules.
    `tables` are the decision tables that some of the rules are rows of. `about_the_past` names the dates of things that
    have happened, by all rules whenever they are in force. `crosswalks` and the `glossary` decide nothing, and so the
    hash leaves them out as well.
    """

    pack: Pack
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    principles: Mapping[str, Principle]
    facts: Mapping[str, Fact]
    decisions: Mapping[str, Decision]
    controls: Mapping[str, Control]
    rules: Mapping[str, Rule]
    rules_of: Mapping[str, tuple[Rule, ...]]
    sha256: str
    folder: str
    properties: Mapping[str, Property] = field(default_factory=dict)
    days: tuple[date, ...] = ()
    extends: tuple[Extended, ...] = ()
    changes: tuple[RuleChange, ...] = ()
    tables: Mapping[str, DecisionTable] = field(default_factory=dict)
    about_the_past: tuple[str, ...] = ()
    crosswalks: Mapping[str, Crosswalk] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)

    @cached_property
    def reads(self) -> Reads:
        """Who reads whom, as every machine runs the rules: with `applies_when` written out."""
        return Reads(self.decisions, self.rules, self.rules_of, self.facts)

    @cached_property
    def reads_as_written(self) -> Reads:
        """Who reads whom, as the rules stand in the files, and as people are shown them."""
        return Reads(self.decisions, self.rules, self.rules_of, self.facts, as_written=True)

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Other names of questions, each with the name that the rules know."""
        return {alias: fact.name for fact in self.facts.values() for alias in fact.aliases}

    @property
    def looked_up(self) -> frozenset[str]:
        """The controls that a crosswalk speaks of, by name."""
        return frozenset(name for each in self.crosswalks.values() for line in each.lines for name in line.controls)

    def gravity(self, rule: str) -> int:
        """Give the rank of the harm that a rule warns about: 0 is the gravest; of no declared kind, the last."""
        urgencies = list(self.pack.urgencies)
        urgency = self.rules[rule].urgency
        return urgencies.index(urgency) if urgency else len(urgencies)

    def by_harm(self, rules: Iterable[str]) -> list[str]:
        """Sort rules for results: the gravest first, then by name, which no layout of files changes."""
        return sorted(rules, key=lambda name: (self.gravity(name), name))

    def as_read(self, rules: Iterable[str]) -> list[str]:
        """Sort rules for people: the gravest first, then by topic, then as they stand in the files."""
        return sorted(rules, key=lambda name: (self.gravity(name), self.rules[name].place, name))

    def question(self, name: str) -> Fact:
        """Find the question behind a fact, behind the status of a control, or after the day of assessment."""
        if name == DAY:
            return day_question(next(iter(self.pack.topics)))
        fact = self.facts.get(name)
        return fact if fact is not None else self._of_controls[name]

    def questions(self) -> Iterator[Fact]:
        """Walk every question in the order in which people are asked: by topic, the quick screen first, as declared."""
        return iter(self._questions)

    @cached_property
    def _questions(self) -> tuple[Fact, ...]:
        return tuple(sorted((*self.facts.values(), *self._of_controls.values()), key=self._declared_order))

    @cached_property
    def _of_controls(self) -> Mapping[str, Fact]:
        return {name: control.as_fact() for name, control in self.controls.items()}

    @cached_property
    def quick_screen(self) -> Mapping[str, int]:
        """Number the questions of the quick screen in the order of asking: each line that is asked counts as one.

        Facts come before controls, as in a profile. What is asked in the head of a profile is not counted.
        """
        in_head = {field.fact for field in self.pack.header}
        screen = [each for each in self.questions() if each.quick is not None and each.name not in in_head]
        screen.sort(key=lambda each: (each.name in self.controls, each.quick or 0))
        return {question.name: number for number, question in enumerate(screen, start=1)}

    @cached_property
    def controls_by_gravity(self) -> Mapping[str, int]:
        """Number the controls as people are shown them: gravest class first, then as the questions about them."""
        classes = self.pack.control_classes

        def urgency(control: Control) -> tuple[object, ...]:
            first = min((place for place, name in enumerate(classes) if name in control.classes), default=len(classes))
            return (first, *self.asking_order(control.as_fact()))

        return {each.name: place for place, each in enumerate(sorted(self.controls.values(), key=urgency))}

    def _declared_order(self, question: Fact) -> tuple[int, int, bool, int, int, int]:
        """Sort key: topic, number on the quick screen, facts before controls, then as declared.

        What hangs on another question comes behind it. It is for people only: results are ordered by `asking_order`,
        which no layout of files changes.
        """
        topic, quick, is_control, depth, _ = self.asking_order(question)
        return topic, quick, is_control, self.reads.place_of(question), depth, question.position

    def asking_order(self, question: Fact) -> tuple[int, int, bool, int, str]:
        """Sort key for results: topic, number on the quick screen, facts before controls, what others hang on, name."""
        topic = list(self.pack.topics).index(question.topic)
        return (
            topic,
            question.quick or 10**6,
            question.name in self.controls,
            self.reads.depth_of(question.name),
            question.name,
        )
