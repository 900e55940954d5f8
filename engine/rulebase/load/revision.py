"""A pack as it is in a git revision: every place in it, and in every message, names the revision."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import shipped_folder
from engine.rulebase.load.compiled import cached, key_of
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostic
from engine.source.revision import CopiedOut


def load_revision(found: CopiedOut, name: str) -> RuleBase:
    """Load a pack that was copied out of the revision with this name.

    Raises `InputError` with every error of every file, each with its place in the revision.
    """
    below = key_of(shipped_folder())  # a pack may be laid over the shipped one, which is in no revision
    return cached(f"{found.tree} {name} {below}", RuleBase, lambda: _loaded(found, name))


def _loaded(found: CopiedOut, name: str) -> RuleBase:
    renaming = _Renaming(found, name)
    try:
        base = to_rule_base(read_pack_files(found.folder), found.folder)
    except InputError as error:
        raise InputError(tuple(renaming.of(each) for each in error.diagnostics)) from None
    renamed: RuleBase = renaming.of(base)
    return renamed


class _Renaming:
    """Puts the name of the revision in the place of the folder that its files were copied to."""

    def __init__(self, found: CopiedOut, name: str) -> None:
        revision = name.partition(":")[0]
        self._pairs = (
            (visible(str(found.folder)), name.rstrip("/")),
            (visible(str(found.whole)) + "/", f"{revision}:"),
        )

    def text(self, text: str) -> str:
        for old, new in self._pairs:
            text = text.replace(old, new)
        return text

    def of(self, value: Any) -> Any:
        """Walk a value and give it with every path of it renamed; whatever names none stays the same object."""
        if isinstance(value, (str, Path)):
            return self.text(value) if isinstance(value, str) else value
        if isinstance(value, Diagnostic):
            span, words = self.of(value.span), self.text(value.message)
            return replace(value, message=words, span=span, help=None if value.help is None else self.text(value.help))
        if is_dataclass(value) and not isinstance(value, type):
            parts = {field.name: getattr(value, field.name) for field in fields(value)}
            changed = {name: now for name, part in parts.items() if (now := self.of(part)) is not part}
            return replace(value, **changed) if changed else value
        if isinstance(value, Mapping):
            mapped = {key: self.of(each) for key, each in value.items()}
            return mapped if any(mapped[key] is not value[key] for key in value) else value
        if isinstance(value, tuple):
            listed = tuple(map(self.of, value))
            return listed if any(new is not old for new, old in zip(listed, value, strict=True)) else value
        return value
