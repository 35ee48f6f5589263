"""Computes anew every number of docs/peers.md, theirs and hotseat's, and fails where one is another than there.

    apt-get install --no-install-recommends r-cran-lme4 r-cran-psych
    cargo build --release
    HOTSEAT=target/release/hotseat python3 benches/peers/differences.py [--folder DIR]

The packages of Python's come from PyPI, pinned, into two virtual environments in DIR (two, since irrCAC needs an older numpy than others);
without --folder that is a temporary folder that goes away again. R's are whatever is installed, and their versions are printed: Debian 12
has those of the page.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDER = ["irrCAC==0.4.4", "interrater==2.0.0", "krippendorff==0.9.0", "rater-agreement==0.1.0", "raschpy==1.4.0", "scikit-learn==1.9.1",
         "statsmodels==0.15.0", "numpy==1.26.4", "pandas==2.3.3", "scipy==1.12.0"]
NEWER = ["pingouin==0.7.0", "gpboost==1.8.0", "numpy==2.4.6", "pandas==3.1.1", "scipy==1.17.1"]

# The tables of docs/peers.md: a row for each candidate, a column for each interviewer.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
KRIPPENDORFF = [[1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
                [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, 3, None, None]]
TABLES = {
    "krippendorff": KRIPPENDORFF,
    "two tops": [[*row, 5 if number < 2 else None] for number, row in enumerate(KRIPPENDORFF)],
    "pair": [[1, 1], [2, 4], [4, 4], [4, 2], [2, 2], [1, 1], [4, 4], [2, 1]],
    "shrout fleiss": SHROUT_FLEISS,
    "one missing": [[9, None, 5, 8], *SHROUT_FLEISS[1:]],
    "all 2.7": [[2.7] * 3] * 4,
    "all 4.1": [[4.1] * 3] * 5,
    "all 3": [[3] * 4] * 3,
    "four by four": [[3, 2, 3, 2], [1, 2, 3, 2], [5, 3, 5, 5], [3, 2, 4, 3]],
}
SCALES = {"pair": "1..4", "shrout fleiss": "1..10", "one missing": "1..10"}


def python(folder, name, wanted):
    path = folder / name / "bin" / "python"
    if not path.exists():
        venv.create(folder / name, with_pip=True)
    subprocess.run([path, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
    return path


def last_line(command, given=""):
    run = subprocess.run(command, input=given, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{run.stderr[-2000:]}")
    return run.stdout.splitlines()[-1]


def hotseat(program, folder, name, *more):
    """What hotseat says of a table, or of the file of InstEval."""
    path = folder / "insteval.csv"
    columns = []
    if name in TABLES:
        path, columns = folder / "table.csv", ["--columns", "interviewer=*"]
        rows = TABLES[name]
        lines = ["candidate," + ",".join("ABCDE"[: len(rows[0])])]
        lines += [f"c{number}," + ",".join("" if score is None else str(score) for score in row) for number, row in enumerate(rows, 1)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    scale = SCALES.get(name, "1..5")
    command = [program, "calibrate", "--from", path, *columns, "--scale", scale, "--workspace", folder / "workspace", "--json", *more]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{run.stderr[-2000:]}")
    said = json.loads(run.stdout)
    agreement = said["agreement"]["overall"]
    return said, agreement, {who["id"]: who["severity"] for who in said["interviewers"]}


def compare(program, folder):
    older, newer = python(folder, "older", OLDER), python(folder, "newer", NEWER)
    if not (folder / "insteval.csv").exists():
        subprocess.run(["Rscript", HERE / "fit.R", "--draw", folder / "insteval.csv"], check=True)
    given = json.dumps({**TABLES, "InstEval": str(folder / "insteval.csv")})

    def theirs(path, name):
        return json.loads(last_line([path, HERE / "theirs.py", name], given))

    def r(*arguments):
        return float(last_line(["Rscript", HERE / "theirs.R", *arguments]))

    def ours(name, *more):
        return hotseat(program, folder, name, *more)

    _, agreed, four = ours("krippendorff")
    yield "irrCAC, weights \"ordinal\"", theirs(older, "irrcac")["alpha"], "0.834", agreed["alpha"]["ordinal"], "0.815"
    yield "krippendorff, ordinal", theirs(older, "krippendorff")["alpha"], "0.815", agreed["alpha"]["ordinal"], "0.815"
    found = theirs(older, "statsmodels")
    yield "statsmodels, Fleiss' kappa", found["kappa"], "0.568", agreed["fleiss_kappa"], "0.761"
    yield "statsmodels, categories", found["categories"], "6", 5, "5"
    yield "interrater, AC1", theirs(older, "interrater")["ac1"], "0.7752", agreed["gwet"]["ac1"], "0.7754"

    _, agreed, _ = ours("pair")
    found = theirs(older, "sklearn")
    yield "scikit-learn, linear kappa", found["kappa"], "0.586", agreed["cohen_kappa"][0]["linear"], "0.545"
    yield "scikit-learn, of the whole scale", found["kappa of the scale"], "0.545", agreed["cohen_kappa"][0]["linear"], "0.545"
    found = theirs(older, "raters")
    yield "rater-agreement, interval alpha", found["alpha"], "0.743", agreed["alpha"]["interval"], "0.675"
    yield "rater-agreement, of the whole scale", found["alpha of the scale"], "0.675", agreed["alpha"]["interval"], "0.675"

    found = theirs(newer, "pingouin")
    yield "pingouin, all 2.7, ICC(1,1)", found["2.7"], "2.93", ours("all 2.7")[1]["icc"]["ICC(1,1)"], "-"
    yield "pingouin, all 4.1, ICC(C,k)", found["4.1"], "1.50", ours("all 4.1")[1]["icc"]["ICC(3,k)"], "-"
    _, agreed, _ = ours("one missing")
    yield "pingouin, one missing, ICC(A,1)", found["missing"], "0.360", agreed["icc"]["ICC(2,1)"], "0.360"
    yield "pingouin, without that row", found["five"], "0.360", agreed["rests_on"]["ICC(2,1)"]["n"], "5"
    yield "psych, all 3, ICC(3,k)", r("psych"), "0.80", ours("all 3")[1]["icc"]["ICC(3,k)"], "-"

    _, _, five = ours("two tops")
    found = theirs(older, "raschpy")
    for rater, before, after, ours_before, ours_after in (("A", "0.95", "1.45", "0.097", "0.861"), ("C", "-0.83", "0.47", "-0.093", "0.385")):
        yield f"raschpy, {rater}", found["four"][rater], before, four[rater], ours_before
        yield f"raschpy, {rater} beside two tops of E", found["five"][rater], after, five[rater], ours_after

    def variances(name):
        return ours(name, "--terms", "candidate,interviewer")[0]["model"]

    found = theirs(newer, "gpboost")
    yield "lme4, interviewers, four by four", r("lme4"), "0.27758", variances("four by four")["variance"]["interviewer"], "0.27778"
    model = variances("shrout fleiss")
    for seed, theirs_number in (("seed 1", "2.439"), ("seed 2", "2.277"), ("exact", "2.397")):
        yield f"GPBoost, candidates, {seed}", found["small"][seed], theirs_number, model["variance"]["candidate"], "2.556"
    criterion = variances("InstEval")["reml_criterion"]
    for seed, theirs_number in (("seed 1", "237777.97"), ("seed 2", "237778.64")):
        yield f"GPBoost, InstEval, {seed}", found["InstEval"][seed], theirs_number, criterion, "237783.88"
    yield "lme4, InstEval, maximum likelihood", r("lme4", folder / "insteval.csv", "ML"), "237777.73", criterion, "237783.88"
    yield "lme4, InstEval, REML", r("lme4", folder / "insteval.csv", "REML"), "237783.88", criterion, "237783.88"


def shown(value, like):
    """The value with as many decimals as what it is held against."""
    if value is None:
        return "-"
    return f"{value:.{len(like.partition('.')[2])}f}" if like != "-" else str(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where tables and packages are kept for the next time")
    given = parser.parse_args()
    program = os.environ.get("HOTSEAT")
    if program is None or shutil.which(program) is None:
        sys.exit("HOTSEAT is to say where the built program is: HOTSEAT=target/release/hotseat")
    if shutil.which("Rscript") is None:
        sys.exit("no Rscript: install R first (Debian: apt-get install --no-install-recommends r-cran-lme4 r-cran-psych)")
    versions = "cat(R.version$major, R.version$minor, as.character(packageVersion('lme4')), as.character(packageVersion('psych')))"
    print("R, lme4, psych:", last_line(["Rscript", "-e", versions]))
    changed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        (folder / "workspace").mkdir(parents=True, exist_ok=True)
        for what, theirs, their_number, ours, our_number in compare(Path(program).resolve(), folder):
            seen = shown(theirs, their_number), shown(ours, our_number)
            same = seen == (their_number, our_number)
            changed += not same
            wanted = "" if same else f"   CHANGED: {their_number}, {our_number} in docs/peers.md"
            print(f"{what:<40} {seen[0]:>12} {seen[1]:>12}{wanted}", flush=True)
    if changed:
        sys.exit(f"{changed} changed: correct docs/peers.md and what is expected here")
    print("all as in docs/peers.md")


if __name__ == "__main__":
    main()
