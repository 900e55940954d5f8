"""What a pack claims of itself: properties that hold for every profile, to be proved and never to be run."""

from engine.frozen import frozen
from engine.rulebase.conditions import Condition
from engine.source.span import Span


@frozen
class Implies:
    """Wherever `when` holds, `then` holds too, in every complete profile."""

    when: Condition
    then: Condition


@frozen
class ChangesOnly:
    """The answer to one question changes nothing but what its own rules conclude, and these only of some decisions."""

    fact: str
    decisions: tuple[str, ...]


@frozen
class Leaves:
    """The answer to one question changes nothing of some decisions."""

    fact: str
    decisions: tuple[str, ...]


@frozen
class OrderDecides:
    """In these tables rows may overlap without one being an exception to the other: the earlier one is meant."""

    decisions: tuple[str, ...]


@frozen
class Complete:
    """In every complete profile a rule gives the value of these decisions, and not their default."""

    decisions: tuple[str, ...]


@frozen
class NeverLighter:
    """The decisions that never fall when an answer gets worse; controls never drop anyway."""

    decisions: tuple[str, ...]


@frozen
class MayFall:
    """An exception to "worse is never lighter": when these answers get worse, this may fall.

    With `while_open` only as long as that decision is open before the step, and then nothing that is certain falls:
    only the highest level still possible, and what is held in the meantime.
    """

    facts: tuple[str, ...]
    decisions: tuple[str, ...]
    controls: tuple[str, ...]
    while_open: str


Claim = Implies | ChangesOnly | Leaves | NeverLighter | MayFall | OrderDecides | Complete


@frozen
class Property:
    """One claim with its name, the sentence that people read, and the statements it rests on."""

    name: str
    says: str
    claim: Claim
    cites: tuple[str, ...]
    span: Span
