"""Addresses of subjects: whatever an id holds stays one part of the path, and comes back as it was.

Servers decode a path before it is parted, so that a quoted slash would part an id. Such characters are therefore quoted
twice, and once more read back where an address is matched.
"""

from functools import lru_cache
from urllib.parse import quote, unquote

from werkzeug.routing import BaseConverter

_TWICE = str.maketrans({"%": "%25", "/": "%2F"})
_DOTS = {".": "%2E", "..": "%2E%2E"}


def address_of(subject: str, *parts: str) -> str:
    """Give the address of a page of a subject.

    >>> address_of("a/b", "question", "one")
    '/s/a%252Fb/question/one'
    """
    return "/".join(("/s", *(quoted(each) for each in (subject, *parts))))


@lru_cache(maxsize=4096)
def quoted(part: str) -> str:
    """Quote one part of a path, so that `PartConverter` gives it back."""
    return quote(_DOTS.get(part, part.translate(_TWICE)), safe="")


class PartConverter(BaseConverter):
    """Matches one part of a path, and reads back what was quoted twice."""

    part_isolating = True

    def to_python(self, value: str) -> str:
        """Read a part of a path."""
        return unquote(value)

    def to_url(self, value: str) -> str:
        """Write a part of a path."""
        return quoted(value)
