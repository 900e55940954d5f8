"""What tests of inquiries share."""

import pytest

from engine.inquiry import next_question, next_question_search, next_question_tipping


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw next to no completions, so that all has to be searched for, and let the search go on as long as it takes."""
    for module, limits in (
        (next_question_tipping, {"MOST_DRAWN": 1, "LEAST_DRAWN": 1, "NEAR": 1}),
        (next_question_search, {"DRAWN": 0, "MOST_LOOKS": 10**4}),
        (next_question, {"MOST_OPERATIONS": 10**8}),
    ):
        for name, value in limits.items():
            monkeypatch.setattr(module, name, value)
