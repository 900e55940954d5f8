"""Texts become values by declaration only, each in one way of writing, or a message says which way that is."""

from collections.abc import Callable
from datetime import date

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.names import NameStyle
from engine.source.scalars import Duration, read_date, read_duration, read_integer, read_name, read_yes_no
from engine.source.span import Span
from engine.source.tree import Scalar

READ: list[tuple[Callable[[Scalar, Diagnostics], object], str, object]] = [
    (read_yes_no, "yes", True),
    (read_yes_no, "true", True),
    (read_yes_no, "no", False),
    (read_yes_no, "false", False),
    (read_integer, "0", 0),
    (read_integer, "-7", -7),
    (read_integer, "999999999999999", 999_999_999_999_999),
    (read_integer, "-999999999999999", -999_999_999_999_999),
    (read_date, "2024-02-29", date(2024, 2, 29)),
    (read_date, "0001-01-01", date.min),
    (read_date, "9999-12-31", date.max),
    (read_date, "2026-03-31T00:00", date(2026, 3, 31)),
    (read_date, "2026-03-31 00:00:00", date(2026, 3, 31)),
    (read_date, "2026-03-31T00:00:00.000000Z", date(2026, 3, 31)),
    (read_date, "2026-03-31 00:00:00+01:00", date(2026, 3, 31)),
    (read_duration, "PT24H", Duration(hours=24)),
    (read_duration, "PT48H", Duration(hours=48)),
    (read_duration, "P1W", Duration(weeks=1)),
    (read_duration, "P6W", Duration(weeks=6)),
    (read_duration, "P3M", Duration(months=3)),
    (read_duration, "P1Y", Duration(years=1)),
    (read_duration, "P0D", Duration()),
    (read_duration, "same_day", Duration()),
    (read_duration, "P1Y2M3DT4H", Duration(1, 2, 0, 3, 4)),
    (read_name, "a_1b", "a_1b"),
    (read_name, "n" * 100, "n" * 100),
]

YES_NO = "is neither `yes` nor `no`;"
WHOLE = "is not a whole number;"
DIGITS = "use the digits 0 to 9 only, as in `12`"
DATE = "is not a date; write year, month and day as in `2026-03-31`"
LENGTH = "is not a length of time; write it as in `PT24H`, `P2D`, `P6W`, `P3M` or `P1Y`, or `same_day`"

REFUSED: list[tuple[Callable[[Scalar, Diagnostics], object], str, str]] = [
    (read_yes_no, "Yes", f"not-yes-no: `Yes` {YES_NO} did you mean `yes`?"),
    (read_yes_no, "NO", f"not-yes-no: `NO` {YES_NO} did you mean `no`?"),
    (read_yes_no, "True", f"not-yes-no: `True` {YES_NO} did you mean `true`?"),
    (read_yes_no, "on", f"not-yes-no: `on` {YES_NO} did you mean `yes`?"),
    (read_yes_no, "0", f"not-yes-no: `0` {YES_NO} did you mean `no`?"),
    (read_yes_no, "maybe", f"not-yes-no: `maybe` {YES_NO} write `yes` or `no`"),
    (read_yes_no, "", f"not-yes-no: nothing {YES_NO} write `yes` or `no`"),
    (read_yes_no, "\u0443es", f"not-yes-no: `\u0443es` {YES_NO} write `yes` or `no`"),
    (read_yes_no, " yes", f"not-yes-no: ` yes` {YES_NO} write `yes` or `no`"),
    (read_integer, "012", f"not-integer: `012` {WHOLE} leave out the zeros in front"),
    (read_integer, "-00", f"not-integer: `-00` {WHOLE} write `0`"),
    (read_integer, "-0", f"not-integer: `-0` {WHOLE} write `0`"),
    (read_integer, "1_000", f"not-integer: `1_000` {WHOLE} {DIGITS}"),
    (read_integer, "1,000", f"not-integer: `1,000` {WHOLE} {DIGITS}"),
    (read_integer, "1e3", f"not-integer: `1e3` {WHOLE} {DIGITS}"),
    (read_integer, "0x1F", f"not-integer: `0x1F` {WHOLE} {DIGITS}"),
    (read_integer, "1.0", f"not-integer: `1.0` {WHOLE} {DIGITS}"),
    (read_integer, "+1", f"not-integer: `+1` {WHOLE} {DIGITS}"),
    (read_integer, "1:30", f"not-integer: `1:30` {WHOLE} {DIGITS}"),
    (read_integer, "٣", f"not-integer: `٣` {WHOLE} {DIGITS}"),
    (read_integer, "\uff11", f"not-integer: `\uff11` {WHOLE} {DIGITS}"),
    (read_integer, "1\n", f"not-integer: `1\\n` {WHOLE} {DIGITS}"),
    (read_integer, "NaN", f"not-integer: `NaN` {WHOLE} {DIGITS}"),
    (read_integer, "", f"not-integer: nothing {WHOLE} {DIGITS}"),
    (read_integer, "1000000000000000", f"not-integer: `1000000000000000` {WHOLE} use at most 15 digits"),
    (read_integer, "9" * 5000, f"not-integer: `{'9' * 59}…` {WHOLE} use at most 15 digits"),
    (read_date, "2023-02-29", "not-date: `2023-02-29` is not a date; February 2023 has 28 days"),
    (read_date, "2026-04-31", "not-date: `2026-04-31` is not a date; April 2026 has 30 days"),
    (read_date, "2026-12-00", "not-date: `2026-12-00` is not a date; December 2026 has 31 days"),
    (read_date, "2026-13-01", f"not-date: `2026-13-01` {DATE}"),
    (read_date, "0000-01-01", f"not-date: `0000-01-01` {DATE}"),
    (read_date, "31/03/2026", f"not-date: `31/03/2026` {DATE}"),
    (read_date, "20260331", f"not-date: `20260331` {DATE}"),
    (read_date, "2026-3-1", f"not-date: `2026-3-1` {DATE}"),
    (read_date, "2026-W13-2", f"not-date: `2026-W13-2` {DATE}"),
    (read_date, "2026-03-31T00:01", f"not-date: `2026-03-31T00:01` {DATE}"),
    (read_date, "٢٠٢٦-٠٣-٣١", f"not-date: `٢٠٢٦-٠٣-٣١` {DATE}"),
    (read_date, "", f"not-date: nothing {DATE}"),
    (read_duration, "24h", f"not-duration: `24h` {LENGTH}"),
    (read_duration, "P", f"not-duration: `P` {LENGTH}"),
    (read_duration, "PT", f"not-duration: `PT` {LENGTH}"),
    (read_duration, "P1DT", f"not-duration: `P1DT` {LENGTH}"),
    (read_duration, "P-1D", f"not-duration: `P-1D` {LENGTH}"),
    (read_duration, "P01D", f"not-duration: `P01D` {LENGTH}"),
    (read_duration, "P1.5M", f"not-duration: `P1.5M` {LENGTH}"),
    (read_duration, "P1D1M", f"not-duration: `P1D1M` {LENGTH}"),
    (read_duration, "P10000D", f"not-duration: `P10000D` {LENGTH}"),
    (read_duration, "P1H", f"not-duration: `P1H` {LENGTH}"),
    (read_duration, "PT1M", f"not-duration: `PT1M` {LENGTH}"),
    (read_duration, "p1d", f"not-duration: `p1d` {LENGTH}"),
    (read_duration, "Same_day", f"not-duration: `Same_day` {LENGTH}"),
    (read_duration, "", f"not-duration: nothing {LENGTH}"),
    (read_name, "", "bad-name: a name is missing; write one like `like_this`"),
    (read_name, "My Name", "bad-name: `My Name` is not a name; did you mean `my_name`?"),
    (read_name, "my-name", "bad-name: `my-name` is not a name; did you mean `my_name`?"),
    (read_name, "_a__b", "bad-name: `_a__b` is not a name; did you mean `a_b`?"),
    (read_name, "oneWord", "bad-name: `oneWord` is not a name; did you mean `one_word`?"),
    (read_name, "1st", "bad-name: `1st` is not a name; write one like `like_this`"),
    (read_name, "a\n", "bad-name: `a\\n` is not a name; did you mean `a`?"),
    (
        read_name,
        "p\u0430",
        "bad-name: `p\u0430` is not a name: it has a CYRILLIC SMALL LETTER A (U+0430); use only a to z, 0 to 9 and `_`",
    ),
    (
        read_name,
        "a\u200bb",
        "bad-name: `a\\u200bb` is not a name: it has a ZERO WIDTH SPACE (U+200B); use only a to z, 0 to 9 and `_`",
    ),
    (read_name, "n" * 101, f"bad-name: `{'n' * 59}…` is too long for a name; use at most 100 characters"),
]


