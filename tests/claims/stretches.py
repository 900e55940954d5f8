"""The proofs of a pack, each beside every profile that it speaks of."""

from collections.abc import Sequence

from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.prove import prove
from engine.rulebase.periods import ALWAYS
from tests.claims.packs import TriedPack
from tests.packs.every_profile import EveryProfile


def stretches(pack: TriedPack) -> list[tuple[Sequence[EveryProfile], list[ProofResult]]]:
    """Hold each proof of a pack beside the profiles of the days that it speaks of."""
    results = list(prove(pack.base))
    if list(pack.spaces) == [ALWAYS]:
        return [(pack.spaces[ALWAYS], results)]
    return [
        (spaces, [each for each in results if each.says.startswith(f"{stretch.words}: ")])
        for stretch, spaces in pack.spaces.items()
    ]
