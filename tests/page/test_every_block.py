"""A page that holds every kind of block, in each form, as golden files. To renew: see tests/conftest.py."""

import pytest

from engine.page.html import page_html
from engine.page.markdown import page_markdown
from engine.page.model import PageTable, cell
from engine.page.text import page_text
from tests.conftest import Golden
from tests.page.every_block import PAGE


def test_as_text(golden: Golden) -> None:
    golden("every-block.txt", page_text(PAGE, 88, False))


def test_as_text_in_forty_columns(golden: Golden) -> None:
    golden("every-block-narrow.txt", page_text(PAGE, 40, False))


def test_as_markdown(golden: Golden) -> None:
    golden("every-block.md", page_markdown(PAGE))


def test_as_html(golden: Golden) -> None:
    """The page without its style, an element to a line."""
    written = page_html(PAGE, contents=True)
    before, after = written.partition("<style>")[0], written.partition("</style>")[2]
    golden("every-block.html", (before + after).replace("><", ">\n<"))


def test_a_row_has_as_many_cells_as_the_head() -> None:
    with pytest.raises(ValueError, match="as many cells as its head"):
        PageTable("", ("a", "b"), ((cell("1"),),))
