"""Headings that mean the same in every table, whatever the pack: no question can be named or worded like one."""

ID, ID_IN_WORDS = "id", "Name or number"
"""How the column is headed that says which row is which."""

RESULT_PREFIX = "result_"
"""What the name of every column of results begins with."""

RESULT_PREFIXES = (RESULT_PREFIX, "result:")
"""How the headings of results start, folded: what an earlier run wrote is ignored on the way in."""

OWN_PREFIX = "own:"
"""How a heading may start, folded, to say that its column is the people's own although it is near a question's."""


def folded(text: str) -> str:
    """Fold a text for comparing: no case, single spaces, and the apostrophe that a keyboard has."""
    return " ".join(text.replace("\u2019", "'").split()).casefold()


def taken_for(heading: str) -> str:
    """Say what a heading is taken for in every table; "" where it is free."""
    word = folded(heading)
    if word.startswith(RESULT_PREFIXES):
        return "a column of results, which is passed over"
    if word.startswith(OWN_PREFIX):
        return "a column of somebody's own, which is carried through"
    return "the column that says which row is which" if word in (ID, folded(ID_IN_WORDS)) else ""
