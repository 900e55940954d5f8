"""Every small change of a condition: a part dropped, turned round or joined otherwise, a test asked otherwise."""

from collections.abc import Iterator

from engine.checks.mutation.of_literals import changed_tests
from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, All, AnyOf, AtLeast, Condition, Literal, Not, with_parts
from engine.rulebase.notation import to_notation
from engine.rulebase.written_tests import asks_for_a_class, written_tests


@frozen
class ChangedCondition:
    """A condition with one change: its kind, the words for it, and the number of what it touches first."""

    kind: str
    words: str
    condition: Condition
    place: int


def changed_conditions(condition: Condition, base: RuleBase) -> Iterator[ChangedCondition]:
    """Walk every condition that differs from this one in one small thing."""
    questions = list(written_tests(condition))
    if len(questions) == 1:
        yield ChangedCondition(
            "literal-dropped", f"{_quoted(questions[0])} dropped, so that it is `always` so", ALWAYS, 0
        )
    yield from _changed(condition, base, 0)


def _changed(condition: Condition, base: RuleBase, first: int) -> Iterator[ChangedCondition]:
    match condition:
        case Literal():
            yield ChangedCondition("literal-negated", f"{_quoted(condition)} negated", Not(condition), first)
            for kind, test in changed_tests(condition, base):
                new = Literal(condition.subject, test, condition.on_decision)
                yield ChangedCondition(kind, f"{_quoted(condition)} becomes {_quoted(new)}", new, first)
        case AnyOf() if asks_for_a_class(condition):
            yield ChangedCondition("literal-negated", f"{_quoted(condition)} negated", Not(condition), first)
        case Not(part):
            yield ChangedCondition("not-dropped", f"`not` of {_quoted(part)} dropped", part, first)
            for each in _changed(part, base, first):
                if each.kind != "literal-negated" or not _is_asked(part):
                    yield ChangedCondition(each.kind, each.words, Not(each.condition), each.place)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            yield from _joined_differently(condition, parts, first)
            yield from _parts_dropped(condition, parts, first)
            yield from _parts_changed(condition, parts, base, first)


def _joined_differently(condition: Condition, parts: tuple[Condition, ...], first: int) -> Iterator[ChangedCondition]:
    if len(parts) < 2:
        return
    match condition:
        case All():
            yield ChangedCondition("operator", f"`all` of {len(parts)} becomes `any`", AnyOf(parts), first)
        case AnyOf():
            yield ChangedCondition("operator", f"`any` of {len(parts)} becomes `all`", All(parts), first)
        case AtLeast(n):
            for other in (n - 1, n + 1):
                if 1 <= other <= len(parts):
                    words = f"`at_least` {n} of {len(parts)} becomes {other}"
                    yield ChangedCondition("count", words, AtLeast(other, parts), first)


def _parts_dropped(condition: Condition, parts: tuple[Condition, ...], first: int) -> Iterator[ChangedCondition]:
    """Drop each part in turn; of a single part nothing would be left to ask."""
    if len(parts) < 2:
        return
    for place, part in enumerate(parts):
        kind = "literal-dropped" if _is_asked(part) else "part-dropped"
        rest = parts[:place] + parts[place + 1 :]
        yield ChangedCondition(
            kind, f"{_quoted(part)} dropped", _with_fewer(condition, rest), _start(parts, place, first)
        )


def _with_fewer(condition: Condition, parts: tuple[Condition, ...]) -> Condition:
    if isinstance(condition, AtLeast):
        return AtLeast(min(condition.n, len(parts)), parts)
    return with_parts(condition, parts)


def _parts_changed(
    condition: Condition, parts: tuple[Condition, ...], base: RuleBase, first: int
) -> Iterator[ChangedCondition]:
    for place, part in enumerate(parts):
        for each in _changed(part, base, _start(parts, place, first)):
            changed = (*parts[:place], each.condition, *parts[place + 1 :])
            whole = with_parts(condition, changed)
            yield ChangedCondition(each.kind, each.words, whole, each.place)


def _start(parts: tuple[Condition, ...], place: int, first: int) -> int:
    """Give the number of the first thing that a part asks."""
    return first + sum(sum(1 for _ in written_tests(part)) for part in parts[:place])


def _is_asked(part: Condition) -> bool:
    return next(written_tests(part), None) is part


def _quoted(condition: Condition) -> str:
    text = to_notation(condition)
    return f"`{text}`" if len(text) <= 80 else f"`{text[:79]}…`"
