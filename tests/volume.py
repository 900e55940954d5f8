"""How often what is slow is tried at each push; how many examples a quick property has, `conftest.py` says."""

import pytest
from hypothesis import settings

FEW = settings(max_examples=settings().max_examples // 3)
"""A third of the usual, for properties of which one example takes a twentieth of a second or more."""


def seeds(few: int, many: int, first: int = 0) -> list[object]:
    """List as many seeds to try a test on, from the first: a few at each push, and the others with `pytest -m deep`."""
    there = range(first, first + many)
    return [*there[:few], *(pytest.param(seed, marks=pytest.mark.deep) for seed in there[few:])]
