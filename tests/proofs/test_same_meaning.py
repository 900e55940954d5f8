"""z3 speaks of the running engine: for random bases and profiles, its model is what the reference comes up with."""

import pytest

pytest.importorskip("z3")

from tests.proofs.comparing import PROFILES, compared

PAIRS = 2_000


@pytest.mark.parametrize("complete", [False, True], ids=["partial", "complete"])
def test_the_model_is_what_the_reference_comes_up_with(complete: bool) -> None:
    for seed in range(PAIRS // PROFILES // 2):
        for *_, wrong in compared(seed, complete):
            assert not wrong, (seed, wrong)


@pytest.mark.deep
@pytest.mark.parametrize("block", range(20))
def test_the_model_is_what_the_reference_comes_up_with_many_times(block: int) -> None:
    for seed in range(10_000 + block * 500, 10_500 + block * 500):
        for *_, wrong in compared(seed, seed % 2 == 0):
            assert not wrong, (seed, wrong)
