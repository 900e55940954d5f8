"""What is written down of requests: when, which route, how it ended, a number; never a path, an answer or a name.

A path may hold the secret of a link, and the name of a subject; the words of an error may hold what somebody typed. So
neither is logged, also not by the server underneath, whose own lines are cut to what they say without their values.
"""

import logging
import re
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

SERVERS = ("waitress", "waitress.queue", "werkzeug", "gunicorn.access", "gunicorn.error", "armslength.web.app")
"""The loggers of what may stand underneath; the last is Flask's, which it names after the module of the application."""

LEFT_OUT = "…"
SECRET = re.compile(r"[A-Za-z0-9_-]{40,}")
"""What a secret looks like."""


def where(trace: TracebackType | None) -> str:
    """Say where an error came from: the last places in the code, and nothing of what was worked on there."""
    return " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(extract_tb(trace)[-6:]))


class Discreet(logging.Filter):
    """Takes out of a line of a server whatever came with a request, and the words of an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take it out, and let the line pass."""
        if isinstance(record.args, tuple):
            record.args = tuple(each if isinstance(each, int | float) else LEFT_OUT for each in record.args)
        elif record.args:
            record.args = dict.fromkeys(record.args, LEFT_OUT)
        record.msg = SECRET.sub(LEFT_OUT, str(record.msg))
        if record.exc_info:
            kind, _, trace = record.exc_info
            record.msg = f"{record.msg} ({kind.__name__ if kind else ''} at {where(trace)})"
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def make_servers_discreet() -> None:
    """Let the servers underneath log nothing that came with a request."""
    for name in SERVERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, Discreet) for each in logger.filters):
            logger.addFilter(Discreet())


def line_of(number: str, method: str, rule: str, status: int, account: str) -> str:
    """Write the line about one request. `rule` is the address as it is declared, with its parts by name."""
    return f"{number} {method} {rule} {status} {account or '-'}"
