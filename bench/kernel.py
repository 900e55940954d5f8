"""Our kernel, by NumPy and compiled, against C over the same planes, and against the fastest rule engine."""

from bench.peers import PEERS
from bench.rounds import rate, ratio, rounded, rounds
from bench.sections import met, section
from bench.throughput import SAMPLE, Entrant, entrants

ROUNDS = 9
OURS = "compiled"
OVER_PLANES = [OURS, "ours", "c", "numpy"]
SHARE_OF_C = 0.9
TIMES_THE_FASTEST_ENGINE = 15_000


def table() -> str:
    """Time the kernel, the C loop and the rule engines in turn; give ratios within a round."""
    engines = [name for name, peer in PEERS.items() if peer.rule_engine]
    ready, missing = entrants([*OVER_PLANES, *engines])
    times = rounds({name: each.run for name, each in ready.items()}, ROUNDS)
    each_profile = {name: [s / ready[name].peer.profiles for s in seconds] for name, seconds in times.items()}
    ours = OURS if OURS in ready else "ours"
    rows = []
    for name, entrant in ready.items():
        faster, peer = ratio(each_profile[name], each_profile[ours]), entrant.peer
        rows.append([peer.title, peer.runs_on(), rate(peer.profiles, times[name]), f"{rounded(faster):,g}"])
    rows += [[PEERS[name].title, why] for name, why in missing.items()]
    told = f"""Planes in, planes out, one core, three-valued, on the problem of the table on every machine; the C
        loop and NumPy get the very same planes and write the same results. Rule engines get dictionaries of
        complete profiles, and all cores where they can use them. Compared with the reference on {SAMPLE}
        profiles first. Medians of {ROUNDS} rounds, and of the ratios within a round."""
    compared = ">our kernel, compiled where it can be, is so many times as fast"
    columns = ["machine", "runs on", ">profiles a second", compared]
    return section("The kernel", told, columns, rows, _aims(ready, each_profile, ours))


def _aims(ready: dict[str, Entrant], each_profile: dict[str, list[float]], ours: str) -> str:
    """Say whether the two aims are met, where they could be measured."""
    told = []
    if "c" in ready:
        share = ratio(each_profile["c"], each_profile[ours])
        told.append(f"Aim: at least {SHARE_OF_C} of the C loop. Measured: {share:.2f}{met(share >= SHARE_OF_C)}.")
    engines = {name: min(each_profile[name]) for name, each in ready.items() if each.peer.rule_engine}
    if engines:
        fastest = min(engines, key=lambda name: engines[name])
        times = ratio(each_profile[fastest], each_profile[ours])
        told.append(
            f"Aim: at least {TIMES_THE_FASTEST_ENGINE:,} times the fastest rule engine ({PEERS[fastest].title}). "
            f"Measured: {times:,.0f} times{met(times >= TIMES_THE_FASTEST_ENGINE)}."
        )
    return " ".join(told)
