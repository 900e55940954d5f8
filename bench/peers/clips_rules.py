"""CLIPS: a profile is one fact with a slot for each answer; a rule asserts its flag; earlier layers go first.

A rule also tells Python its flag: facts that Python walks through are not freed, and every later reset walks them.
"""

from typing import Any

from bench.peers.contract import Machine, Peer, cells_of_sets
from bench.problem import Problem, Profiles, Rule


def prepare(problem: Problem) -> Machine:
    """Build the template and the rules."""
    import clips

    environment = clips.Environment()
    slots = [f"(slot {name} (type SYMBOL))" for name in problem.yes_no]
    slots += [f"(slot {name} (type INTEGER))" for name in problem.numbers]
    environment.build(f"(deftemplate profile {' '.join(slots)})")
    environment.build("(deftemplate flag (slot name (type SYMBOL)))")
    raised: set[str] = set()
    environment.define_function(raised.add, name="raise-flag")
    for depth, layer in enumerate(problem.layers):
        for rule in layer:
            environment.build(_rule(rule, set(problem.flags), -depth))
    profile = environment.find_template("profile")

    def take(profiles: Profiles) -> list[dict[str, Any]]:
        words = {True: clips.Symbol("yes"), False: clips.Symbol("no")}
        return [
            {name: words[answer] if isinstance(answer, bool) else answer for name, answer in each.items()}
            for each in profiles.as_dicts()
        ]

    def decide(answers: dict[str, Any]) -> frozenset[str]:
        raised.clear()
        environment.reset()
        profile.assert_fact(**answers)
        environment.run()
        return frozenset(raised)

    def run(profiles: list[dict[str, Any]]) -> list[frozenset[str]]:
        return [decide(answers) for answers in profiles]

    def read(result: list[frozenset[str]], profiles: Profiles) -> Any:
        return cells_of_sets(problem.flags, result, profiles.count)

    return Machine(take, run, read)


def _rule(rule: Rule, flags: set[str], salience: int) -> str:
    slots, others = [], []
    for each in rule.literals:
        if each.subject in flags:
            pattern = f"(flag (name {each.subject}))"
            others.append(pattern if each.wanted else f"(not {pattern})")
        elif each.at_least is None:
            slots.append(f"({each.subject} {'yes' if each.wanted else 'no'})")
        else:
            test = ">=" if each.wanted else "<"
            slots.append(f"({each.subject} ?{each.subject}&:({test} ?{each.subject} {each.at_least}))")
    conditions = [f"(profile {' '.join(slots)})", *others]
    head = f"(defrule {rule.name} (declare (salience {salience}))"
    return f"{head} {' '.join(conditions)} => (assert (flag (name {rule.flag}))) (raise-flag {rule.flag}))"


PEER = Peer(
    title="CLIPS (clipspy)",
    given="dictionaries",
    unknowns=False,
    rule_engine=True,
    profiles=1_000,
    prepare=prepare,
    library="clipspy",
)
