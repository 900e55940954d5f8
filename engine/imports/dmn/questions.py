"""The questions of a pack: one for each input that something asks about, with what its cells can tell apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.imports.dmn.conditions import Asks
from engine.imports.dmn.model import Written
from engine.imports.dmn.names import value_names
from engine.imports.dmn.stretches import are_whole, pieces
from engine.imports.dmn.unary_tests import read_values
from engine.imports.dmn.values import (
    KINDS,
    CellTest,
    FeelFault,
    FeelKind,
    FeelValue,
    Stretch,
    first_of,
    is_whole,
    last_of,
    written,
)
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span

NullMeans = OneOfTheseWords["", "unknown", "value"]
"""What a cell `null` is taken for: nothing was said; the answer is not known; or an answer of its own."""

LARGEST = 10**15 - 1
"""The largest whole number that can be written in a pack."""

NO_VALUE, NO_VALUE_WORDS = "no_value", "There is none (null)"
EMPTY_WORDS = "Empty text"
OTHER, OTHER_WORDS = "another_value", "Another value"

PackTest = tuple[bool, tuple[str, ...]]
"""A test as a pack writes it: whether it is turned by `not`, and what is asked: values, `>= 3`, `3..5`. Of no parts,
nothing passes."""


@frozen
class DeclaredInput:
    """What a file says of an input: its name, label and description, its kind, and the texts that list its values.

    `whole` says that its type knows no number with a point.
    """

    path: str
    label: str
    description: str
    kind: str
    allowed: tuple[Written, ...]
    span: Span | None
    whole: bool = False


@frozen
class Question:
    """A question of the pack.

    `values` gives for each answer of a choice its words, and `stands_for` the value of the file that it is, or one of
    the stretch that it is; what is no value of the cells stands for a text that no cell holds.
    """

    name: str
    declared: DeclaredInput
    kind: OneOfTheseWords["yes_no", "choice", "number"]
    values: Mapping[str, str] = field(default_factory=dict)
    stands_for: Mapping[str, FeelValue] = field(default_factory=dict)
    ordered: bool = False
    range: tuple[int, int] = (-LARGEST, LARGEST)
    null_is_unknown: bool = False

    def written(self, test: CellTest) -> PackTest:
        """Write a test as a cell of the pack asks it. Where null is unknown, nobody passes what asks for null alone."""
        values = tuple(value for value in test.values if value is not None) if self.null_is_unknown else test.values
        if self.null_is_unknown and not values and not test.stretches:
            return False, self._known() if test.negated else ()
        plain = CellTest(values, test.stretches)
        if self.kind == "number":
            return test.negated, tuple(_bounds(plain))
        names = self.stands_for if self.kind == "choice" else {"yes": True, "no": False}
        return test.negated, tuple(name for name, value in names.items() if plain.passes(value))

    def _known(self) -> tuple[str, ...]:
        """Ask that there is an answer, whatever it is."""
        if self.kind == "number":
            return (f"{self.range[0]}..{self.range[1]}",)
        return tuple(self.values) or ("yes", "no")

    def atoms(self, tests: Sequence[CellTest]) -> list[FeelValue]:
        """List values of which one stands for each answer that these tests can tell apart."""
        if self.kind == "choice":
            return list(self.stands_for.values())
        return [True, False] if self.kind == "yes_no" else [each.of_it for each in pieces(tests)]


def _bounds(test: CellTest) -> Iterator[str]:
    for value in test.values:
        if isinstance(value, Decimal) and is_whole(value):
            yield str(int(value))
    for each in test.stretches:
        low, high = first_of(each), last_of(each)
        if low is not None and high is not None:
            if low <= high:
                yield f"{low}..{high}" if low < high else str(low)
        elif low is not None or high is not None:
            yield f">= {low}" if low is not None else f"<= {high}"


def numbers_asked(test: CellTest) -> PackTest:
    """Write a test of a number that is never null: how many rows fitted, or their sum."""
    return test.negated, tuple(_bounds(test))


class QuestionMaker:
    """Makes the question of an input out of all that asks about it."""

    def __init__(self, null: NullMeans, diagnostics: Diagnostics, remarks: list[str]) -> None:
        """Take what null means, where faults go, and where to note what people should know."""
        self._null, self._diagnostics, self._remarks = null, diagnostics, remarks

    def make(self, name: str, declared: DeclaredInput, asked: Sequence[Asks]) -> Question | None:
        """Make a question; nothing where something can't be held, which is reported."""
        before = len(self._diagnostics.items)
        allowed = self._allowed(declared)
        kind = self._kind(declared, asked, allowed)
        if kind is not None:
            self._check(declared, asked, allowed, kind)
        null = any(each.test.asks_for_null for each in asked)
        if null and not self._null:
            self._refuse_null(declared, asked)
        if kind is None or len(self._diagnostics.items) > before:
            return None
        with_null = null and self._null == "value"
        return self._of_kind(name, declared, kind, [each.test for each in asked], allowed, with_null=with_null)

    def _allowed(self, declared: DeclaredInput) -> CellTest | None:
        found: list[tuple[CellTest, Written]] = []
        for each in declared.allowed:
            try:
                found.append((read_values(each.text)[0], each))
            except FeelFault as fault:
                self._diagnostics.error("not-held", each.span, f"allowed values of {_shown(declared)}: {fault}")
        for other, place in found[1:]:
            if set(other.values) != set(found[0][0].values) or other.stretches != found[0][0].stretches:
                message = (
                    f"{_shown(declared)} has other allowed values here than at {found[0][1].span}; let both be the same"
                )
                self._diagnostics.error("not-held", place.span, message)
        return found[0][0] if found else None

    def _kind(self, declared: DeclaredInput, asked: Sequence[Asks], allowed: CellTest | None) -> FeelKind | None:
        if declared.kind:
            if declared.kind in KINDS:
                return next(each for each in KINDS if each == declared.kind)
            message = f"{_shown(declared)} is of type {in_backticks(declared.kind)}, of which a pack has no question"
            self._diagnostics.error("not-held", declared.span, message)
            return None
        found = {kind for each in asked for kind in each.test.kinds()} | set(allowed.kinds() if allowed else ())
        if len(found) == 1:
            return found.pop()
        words = "values of different kinds" if found else "no value that tells of which kind it is"
        message = f"{_shown(declared)} has no type, and its cells hold {words}; declare its type"
        self._diagnostics.error("not-held", declared.span, message)
        return None

    def _check(self, declared: DeclaredInput, asked: Sequence[Asks], allowed: CellTest | None, kind: FeelKind) -> None:
        for each in asked:
            for found in each.test.kinds():
                if found != kind:
                    message = f"{_shown(declared)} is a {kind}, and is compared with a {found}; mend one of the two"
                    self._diagnostics.error("not-held", each.span, message)
            if allowed is None or kind == "boolean":
                continue
            for value in each.test.values:
                if value is not None and not allowed.passes(value):
                    message = f"{in_backticks(written(value))} is not one of the allowed values of {_shown(declared)}"
                    self._diagnostics.error("not-held", each.span, f"{message}; mend the cell, or allow it")

    def _refuse_null(self, declared: DeclaredInput, asked: Sequence[Asks]) -> None:
        for each in asked:
            if each.test.asks_for_null:
                message = (
                    f"`null` is asked of {_shown(declared)}, which engines read differently; say what it means: "
                    "`--null unknown` (the answer is not known), or `--null value` (an answer of its own)"
                )
                self._diagnostics.error("null-undecided", each.span, message)

    def _of_kind(
        self,
        name: str,
        declared: DeclaredInput,
        kind: FeelKind,
        tests: Sequence[CellTest],
        allowed: CellTest | None,
        *,
        with_null: bool,
    ) -> Question:
        if kind == "boolean" and not with_null:
            return Question(name, declared, "yes_no", null_is_unknown=True)
        whole = kind == "number" and are_whole([*tests, *([allowed] if allowed else [])], LARGEST)
        if whole and not with_null:
            self._note_fractions(declared, tests, allowed)
            return Question(name, declared, "number", range=self._range(declared, allowed), null_is_unknown=True)
        if kind in ("number", "date"):
            return self._cut(name, declared, tests, allowed, with_null=with_null)
        values: list[FeelValue] = [True, False] if kind == "boolean" else list(_texts(tests, allowed))
        words = {"yes" if value is True else "no" if value is False else written(value): value for value in values}
        names = {label: label for label in words} if kind == "boolean" else value_names(words, {NO_VALUE, OTHER})
        shown = {names[label]: label.capitalize() if kind == "boolean" else label or EMPTY_WORDS for label in words}
        stands: dict[str, FeelValue] = {names[label]: value for label, value in words.items()}
        if kind == "string" and allowed is None:
            shown[OTHER], stands[OTHER] = OTHER_WORDS, "\x00 no text of a file"
        return _choice(name, declared, shown, stands, with_null=with_null)

    def _cut(
        self,
        name: str,
        declared: DeclaredInput,
        tests: Sequence[CellTest],
        allowed: CellTest | None,
        *,
        with_null: bool,
    ) -> Question:
        found = pieces(tests, _within(allowed))
        self._remarks.append(
            f"{_shown(declared)} is asked by stretches, since a pack has neither numbers with a point nor fixed days "
            "in its conditions; nothing is rounded"
        )
        shown = {piece.name: piece.words for piece in found}
        stands = {piece.name: piece.of_it for piece in found}
        return _choice(name, declared, shown, stands, with_null=with_null, ordered=True)

    def _note_fractions(self, declared: DeclaredInput, tests: Sequence[CellTest], allowed: CellTest | None) -> None:
        """Note where the rows leave something between two whole numbers, of which no whole answer tells."""
        between = next((each for each in pieces(tests, _within(allowed)) if not each.has_whole), None)
        if between is not None and not declared.whole:
            self._remarks.append(
                f"{_shown(declared)} takes whole numbers here, and its cells leave a gap: {between.words.lower()}; no "
                "proof speaks of what lies there, so let the rows meet, or make its type `integer`"
            )

    def _range(self, declared: DeclaredInput, allowed: CellTest | None) -> tuple[int, int]:
        if allowed is None:
            return -LARGEST, LARGEST
        within = _within(allowed)
        if len(within) > 1:
            self._remarks.append(f"{_shown(declared)} takes every whole number between those that the file allows")
        lows = [-LARGEST if (low := first_of(each)) is None else low for each in within]
        highs = [LARGEST if (high := last_of(each)) is None else high for each in within]
        return max(-LARGEST, min(lows)), min(LARGEST, max(highs))


