#!/usr/bin/env bash
# gpboost 1.8.0, fitting two crossed grouped random effects to 24 ratings: the fit depends on the seed of random vectors.
#
# `GPModel(group_data=..., likelihood="gaussian")` with two crossed groups uses iterative methods by default, whatever the size, and
# takes the likelihood's determinant and its slope from 50 random vectors. On the table of Shrout & Fleiss (1979), 6 candidates by 4
# interviewers, where an exact factor of a 10 × 10 matrix takes microseconds, the candidates' variance comes out as 2.44 by the default
# seed and as 2.28 by the seed 2; the optimum is 2.40. Minus twice the log-likelihood is reported as 93.485 there, which is better than the
# best there is (93.599), so that tests and criteria that compare models compare noise. Nothing says so: no warning, no standard error of it.
# `matrix_inversion_method="cholesky"` gives the optimum by every seed; R's lme4 1.1-31 has the same by maximum likelihood (2.39750,
# 4.18274, 1.02138; 93.59928). The documentation names the default, not how far off it may be.
#
# hotseat fits by REML, exactly, on any table of this size: 2.5556, 5.2444, 1.0194 (docs/calibration.md), whatever its seed.
#
# Needs python3 (3.11 or later) with venv. It installs the pinned packages in a temporary folder and fails where the behavior is
# another one than this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check gpboost==1.8.0 numpy==2.4.6 pandas==3.1.1 scipy==1.17.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import gpboost
import numpy

scores = numpy.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float)
candidate, interviewer = numpy.indices(scores.shape).reshape(2, -1)
groups, ones = numpy.column_stack([candidate, interviewer]), numpy.ones((scores.size, 1))


def fit(method, seed):
    model = gpboost.GPModel(group_data=groups, likelihood="gaussian", matrix_inversion_method=method)
    model.fit(y=scores.ravel(), X=ones, params={"seed_rand_vec_trace": seed})
    error, candidates, interviewers = model.get_cov_pars(format_pandas=False)
    found = (candidates, interviewers, error, 2 * model.get_current_neg_log_likelihood())
    print(f"{method}, seed {seed}: variances {found[0]:.4f}, {found[1]:.4f}, {found[2]:.4f}; -2 log likelihood {found[3]:.4f}")
    return numpy.array(found)


optimum = numpy.array([2.39750, 4.18274, 1.02138, 93.59928])
for seed in (1, 2, 3):
    assert numpy.allclose(fit("cholesky", seed), optimum, rtol=1e-3), "the exact fit is another one"
default = {seed: fit("default", seed) for seed in (1, 2, 3)}
expected = {1: [2.4386, 4.2514, 1.0124, 93.4883], 2: [2.2770, 4.1252, 1.0414, 93.4853], 3: [2.2958, 4.1096, 1.0396, 94.0308]}
for seed, found in default.items():
    assert numpy.allclose(found, expected[seed], atol=6e-5), f"gpboost's behavior by the seed {seed} changed"
print("as found: variances 5% below and 2% above the optimum by the seed alone, and a likelihood better than the best there is")
PY
