"""Names of a pack for the names of a file: in small letters, none twice, none that the rules use themselves."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.facts import NOT_KNOWN
from engine.rulebase.load.read_conditions import CONNECTIVES
from engine.rulebase.load.read_rules import SHORTHANDS
from engine.rulebase.load.table_columns import WORDS
from engine.rulebase.taken_headings import taken_for

LONGEST = 80
"""Characters of a name that is made. What a pack takes is longer, so that a number still fits. Beyond it: cut."""

TAKEN = frozenset({CONTROLS, WARNINGS, ADVICE, "always", *CONNECTIVES, *SHORTHANDS.values(), *WORDS})
"""Names that mean something in a condition or at the head of a table."""


class PackNames:
    """Gives out names, each once."""

    def __init__(self, taken: Iterable[str] = TAKEN) -> None:
        """Begin with those that are taken."""
        self._taken = set(taken)

    def give(self, words: str, otherwise: str) -> str:
        """Make a name of some words; `otherwise` is where they have no letter and no digit."""
        return free(plain_name(words, otherwise), self._taken)


def free(name: str, taken: set[str]) -> str:
    """Take a name, with a number where it is taken already or heads something else in every table."""
    if taken_for(f"{name}_2"):  # what a heading begins with takes it, so that no number would free it
        name = f"the_{name}"
    found, number = name, 2
    while found in taken or taken_for(found):
        found, number = f"{name}_{number}", number + 1
    taken.add(found)
    return found


def plain_name(words: str, otherwise: str, joint: str = "_") -> str:
    """Write words as a name."""
    apart = re.sub("([a-z0-9])([A-Z])", r"\1 \2", words)
    letters = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode().lower()
    letters = re.sub(r"^\s*-(?=[0-9])", "minus ", letters)
    name = re.sub("[^a-z0-9]+", joint, letters).strip(joint)[:LONGEST].strip(joint)
    if not name:
        return otherwise
    return name if name[0].isalpha() else f"{otherwise}{joint}{name}"


def value_names(labels: Iterable[str], taken: Collection[str] = ()) -> dict[str, str]:
    """Name each of some different values, given as people read them; the keys are these."""
    given = {*taken, *NOT_KNOWN, "not"}  # `not a` in a cell turns what follows
    return {label: free(plain_name(label, "value"), given) for label in labels}
