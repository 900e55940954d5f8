"""A report as JSON, for programs that read it on."""

import json
from typing import Any

from engine.export.reports.report import Report
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span
from engine.version import __version__

SCHEMA = "armslength/report/1"


def as_json(report: Report) -> str:
    """Write the findings and, of everything that was tried, whether it passed. Only ASCII, so that any text is safe."""
    found = {
        "schema": SCHEMA,
        "command": report.command,
        "version": __version__,
        "pack": None if report.refused else {"id": report.pack, "version": report.version},
        "read": not report.refused,
        "figures": dict(report.figures),
        "findings": [_finding(each) for each in report.findings],
        "tried": [{"name": each.name, "place": _place(each.span), "passed": not each.faults} for each in report.tried],
    }
    return json.dumps(found, indent=2) + "\n"


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "severity": finding.severity,
        "place": _place(finding.span),
    }


def _place(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
