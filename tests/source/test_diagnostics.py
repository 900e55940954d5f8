"""Faults are collected, sorted, and shown beside the line they are in, whatever that line holds."""

import dataclasses

import pytest

from engine.errors import ArmslengthError, EnginesDisagree, InputError, InternalError, MissingExtra, UsageError
from engine.source.diagnostics import Diagnostic, Diagnostics, excerpt
from engine.source.span import Span, cell_at


def at(line: int, column: int, end_column: int | None = None, end_line: int | None = None, file: str = "f") -> Span:
    """A span on one line unless said otherwise."""
    return Span(file, line, column, end_line or line, column + 1 if end_column is None else end_column)


def shown(span: Span | None, text: str) -> str:
    """The excerpt for a fault at the span."""
    return excerpt(Diagnostic("code", "message", span), text)


def test_a_diagnostic_is_one_line() -> None:
    """With or without a place."""
    assert str(Diagnostic("a-code", "a message", at(2, 3))) == "f:2:3: a-code: a message"
    assert str(Diagnostic("a-code", "a message", None)) == "a-code: a message"


def test_values_are_frozen() -> None:
    """A message must say tomorrow what it says today."""
    diagnostic = Diagnostic("a-code", "a message", at(1, 1))
    for value in (diagnostic, diagnostic.span):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, dataclasses.fields(Diagnostic if value is diagnostic else Span)[0].name, "b")
        assert not hasattr(value, "__dict__")


def test_they_are_sorted_by_place() -> None:
    """By file, then line, then column as numbers; those without a place last; ties in the order found."""
    diagnostics = Diagnostics()
    for message, span in [
        ("h", None),
        ("g", at(1, 1, file="g")),
        ("e", at(10, 1)),
        ("c", at(2, 10)),
        ("b", at(2, 9)),
        ("d", at(2, 10)),
        ("f", at(11, 1)),
        ("a", at(1, 50)),
    ]:
        diagnostics.error("x", span, message)
    assert "".join(item.message for item in diagnostics.items) == "abcdefgh"


def test_a_warning_stands_in_nobodys_way() -> None:
    """But it goes out with the errors."""
    diagnostics = Diagnostics()
    diagnostics.warning("w", at(2, 1), "doubtful", help="look again")
    assert not diagnostics.has_errors
    diagnostics.raise_if_errors()
    diagnostics.error("e", at(1, 1), "wrong")
    assert diagnostics.has_errors
    with pytest.raises(InputError) as caught:
        diagnostics.raise_if_errors()
    assert caught.value.diagnostics == (
        Diagnostic("e", "wrong", at(1, 1)),
        Diagnostic("w", "doubtful", at(2, 1), "warning", "look again"),
    )
    assert str(caught.value) == "f:1:1: e: wrong\nf:2:1: w: doubtful"


def test_reading_stops_at_a_thousand_errors() -> None:
    """Warnings do not count."""
    diagnostics = Diagnostics()
    for line in range(1, 1000):
        diagnostics.error("e", at(line, 1), "wrong")
        diagnostics.warning("w", at(line, 1), "doubtful")
    with pytest.raises(InputError) as caught:
        diagnostics.error("e", at(1000, 1), "wrong")
    assert len(caught.value.diagnostics) == 2000
    assert str(caught.value.diagnostics[-1]) == "too-many-errors: reading stops after 1000 errors; mend these first"


@pytest.mark.parametrize(
    ("span", "text", "expected"),
    [
        (at(2, 4, 7), "a\nb: cde\n", "2 | b: cde\n  |    ^^^"),
        (at(1, 1, 1), "abc", "1 | abc\n  | ^"),
        (at(1, 4), "abc", "1 | abc\n  |    ^"),
        (at(1, 9, 12), "abc", "1 | abc\n  |    ^"),
        (at(1, 1), "", "1 | \n  | ^"),
        (at(2, 1), "a\n", "2 | \n  | ^"),
        (at(12, 2, 3), "\n" * 11 + "ab\r\n", "12 | ab\n   |  ^"),
        (at(1, 2, 3, end_line=4), "abcd\nx\ny\nz", "1 | abcd\n  |  ^^^"),
        (at(3, 1), "a\n", ""),
        (None, "a", ""),
        (at(1, 5, 6), "a\x1b[2J\u202eb", "1 | a·[2J·b\n  |     ^"),
        (at(1, 2, 3), "a\tb", "1 | a b\n  |  ^"),
        (at(1, 3, 5), "中e\u0301x", "1 | 中e\u0301x\n  |    ^"),
        (at(1, 1, 3), "😀中", "1 | 😀中\n  | ^^^^"),
        (at(1, 201, 203), "x" * 300, f"1 | …{'x' * 100}…\n  | {' ' * 51}^^"),
        (at(1, 1, 301), "x" * 300, f"1 | {'x' * 100}…\n  | {'^' * 100}"),
        (at(1, 1), "x" * 100, f"1 | {'x' * 100}\n  | ^"),
        (at(1, 51), "x" * 100, f"1 | {'x' * 100}\n  | {' ' * 50}^"),
        (at(1, 52), "x" * 101, f"1 | …{'x' * 100}\n  | {' ' * 51}^"),
        (at(1, 299, 301), "x" * 300, f"1 | …{'x' * 52}\n  | {' ' * 51}^^"),
    ],
)
def test_an_excerpt_points_to_the_place(span: Span | None, text: str, expected: str) -> None:
    """Safe for terminals, cut where long, and the caret stands right under wide and combining characters."""
    assert shown(span, text) == expected


def test_each_error_has_its_exit_code() -> None:
    """2 for what the user can mend, 70 for what only we can."""
    errors = [InputError(()), UsageError("a"), MissingExtra("proofs"), EnginesDisagree("b"), InternalError("c")]
    assert [error.exit_code for error in errors] == [2, 2, 2, 70, 70]
    assert all(isinstance(error, ArmslengthError) for error in errors)
    assert str(errors[1]) == "a"
    assert str(errors[2]) == "this needs the extra `proofs`; install it with: pip install 'armslength[proofs]'"


def test_faults_in_cells_go_sheet_by_sheet() -> None:
    """Whoever mends a workbook does so one sheet at a time; and a cell is called what the workbook calls it."""
    found = Diagnostics()
    for sheet, row, column in (("Two", 1, 1), ("One", 9, 28), ("One", 9, 2), ("", 3, 4)):
        found.error("a-code", cell_at("f", row, column, sheet), "a message")
    places = [str(item).split(": ")[0] for item in found.items]
    assert places == ["f:3:4", "f:One!B9", "f:One!AB9", "f:Two!A1"]
