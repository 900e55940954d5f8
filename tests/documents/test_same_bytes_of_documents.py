"""The same document is the same bytes: in another process, on another day, in another zone, in another folder, with
another seed for hashes, without a home and with other fonts on the machine."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from armslength.documents.writers import DOCUMENT_FORMS, write_document
from tests.documents.at_hand import document_of
from tests.documents.random_documents import DAY, EVERY

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import datetime, sys, time
from hashlib import sha256

class Moved(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)

datetime.datetime = Moved
then = time.time
time.time = lambda: then() + 40_000_000
from armslength.documents.writers import write_document
from tests.documents.at_hand import document_of
from tests.documents.random_documents import EVERY
for form in sys.argv[1:]:
    for document in (EVERY, document_of("contract-checklist", "inclusion-sessions")):
        print(form, sha256(write_document(document, form)).hexdigest())
"""


def test_another_process_day_zone_and_folder_give_the_same_bytes(tmp_path: Path) -> None:
    here = [
        f"{form} {hashlib.sha256(write_document(each, form)).hexdigest()}"
        for form in DOCUMENT_FORMS
        for each in (EVERY, document_of("contract-checklist", "inclusion-sessions"))
    ]
    elsewhere = {
        **{name: value for name, value in os.environ.items() if name not in ("HOME", "LANG")},
        "TZ": "Pacific/Kiritimati",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT),
        "TYPST_FONT_PATHS": str(tmp_path),
    }
    command = [sys.executable, "-c", PROGRAM, *DOCUMENT_FORMS]
    done = subprocess.run(command, cwd=tmp_path, env=elsewhere, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == here


def test_the_day_of_a_document_is_part_of_it() -> None:
    """So that the test above could fail: bytes do depend on a day, but on that one."""
    assert EVERY.day == DAY
    assert write_document(EVERY, "pdf") == write_document(EVERY, "pdf")
