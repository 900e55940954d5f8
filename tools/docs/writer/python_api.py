"""The public functions, from their own signatures and docstrings."""

import inspect
import re
from collections.abc import Callable, Iterator

import engine
from tools.docs.writer.markdown import fenced, page


def python_api() -> str:
    """Write the page."""
    head = inspect.cleandoc(engine.__doc__ or "").split("\n\n")
    parts = (fenced(inspect.cleandoc(each)) if each.startswith("    ") else each for each in head)
    return page("Python", *parts, *("\n\n".join(_entry(name)) for name in sorted(engine.__all__, key=str.lower)))


def _entry(name: str) -> Iterator[str]:
    found = getattr(engine, name)
    if callable(found) and not (inspect.isclass(found) and issubclass(found, Exception)):
        yield f"## {name}"
        yield fenced(f"{name}{_signature(found)}" if not inspect.isclass(found) else f"class {name}", "python")
        yield inspect.cleandoc(found.__doc__ or "")
    elif inspect.isclass(found):
        yield f"## {name}"
        yield f"{inspect.cleandoc(found.__doc__ or '')} Exit code {getattr(found, 'exit_code', 70)}."


def _signature(found: Callable[..., object]) -> str:
    """Give a signature with the short names of its types."""
    written = re.sub(r"\b(?:[a-z_]+\.)+(?=\w)", "", str(inspect.signature(found)))
    return written.replace("-> '", "-> ").removesuffix("'")
