"""Documents: each is what the command line writes of the same answers, and the pack checks itself."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from armslength.commands.document import document
from armslength.documents.declared import read_office
from armslength.documents.writers import DOCUMENT_FORMS
from tests.web.again import with_answers
from tests.web.answers import stands, words_of
from tests.web.at_hand import HERE, OFFICE, Browser
from tests.web.shipped import folded

KINDS = {name: kind for name, kind in read_office(OFFICE.base).documents.items() if kind.about == "one"}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return with_answers(tmp_path_factory.mktemp("documents")).as_("reader")


@pytest.mark.parametrize(
    ("address", "name"),
    [("documents/decision-record.md", "one-decision-record-2027-03-03.md"), ("pack.zip", "one-2027-03-03.zip")],
)
def test_what_is_saved_on_another_day_has_another_name(browser: Browser, address: str, name: str) -> None:
    answer = browser.app.test_client().get(f"/s/one/{address}", base_url=HERE)
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"


def file(browser: Browser, address: str) -> bytes:
    answer = browser.app.test_client().get(address, base_url=HERE)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    data: bytes = answer.data
    return data


def test_each_document_is_offered_with_what_it_is_for_and_in_each_form(browser: Browser) -> None:
    page = browser.get("/s/one/documents")
    assert KINDS
    for name, kind in KINDS.items():
        assert kind.title in words_of(page)
        assert folded(kind.reader) in words_of(page)
        assert all(f'href="/s/one/documents/{name}.{form}"' in page for form in DOCUMENT_FORMS)
    many = {name for name, kind in read_office(OFFICE.base).documents.items() if kind.about != "one"}
    assert many
    assert not any(f"documents/{name}" in page for name in many)
    browser.get("/s/one/documents/nonsense", 404)
    browser.get("/s/one/documents/decision-record.txt", 404)
    browser.get(f"/s/one/documents/{min(many)}.md", 404)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_read_with_all_its_sections(browser: Browser, kind: str) -> None:
    said = words_of(browser.get(f"/s/one/documents/{kind}"))
    assert not re.search("[0-9a-f]{20}", said), "hashes stand whole in the files"
    written = file(browser, f"/s/one/documents/{kind}.md").decode()
    titles = [each.title for each in KINDS[kind].sections.values() if f"## {each.title}\n" in written]
    assert titles
    assert all(folded(each) in said for each in titles)


@pytest.mark.parametrize("form", DOCUMENT_FORMS)
def test_a_document_is_what_the_command_line_writes_of_the_same_answers(
    browser: Browser, tmp_path: Path, form: str
) -> None:
    profile, to = tmp_path / "one.yaml", tmp_path / f"record.{form}"
    profile.write_bytes(file(browser, "/s/one/answers.yaml"))
    asked = ["decision-record", str(profile), "-o", str(to), "--as-of", "2027-03-03"]
    done = CliRunner().invoke(document, asked, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert file(browser, f"/s/one/documents/decision-record.{form}") == to.read_bytes()


def test_the_pack_holds_the_history_and_checks_itself(browser: Browser, tmp_path: Path) -> None:
    with ZipFile(BytesIO(file(browser, "/s/one/pack.zip"))) as found:
        found.extractall(tmp_path)
        names = set(found.namelist())
    assert {"contents.html", "history.txt", "checkpoint.txt", "verify.py", "profile.yaml", "result.json"} <= names
    assert {f"{name}.html" for name, kind in KINDS.items() if kind.in_pack} <= names
    assert (tmp_path / "history.txt").read_text().count("\n") == stands(browser).version

    def verify() -> "subprocess.CompletedProcess[str]":
        told = [sys.executable, str(tmp_path / "verify.py"), str(tmp_path)]
        return subprocess.run(told, capture_output=True, text=True, check=False)

    assert browser.desk.register.head().checkpoint.short in verify().stdout
    events = tmp_path / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b'"answered"', b'"ansvered"', 1))
    assert verify().returncode == 1
