"""The rule base as z3 terms, to speak of every profile at once: what a proof needs, and no assessment ever does.

    rule base -> questions (what may be known of each) -> worlds (rules and decisions over them) -> solving -> witness

A *world* is one evaluation over answers that are left open: each truth is a pair of terms, "it is true" and "it is not
false". z3 is optional; nothing here is imported before `available` says that it is there.
"""


def available() -> bool:
    """Tell whether z3 is installed."""
    from importlib.util import find_spec

    return find_spec("z3") is not None
