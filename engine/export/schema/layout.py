"""JSON to be read by people and compared line by line: as much on a line as can be read."""

import json
from typing import Any

WIDTH = 110


def laid_out(value: Any) -> str:
    """Write JSON with as much on a line as can be read."""
    return _rows(value, "") + "\n"


def _rows(value: Any, indent: str) -> str:
    short = json.dumps(value, ensure_ascii=False)
    if len(short) + len(indent) <= WIDTH or not isinstance(value, dict | list):
        return short
    inner = indent + " "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + _rows(each, inner) for each in value) + f"\n{indent}]"
    rows = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_rows(each, inner)}" for key, each in value.items())
    return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
