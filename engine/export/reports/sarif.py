"""A report as SARIF 2.1.0, the OASIS format in which checkers hand findings to code hosts and editors."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from engine.export.reports.report import Report
from engine.export.reports.repository import from_root
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span
from engine.version import __version__

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
REFUSED = 2
"""The exit code of a run that could not read the pack."""


def as_sarif(report: Report) -> str:
    """Write one run with a result for each finding; valid also where the pack could not be read. Only ASCII."""
    codes = sorted({finding.code for finding in report.findings})
    invocation: dict[str, Any] = {"executionSuccessful": not report.refused}
    if report.refused:
        invocation["exitCode"] = REFUSED
        notes = [{"level": "error", "message": {"text": "the pack could not be read, so that nothing was tried"}}]
        invocation["toolExecutionNotifications"] = notes
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "armslength", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "automationDetails": {"id": f"armslength {report.command}/"},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
        "properties": dict(report.figures),
    }
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": code.replace("-", " ")}}


def _result(finding: Diagnostic, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": _message(finding.message)},
    }
    if finding.span is not None:
        result["locations"] = [{"physicalLocation": _location(finding.span)}]
    return result


def _message(text: str) -> str:
    """Escape what would stand for an argument (SARIF 2.1.0, 3.11.5) or would make a link (3.11.6)."""
    text = visible(text).replace("{", "{{").replace("}", "}}")
    return text.replace("[", "\\[") if "](" in text else text


def _location(span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(span.file)},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _uri(file: str) -> str:
    """Write a path as a URI reference: from the root of the repository, so that it holds in any checkout."""
    path = Path(from_root(file))
    written = quote(path.as_posix(), safe="/", errors="surrogateescape")
    return f"file://{written}" if path.is_absolute() else written
