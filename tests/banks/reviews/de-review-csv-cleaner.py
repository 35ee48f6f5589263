"""The script on small exports: what it does to stale output, thousands separators, dates, second purchases, comments and
store ids, by pandas' own defaults; and that the answer's reading keeps them."""
import contextlib
import io
import os
import tempfile
import warnings

import pandas as pd
from bank import answer, check, handout

warnings.simplefilter("ignore")
ID = "de-review-csv-cleaner"
HEADER = "date,store,receipt,customer,amount,comment\n"
place = tempfile.mkdtemp()
os.chdir(place)
path = f"{place}/export.csv"
code = handout(ID, "python").replace("C:/Users/me/Desktop/export.csv", path)


def clean(*rows, header=HEADER):
    """{(store, week): total} of the file that is left."""
    with open(path, "w") as f:
        f.write(header + "".join(row + "\n" for row in rows))
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(code, {})
    got = pd.read_csv("clean.csv", dtype=str)
    return {(s, w): float(a) for s, w, a in got.itertuples(index=False)}, said.getvalue()


good = ["06/01/2025,007,r1,ann,10.00,x", "13/01/2025,007,r2,bob,20.00,x"]
first, _ = clean("13/01/2025,007,r1,ann,10.00,x", "14/01/2025,007,r2,bob,20.00,x")
check(first == {("7", "3"): 30.0}, "a good export; store 007 has become 7")
os.remove(path)
with contextlib.redirect_stdout(io.StringIO()) as said:
    exec(code, {})
check(os.path.exists("clean.csv") and said.getvalue() == "", "without an export: no message, the old clean.csv stays")
got, said = clean("13/01/2025,007,r1,ann,\"1,200.50\",x", "13/01/2025,007,r2,bob,20.00,x")
check(got == {("7", "3"): 20.0} and said == "done\n", '"1,200.50" counts as 0, and all is "done"')
got, _ = clean("13/01/2025,007,r1,ann,n/a,x", "13/01/2025,008,r2,bob,20.00,x")
check(("7", "3") not in got, "n/a is read as missing, so that dropna drops the row")
check(clean("13/01/2025,007,r1,ann,10.00,", "13/01/2025,007,r2,bob,20.00,x")[0] == {("7", "3"): 20.0},
      "a row without a comment is dropped")
check(clean("13/01/2025,007,r1,ann,10.00,x", "14/01/2025,007,r2,ann,10.00,x")[0] == {("7", "3"): 10.0},
      "a second purchase of the same amount is dropped")
rows = ["03/04/2025,007,r1,ann,1.00,x", "04/04/2025,007,r2,bob,2.00,x", "25/04/2025,007,r3,eve,4.00,x"]
got, _ = clean(*rows)
check(sum(got.values()) == 3.0 and ("7", "10") in got, "03/04 first: read month first; days above 12 vanish")
got, _ = clean(*rows[::-1])
check(sum(got.values()) == 7.0 and got == {("7", "17"): 4.0, ("7", "14"): 3.0}, "25/04 first: all days are right")
got, _ = clean("007,13/01/2025,r1,ann,10.00,x", header="store,date,receipt,customer,amount,comment\n")
check(got == {("13/01/2025", "1"): 10.0}, "columns in another order: dates as stores, week 1 of 1970, and no message")
got, _ = clean("15/01/2024,007,r0,zed,8.00,x", "02/01/2024,007,r1,ann,1.00,x", "31/12/2024,007,r2,bob,2.00,x")
check(got[("7", "1")] == 3.0, "2 January and 31 December 2024 are added up as the same week 1")

with open(path, "w") as f:
    f.write(HEADER + "".join(r + "\n" for r in rows))
space = {"pd": pd, "path": path}
exec(answer(ID, "python"), space)
df = space["df"]
check(df["store"].tolist() == ["007"] * 3 and df["date"].dt.month.tolist() == [4] * 3, "the answer: 007, and April")
