"""The report on many results together: it counts what was concluded, and names whom it counts."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from armslength.documents import portfolio
from armslength.documents.kinds import build
from armslength.documents.portfolio import LEFT_OUT, NOT_SETTLED
from engine import Assessment, Result, UsageError
from engine.page.forms import write_page
from engine.page.model import Figure, Page, PageTable
from engine.render.in_place import to_hold
from engine.render.shown import shown_decisions
from tests.documents.at_hand import office, result_of
from tests.packs.shipped import shipped, shipped_examples


def results() -> list[Result]:
    return [result_of(each.id) for each in shipped_examples()]


def report(found: list[Result], earlier: dict[str, Assessment] | None = None) -> Page:
    return build(shipped(), found, office(), "board-report", earlier=earlier).page


def table(page: Page, key: str) -> list[list[str]]:
    """Give the cells of the table of a section as texts."""
    section = page.section(key)
    assert section is not None
    (found,) = (each for each in section.blocks if isinstance(each, PageTable))
    return [[" ".join(run.text for block in cell for run in block.line) for cell in row] for row in found.rows]  # type: ignore[union-attr]


@pytest.mark.parametrize(("key", "decision"), [("models", "model"), ("levels", "oversight")])
def test_every_result_is_counted_once_in_the_table_and_in_the_words_of_the_chart(key: str, decision: str) -> None:
    page, expected = report(results()), Counter[str]()
    for each in results():
        if not shown_decisions(shipped(), each.assessment, [decision]):
            expected[LEFT_OUT] += 1
        elif each.outcome(decision).status == "settled":
            (value,) = each.outcome(decision).possible  # type: ignore[union-attr]
            expected[shipped().decisions[decision].values[str(value)].label] += 1
        else:
            expected[NOT_SETTLED] += 1
    found = {label: int(count) for label, count in table(page, key)}
    assert found == expected
    section = page.section(key)
    assert section is not None
    (figure,) = (each for each in section.blocks if isinstance(each, Figure))
    assert all(f"{label} {count}" in figure.words for label, count in expected.items())
    assert figure.drawing.html.count("<rect") == len(expected)


def test_the_two_decisions_against_each_other_come_to_the_same_sums() -> None:
    page = report(results())
    by_model = {label: int(count) for label, count in table(page, "models")}
    assert {row[0]: sum(map(int, row[1:])) for row in table(page, "both")} == by_model


def test_direct_control_names_each_and_no_other() -> None:
    named = {row[0] for row in table(report(results()), "direct-control")}
    expected = {
        str(each.profile.header["partner.name"][0])
        for each in results()
        if each.profile and each.outcome("oversight").status == "settled"
        and "direct_control" in each.outcome("oversight").possible  # type: ignore[union-attr]
    }  # fmt: skip
    assert named == expected
    assert len(named) >= 5


def test_lists_are_cut_where_nobody_reads_on_and_say_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table(report(results()), "direct-control")
    monkeypatch.setattr(portfolio, "MOST_LISTED", 3)
    cut = report(results(), earlier={"gone-before": results()[0].assessment})
    assert table(cut, "direct-control") == whole[:3]
    text = write_page(cut, "text", width=200, colour=False)
    assert f"And {len(whole) - 3} more. The list of all of them holds these, too." in " ".join(text.split())
    assert f"And {len(results()) - 3} more. The list of all of them holds these, too." in " ".join(text.split())


def test_what_is_missing_is_counted_where_it_has_to_be_held() -> None:
    missing = Counter[str]()
    for each in results():
        for control in to_hold(shipped(), each.assessment):
            if control.status == "missing":
                missing[shipped().controls[control.name].title] += 1
    rows = [*table(report(results()), "missed-first"), *table(report(results()), "missed")]
    assert all(int(row[1]) == missing[row[0]] for row in rows)
    assert max(missing.values()) == max(int(row[1]) for row in rows)


def test_what_changed_is_said_with_then_and_now_and_who_is_new_or_gone() -> None:
    now, other = result_of("agency-carers-on-our-rota"), result_of("inclusion-sessions")
    before = replace(
        now.assessment,
        as_of=date(2026, 8, 31),
        decisions={**now.assessment.decisions, "oversight": other.assessment.decisions["oversight"]},
    )
    gone = replace(other.assessment, profile_id="long-gone")
    page = report([now, other], {before.profile_id: before, "long-gone": gone})
    assert table(page, "changed") == [["Anyshift Invented Staffing", "Oversight level", "Enhanced", "Direct control"]]
    words = write_page(page, "text", width=200, colour=False)
    assert "Held against the results of 30 November 2026." in words
    assert "New since then: Open Door Outings." in words
    assert "Not there any more: long-gone." in words


def test_without_earlier_results_it_says_so() -> None:
    assert "No earlier results were given to compare with." in write_page(
        report(results()), "text", width=200, colour=False
    )


def test_the_same_earlier_results_are_no_change() -> None:
    same = {each.assessment.profile_id: each.assessment for each in results()}
    assert "Nothing came out otherwise." in write_page(report(results(), same), "text", width=200, colour=False)


def test_of_nobody_there_is_no_report() -> None:
    with pytest.raises(UsageError, match="the document `board-report` is about one profile, not none"):
        report([])
