"""Tables that are taken along: CSV such as a spreadsheet opens, and in which nothing is run."""

import csv
from collections.abc import Iterable
from io import StringIO

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Write rows as CSV, the first of them the headings; a text that a spreadsheet would run begins with an apostrophe.

    >>> csv_bytes([["a", "=1+1"]]).decode("utf-8-sig")
    "a,'=1+1\\r\\n"
    """
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([f"'{text}" if text.startswith(_RUNS) else text for text in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")
