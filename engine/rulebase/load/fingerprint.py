"""The hash of a pack: over what it means, not over how its files are laid out."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

LAYOUT_ONLY = frozenset({"span", "position", "sha256", "folder", "condition", "properties"})


def plain(value: Any) -> Any:
    """Turn a value of the rule base or a profile into plain JSON data; where something stands in a file is left out."""
    if is_dataclass(value):
        content = {
            field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name not in LAYOUT_ONLY
        }
        return {type(value).__name__: content}
    if isinstance(value, Mapping):
        return [[key, plain(each)] for key, each in value.items()]
    if isinstance(value, frozenset):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def fingerprint(value: Any) -> str:
    """Hash a value: SHA-256 of its canonical JSON (RFC 8785)."""
    import rfc8785

    return hashlib.sha256(rfc8785.dumps(plain(value))).hexdigest()
