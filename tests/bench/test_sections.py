"""Sections of the page of figures are renewed one by one, and keep their order."""

from bench.sections import renewed, section, split

PAGE = "# Page\n\nOld.\n\n## One\n\n1\n\n## Two\n\n2\n"


def test_a_page_is_taken_apart_at_its_headings() -> None:
    assert split(PAGE) == {"": "# Page\n\nOld.\n\n", "One": "## One\n\n1\n\n", "Two": "## Two\n\n2\n"}


def test_what_is_measured_again_is_renewed_and_the_rest_stays() -> None:
    page = renewed(PAGE, "# Page\n\nNew.\n", ["One", "Two", "Three"], {"two": "## Two\n\n22\n"})
    assert page == "# Page\n\nNew.\n\n## One\n\n1\n\n## Two\n\n22\n"


def test_a_new_section_comes_where_the_order_puts_it() -> None:
    page = renewed(PAGE, "# Page\n", ["Zero", "One", "Two"], {"zero": "## Zero\n\n0\n"})
    assert page == "# Page\n\n## Zero\n\n0\n\n## One\n\n1\n\n## Two\n\n2\n"


def test_an_empty_page_gets_what_there_is() -> None:
    assert renewed("", "# Page\n", ["One"], {"one": "## One\n\n1\n"}) == "# Page\n\n## One\n\n1\n"


def test_a_section_says_what_was_measured_above_its_table() -> None:
    made = section("Speed", "How it\n   was measured.", ["machine", ">rate"], [["one", "5"], ["two"]], "Aim met.")
    assert made == (
        "## Speed\n\nHow it was measured.\n\n| machine | rate |\n| --- | ---: |\n| one | 5 |\n| two |  |\n\nAim met.\n"
    )
