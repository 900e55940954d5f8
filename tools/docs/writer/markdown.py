"""Markdown: the few forms that the reference is made of."""

import re
from collections.abc import Iterable, Sequence

_ACTIVE = re.compile(r"([\\`*_<>\[\]|])")


def plain(text: str) -> str:
    """Write a text so that it shows as it is, on one line."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))


def code(name: str) -> str:
    """Write a name as code."""
    return f"`{name}`"


def link(name: str, page: str) -> str:
    """Link to a name that has a heading of its own on a page."""
    return f"[`{name}`]({page}#{anchor(name)})"


def anchor(name: str) -> str:
    """Give the anchor of a heading, as the usual viewers of Markdown make it."""
    return re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-")


def bullets(rows: Iterable[str]) -> str:
    """Write a list."""
    return "\n".join(f"- {row}" for row in rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; nothing where it has no rows."""
    body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |", *body)) if body else ""


def fenced(text: str, kind: str = "text") -> str:
    """Write a block that shows as it is."""
    return f"```{kind}\n{text.rstrip()}\n```"


def page(title: str, *parts: str) -> str:
    """Join a page from its parts; those with nothing in them drop out."""
    made = "This page is made from the rules and the code by `make docs`. Change those, not this."
    return "\n\n".join((f"# {title}", made, *filter(None, parts))) + "\n"
