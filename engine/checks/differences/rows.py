"""Rows of decision tables in two packs: which of them is the same row, though it is called after another line now.

A row without a name of its own is found again by what it says. So a row put in on top is one row more, and not a change
of all below it; and of rows in another order, those are named that moved.
"""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule


def but_for_its_name(rule: Rule) -> Hashable:
    """Give what a rule says, whatever it is called."""
    conclusions = tuple(replace(each, value="") if each.value == rule.name else each for each in rule.then)
    return rule.when, rule.condition, conclusions, rule.warning, rule.advice, rule.valid_from, rule.valid_until


def same_rows(before: RuleBase, after: RuleBase) -> dict[str, str]:
    """Find the rows without a name of their own that both packs have: by the name of the later, the earlier one.

    Rows that say the same come first, then, where as many stand between them in both, those in the same place.
    """
    found: dict[str, str] = {}
    for name, table in after.tables.items():
        if name in before.tables:
            old = _by_line(before, before.tables[name].rules)
            found |= _paired(before, after, old, _by_line(after, table.rules))
    return found


def _by_line(base: RuleBase, rules: Sequence[str]) -> list[str]:
    return [name for name in rules if name in base.rules and base.rules[name].is_called_by_its_line()]


def _paired(before: RuleBase, after: RuleBase, old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    was, now = ([but_for_its_name(base.rules[name]) for name in names] for base, names in ((before, old), (after, new)))
    pairs: dict[str, str] = {}
    in_place: list[tuple[str, str]] = []
    for how, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if how == "equal":
            pairs |= dict(zip(new[first:last], old[start:end], strict=True))
        elif end - start == last - first:
            in_place += zip(new[first:last], old[start:end], strict=True)
    left = dict.fromkeys(old)
    for earlier in pairs.values():
        del left[earlier]
    gone: dict[Hashable, list[str]] = {}
    for earlier in left:
        gone.setdefault(was[old.index(earlier)], []).append(earlier)
    for name, says in zip(new, now, strict=True):
        if name not in pairs and gone.get(says):
            pairs[name] = gone[says].pop(0)
            del left[pairs[name]]
    return pairs | {name: earlier for name, earlier in in_place if name not in pairs and earlier in left}


def moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Pick as few of the names in both lists as possible without which the others stand in the same order."""
    place = {name: at for at, name in enumerate(before)}
    names = [name for name in after if name in place]
    lasts: list[int] = []
    length: list[int] = []
    for name in names:
        at = bisect_left(lasts, place[name])
        lasts[at : at + 1] = [place[name]]
        length.append(at)
    wanted, limit, kept = len(lasts) - 1, len(before), set[str]()
    for name, at in zip(reversed(names), reversed(length), strict=True):
        if at == wanted and place[name] < limit:
            kept.add(name)
            wanted, limit = wanted - 1, place[name]
    return tuple(name for name in names if name not in kept)
