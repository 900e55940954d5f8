"""YAML as people write it: in blocks, words as they are, and in quotation marks only what must be."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Yaml: TypeAlias = "str | bool | Mapping[str, Yaml] | Sequence[Yaml]"
"""What is written: texts, mappings and lists. A truth value never stands in a file."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _.,'()/-]*[A-Za-z0-9_.)])?")
WIDEST = 110
"""Columns of a line. Lists and mappings that are short stand on one."""


def yaml_text(entries: Mapping[str, Yaml]) -> str:
    """Write a file: a mapping, its parts set apart by a blank line."""
    blocks = ("\n".join(_entry(key, value, "")) for key, value in entries.items())
    return "\n\n".join(blocks) + "\n"


def _entry(key: str, value: Yaml, indent: str) -> Iterator[str]:
    if isinstance(value, str) or (len(flow := _flow(value)) + len(indent) + len(key) <= WIDEST and _is_small(value)):
        yield f"{indent}{_scalar(key)}: {_scalar(value) if isinstance(value, str) else flow}"
        return
    yield f"{indent}{_scalar(key)}:"
    yield from _block(value, indent + "  ")


def _is_small(value: Yaml) -> bool:
    """Tell whether something may stand on one line: not a list of things that have names."""
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and all(isinstance(each, str) for each in value))


def _block(value: Yaml, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entry(key, inner, indent)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _item(item, indent)


def _item(item: Yaml, indent: str) -> Iterator[str]:
    flow = _flow(item)
    if isinstance(item, str) or (len(flow) + len(indent) <= WIDEST and not _is_named(item)):
        yield f"{indent}- {flow}"
        return
    lines = list(_block(item, indent + "  "))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _is_named(item: Yaml) -> bool:
    return isinstance(item, Mapping) and "name" in item


def _flow(value: Yaml) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key, in_flow=True)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, str):
        return _scalar(value, in_flow=True)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_flow, value)) + "]"
    raise TypeError("a truth value is no text of a file")


def _scalar(text: str, *, in_flow: bool = False) -> str:
    if re.fullmatch(r"-?[0-9]+", text):
        return text
    plain = _PLAIN.fullmatch(text) and not (in_flow and "," in text)
    return text if plain else json.dumps(text, ensure_ascii=False)
