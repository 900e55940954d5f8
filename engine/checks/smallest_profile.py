"""The smallest profile that still shows something."""

from collections.abc import Callable

from engine.rulebase.facts import Facts


def smallest(facts: Facts, shows: Callable[[Facts], bool]) -> Facts:
    """Leave out every answer without which the fault still shows; a half at a time while that goes well."""
    kept = dict(facts)
    size = len(kept)
    while size:
        names = list(kept)
        for start in range(0, len(names), size):
            fewer = {name: kept[name] for name in kept if name not in names[start : start + size]}
            if len(fewer) < len(kept) and shows(fewer):
                kept = fewer
        size //= 2
    return kept
