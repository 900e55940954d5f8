"""For authors of packs who test their rules from Python: what comes out of a few answers, in one line.

    >>> base = load_pack()
    >>> tried = assert_outcome(base, {}, decision=base.pack.headline[0], status="open")

Cases in the folder `cases` of a pack say the same as data, and `rules test` runs them; these functions are for what
data can't say, such as every combination of some answers.
"""

from collections.abc import Mapping
from datetime import date

from engine.api import assess
from engine.assessment.agreement import BOTH
from engine.assessment.result import Result
from engine.errors import InputError
from engine.interpret.evaluation import Collected, Single
from engine.profile.named_answers import read_answers
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase


def profile_from(base: RuleBase, answers: Mapping[str, str]) -> Profile:
    """Make a profile of answers as people write them, by question or control; all others are not known.

        >>> profile_from(load_pack(), {}).facts()
        {}

    Raises `InputError` with everything that is wrong with any of them.
    """
    read = read_answers(base, {"id": "test", **answers})
    if isinstance(read, Profile):
        return read
    raise InputError(tuple(read.values()))


def assert_outcome(
    base: RuleBase, answers: Mapping[str, str], *, decision: str,
    value: str | None = None, includes: frozenset[str] = frozenset(), status: str = "settled",
    as_of: date | None = None, engine: str = BOTH,
) -> Result:  # fmt: skip
    """Test what comes out of some answers, and give the whole result.

        >>> assert_outcome(base, {}, decision=base.pack.headline[0], status="open").engines[0]
        'reference'

    `value` is what a decision with one value must be settled at, `includes` what a set must certainly hold, `status` is
    `settled`, `open` or `conflict`. Raises `AssertionError` with what came out, `KeyError` where the pack has no such
    decision, and `InputError` where an answer can't be read.
    """
    result = assess(base, profile_from(base, answers), as_of, engine)
    outcome = result.outcome(decision)
    if includes:
        assert isinstance(outcome, Collected), f"`{decision}` is no set"  # noqa: S101  this is what it is for
        missing = includes - outcome.members
        assert not missing, f"`{decision}` does not certainly hold {sorted(missing)}, but {sorted(outcome.members)}"  # noqa: S101
        return result
    assert outcome.status == status, f"`{decision}` is {outcome.status}: {outcome}"  # noqa: S101
    if value is not None:
        assert isinstance(outcome, Single), f"`{decision}` has no single value"  # noqa: S101
        assert outcome.possible == {value}, f"`{decision}` is not `{value}`: {outcome}"  # noqa: S101
    return result
