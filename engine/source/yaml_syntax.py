"""YAML's own syntax errors in plain words, the same for both parsers and with the way out.

PyYAML says what its grammar expected; somebody who edits a rule wants to know what to change.
"""

from typing import Protocol

from yaml import MarkedYAMLError

from engine.frozen import frozen
from engine.source.characters import in_backticks


@frozen
class SyntaxFault:
    """What is wrong, and at which offset in the text."""

    code: str
    message: str
    offset: int


class _Mark(Protocol):
    """Where a parser stands; the one in C and the one in Python have a class each."""

    @property
    def index(self) -> int: ...


@frozen
class _Saying:
    """What to say when the parser's problem (or the context it names) contains the given words."""

    words: str
    message: str
    code: str = "yaml-syntax"
    at_start: bool = False  # point to where the broken thing starts, not to where the parser gave up


NO_TAG = "a tag (`!`) is not allowed; delete it, or put text that starts with `!` in quotes"

_ESCAPE = _Saying("unknown escape", "this backslash starts no escape; write two backslashes, or use single quotes")
_BY_CONTEXT = (
    _Saying("an alias", "an alias (`*`) is not allowed; put text that starts with `*` in quotes", "alias", True),
    _Saying("an anchor", "an anchor (`&`) is not allowed; put text that starts with `&` in quotes", "anchor", True),
    _Saying("a tag", NO_TAG, "tag", True),
    _Saying("a directive", "a directive (`%`) is not allowed; delete the line", "directive", True),
    _Saying("a block scalar", "only the text's own lines may follow `|` or `>`; start the text on the next line"),
)
_BY_PROBLEM = (
    _Saying("undefined tag handle", NO_TAG, "tag"),
    _Saying("cannot start any token", "{found} cannot start a text; put the text in quotes"),
    _Saying(
        "mapping values are not allowed",
        "a `:` is not allowed here; put text that contains `: ` in quotes, or mend the indentation",
    ),
    _Saying("sequence entries are not allowed", "a `- ` is not allowed here; start the list on a line of its own"),
    _Saying("mapping keys are not allowed", "a `? ` is not allowed here; put the text in quotes"),
    _Saying("unexpected ':'", "a `:` inside brackets needs a space after it, or quotes around its text"),
    _Saying("unexpected '?'", "a `?` inside brackets needs quotes around its text"),
    _Saying(
        "could not find expected ':'",
        "this line has no `:`; write `key: value`, or indent it to go on with the line above",
        at_start=True,
    ),
    _Saying("unexpected end of stream", "the quotation mark here is never closed", at_start=True),
    _Saying("unexpected document", "`---` or `...` inside a quoted text; is a quotation mark missing above?"),
    _ESCAPE,
    _Saying("hex", "the escape needs hexadecimal digits; write two backslashes, or use single quotes"),
    _Saying(
        "invalid Unicode character escape",
        "an escape in this text stands for no character; write the character itself",
        "lone-surrogate",
        True,
    ),
    _Saying("<document start>", "the document has ended before this; mend the indentation, or put the text in quotes"),
    _Saying("',' or ']'", "expected `,` or `]` here"),
    _Saying("',' or '}'", "expected `,` or `}` here"),
    _Saying("node content", "expected a value here, not {found}"),
)
_BY_OPEN_CONTEXT = (
    _Saying("a block mapping", "expected a key here; it must line up with the keys above it"),
    _Saying("a block collection", "expected `- ` here; it must line up with the list above it"),
)
_TRAILING = _Saying("", "nothing may follow the value on its line; put the whole text in quotes")
_OTHERWISE = _Saying("", "this cannot be read as YAML")


def explain(error: MarkedYAMLError, text: str) -> SyntaxFault:
    """Say for which fault the parser cannot go on."""
    context, problem = error.context or "", error.problem or ""
    end = len(text.rstrip())
    start, stop = _offset(error.context_mark, end), _offset(error.problem_mark, end)
    if stop == end and "flow" in context and text[start : start + 1] in ("[", "{"):
        return SyntaxFault("yaml-syntax", f"this {in_backticks(text[start])} is never closed", start)
    line = text.rfind("\n", 0, stop) + 1
    if "<document start>" in problem and text.startswith("%", line):
        context, start = "while scanning a directive", line
    saying = _find(context, _BY_CONTEXT) or _find(problem, _BY_PROBLEM) or _find(context, _BY_OPEN_CONTEXT)
    if saying in _BY_OPEN_CONTEXT and text[line:stop].strip():
        saying = _TRAILING
    saying = saying or _OTHERWISE
    if saying is _ESCAPE and text[stop : stop + 1] != "\\":
        stop -= 1  # one parser points to the backslash, the other behind it
    found = text[stop : stop + 1].strip()
    message = saying.message.replace("{found}", in_backticks(found) if found else "the end of the line")
    return SyntaxFault(saying.code, message, start if saying.at_start else stop)


def _find(words: str, sayings: tuple[_Saying, ...]) -> _Saying | None:
    return next((saying for saying in sayings if saying.words in words), None)


def _offset(mark: _Mark | None, end: int) -> int:
    """Find where the mark is: no further than the last thing written, where the parser noticed only behind it."""
    return 0 if mark is None else min(mark.index, end)
