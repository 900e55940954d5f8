"""Reports for programs: valid whatever texts are in them, and each finding where it belongs."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from engine.export.reports.forms import FORMS, in_form
from engine.export.reports.github import as_annotations
from engine.export.reports.report import Report, TriedItem, refused
from engine.export.reports.sarif import as_sarif
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span

HOSTILE = (
    '</failure><x y="',
    "]]>",
    "&amp; <b>",
    "::error file=a::b",
    "100%0Aof",
    "a\nb\r\nc",
    "\x00\x1b[31m\ufffe\ud800",
    "{0} {{7*7}}",
    "[text](javascript:alert(1))",
    "\u202egnp.exe",
    "a,b:c",
)
PLACE = Span("rules/a, b/ü:1%.yaml", 3, 5, 3, 9)


def report(text: str, *, read: bool = True) -> Report:
    found = Diagnostic("case-failed", text, PLACE)
    if not read:
        return refused("rules check", [found])
    outcomes = (TriedItem(text, PLACE, (found,)), TriedItem("all is well", None, ()))
    return Report("rules test", text, "1.0.0", outcomes, (found,), (("cases", 2),))


hostile = pytest.mark.parametrize("text", HOSTILE, ids=ascii)
readable = pytest.mark.parametrize("read", [True, False], ids=["read", "refused"])


@hostile
@readable
def test_sarif_is_valid(text: str, read: bool) -> None:
    """The model is generated from the schema that OASIS published, and refuses what the schema doesn't name."""
    model = pytest.importorskip("pydantic_sarif.model").StaticAnalysisResultsFormatSarifVersion210JsonSchema
    written = in_form(report(text, read=read), "sarif")
    assert written.isascii()
    log = model.model_validate_json(written)
    (run,) = log.runs
    (result,) = run.results
    assert run.tool.driver.rules[result.ruleIndex].id == result.ruleId == "case-failed"
    assert run.invocations[0].executionSuccessful is read


def test_the_sarif_test_would_notice_a_fault() -> None:
    model = pytest.importorskip("pydantic_sarif.model").StaticAnalysisResultsFormatSarifVersion210JsonSchema
    written = json.loads(in_form(report("x"), "sarif"))
    written["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(ValueError, match="startLine"):
        model.model_validate(written)


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_a_place_is_told_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    """A host of code shows a finding beside the line only if it knows the file by that path."""
    folder = tmp_path / "services" / "rules"
    folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir() if mark == "folder" else (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    for where, named in (
        (tmp_path, "services/rules/a.yaml"),
        (folder, "a.yaml"),
        (folder.parent, "rules/a.yaml"),
        (folder.parent, "rules/../rules/a.yaml"),
        (folder, "../rules/a.yaml"),
        (tmp_path.parent, str(folder / "a.yaml")),
    ):
        monkeypatch.chdir(where)
        report = refused("rules check", [Diagnostic("dead-rule", "m", Span(named, 1, 1, 1, 2))])
        (result,) = json.loads(as_sarif(report))["runs"][0]["results"]
        location = result["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "services/rules/a.yaml"
        assert ",file=" not in as_annotations(report).replace(",file=services/rules/a.yaml,", "")


def test_a_place_in_sarif_is_a_uri_that_holds_in_any_checkout() -> None:
    result = json.loads(in_form(report("x"), "sarif"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/a%2C%20b/%C3%BC%3A1%25.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    absolute = Diagnostic("c", "m", Span("/tmp/a b.yaml", 1, 1, 1, 1))
    result = json.loads(in_form(refused("rules check", [absolute]), "sarif"))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///tmp/a%20b.yaml"


def test_a_text_in_sarif_is_no_argument_and_no_link() -> None:
    texts = {
        text: json.loads(in_form(report(text), "sarif"))["runs"][0]["results"][0]["message"]["text"]
        for text in ("{0}", "[a](b)", "a[1]")
    }
    assert texts == {"{0}": "{{0}}", "[a](b)": "\\[a](b)", "a[1]": "a[1]"}


@hostile
@readable
def test_junit_is_well_formed_and_counts(text: str, read: bool) -> None:
    root = ET.fromstring(in_form(report(text, read=read), "junit").encode())
    (suite,) = root
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases)) == ("2" if read else "1")
    assert (suite.get("failures"), suite.get("errors")) == (("1", "0") if read else ("0", "1"))
    assert [len(case) for case in cases] == ([1, 0] if read else [1])
    assert cases[0][0].tag == ("failure" if read else "error")
    assert cases[0][0].get("type") == "case-failed"


def test_junit_keeps_what_can_be_seen() -> None:
    root = ET.fromstring(in_form(report('</failure><x y="'), "junit").encode())
    case = root[0][0]
    assert case.get("name") == case[0].get("message") == '</failure><x y="'
    assert case.get("line") == "3"


ANNOTATION = re.compile(r"::(error|warning) ([^:\r\n]*)::([^\r\n]*)")


@hostile
def test_an_annotation_is_one_line_that_no_text_can_break(text: str) -> None:
    lines = in_form(report(text), "github").splitlines()
    assert len(lines) == 1
    found = ANNOTATION.fullmatch(lines[0])
    assert found
    keys = [each.partition("=")[0] for each in found[2].split(",")]
    assert keys == ["title", "file", "line", "endLine", "col", "endColumn"]
    assert re.fullmatch(r"([^%]|%(25|0A|0D|3A|2C))*", found[3]), "a percent sign of the text begins no escape"


def test_an_annotation_says_where() -> None:
    assert in_form(report("100 % so"), "github") == (
        "::error title=case-failed,file=rules/a%2C b/ü%3A1%25.yaml,line=3,endLine=3,col=5,endColumn=9::100 %25 so\n"
    )
    several = Diagnostic("never-open", "m", Span("a.yaml", 1, 2, 4, 1), "warning")
    assert in_form(Report("t", "p", "1", (), (several,)), "github") == (
        "::warning title=never-open,file=a.yaml,line=1,endLine=4::m\n"
    )
    nowhere = Diagnostic("no-pack", "m", None)
    assert in_form(refused("rules check", [nowhere]), "github") == "::error title=no-pack::m\n"


@hostile
@readable
def test_json_can_be_read_and_holds_the_text(text: str, read: bool) -> None:
    written = in_form(report(text, read=read), "json")
    assert written.isascii()
    found = json.loads(written)
    assert found["findings"][0]["message"] == text
    assert found["read"] is read
    assert found["tried"][0]["passed"] is False
    place = {"file": PLACE.file, "line": 3, "column": 5, "end_line": 3, "end_column": 9}
    assert found["findings"][0]["place"] == place


@hostile
def test_a_finding_as_text_is_one_line(text: str) -> None:
    assert in_form(report(text), "text").count("\n") == 1


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found_is_a_report_too(form: str) -> None:
    written = in_form(Report("rules check", "p", "1", (TriedItem("a", None, ()),), ()), form)
    assert "case-failed" not in written
    assert bool(written) is (form not in ("text", "github"))
    if form in ("json", "sarif"):
        json.loads(written)
