"""Schemathesis makes up addresses and forms from a description of the routes, and none ends in a fault of the program.

The description is made here: OpenAPI 3.0 of every route, with the fields that its forms have on the pages of the
demonstration. What is sent differs in each run; a case that fails is printed as schemathesis shortens it.
"""

import re
from collections import defaultdict, deque
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.journeys.addresses import BEGIN, PART, ROUTES, rule_of
from tests.journeys.forms import read_page
from tests.journeys.served import Served

schemathesis = pytest.importorskip("schemathesis", reason="`make browser` installs it")

EXAMPLES = 12
READ = 400
"""How many pages are read for their forms."""

FORM = "application/x-www-form-urlencoded"
Parts = dict[str, set[str]]
"""The parts of addresses by name, with those that were seen."""

Fields = dict[tuple[str, str], dict[str, set[str]]]
"""The fields of forms by method and route, with what they held."""

NOT_ASKED = {"/sign-out"}
"""It ends the session, after which there is nothing left but the door."""


@pytest.fixture(scope="module")
def headers(demo: Served) -> dict[str, str]:
    held = demo.let_in("Gus Gold, governance_lead")
    return {"Cookie": f"session={held}", "Origin": demo.origin, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def described(demo: Served, headers: dict[str, str]) -> Any:
    """Describe the routes: the parts of the addresses, and the fields of the forms, as the pages have them."""
    parts: Parts = defaultdict(set)
    fields: Fields = defaultdict(lambda: defaultdict(set))
    ahead, seen = deque(BEGIN), set(BEGIN)
    for _ in range(READ):
        if not ahead:
            break
        at = ahead.popleft()
        rule = rule_of(urlsplit(at).path)
        for name, value in _parts(rule, urlsplit(at).path):
            parts[name].add(value)
        read = read_page(_page(demo, headers, at), at)
        for method, to, named in read.forms:
            for name, value in named:
                fields[method, rule_of(urlsplit(to).path)][name].add(value)
        for link in read.links:
            if link.startswith("/") and link not in seen and rule_of(urlsplit(link).path) not in NOT_ASKED:
                seen.add(link)
                ahead.append(link)
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for route in ROUTES:
        if route.rule not in NOT_ASKED:
            address = route.rule.replace("<", "{").replace(">", "}")
            paths[address][route.method.lower()] = _operation(route.rule, route.method, parts, fields)
    about = {"title": "The pages", "version": "1"}
    return schemathesis.openapi.from_dict({"openapi": "3.0.3", "info": about, "paths": dict(paths)})


def _parts(rule: str, path: str) -> list[tuple[str, str]]:
    names = [each[1:-1] for each in PART.findall(rule)]
    found = re.fullmatch(PART.sub("([^/]+)", rule).replace(".", "[.]"), path)
    return list(zip(names, found.groups(), strict=True)) if found else []


def _page(demo: Served, headers: dict[str, str], address: str) -> str:
    line = HTTPConnection("127.0.0.1", demo.port)
    line.request("GET", address, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return body.decode() if (answer.getheader("Content-Type") or "").startswith("text/html") else ""


def _operation(rule: str, method: str, parts: Parts, fields: Fields) -> dict[str, Any]:
    """Describe what one route takes: texts that stand on the pages, or any; for an address that is there, or not."""
    told = fields[method, rule]
    known = {name: {"type": "string", "enum": sorted(values)} for name, values in told.items()}
    anything = {name: {"type": "string", "maxLength": 200} for name in told}
    described: dict[str, Any] = {
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": _part(parts[name])}
            for name in (each[1:-1] for each in PART.findall(rule))
        ],
        "responses": {"default": {"description": "A page."}},
    }
    if method == "GET":
        query = [{"name": name, "in": "query", "schema": each} for name, each in (anything if told else {}).items()]
        described["parameters"] += query
    else:
        forms = [
            {"type": "object", "properties": each, "additionalProperties": False, "required": required}
            for each in (known, anything)
            for required in (sorted(told), [])
        ]
        described["requestBody"] = {"content": {FORM: {"schema": {"anyOf": forms}}}}
    return described


def _part(values: set[str]) -> dict[str, Any]:
    """Describe a part of an address: one that is there, mostly, or one that is not."""
    return {"type": "string", "enum": sorted({*values, "made-up", "..;", "\u00e9 1"})}


def test_the_description_names_what_the_forms_have(described: Any) -> None:
    paths = described.raw_schema["paths"]
    asked = {address: each["post"]["requestBody"]["content"][FORM] for address, each in paths.items() if "post" in each}
    named = {address: set(form["schema"]["anyOf"][0]["properties"]) for address, form in asked.items()}
    assert {"head.partner.name", "id"} <= named["/new"]
    assert {"answer.activities", "seen.activities"} <= named["/s/{subject}/topic/{topic}"]
    assert {"says", "owner", "until"} <= named["/s/{subject}/actions"]
    assert sum(1 for names in named.values() if names) > len(named) / 2


def test_nothing_that_is_made_up_ends_in_a_fault(demo: Served, headers: dict[str, str], described: Any) -> None:
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES, database=None, deadline=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def none_fails(case: Any) -> None:
            nonlocal asked
            asked += 1
            answer = case.call(base_url=demo.origin, headers=headers, allow_redirects=False)
            assert answer.status_code < 500, case.as_curl_command()

        none_fails()
    assert asked > len(ROUTES) * EXAMPLES / 3
