"""The compiled form of a rule base: plain data that can be pickled, kept on disk and registered in a moment."""

from collections.abc import Mapping

from engine.frozen import frozen
from engine.rulebase.conditions import Test, Value
from engine.rulebase.facts import Kind
from engine.source.duration import Duration

OPENING = 0
"""The rule that the opening message fires, so that each session has fired once and can be deleted."""

OPENING_MESSAGE = (0, 1)
"""The message that opens every session, and so is heard in all: its slot, and the number in it."""

AnswerAspect = str | Duration | None
"""What a message says of an answer: whether it has a member, by how long it is older than an age, or the answer."""


@frozen
class AnswerMessages:
    """How an answer becomes messages: the number that stands for each value, and the slot for each aspect."""

    kind: Kind
    codes: Mapping[Value, int]
    slots: Mapping[AnswerAspect, int]


@frozen
class Ruleset:
    """One ruleset as durable-rules reads it. Its rules are named by the number of the node that they reach."""

    definition: str
    rules: int


@frozen
class Network:
    """Rules as a net of nodes, each reached at most once while one profile is evaluated.

    A join is reached when durable-rules fires its rule. A gate is reached when enough of the nodes that feed it are,
    which the host counts. A node with a `voice` posts a message when it is reached, for joins above it.
    """

    asked: Mapping[str, AnswerMessages]
    decided: Mapping[str, Mapping[Test, int]]
    rulesets: tuple[Ruleset, ...]
    readers: Mapping[int, tuple[int, ...]]
    """For each slot, the rulesets with a pattern for it, by their place in `rulesets`."""
    gates: Mapping[int, int]
    """For each gate, how many of its parts are enough."""
    feeds: Mapping[int, tuple[int, ...]]
    """For each node, the gates above it; a gate stands there as often as the node is listed in it."""
    voices: Mapping[int, int]
    fires: Mapping[int, tuple[str, ...]]
    """For each node, the rules of the pack that certainly hold once it is reached."""
    rules_out: Mapping[int, tuple[str, ...]]
    """For each node, the rules of the pack that certainly fail once it is reached."""


@frozen
class DurableProgram:
    """A rule base compiled for durable-rules.

    `strata` are the decisions, in groups: those of one group can be worked out once those before it are known.
    `interim` holds the rules that may add members to a `collect` decision while they read an interim value; `None`
    where there are none. `sha256` is that of the rule base.
    """

    sha256: str
    strata: tuple[tuple[str, ...], ...]
    main: Network
    interim: Network | None
