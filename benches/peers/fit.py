"""Fits score ~ 1 + (1 | candidate) + (1 | interviewer) to a table with a package of Python's: fit.py PACKAGE TABLE

TABLE is CSV with the columns candidate, interviewer and score. The last line of output is JSON: `seconds`, the CPU seconds (user and
system, all threads) of the fit alone, after the table is read; and `found`, what it found. `krippendorff` fits nothing: it computes
alpha (nominal, ordinal and interval) of scores from 1 to 5 for candidate × dimension.
"""

import json
import sys
import time

import numpy as np
import pandas as pd


def codes(column):
    return column.astype("category").cat.codes.to_numpy()


def gpboost(table):
    import gpboost

    groups = np.column_stack([codes(table.candidate), codes(table.interviewer)])
    scores = table.score.to_numpy(dtype=float)
    ones = np.ones((len(table), 1))
    began = time.process_time()
    model = gpboost.GPModel(group_data=groups, likelihood="gaussian")
    model.fit(y=scores, X=ones)
    seconds = time.process_time() - began
    residual, candidate, interviewer = model.get_cov_pars(format_pandas=False)
    return seconds, f"variances {candidate:.5f}, {interviewer:.5f}, {residual:.5f}"


def statsmodels(table):
    import statsmodels.formula.api as smf

    began = time.process_time()
    terms = {"candidate": "0 + C(candidate)", "interviewer": "0 + C(interviewer)"}
    fitted = smf.mixedlm("score ~ 1", table, groups=np.ones(len(table)), vc_formula=terms).fit(reml=True)
    candidate, interviewer = fitted.vcomp
    return time.process_time() - began, f"variances {candidate:.5f}, {interviewer:.5f}, {fitted.scale:.5f}"


def mssm(table):
    from mssm.models import GAMM, Formula, Gaussian, i, lhs, ri

    table = table.astype({"candidate": str, "interviewer": str, "score": float})
    began = time.process_time()
    model = GAMM(Formula(lhs("score"), [i(), ri("candidate"), ri("interviewer")], data=table, print_warn=False), Gaussian())
    model.fit(progress_bar=False)
    seconds = time.process_time() - began
    residual = float(np.ravel(model.scale)[0])
    candidate, interviewer = (residual / penalty.lam for penalty in model.overall_penalties)
    return seconds, f"variances {candidate:.5f}, {interviewer:.5f}, {residual:.5f}"


def pyreml(table):
    from pyreml import MixedModel, Random, Residual

    began = time.process_time()
    terms = [Random(formula="1", unit="candidate"), Random(formula="1", unit="interviewer")]
    model = MixedModel.from_dataframe(data=table, response="score", fixed="1", random=terms, residual=Residual())
    model.fit()
    seconds = time.process_time() - began
    found = [term.variance["sigma"] for term in (*model.random, model.residual)]
    return seconds, "variances " + ", ".join(f"{variance:.5f}" for variance in found)


def krippendorff(table):
    import krippendorff

    began = time.process_time()
    units = codes(table.candidate + "\t" + table.dimension)
    counts = np.zeros((units.max() + 1, 5), dtype=int)
    np.add.at(counts, (units, table.score.to_numpy() - 1), 1)
    levels = ("nominal", "ordinal", "interval")
    found = [krippendorff.alpha(value_counts=counts, value_domain=[1, 2, 3, 4, 5], level_of_measurement=level) for level in levels]
    return time.process_time() - began, "alpha " + ", ".join(f"{alpha:.6f}" for alpha in found)


PACKAGES = {package.__name__: package for package in (gpboost, statsmodels, mssm, pyreml, krippendorff)}

if __name__ == "__main__":
    seconds, found = PACKAGES[sys.argv[1]](pd.read_csv(sys.argv[2]))
    print(json.dumps({"seconds": seconds, "found": found}))
