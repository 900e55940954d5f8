"""The public functions and values, from their own signatures and docstrings."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import engine
from engine import testing
from tools.docs.writer.markdown import fenced, page


def python_api() -> str:
    """Write the page: what there is to call, what comes back, what is raised, and what helps in tests."""
    head = inspect.cleandoc(engine.__doc__ or "").split("\n\n")
    parts = (fenced(inspect.cleandoc(each), "python") if each.startswith("    ") else each for each in head)
    public = {name: getattr(engine, name) for name in sorted(engine.__all__, key=str.lower) if name != "__version__"}
    errors = {name for name, found in public.items() if inspect.isclass(found) and issubclass(found, Exception)}
    values = {name for name, found in public.items() if inspect.isclass(found)} - errors
    return page(
        "Python",
        *parts,
        "## Functions",
        *_entries(public, public.keys() - errors - values),
        "## Values",
        *_entries(public, values),
        "## Errors",
        *_entries(public, errors),
        "## For tests of a pack: `engine.testing`",
        *_entries(vars(testing), ("assert_outcome", "profile_from")),
    )


def _entries(found: dict[str, Any], names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names, key=str.lower):
        yield "\n\n".join(_entry(name, found[name]))


def _entry(name: str, found: Any) -> Iterator[str]:
    yield f"### {name}"
    paragraphs = [inspect.cleandoc(each) for each in inspect.cleandoc(found.__doc__ or "").split("\n\n")]
    says = "\n\n".join(fenced(each, "python") if each.startswith(">>>") else each for each in paragraphs)
    if not inspect.isclass(found):
        yield fenced(f"{name}{_signature(found)}", "python")
    elif is_dataclass(found):
        yield fenced("\n".join(f"{each.name}: {_short(str(each.type))}" for each in fields(found)), "python")
    yield f"{says} Exit code {found.exit_code}." if hasattr(found, "exit_code") else says


def _signature(found: Callable[..., object]) -> str:
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", _short(str(inspect.signature(found))))


def _short(written: str) -> str:
    """Write types by their short names."""
    written = re.sub(r"<class '([^']*)'>|ForwardRef\('([^']*)'\)", lambda each: each[1] or each[2], written)
    written = re.sub(r"<function [^>]*>[^,)]*", "...", written)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=\w)", "", written)
