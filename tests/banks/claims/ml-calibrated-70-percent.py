"""CalibratedClassifierCV trains anew by default; around a FrozenEstimator it only calibrates, and the ranking stays."""
import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import make_classification
from sklearn.frozen import FrozenEstimator
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.naive_bayes import GaussianNB

from bank import check

fits = []


class Counted(GaussianNB):
    def fit(self, X, y):
        fits.append(len(X))
        return super().fit(X, y)


X, y = make_classification(3000, 20, n_informative=4, n_redundant=12, random_state=0)
model = Counted().fit(X[:1000], y[:1000])
fits.clear()
CalibratedClassifierCV(model).fit(X[1000:2000], y[1000:2000])
check(len(fits) == 5, "by default the model is trained anew, once per fold")
fits.clear()
calibrated = CalibratedClassifierCV(FrozenEstimator(model), method="sigmoid").fit(X[1000:2000], y[1000:2000])
check(not fits, "around a frozen one it is not")

before, after = (each.predict_proba(X[2000:])[:, 1] for each in (model, calibrated))
truth = y[2000:]
check(brier_score_loss(truth, after) < brier_score_loss(truth, before), "the Brier score gets better")
check(abs(roc_auc_score(truth, after) - roc_auc_score(truth, before)) < 0.01, "the ranking hardly changes")
sure = np.abs(before - 0.5) > 0.4
stated, came = (np.where(before > 0.5, each, 1 - each)[sure].mean() for each in (before, truth))
check(sure.sum() > 50 and stated - came > 0.03, "naive Bayes was too sure")
check(abs(0.45 - 0.70) / np.sqrt(0.7 * 0.3 / 100) > 5, "45 of 100 at 70 percent are far outside chance")
