"""Which route an address belongs to, and which pages there are to be opened."""

import re

from armslength.web.routes import all_routes

PART = re.compile(r"<\w+>")
ROUTES = tuple(each for each in all_routes(development=True))
OPENED = frozenset(each.rule for each in ROUTES if each.method == "GET")
"""The addresses of all that can be opened, as they are declared."""

BEGIN = (
    "/", "/s/wheels-for-westmere", "/s/wheels-for-westmere/controls", "/s/wheels-for-westmere/incidents",
    "/s/wheels-for-westmere/what-if?ask=harm_if_done_wrong&1.harm_if_done_wrong=no", "/s/thursday-quilters",
    "/s/wheels-for-westmere/controls/named-contacts", "/s/windmill-kitchen/waivers", "/components",
    "/components/faults/internal", "/sign-in", "/nothing-here",
)  # fmt: skip
"""Where the way through all pages begins: at what leads on to those that only some subjects have."""


def _pattern(rule: str) -> re.Pattern[str]:
    parts = re.split(r"(<\w+>)", rule)
    return re.compile("".join("[^/]+" if PART.fullmatch(each) else re.escape(each) for each in parts))


_RULES = sorted({each.rule for each in ROUTES}, key=lambda rule: len(PART.sub("", rule)), reverse=True)
_PATTERNS = tuple((_pattern(rule), rule) for rule in _RULES)


def rule_of(path: str) -> str:
    """Name the route of a path: the one of which most is fixed."""
    return next((rule for pattern, rule in _PATTERNS if pattern.fullmatch(path)), "")
