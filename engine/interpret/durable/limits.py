"""What durable-rules 2.0.28 bears, and a check that no ruleset goes beyond it.

Past its limits it raises, hangs, crashes or, worst, fires the wrong rules without a word. Ours lie well inside: it
allows 16 patterns in a rule, 4,096 rules, fewer than 256 uses of one pattern, a stack of 64 true tests for one
message, and 512 entries in a table of tests. Ids of messages are compared by a 32-bit hash alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.errors import InternalError

if TYPE_CHECKING:
    from engine.interpret.durable.forms import Pattern

PATTERNS_OF_A_RULE = 8
RULES_OF_A_RULESET = 400
USES_OF_A_PATTERN = 200
PATTERNS_OF_A_SLOT = 40
BLOCKS_OF_A_RULESET = 200
SLOTS_OF_A_BLOCK = 64
LARGEST_NUMBER = 2**62
"""The largest number in a message to durable-rules. It reads more bits as another number. Beyond it: an internal
error."""

SESSION = "1"
_STATE_ID = f"sid-{SESSION}"


class Load:
    """Counts what the rules of one ruleset ask of durable-rules, so that a ruleset ends before it is too much."""

    def __init__(self) -> None:
        self.rules = 0
        self._uses: Counter[Pattern] = Counter()
        self._patterns: dict[int, set[Pattern]] = defaultdict(set)
        self._blocks: set[int] = set()

    def add(self, rule: "Sequence[Pattern]") -> None:
        """Count one more rule."""
        self.rules += 1
        for pattern in rule:
            self._uses[pattern] += 1
            self._patterns[pattern.slot].add(pattern)
            self._blocks.add(block(pattern.slot))

    def has_room(self, rule: "Sequence[Pattern]") -> bool:
        """Tell whether one more rule stays within every limit."""
        blocks = self._blocks | {block(pattern.slot) for pattern in rule}
        return (
            self.rules < RULES_OF_A_RULESET
            and len(blocks) <= BLOCKS_OF_A_RULESET
            and all(self._uses[pattern] < USES_OF_A_PATTERN for pattern in rule)
            and all(len(self._patterns[pattern.slot] | {pattern}) <= PATTERNS_OF_A_SLOT for pattern in rule)
        )

    def excesses(self) -> Iterable[str]:
        """Name each limit that is passed."""
        most_uses = max(self._uses.values(), default=0)
        most_patterns = max((len(each) for each in self._patterns.values()), default=0)
        for what, number, limit in (
            ("rules in one ruleset", self.rules, RULES_OF_A_RULESET),
            ("uses of one pattern", most_uses, USES_OF_A_PATTERN),
            ("patterns for one message", most_patterns, PATTERNS_OF_A_SLOT),
            ("blocks of messages", len(self._blocks), BLOCKS_OF_A_RULESET),
        ):
            if number > limit:
                yield f"{number} {what}, where {limit} are safe"


def block(slot: int) -> int:
    """Find the block of a slot: messages are told apart by block, then by slot, so that no table of tests is long."""
    return slot // SLOTS_OF_A_BLOCK


def message_id(slot: int) -> str:
    """Name the one message of a slot."""
    return f"i{slot}"


def check_ruleset(rules: "Iterable[Sequence[Pattern]]") -> None:
    """Refuse a ruleset that durable-rules might not bear. Independent of how rules were shared out."""
    load = Load()
    problems: list[str] = []
    for rule in rules:
        load.add(rule)
        problems.extend(_problems_of_rule(rule))
    problems.extend(load.excesses())
    if problems:
        raise InternalError("this goes beyond what durable-rules bears: " + "; ".join(problems))


def _problems_of_rule(rule: "Sequence[Pattern]") -> Iterable[str]:
    if not 1 <= len(rule) <= PATTERNS_OF_A_RULE:
        yield f"a rule of {len(rule)} patterns, where 1 to {PATTERNS_OF_A_RULE} are safe"
    if len({pattern.slot for pattern in rule}) != len(rule):
        yield "a rule with two patterns for the same message, which would never fire"
    for pattern in rule:
        for bound in (pattern.low, pattern.high):
            if bound is not None:
                yield from _problems_of_number(bound)


def _problems_of_number(number: int) -> Iterable[str]:
    if type(number) is not int:
        yield f"a {type(number).__name__} in place of a whole number"
    elif abs(number) > LARGEST_NUMBER:
        yield "a whole number of more than 62 bits"


def check_number(number: int) -> int:
    """Let a number through that can stand in a message."""
    for problem in _problems_of_number(number):
        raise InternalError(f"this goes beyond what durable-rules bears: {problem}")
    return number


def check_ids(slots: Iterable[int]) -> None:
    """Refuse messages whose ids durable-rules would take for one another."""
    seen = {hash_of_id(_STATE_ID): _STATE_ID}
    for slot in slots:
        name = message_id(slot)
        other = seen.setdefault(hash_of_id(name), name)
        if other != name:
            raise InternalError(f"durable-rules would take the messages {other} and {name} for one another")


def hash_of_id(name: str) -> int:
    """Hash an id as durable-rules does (FNV-1a, 32 bits)."""
    found = 2166136261
    for byte in name.encode():
        found = (found ^ byte) * 16777619 & 0xFFFFFFFF
    return found
