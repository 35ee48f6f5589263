"""What other programs of Python's say of small tables, as JSON: theirs.py NAME, called by differences.py with the tables on its input."""

import json
import sys
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")


def frame(rows):
    return pd.DataFrame(rows, columns=list("ABCDE")[: len(rows[0])], dtype=float)


def irrcac(tables):
    from irrCAC.raw import CAC

    return {"alpha": CAC(frame(tables["krippendorff"]), weights="ordinal").krippendorff()["est"]["coefficient_value"]}


def krippendorff(tables):
    import krippendorff

    scores = frame(tables["krippendorff"]).T.to_numpy()
    return {"alpha": krippendorff.alpha(reliability_data=scores, level_of_measurement="ordinal")}


def statsmodels(tables):
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    counts, categories = aggregate_raters(frame(tables["krippendorff"]).to_numpy())
    return {"kappa": fleiss_kappa(counts), "categories": len(categories)}


def interrater(tables):
    from interrater import CleanerConfig, GwetAC1Analyzer, GwetAC1Config, RatingsCleaner, RatingsSemantics

    named = {"kind": "unordered", "names": list("12345")}
    ratings = pd.DataFrame(tables["krippendorff"], columns=list("ABCD")).map(lambda score: "" if pd.isna(score) else str(int(score)))
    ratings.insert(0, "candidate", [f"u{number}" for number in range(1, len(ratings) + 1)])
    semantics = RatingsSemantics.from_dict({"raters": list("ABCD"), "categories": named, "unique_subjects": True})
    layout = {"use_column_names": True, "subject_id_col": "candidate"}
    cleaner = RatingsCleaner(ratings, semantics, config=CleanerConfig.from_dict({"frame_layout": layout, "missing_values": [""]}))
    return {"ac1": GwetAC1Analyzer(cleaner.ratings, GwetAC1Config(n_resamples=200, random_state=1)).estimate().point}


def sklearn(tables):
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*tables["pair"])
    return {
        "kappa": cohen_kappa_score(first, second, weights="linear"),
        "kappa of the scale": cohen_kappa_score(first, second, weights="linear", labels=[1, 2, 3, 4]),
    }


def raters(tables):
    import raters

    both = [list(scores) for scores in zip(*tables["pair"])]
    return {
        "alpha": raters.krippendorff_alpha(both, level="interval"),
        "alpha of the scale": raters.krippendorff_alpha(both, level="interval", categories=[1, 2, 3, 4]),
    }


def pingouin(tables):
    import pingouin

    def icc(rows, policy="raise"):
        scores = [(f"c{i}", f"r{j}", score) for i, row in enumerate(rows) for j, score in enumerate(row)]
        long = pd.DataFrame(scores, columns=["candidate", "interviewer", "score"]).astype({"score": float})
        found = pingouin.intraclass_corr(long, "candidate", "interviewer", "score", nan_policy=policy)
        return dict(zip(found["Type"], found["ICC"]))

    alike, others = icc(tables["all 2.7"]), icc(tables["all 4.1"])
    missing = icc(tables["one missing"], "omit")
    return {"2.7": alike["ICC(1,1)"], "4.1": others["ICC(C,k)"], "missing": missing["ICC(A,1)"], "five": icc(tables["one missing"][1:])["ICC(A,1)"]}


def raschpy(tables):
    from raschpy import MFRM

    def severities(rows):
        rated = frame(rows)
        people = {rater: pd.DataFrame({"overall": rated[rater] - 1}) for rater in rated}
        stacked = pd.concat(people)
        stacked.index.names = ["Rater", "Person"]
        model = MFRM(stacked, max_score=4)
        model.calibrate()
        return {rater: float(severity) for rater, severity in model.facet_effects_global.items()}

    return {"four": severities(tables["krippendorff"]), "five": severities(tables["two tops"])}


def gpboost(tables):
    import gpboost

    def fit(candidates, interviewers, scores, seed, method="default"):
        groups = np.column_stack([candidates, interviewers])
        model = gpboost.GPModel(group_data=groups, likelihood="gaussian", matrix_inversion_method=method)
        model.fit(y=scores, X=np.ones((len(scores), 1)), params={"seed_rand_vec_trace": seed})
        return model.get_cov_pars(format_pandas=False)[1], 2 * model.get_current_neg_log_likelihood()

    scores = np.array(tables["shrout fleiss"], dtype=float)
    small = (*np.indices(scores.shape).reshape(2, -1), scores.ravel())
    table = pd.read_csv(tables["InstEval"])
    large = (*(table[name].astype("category").cat.codes for name in ("candidate", "interviewer")), table.score.to_numpy(dtype=float))
    return {
        "small": {"seed 1": fit(*small, 1)[0], "seed 2": fit(*small, 2)[0], "exact": fit(*small, 1, "cholesky")[0]},
        "InstEval": {"seed 1": fit(*large, 1)[1], "seed 2": fit(*large, 2)[1]},
    }


NAMES = {name.__name__: name for name in (irrcac, krippendorff, statsmodels, interrater, sklearn, raters, pingouin, raschpy, gpboost)}

if __name__ == "__main__":
    found = NAMES[sys.argv[1]](json.load(sys.stdin))
    print()
    print(json.dumps(found, default=float))
