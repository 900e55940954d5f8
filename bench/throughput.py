"""Every machine on the same problem: profiles a second, one table."""

from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from bench.peers import PEERS, prepared
from bench.peers.contract import Machine, NotHereError, Peer
from bench.problem import Profiles, problem_of, profiles_of
from bench.rounds import rate, rounds, span
from bench.sections import section

ROUNDS = 5
SAMPLE = 200
"""How many profiles of each machine are compared with the reference."""
UNKNOWN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Entrant:
    """A machine with its profiles taken in, ready to be timed."""

    peer: Peer
    machine: Machine
    given: Any

    def run(self) -> object:
        """Work out every profile."""
        return self.machine.run(self.given)


def entrants(names: list[str]) -> tuple[dict[str, Entrant], dict[str, str]]:
    """Load each machine and compare it with the reference on a sample; say why one is missing."""
    problem = problem_of()
    ready, missing = {}, {}
    for name in names:
        peer = PEERS[name]
        try:
            machine = prepared(peer, problem)
        except NotHereError as error:
            missing[name] = str(error)
            continue
        profiles = profiles_of(problem, peer.profiles, UNKNOWN_SHARE if peer.unknowns else 0)
        given = machine.take(profiles)
        check(name, machine.read(machine.run(given), profiles), profiles)
        ready[name] = Entrant(peer, machine, given)
    return ready, missing


def check(name: str, flags: Any, profiles: Profiles) -> None:
    """Stop if a machine and the reference differ on a sample: no figure would mean anything."""
    spread = np.linspace(0, profiles.count - 1, SAMPLE).astype(int)
    sample = Profiles(profiles.problem, profiles.cells[:, spread])
    reference = prepared(PEERS["reference"], profiles.problem)
    if not np.array_equal(flags[:, spread], reference.read(reference.run(reference.take(sample)), sample)):
        raise SystemExit(f"`{name}` differs from the reference; no figure means anything")


def table() -> str:
    """Time everything round after round."""
    ready, missing = entrants(list(PEERS))
    times = rounds({name: each.run for name, each in ready.items()}, ROUNDS)
    problem = problem_of()
    speed = {name: ready[name].peer.profiles / median(each) for name, each in times.items()}
    rows = []
    for name in sorted(speed, key=lambda name: -speed[name]):
        peer = ready[name].peer
        unknowns = "three-valued" if peer.unknowns else "none allowed"
        shown = rate(peer.profiles, times[name])
        rows.append([peer.title, peer.runs_on(), peer.given, unknowns, shown, span(1 / speed[name])])
    rows += [[PEERS[name].title, why] for name, why in missing.items()]
    told = f"""{len(problem.rules)} rules of two to five literals in {len(problem.layers)} layers over
        {len(problem.facts)} questions, {len(problem.flags)} results. Three-valued machines get profiles
        with one answer in ten unknown, the others complete ones. Each is used as its own users would, in
        the fastest form we found, and is first compared with the reference on {SAMPLE} profiles. What a
        machine is given is made beforehand, and is not timed. Medians of {ROUNDS} rounds, each machine in
        turn."""
    columns = ["machine", "runs on", "is given", "unknown answers", ">profiles a second", ">one profile"]
    return section("Every machine on the same problem", told, columns, rows)
