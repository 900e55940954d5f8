"""Reading one mapping of a rule file: which keys it may have, which it must, and each value typed as it is declared."""

from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as MappingOf
from datetime import date
from typing import TypeVar

from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.names import NameStyle, read_name
from engine.source.scalars import Duration, read_date, read_duration, read_integer, read_yes_no
from engine.source.suggest import did_you_mean
from engine.source.tree import Mapping, Node, Scalar, Sequence

Typed = TypeVar("Typed")
AllowedWord = TypeVar("AllowedWord", bound=str)


class Form:
    """A mapping with declared keys. Whatever is wrong goes to the diagnostics; reading goes on with an empty value."""

    def __init__(
        self,
        node: Node,
        what: str,
        diagnostics: Diagnostics,
        *,
        required: Collection[str] = (),
        optional: Collection[str] = (),
        gone: MappingOf[str, str] | None = None,
    ) -> None:
        """Read the keys; `gone` are those of earlier versions, each with what to write instead."""
        self.node = node
        self.span = node.span
        self.what = what
        self.diagnostics = diagnostics
        self._values: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            diagnostics.error("wrong-kind", node.span, f"{what} must be a mapping of keys to values")
            return
        known = [*required, *optional]
        for entry in node.entries:
            if entry.key.text in known:
                self._values[entry.key.text] = entry.value
            else:
                instead = (gone or {}).get(entry.key.text)
                hint = f" any more; {instead}" if instead else did_you_mean(entry.key.text, known)
                diagnostics.error(
                    "unknown-key", entry.key.span, f"{what} has no key {in_backticks(entry.key.text)}{hint}"
                )
        for key in required:
            if key not in self._values:
                diagnostics.error("missing-key", node.span, f"{what} needs the key `{key}`")

    def has(self, key: str) -> bool:
        """Tell whether the key was written."""
        return key in self._values

    def is_blank(self, key: str) -> bool:
        """Tell whether the key was left out, or written with nothing behind it."""
        node = self._values.get(key)
        return node is None or (isinstance(node, Scalar) and not node.text.strip())

    def at(self, key: str) -> Node:
        """Give the node of a key, or the mapping itself where the key is missing, so that there is always a place."""
        return self._values.get(key, self.node)

    def text(self, key: str) -> str:
        """Read a text; line breaks that folding left are made into spaces."""
        if key not in self._values:
            return ""
        node = self._values[key]
        if not isinstance(node, Scalar):
            self.diagnostics.error("wrong-kind", node.span, f"`{key}` of {self.what} must be a text")
            return ""
        if not node.text.strip():
            self.diagnostics.error("empty-text", node.span, f"`{key}` of {self.what} is empty")
        return " ".join(node.text.split())

    def name(self, key: str, style: NameStyle = NameStyle.SNAKE) -> str:
        """Read a name in the style of its kind."""
        node = self._values.get(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.diagnostics.error("wrong-kind", node.span, f"`{key}` of {self.what} must be a name")
            return ""
        return read_name(node, self.diagnostics, style) or ""

    def word(self, key: str, allowed: Collection[str]) -> str:
        """Read one of a few words."""
        text = self.text(key)
        if text and text not in allowed:
            listed = ", ".join(f"`{each}`" for each in allowed)
            self.diagnostics.error(
                "unknown-value",
                self.at(key).span,
                f"{in_backticks(text)} is no `{key}` of {self.what}; allowed: {listed}{did_you_mean(text, allowed)}",
            )
            return ""
        return text

    def one_of(self, key: str, allowed: Collection[AllowedWord]) -> AllowedWord | None:
        """Read one of a few words, typed as these are; nothing where it is none of them."""
        word = self.word(key, allowed)
        return next((each for each in allowed if each == word), None)

    def flag(self, key: str) -> bool:
        """Read yes or no; no where the key is left out."""
        return bool(self._typed(key, "yes or no", read_yes_no))

    def integer(self, key: str) -> int | None:
        """Read a whole number, or nothing where the key is left out."""
        return self._typed(key, "a whole number", read_integer)

    def date(self, key: str) -> date | None:
        """Read a day, or nothing where the key is left out."""
        return self._typed(key, "a date", read_date)

    def duration(self, key: str) -> Duration | None:
        """Read a length of time, or nothing where the key is left out."""
        return self._typed(key, "a length of time", read_duration)

    def timing(self) -> tuple[str, str]:
        """Read a `deadline` or a `cadence`, of which at most one may be written; nothing where it is left out."""
        if self.has("deadline") and self.has("cadence"):
            self.diagnostics.error("two-rhythms", self.span, f"{self.what} has a `deadline` or a `cadence`, not both")
        deadline, cadence = (self.duration(key) for key in ("deadline", "cadence"))
        return str(deadline or ""), str(cadence or "")

    def _typed(self, key: str, kind: str, read: Callable[[Scalar, Diagnostics], Typed | None]) -> Typed | None:
        node = self._values.get(key)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.diagnostics.error("wrong-kind", node.span, f"`{key}` of {self.what} must be {kind}")
            return None
        return read(node, self.diagnostics)

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of plain words, none of them twice."""
        return tuple(word.text for word in self.words(key))

    def items(self, key: str) -> tuple[Node, ...]:
        """Read a list; a single value stands for a list of one."""
        node = self._values.get(key)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        return (node,)

    def words(self, key: str) -> tuple[Scalar, ...]:
        """Read a list of plain words with their places, none of them twice."""
        found: dict[str, Scalar] = {}
        for item in self.items(key):
            if not isinstance(item, Scalar):
                self.diagnostics.error("wrong-kind", item.span, f"`{key}` of {self.what} must be a list of names")
            elif not item.text.strip():
                message = f"`{key}` of {self.what} holds an empty name; write one, or delete it"
                self.diagnostics.error("empty-text", item.span, message)
            elif item.text in found:
                self.diagnostics.error("listed-twice", item.span, f"{in_backticks(item.text)} is listed twice")
            else:
                found[item.text] = item
        return tuple(found.values())

    def entries(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """Walk the entries of a mapping."""
        node = self._values.get(key)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.diagnostics.error("wrong-kind", node.span, f"`{key}` of {self.what} must be a mapping")
            return
        for entry in node.entries:
            yield entry.key, entry.value
