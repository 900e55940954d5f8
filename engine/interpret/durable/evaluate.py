"""One profile through a program: facts, then stratum by stratum what fires and what is decided by it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from engine.errors import InternalError
from engine.interpret.durable.hit_policies import GivenValue, Heard, decide
from engine.interpret.durable.host import Host, Message
from engine.interpret.durable.messages import of_decisions, of_facts
from engine.interpret.durable.program import DurableProgram, Network
from engine.interpret.durable.registered import registered
from engine.interpret.evaluation import Collected, Evaluation, Outcome, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.silence import with_silence
from engine.rulebase.truth import Truth


def evaluate(
    base: RuleBase, facts: Facts, as_of: date | None = None, program: DurableProgram | None = None
) -> Evaluation:
    """Run every rule over the facts of one profile, in durable-rules. `as_of` is the day of assessment.

    `program` is the compiled form of the rules in force that day, where the caller has kept it; without one it is
    compiled here, and the last few are remembered. Raises `MissingExtra` where durable-rules is not installed, and
    `InternalError` where the program is that of another base, an answer is not of its declared kind, or durable-rules
    misbehaves.
    """
    base, facts = in_force(base, as_of), with_silence(base, facts)
    with registered(base, program) as rules:
        outcomes: dict[str, Outcome] = {}
        run = ProfileRun(rules.program.main, rules.main)
        run.post(of_facts(run.network, facts, as_of))
        for names in rules.program.strata:
            outcomes.update((name, decide(_heard(base, name, run))) for name in names)
            run.post(of_decisions(run.network, outcomes, names))
        if rules.program.interim and rules.interim and _asks_for_interim(outcomes):
            second = ProfileRun(rules.program.interim, rules.interim)
            second.post(of_facts(second.network, facts, as_of))
            second.post(of_decisions(second.network, _as_if_settled(outcomes), outcomes))
            outcomes.update(_with_interim(base, outcomes, second.fired))
        return Evaluation({name: run.truth(name) for name in base.rules}, outcomes)


class ProfileRun:
    """What has come of the messages so far: nodes reached, rules fired and ruled out."""

    def __init__(self, network: Network, host: Host) -> None:
        self.network = network
        self.fired: set[str] = set()
        self.ruled_out: set[str] = set()
        self._host = host
        self._reached: set[int] = set()
        self._missing = dict(network.gates)

    def post(self, messages: Iterable[Message]) -> None:
        """Post messages, and what nodes say that are reached by them, until nothing new comes of it."""
        while waiting := list(messages):
            messages = [message for node in self._host.post(waiting) for message in self._reach(node)]

    def truth(self, rule: str) -> Truth:
        """Tell whether a rule is fired, ruled out, or open."""
        if rule in self.fired and rule in self.ruled_out:
            raise InternalError(f"durable-rules both fired rule `{rule}` and ruled it out")
        return True if rule in self.fired else False if rule in self.ruled_out else None

    def _reach(self, node: int) -> list[Message]:
        """Note that a node is reached, and the gates that open by it; give what they say."""
        said: list[Message] = []
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current in self._reached:
                raise InternalError("durable-rules fired a rule twice")
            self._reached.add(current)
            self.fired.update(self.network.fires.get(current, ()))
            self.ruled_out.update(self.network.rules_out.get(current, ()))
            if current in self.network.voices:
                said.append((self.network.voices[current], 1))
            waiting.extend(gate for gate in self.network.feeds.get(current, ()) if self._opens(gate))
        return said

    def _opens(self, gate: int) -> bool:
        self._missing[gate] -= 1
        return self._missing[gate] == 0


def _heard(base: RuleBase, name: str, run: ProfileRun) -> Heard:
    certain: list[GivenValue] = []
    perhaps: list[GivenValue] = []
    for place, rule in enumerate(base.rules_of[name]):
        if rule.name not in run.ruled_out:
            (certain if rule.name in run.fired else perhaps).extend((place, value) for value in rule.values_for(name))
    return Heard(base.decisions[name], certain, perhaps)


def _asks_for_interim(outcomes: dict[str, Outcome]) -> bool:
    return any(isinstance(each, Single) and each.interim is not None for each in outcomes.values()) and any(
        isinstance(each, Collected) and each.undecided for each in outcomes.values()
    )


def _as_if_settled(outcomes: dict[str, Outcome]) -> dict[str, Outcome]:
    """Take each open decision that has an interim value as settled at it."""
    return {
        name: Single(frozenset({each.interim})) if isinstance(each, Single) and each.interim is not None else each
        for name, each in outcomes.items()
    }


def _with_interim(base: RuleBase, outcomes: dict[str, Outcome], fired: set[str]) -> dict[str, Outcome]:
    """Add to each open `collect` decision the members that its rules bring meanwhile."""
    added: dict[str, Outcome] = {}
    for name, outcome in outcomes.items():
        if isinstance(outcome, Collected) and outcome.undecided:
            values = {value for rule in base.rules_of[name] if rule.name in fired for value in rule.values_for(name)}
            added[name] = replace(outcome, interim=frozenset(values) - outcome.members)
    return added
