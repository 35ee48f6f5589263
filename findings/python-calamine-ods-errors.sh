#!/usr/bin/env bash
# python-calamine 0.9.1 (which holds calamine 0.37.0), reading a valid .ods: an error is an empty cell, and line breaks are gone.
#
# LibreOffice Calc writes a formula that failed with an empty `office:string-value` and the error as the cell's text. python-calamine
# gives the empty string, so that `pandas.read_excel(..., engine="calamine")` has a missing value where `engine="odf"` has `#DIV/0!`:
# a score that could not be computed looks like one that nobody gave. And a line break within a paragraph (`text:line-break`, as
# pyexcel-ods3 0.6.1 writes it) is dropped with nothing in its place: the scores 3 and 4 in one cell come out as 34, the end of one
# line of a note and the beginning of the next as one word.
#
# hotseat reads by calamine 0.38.0, which does neither: it names the cell of the error, and refuses `3 4` as more than one number.
# `engine="odf"` is right in both, too.
#
# Needs python3 (3.11 or later) with venv. It installs the pinned packages in a temporary folder and fails where the behavior is
# another one than this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    python-calamine==0.9.1 pandas==3.1.1 odfpy==1.4.1 defusedxml==0.7.1 pyexcel-ods3==0.6.1 pyexcel-ezodf==0.3.4 lxml==6.1.3
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import zipfile

import pandas
import pyexcel_ods3

pyexcel_ods3.save_data(
    "ratings.ods",
    {"Ratings": [["candidate", "score", "note"], ["C1", "3\n4", "slow at first\nthen quick"], ["C2", "ERROR", "calm"]]},
)
with zipfile.ZipFile("ratings.ods") as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
# The cell as LibreOffice 7.4.7 writes the formula =1/0.
plain = b'office:value-type="string"><text:p>ERROR</text:p>'
failed = b'table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p>'
assert parts["content.xml"].count(plain) == 1
parts["content.xml"] = parts["content.xml"].replace(plain, failed)
with zipfile.ZipFile("ratings.ods", "w") as archive:
    for name, data in parts.items():
        archive.writestr(name, data)

seen = {
    engine: pandas.read_excel("ratings.ods", engine=engine, keep_default_na=False).values.tolist() for engine in ("odf", "calamine")
}
for engine, rows in seen.items():
    print(f"{engine}:", rows)
assert seen["odf"] == [["C1", "3\n4", "slow at first\nthen quick"], ["C2", "#DIV/0!", "calm"]], "the file is not read as it is"
assert seen["calamine"] == [["C1", "34", "slow at firstthen quick"], ["C2", "", "calm"]], "python-calamine's behavior changed"
print("as found: the error is empty, and what stood on two lines is one word")
PY
