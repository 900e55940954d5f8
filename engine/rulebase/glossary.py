"""The glossary of a pack: the words that its texts use, what they mean, and which words they do not use instead."""

from engine.frozen import frozen
from engine.source.span import Span


@frozen
class GlossaryTerm:
    """A word of the field. Its texts never say the words to `avoid`, save within a phrase that is `fine_in`."""

    term: str
    means: str
    avoid: tuple[str, ...]
    fine_in: tuple[str, ...]
    span: Span