@pytest.mark.parametrize(("reader", "text", "value"), READ)
@pytest.mark.parametrize("quoted", [False, True])
def test_it_is_read(reader: Callable[[Scalar, Diagnostics], object], text: str, value: object, quoted: bool) -> None:
    """Quotes make no difference: the declaration gives the type, not the writing."""
    diagnostics = Diagnostics()
    found = reader(Scalar(text, Span("f", 1, 1, 1, 1), quoted), diagnostics)
    assert (found, type(found)) == (value, type(value))
    assert diagnostics.items == ()


@pytest.mark.parametrize(("reader", "text", "message"), REFUSED)
def test_it_is_refused(reader: Callable[[Scalar, Diagnostics], object], text: str, message: str) -> None:
    """With the place of the text."""
    diagnostics = Diagnostics()
    assert reader(Scalar(text, Span("f", 2, 3, 2, 9), False), diagnostics) is None
    assert [str(item) for item in diagnostics.items] == [f"f:2:3: {message}"]


@pytest.mark.parametrize(
    ("style", "good", "bad", "message"),
    [
        (NameStyle.KEBAB, "a-rule-2", "a_rule", "`a_rule` is not a name; did you mean `a-rule`?"),
        (NameStyle.KEBAB, "a", "a.b", "`a.b` is not a name; did you mean `a-b`?"),
        (NameStyle.DOTTED, "svp.sub-one", "svp.Sub_one", "`svp.Sub_one` is not a name; did you mean `svp.sub-one`?"),
        (NameStyle.DOTTED, "a", "a..b", "`a..b` is not a name; write one like `like.this-one`"),
        (NameStyle.SNAKE, "a_b", "a.b", "`a.b` is not a name; did you mean `a_b`?"),
        (
            NameStyle.DOTTED,
            "a.b",
            "ß",
            "`ß` is not a name: it has a LATIN SMALL LETTER SHARP S (U+00DF); use only a to z, 0 to 9, `.` and `-`",
        ),
    ],
)
def test_names_come_in_styles(style: NameStyle, good: str, bad: str, message: str) -> None:
    """One for what conditions speak of, one for what has an address, one for what has a family."""
    diagnostics = Diagnostics()
    assert read_name(Scalar(good, Span("f", 1, 1, 1, 1), False), diagnostics, style) == good
    assert not diagnostics.has_errors
    assert read_name(Scalar(bad, Span("f", 1, 1, 1, 1), False), diagnostics, style) is None
    assert [item.message for item in diagnostics.items] == [message]
