"""A report as JUnit XML, which most programs that run tests can show."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.export.reports.report import Outcome, Report
from engine.source.characters import visible


def as_junit(report: Report) -> str:
    """Write one test case for each thing tried; what XML can't hold, or nobody could see, stands as an escape."""
    tests, failed = str(len(report.outcomes)), str(sum(bool(each.faults) for each in report.outcomes))
    errors = failed if report.refused else "0"
    failures = "0" if report.refused else failed
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": "0"}
    name = f"armslength {report.command}"
    root = Element("testsuites", {"name": name, **counts})
    suite = SubElement(root, "testsuite", {"name": f"{name} {visible(report.pack)}".rstrip(), **counts})
    for outcome in report.outcomes:
        _case(suite, report, outcome)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _case(suite: Element, report: Report, outcome: Outcome) -> None:
    place = {}
    if outcome.span is not None:
        place = {"file": visible(outcome.span.file), "line": str(outcome.span.line)}
    classname = report.command.replace(" ", ".")
    named = {"name": visible(outcome.name), "classname": classname, "time": "0"}
    case = SubElement(suite, "testcase", {**named, **place})
    if outcome.faults:
        kind = "error" if report.refused else "failure"
        first, *others = outcome.faults
        more = f" (and {len(others)} more)" if others else ""
        details = SubElement(case, kind, type=first.code, message=visible(first.message) + more)
        details.text = "\n".join(visible(str(fault)) for fault in outcome.faults)
