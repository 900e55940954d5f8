"""One evaluation over answers that are left open: every rule and decision as terms, worked out when asked for."""

from collections.abc import Mapping, Set

from engine.interpret.symbolic.hit_policies import outcome
from engine.interpret.symbolic.outcomes import CollectedTerms, OutcomeTerms, SingleTerms
from engine.interpret.symbolic.questions import AnswerTerms
from engine.interpret.symbolic.terms import Term, TruthTerms, both, either, no, truth
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, Literal
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule


class SymbolicWorld:
    """One evaluation. A world in which one question is given otherwise shares all that does not hang on it."""

    def __init__(
        self, base: RuleBase, known: Mapping[str, AnswerTerms], *, parent: "SymbolicWorld | None" = None
    ) -> None:
        self.base = base
        self.known = known
        self._parent = parent
        self.changed = frozenset(n for n in known if parent and known[n] is not parent.known[n])
        self._rules: dict[str, TruthTerms] = {}
        self._interim: dict[str, Term] = {}
        self._held: dict[str, dict[str, Term]] = {}
        self._outcomes: dict[str, OutcomeTerms] = {}
        self._literals: dict[Literal, TruthTerms] = {}

    def given(self, question: str, known: AnswerTerms) -> "SymbolicWorld":
        """Give the same world with one question given in this way."""
        return SymbolicWorld(self.base, {**self.known, question: known}, parent=self)

    def over(self, base: RuleBase, rules: Set[str], decisions: Set[str]) -> "SymbolicWorld":
        """Give the same answers by a base that differs only in these rules and decisions; all else is shared."""
        again = SymbolicWorld(base, self.known)
        again._rules = {rule.name: self.rule(rule) for rule in base.rules.values() if rule.name not in rules}
        again._outcomes = {name: self.outcome(name) for name in base.decisions if name not in decisions}
        again._interim = {name: term for name, term in self._interim.items() if name not in rules}
        again._literals = {
            literal: pair
            for literal, pair in self._literals.items()
            if not (literal.on_decision and literal.subject in decisions)
        }
        return again

    def truth(self, condition: Condition) -> TruthTerms:
        """Work out a condition by the strong Kleene tables."""
        return truth(condition, self.literal)

    def literal(self, literal: Literal) -> TruthTerms:
        """Work out a literal over a fact, the status of a control, or an earlier decision."""
        if literal not in self._literals:
            subject = self.outcome(literal.subject) if literal.on_decision else self.known[literal.subject]
            self._literals[literal] = subject.truth(literal.test)
        return self._literals[literal]

    def rule(self, rule: Rule) -> TruthTerms:
        """Say of a rule when it is fired, and when not ruled out."""
        if rule.name not in self._rules:
            above = self._shared(self.base.reads.questions_behind_rule(rule.name))
            self._rules[rule.name] = above.rule(rule) if above else self.truth(rule.condition)
        return self._rules[rule.name]

    def outcome(self, name: str) -> OutcomeTerms:
        """Work out a decision, and first all that its rules read."""
        if name not in self._outcomes:
            above = self._shared(self.base.reads.questions_behind(name))
            self._outcomes[name] = above.outcome(name) if above else outcome(*self.hits(name))
        return self._outcomes[name]

    def member(self, name: str, value: str) -> TruthTerms:
        """Say of one member of a `collect` decision when it is certain, and when it may come."""
        pairs = [self.rule(rule) for rule in self.base.reads.rules_giving(name, value)]
        return TruthTerms(either(pair.true for pair in pairs), either(pair.possible for pair in pairs))

    def member_in_interim(self, name: str, value: str) -> Term:
        """Say of one member that some rule for it fires while every interim value stands."""
        return either(self.fires_in_interim(rule) for rule in self.base.reads.rules_giving(name, value))

    def hits(self, name: str) -> tuple[Decision, list[tuple[TruthTerms, tuple[str, ...]]]]:
        """Give a decision with the status of its rules and the values they give."""
        rules = self.base.rules_of[name]
        return self.base.decisions[name], [(self.rule(rule), rule.values_for(name)) for rule in rules]

    def held_in_interim(self, name: str) -> dict[str, Term]:
        """Say of each member of a `collect` decision that it is to be held while something of it is open.

        An interim value is seen by the rules that read its decision themselves, and never feeds another decision.
        """
        if name not in self._held:
            above = self._shared(self.base.reads.questions_behind(name))
            self._held[name] = above.held_in_interim(name) if above else self._work_out_held(name)
        return self._held[name]

    def _work_out_held(self, name: str) -> dict[str, Term]:
        found = self.outcome(name)
        if not isinstance(found, CollectedTerms):
            return {}
        is_open = either(pair.open for pair in found.members.values())
        return {
            value: both((is_open, self.member_in_interim(name, value), no(pair.true)))
            for value, pair in found.members.items()
        }

    def fires_in_interim(self, rule: Rule) -> Term:
        """Say of a rule that it fires while every interim value stands."""
        if rule.name not in self._interim:
            above = self._shared(self.base.reads.questions_behind_rule(rule.name))
            self._interim[rule.name] = (
                above.fires_in_interim(rule) if above else truth(rule.condition, self._interim_literal).true
            )
        return self._interim[rule.name]

    def _interim_literal(self, literal: Literal) -> TruthTerms:
        """Work out a literal with each open decision that has an interim value taken as settled at it."""
        found = self.outcome(literal.subject) if literal.on_decision else None
        return found.interim_truth(literal.test) if isinstance(found, SingleTerms) else self.literal(literal)

    def _shared(self, questions: frozenset[str]) -> "SymbolicWorld | None":
        return None if self._parent is None or self.changed & questions else self._parent
