"""How often what is slow is tried at each push; how many examples a quick property has, `conftest.py` says."""

import pytest
from hypothesis import settings

FEW = settings(max_examples=settings().max_examples // 3)
"""A third of the usual, for properties of which one example takes a twentieth of a second or more."""


def seeds(few: int, many: int) -> list[object]:
    """List seeds to try a test on: so few at each push, and as many as that with `pytest -m deep`."""
    return [*range(few), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(few, many))]
