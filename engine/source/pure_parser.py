"""PyYAML's parser in Python, made to read as its parser in C does, so that both accept the same files.

The one in C is used where it is installed. The two differ on `?` and `:` without a blank inside brackets, on tags,
and on escapes that name no character; here the one in Python is brought into line.
"""

from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_BLANK = "\0 \r\n"


class PureParser(yaml.SafeLoader):
    """A source of events that needs no compiled library. Only `get_event` is used."""

    def scan_plain(self) -> Any:
        """Read a text without quotes; inside brackets `who?` is text, and `{a:[b]}` is refused."""
        if not self.flow_level:
            return super().scan_plain()
        chunks: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        while self.peek() != "#" and (length := self._plain_length(start)):
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start) or []
            if not spaces:
                break
        return ScalarToken("".join(chunks), True, start, end)

    def scan_tag(self) -> Any:
        """Refuse brackets and commas in a tag, so that both parsers give up at the same tag."""
        start = self.get_mark()
        token = super().scan_tag()
        if any(bracket in self.buffer[start.pointer : self.pointer] for bracket in "[],"):
            raise ScannerError("while scanning a tag", start, "found a bracket or comma", self.get_mark())
        return token

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
        """Refuse escapes for half a character or for none; chr() would take the one and stumble over the other."""
        try:
            chunks = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            chunks = ["\ud800"]
        if any("\ud800" <= chunk <= "\udfff" for chunk in chunks if len(chunk) == 1):
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark())
        return chunks

    def _plain_length(self, start: Any) -> int:
        """Count the characters from here on that belong to the text, up to a blank or a bracket."""
        length = 0
        while (character := self.peek(length)) not in _BLANK + ",[]{}":
            if character == ":":
                after = self.peek(length + 1)
                if after in _BLANK:
                    break
                if after in ",?[]{}":
                    self.forward(length)
                    problem = "found unexpected ':'"
                    raise ScannerError("while scanning a plain scalar", start, problem, self.get_mark())
            length += 1
        return length
