"""A report as JUnit XML, which most programs that run tests can show."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.export.reports.report import Report, TriedItem
from engine.source.characters import visible


def as_junit(report: Report) -> str:
    """Write one test case for each thing tried; what XML can't hold, or nobody could see, stands as an escape."""
    tests, failed = str(len(report.tried)), str(sum(bool(each.faults) for each in report.tried))
    errors = failed if report.refused else "0"
    failures = "0" if report.refused else failed
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": "0"}
    name = f"armslength {report.command}"
    root = Element("testsuites", {"name": name, **counts})
    suite = SubElement(root, "testsuite", {"name": f"{name} {visible(report.pack)}".rstrip(), **counts})
    for item in report.tried:
        _case(suite, report, item)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _case(suite: Element, report: Report, item: TriedItem) -> None:
    place = {}
    if item.span is not None:
        place = {"file": visible(item.span.file), "line": str(item.span.line)}
    classname = report.command.replace(" ", ".")
    named = {"name": visible(item.name), "classname": classname, "time": "0"}
    case = SubElement(suite, "testcase", {**named, **place})
    if item.faults:
        kind = "error" if report.refused else "failure"
        first, *others = item.faults
        more = f" (and {len(others)} more)" if others else ""
        details = SubElement(case, kind, type=first.code, message=visible(first.message) + more)
        details.text = "\n".join(visible(str(fault)) for fault in item.faults)