def _within(allowed: CellTest | None) -> tuple[Stretch, ...]:
    """Give what is allowed as stretches; nothing where everything is."""
    if allowed is None:
        return ()
    return (*allowed.stretches, *(Stretch(value, value) for value in allowed.values))  # type: ignore[arg-type]


def _choice(
    name: str,
    declared: DeclaredInput,
    shown: dict[str, str],
    stands: dict[str, FeelValue],
    *,
    with_null: bool,
    ordered: bool = False,
) -> Question:
    if with_null:
        shown, stands = {**shown, NO_VALUE: NO_VALUE_WORDS}, {**stands, NO_VALUE: None}
    elif len(shown) < 2:  # a question has two answers at least
        shown, stands = {**shown, OTHER: OTHER_WORDS}, {**stands, OTHER: "\x00 no text of a file"}
    return Question(
        name, declared, "choice", shown, stands, ordered=ordered and not with_null, null_is_unknown=not with_null
    )


def _texts(tests: Sequence[CellTest], allowed: CellTest | None) -> Iterator[str]:
    listed = allowed.values if allowed is not None else tuple(value for test in tests for value in test.values)
    yield from dict.fromkeys(value for value in listed if isinstance(value, str))


def _shown(declared: DeclaredInput) -> str:
    return f"input {in_backticks(declared.path)}"
