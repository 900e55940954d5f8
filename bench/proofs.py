"""How the proofs of a pack grow with its rules: the shipped pack, and sound bases in blocks like it.

And what they cost again after one rule of the shipped pack was edited, while what was proved before is kept.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.layered import layered_base
from bench.sections import met, section
from engine import RuleBase, load_pack, prove
from engine.checks.mutation.example import compared_mutant
from engine.checks.mutation.mutant import Reach
from engine.checks.mutation.mutants import mutants

SIZES = (300, 1_000, 3_000)
EDITS = 15
AIM = 0.15
LAWS = ("no-conflicts", "settled-stays-settled", "worse-is-never-lighter")


def table() -> str:
    """Measure each base once, claim by claim."""
    bases = [("shipped", load_pack(Path(__file__).parent.parent / "rules"))]
    bases += [("blocks", layered_base(size)) for size in SIZES]
    rows = []
    for name, base in bases:
        with nothing_kept():
            rows.append([name, f"{len(base.rules):,}", *measured(base)])
    shares = after_edits(bases[0][1])
    return section(
        "Proofs",
        """`rules check --prove`, in seconds, loading aside: everything, and of that the laws. The blocks are sound
        bases made for this, of some two dozen rules each, like the shipped ones; ten of them hang together.""",
        ["base", ">rules", ">everything", *(f">{name.replace('-', ' ')}" for name in LAWS), ">undecided"],
        rows,
        f"After one edited rule, {EDITS} of them picked by chance, the proofs take {median(shares):.2f} of the time of "
        f"the whole (median; {max(shares):.2f} at most, where nearly all rests on it). Aim: at most {AIM}"
        f"{met(median(shares) <= AIM)}. Processor time, loading and the checks without proof aside.",
    )


@contextmanager
def nothing_kept() -> Iterator[Path]:
    """Keep in a folder of its own what is kept, for as long as this lasts."""
    before = os.environ.get("XDG_CACHE_HOME")
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("XDG_CACHE_HOME")
            if before is not None:
                os.environ["XDG_CACHE_HOME"] = before


def after_edits(base: RuleBase) -> list[float]:
    """Give the share of the whole that the proofs take after one edit, each starting from the same kept answers."""
    reach = Reach(base)
    edits = [each for each in mutants(base) if len(each.rules) == 1]
    with nothing_kept() as folder:
        whole, shares = _proving(base), []
        for each in Random(3).sample(edits, EDITS):
            with nothing_kept() as again:
                copytree(folder, again, dirs_exist_ok=True)
                shares.append(_proving(compared_mutant(base, each, reach).changed) / whole)
    return shares


def _proving(base: RuleBase) -> float:
    before = process_time()
    list(prove(base))
    return process_time() - before


def measured(base: RuleBase) -> list[str]:
    """Give the seconds of all claims and of each law, and how many questions were left undecided."""
    took: dict[str, float] = {}
    undecided = refuted = 0
    before = perf_counter()
    for claim in prove(base):
        took[claim.name] = perf_counter() - before
        undecided += sum(finding.diagnostic.code == "undecided" for finding in claim.findings)
        refuted += claim.answer == "refuted"
        before = perf_counter()
    if refuted:
        raise SystemExit(f"{refuted} claims about `{base.pack.id}` are refuted; it was meant to be sound")
    return [f"{sum(took.values()):.1f}", *(f"{took[name]:.1f}" for name in LAWS), str(undecided)]
