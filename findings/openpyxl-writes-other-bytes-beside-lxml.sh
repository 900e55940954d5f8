#!/bin/sh
# openpyxl 3.1.5: the same program writes another workbook, byte for byte, once lxml is installed beside it, for whatever
# reason. Times are fixed here; what differs is the XML. A device that is full is another error, too: no OSError any more.
# Seen: sheet1.xml differs; a write to a full device raises OSError without lxml 6.1.3, and SerialisationError with it.
# OPENPYXL_LXML=False in the environment, before the first import, takes both back.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
pip() { "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@"; }
cd "$work"
cat > write.py <<'END'
import os
import zipfile

import openpyxl
from openpyxl.worksheet import _writer

book = openpyxl.Workbook()
book.active.append(["a", 1, True])
book.save("one.xlsx")
with zipfile.ZipFile("one.xlsx") as file:
    print(file.read("xl/worksheets/sheet1.xml").hex())
if os.path.exists("/dev/full"):
    _writer.create_temporary_file = lambda *_, **__: "/dev/full"
    large = openpyxl.Workbook(write_only=True)
    sheet = large.create_sheet()
    try:
        for _ in range(20_000):
            sheet.append(["some words"] * 10)
        sheet.close()
    except Exception as error:
        print(type(error).__name__)
    os._exit(0)
END
run() { "$work/venv/bin/python" write.py 2>/dev/null; }
pip openpyxl==3.1.5
run > without.txt
pip lxml==6.1.3
run > with.txt
OPENPYXL_LXML=False run > asked.txt
tail -n 1 without.txt with.txt asked.txt | cut -c 1-60
cmp -s without.txt asked.txt
! cmp -s without.txt with.txt
