"""The stylesheet: small, of its own, and with every contrast that people need, in each scheme."""

import re

import pytest

from tests.web.reading_css import COMMENT, STYLE, VARIABLE, CssRule, contrast, rules_of, schemes, variable

CSS = STYLE.read_text(encoding="utf-8")
RULES = rules_of(CSS)
SCHEMES = schemes(RULES)
SCRIPT = (STYLE.parent / "script.js").read_text(encoding="utf-8")
GROUNDS = ("--paper", "--wash", "--raised", "--danger-ground", "--due-ground", "--calm")
"""What words may stand on, whatever colour they have, save where a rule sets both."""
ORNAMENTS = {"--line"}
"""Lines that mean nothing: what they part is parted by space, too."""
FOR_READING, FOR_SEEING = 4.5, 3.0
"""The least contrast of words, and of what shows where something is (WCAG 2.2, 1.4.3 and 1.4.11)."""

on_the_page = [each for each in RULES if each.media not in ("print", "(forced-colors: active)")]


def inks(rules: list[CssRule]) -> list[tuple[str, str]]:
    """List the pairs of ink and ground that rules declare; an ink without a ground stands on every one."""
    pairs = []
    for each in rules:
        ink, ground = variable(each.declared.get("color", "")), variable(each.declared.get("background", ""))
        pairs += [(ink, each_ground) for each_ground in ((ground,) if ground else GROUNDS) if ink]
    return pairs


def edges(rules: list[CssRule]) -> list[tuple[str, str]]:
    """List the lines that show where something is, each with every ground that it may stand on."""
    drawn = {
        name
        for each in rules
        for property_, value in each.declared.items()
        if property_.startswith(("border", "outline", "stroke"))
        for name in VARIABLE.findall(value)
        if name in SCHEMES["light"] and name not in (*ORNAMENTS, *GROUNDS)
    }
    return [(name, ground) for name in sorted(drawn) for ground in GROUNDS]


def test_it_is_one_small_file_that_fetches_nothing() -> None:
    assert CSS.count("\n") < 600
    assert not re.search(r"url\(|@import|http", COMMENT.sub("", CSS))


def test_the_script_is_small_and_fetches_nothing_from_elsewhere() -> None:
    assert SCRIPT.count("\n") <= 150
    assert not re.search(r"https?:|innerHTML|eval\(|import", SCRIPT)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_word_can_be_read(scheme: str) -> None:
    pairs = inks(on_the_page)
    assert len(pairs) > 60
    assert [pair for pair in pairs if contrast(*(SCHEMES[scheme][each] for each in pair)) < FOR_READING] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_edge_can_be_seen_and_so_can_the_focus(scheme: str) -> None:
    pairs = edges(on_the_page)
    assert {"--focus", "--edge", "--accent", "--danger"} <= {line for line, _ in pairs}
    assert [pair for pair in pairs if contrast(*(SCHEMES[scheme][each] for each in pair)) < FOR_SEEING] == []


def test_whoever_sets_a_ground_sets_the_ink_on_it() -> None:
    """Or else words could stand on a ground that no test held them against."""
    alone = [
        each.selector
        for each in on_the_page
        if variable(each.declared.get("background", "")) and not each.declared.get("color")
    ]
    assert alone == []


def test_colours_and_sizes_are_named_once() -> None:
    """Else a scheme would miss what it does not know by name."""
    loose = [
        (each.selector, name)
        for each in RULES
        if each.selector != ":root" and each.media != "print"
        for name, value in each.declared.items()
        if re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", value)
    ]
    assert loose == []
    used = set(VARIABLE.findall(CSS))
    declared = {name for each in RULES for name in each.declared if name.startswith("--")}
    assert used == declared


def test_the_four_tints_go_from_light_to_strong() -> None:
    """On screen, whichever scheme it has, a closer level stands out more from the page."""
    for scheme in ("light", "dark"):
        colours = SCHEMES[scheme]
        away = [contrast(colours[f"--level-{place}"], colours["--paper"]) for place in (1, 2, 3, 4)]
        assert away == sorted(away)
        assert len(set(away)) == 4


def test_paper_takes_no_ink_for_grounds() -> None:
    assert {SCHEMES["print"][each] for each in (*GROUNDS, *(f"--level-{n}" for n in (1, 2, 3, 4)))} == {"#ffffff"}


# ---- that these tests can fail


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the lightest grey that is still read


def test_a_faint_word_and_a_faint_edge_are_found() -> None:
    faint = list(rules_of(".a { color: var(--line); border: 1px solid var(--level-1); }"))
    assert ("--line", "--paper") in inks(faint)
    assert contrast(SCHEMES["light"]["--line"], SCHEMES["light"]["--paper"]) < FOR_READING
    assert ("--level-1", "--paper") in edges(faint)
    assert contrast(SCHEMES["light"]["--level-1"], SCHEMES["light"]["--paper"]) < FOR_SEEING
