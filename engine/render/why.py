"""The reasons of an explanation: the rules that fired, those that stand against a value, and what the others lack."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from engine.assessment.explain import Explanation, RuleStep
from engine.frozen import frozen
from engine.interpret.evaluation import Collected, Highest, Single
from engine.page.model import Item, Line, Section, line, listing, names, section
from engine.render.headline import BY_DEFAULT
from engine.render.literals import failed_line, holding_line, open_line
from engine.render.outcomes import settled_value
from engine.render.room import more
from engine.render.words import amount
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Default

MOST_RULES = 6
"""Rules in an explanation. `--full` shows all."""

MOST_LITERALS = 8
"""Tests of one condition in an explanation. `--full` shows all."""


@frozen
class Why:
    """One explanation with what it is written from; `full` leaves nothing out."""

    base: RuleBase
    found: Explanation
    full: bool

    def reasons(self) -> Section:
        """List the rules that fired for the value, each with what held; or say that the default stands."""
        deciding = self._deciding()
        items = [self._with_reasons(step) for step in deciding]
        default = self._default()
        if default is not None:
            items.append(Item(line(default.because, names([BY_DEFAULT]))))
        beside = [step.rule for step in self._fired() if step not in deciding]
        also = Item(line("Also fired, and changes nothing:", names(beside))) if beside else None
        title = "Why" if self.found.asked is None or self.found.reached else "What speaks for it"
        return section("why", title, [listing([*items, also])])

    def against(self) -> Section:
        """List the rules for other values that fired and stand in the way of the value asked about."""
        return section("against", "What stands against it", [listing(map(self._with_reasons, self._opposing()))])

    def lacking(self) -> Section:
        """List the rules that did not fire, the nearest first, each with what it lacks."""
        steps = sorted(self._silent(), key=lambda step: (len(step.failed), len(step.open), step.rule))
        items = list(self._at_most(map(self._with_gaps, steps), MOST_RULES, "more rule"))
        if self.found.blocked and not self.found.reached:
            left = amount(len(self.found.blocked), "rule")
            items.append(Item(line(f"{left} for it would give way all the same, as the other answers are.")))
        default = self.base.decisions[self.found.decision].default
        if self.found.asked is not None and not self.found.reached and default and default.value == self.found.asked:
            items.append(Item(line("It is the default: it stands once every rule for another value is ruled out.")))
        return section("lacking", self._lacking_title(), [listing(items)])

    def cited(self) -> set[str]:
        """Gather what is cited by the rules shown to have fired, by the default, and by the value that came out."""
        cited = {name for step in (*self._fired(), *self._opposing()) for name in self.base.rules[step.rule].cites}
        value, default = settled_value(self.found.outcome), self._default()
        if value is not None:
            cited.update(self.base.decisions[self.found.decision].values[value].cites)
        return cited | set(default.cites if default is not None else ())

    def _fired(self) -> list[RuleStep]:
        return [step for step in self.found.rules if step.status is True]

    def _deciding(self) -> list[RuleStep]:
        """Pick the fired rules that give the value, or the lower bound of it."""
        outcome = self.found.outcome
        if self.base.decisions[self.found.decision].hit_policy == "first":
            return self._fired()[:1]
        if isinstance(outcome, Highest):
            wanted = frozenset({self.found.asked or outcome.at_least})
        elif isinstance(outcome, Single) and not outcome.conflict:
            wanted = outcome.possible
        else:
            return self._fired()
        return [step for step in self._fired() if wanted & set(self._values(step))]

    def _values(self, step: RuleStep) -> tuple[str, ...]:
        return self.base.rules[step.rule].values_for(self.found.decision)

    def _default(self) -> Default | None:
        """Give the default, where that is what stands."""
        default = self.base.decisions[self.found.decision].default
        if default is None or self._deciding() or settled_value(self.found.outcome) != default.value:
            return None
        return default if self.found.asked in (None, default.value) else None

    def _opposing(self) -> list[RuleStep]:
        """Pick the fired rules that the value asked about gives way to; members of a set never stand against it."""
        asked = self.found.asked
        if asked is None or self.found.reached or isinstance(self.found.outcome, Collected):
            return []
        return [step for step in self.found.others if self._lifts_above(step, asked)]

    def _lifts_above(self, step: RuleStep, floor: str | None) -> bool:
        """Tell whether a rule gives a value above this one; where values have no order, every other one counts."""
        decision = self.base.decisions[self.found.decision]
        if decision.hit_policy != "max" or floor is None:
            return True
        return any(decision.rank(value) > decision.rank(floor) for value in self._values(step))

    def _silent(self) -> list[RuleStep]:
        """Pick the rules that explain by their silence: for the value asked about, still open, or ruled out for it."""
        if self.found.asked is not None:
            beside_the_point = self.found.reached or self._is_below(self.found.asked)
            return [] if beside_the_point else [step for step in self.found.rules if step.status is not True]
        outcome = self.found.outcome
        floor = outcome.at_least if isinstance(outcome, Highest) else None
        above = [step for step in self.found.rules if self._lifts_above(step, floor)]
        if outcome.status == "open":
            return [step for step in self._read(above) if step.status is None]
        stands = isinstance(outcome, Highest) or self._default() is not None
        return [step for step in above if stands and step.status is False]

    def _read(self, steps: list[RuleStep]) -> list[RuleStep]:
        """Leave out the rows of a table that stand below the one that fired."""
        if self.base.decisions[self.found.decision].hit_policy != "first":
            return steps
        return list(takewhile(lambda step: step.status is not True, steps))

    def _is_below(self, value: str) -> bool:
        """Tell whether the outcome lies above a value already: then nothing more could lead there, only less."""
        decision, outcome = self.base.decisions[self.found.decision], self.found.outcome
        floor = outcome.at_least if isinstance(outcome, Highest) else None
        return floor is not None and decision.rank(floor) > decision.rank(value)

    def _lacking_title(self) -> str:
        if self.found.asked is not None:
            return "What it would take, by each way to it"
        return "Rules that are still open" if self.found.outcome.status == "open" else "Rules that were ruled out"

    def _with_reasons(self, step: RuleStep) -> Item:
        """Give a rule's reason, and below it the answers by which it fired."""
        lines = dict.fromkeys(holding_line(self.base, literal) for literal in step.holds)
        rule = self.base.rules[step.rule]
        below = (*self._below(lines), *self._unless(step))
        return Item(line(rule.because, names([rule.name])), (), below)

    def _with_gaps(self, step: RuleStep) -> Item:
        """Give a rule, and below it what it needs and does not have, or what is not known."""
        rule = self.base.rules[step.rule]
        gaps = [failed_line(self.base, rule.condition, literal) for literal in step.failed]
        gaps += [open_line(self.base, rule.condition, literal) for literal in step.open]
        return Item(line(rule.title, names([rule.name])), (), (*self._below(gaps), *self._unless(step)))

    def _unless(self, step: RuleStep) -> list[Item]:
        """Name the rules that would have to be ruled out besides."""
        words = "This would have to be ruled out:" if len(step.unless) == 1 else "These would have to be ruled out:"
        return [Item(line(words, names(self._some(step.unless))))] if step.unless else []

    def _some(self, rules: tuple[str, ...]) -> tuple[str, ...]:
        """Name the first few rules, and count the others."""
        left = 0 if self.full else len(rules) - MOST_RULES
        return rules if left <= 0 else (*rules[:MOST_RULES], f"{left} more")

    def _below(self, lines: Iterable[Line]) -> tuple[Item, ...]:
        return tuple(self._at_most(map(Item, lines), MOST_LITERALS, "more"))

    def _at_most(self, items: Iterable[Item], most: int, what: str) -> Iterator[Item]:
        """Walk the first few, then say how many are left and how to see them."""
        everything = list(items)
        shown = everything if self.full else everything[:most]
        yield from shown
        left = len(everything) - len(shown)
        if left:
            yield more(left, what, what if what == "more" else "")
