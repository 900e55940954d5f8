"""`armslength`, with a clock that stands until a test moves it: `python -m tests.journeys.at_a_day CLOCK serve …`.

The file CLOCK holds the moment. The pages for those who build the pages are there, too; else it is the program that
people start.
"""

import sys
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path


class Moved(datetime):
    """The moment that the file says."""

    clock: Path

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "datetime":  # type: ignore[override]  # the plain kind is what is stored
        return datetime.fromisoformat(cls.clock.read_text(encoding="utf-8")).astimezone(tz)


def main() -> None:
    from armslength.web import guarded, wsgi
    from armslength.web.routes import all_routes
    from cli import main as command

    Moved.clock = Path(sys.argv[1])
    wsgi.datetime = Moved  # type: ignore[attr-defined]
    guarded.all_routes = partial(all_routes, development=True)  # type: ignore[attr-defined]
    sys.argv[1:] = sys.argv[2:]
    command()


if __name__ == "__main__":
    main()
