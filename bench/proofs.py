"""How the proofs of a pack grow with its rules: the shipped pack, and sound bases in blocks like it."""

from pathlib import Path
from time import perf_counter

from bench.layered import layered_base
from bench.sections import section
from engine import RuleBase, load_pack, prove

SIZES = (300, 1_000, 3_000)
LAWS = ("no-conflicts", "settled-stays-settled", "worse-is-never-lighter")


def table() -> str:
    """Measure each base once, claim by claim."""
    bases = [("shipped", load_pack(Path(__file__).parent.parent / "rules"))]
    bases += [("blocks", layered_base(size)) for size in SIZES]
    rows = [[name, f"{len(base.rules):,}", *measured(base)] for name, base in bases]
    return section(
        "Proofs",
        """`rules check --prove`, in seconds, loading aside: everything, and of that the laws. The blocks are sound
        bases made for this, of some two dozen rules each, like the shipped ones; ten of them hang together.""",
        ["base", ">rules", ">everything", *(f">{name.replace('-', ' ')}" for name in LAWS), ">undecided"],
        rows,
        "Each question is asked of one rule, one decision or one step: there are as many as there is to ask about.",
    )


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
