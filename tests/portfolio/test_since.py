"""What has changed since an earlier time is said for each row, whatever form the earlier results are in."""

from pathlib import Path

import pytest

from engine.errors import UsageError
from tests.portfolio.conftest import Run, json_rows, needs_arrow, write

pytestmark = needs_arrow

PARTNER = {
    "meets_people_we_support": "yes",
    "only_talks_or_refers": "no",
    "who_engages_them": "us",
    "integral_to_regulated_outcomes": "no",
    "complementary": "yes",
    "we_step_in_for_continuity": "no",
    "we_step_in_for_safety": "no",
    "advice_changes_practice": "no",
    "who_runs_the_work": "them",
    "provider_directs_methods": "no",
    "touches_restrictive_practice": "no",
    "worst_incident": "none",
}
BEFORE = [{"id": "kept", **PARTNER}, {"id": "worse", **PARTNER}]
NOW = [BEFORE[0], {**BEFORE[1], "touches_restrictive_practice": "yes"}, {"id": "new", **PARTNER}]


@pytest.mark.parametrize("engine", ["reference", "columnar"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet"])
def test_what_changed(tmp_path: Path, ran: Run, form: str, engine: str) -> None:
    write(tmp_path / "before.csv", BEFORE)
    write(tmp_path / "now.csv", NOW)
    ran("before.csv", f"last.{form}", engine)
    done = ran("now.csv", "out.jsonl", engine, earlier=tmp_path / f"last.{form}")
    kept, worse, new = json_rows(tmp_path / "out.jsonl")
    assert done.summary.changed == 2
    assert "result_changed" not in kept
    assert new["result_changed"] == ["not in the table of last time"]
    level = next(words for words in worse["result_changed"] if words.casefold().startswith("oversight"))
    assert level.endswith("-> Direct control" if form == "xlsx" else "-> direct_control")
    sign_off = "Staff are shown a change and signed off as able to do it" if form == "xlsx" else "competency-sign-off"
    assert any(words.endswith(f": now {sign_off}") for words in worse["result_changed"])


def test_a_table_without_results_can_not_be_compared_with(tmp_path: Path, ran: Run) -> None:
    write(tmp_path / "now.csv", NOW)
    with pytest.raises(UsageError, match="holds no results to compare with"):
        ran("now.csv", "out.csv", earlier=tmp_path / "now.csv")
