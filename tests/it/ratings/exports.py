"""Puts exports/export.csv and exports/export_wide.csv through pandas, openpyxl and odfpy, as people do who look at them in a spreadsheet.

    python3 -m venv venv && venv/bin/pip install openpyxl odfpy pandas && venv/bin/python exports.py

The two files are what `hotseat export` and `hotseat export --wide` wrote once, of the example panel beside sessions with all that needs
care. pandas guesses the types of columns: numbers become numbers, `true` a truth value; nothing else is asked of it.
"""

import pathlib

import pandas

HERE = pathlib.Path(__file__).parent / "exports"

for name in ["export", "export_wide"]:
    table = pandas.read_csv(HERE / f"{name}.csv")
    table.to_excel(HERE / f"{name}.xlsx", index=False, engine="openpyxl")
    table.to_excel(HERE / f"{name}.ods", index=False, engine="odf")
