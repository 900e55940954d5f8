"""A drawing as a picture, for Word, which shows no SVG on every machine."""

from armslength.documents.writers.typeset.compile import drawn

DOTS = 200
"""Dots to the inch: sharp on paper."""


def picture(svg: str) -> bytes:
    """Draw an SVG element as PNG."""
    return drawn(with_namespace(svg), dots=DOTS)


def with_namespace(svg: str) -> str:
    """Say of an SVG element what it is, which inside HTML goes without saying."""
    return svg if "xmlns=" in svg else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
