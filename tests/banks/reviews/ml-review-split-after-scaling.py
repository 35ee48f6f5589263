"""The churn script on customers whose features say nothing: 99% all the same, copies in both parts, columns filled after
churn; and that the answer's pipeline, without those columns, finds the nothing there is."""
import contextlib
import io
import tempfile

import numpy as np
import pandas as pd
from bank import answer, check, handout
from sklearn.dummy import DummyClassifier
from sklearn.metrics import average_precision_score, recall_score

ID = "ml-review-split-after-scaling"
rng = np.random.default_rng(0)
n = 2000
gone = np.arange(n) % 25 == 0                       # 4%
people = pd.DataFrame({
    "customer_id": np.arange(n), "plan": rng.choice(["basic", "plus", "pro"], n), "city": rng.choice(["A", "B", "C", "D"], n),
    "visits": np.where(rng.random(n) < 0.1, np.nan, rng.poisson(5, n)),
    "cancel_reason": np.where(gone, rng.choice(["price", "moved"], n), None),
    "last_invoice_date": pd.Timestamp("2026-10-01") - pd.to_timedelta(np.where(gone, rng.integers(60, 600, n), 0), "D"),
    "churned": gone.astype(int)})
file = tempfile.NamedTemporaryFile(suffix=".csv")
people.to_csv(file.name, index=False)


def script(change=lambda code: code):
    scope, out = {}, io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(change(handout(ID, "python").replace("customers.csv", file.name)), scope)
    return scope, float(out.getvalue().split(":")[1])


shown, accuracy = script()
check(accuracy > 0.985, f"the script reports {accuracy:.3f} though no feature says anything about churn")
codes = pd.Series(shown["df"]["cancel_reason"])
check(set(codes[shown["y"] == 0]) == {-1} and -1 not in set(codes[shown["y"] == 1]), "cancel_reason alone tells who has churned")
train, test = ({tuple(row) for row in part} for part in (shown["X_train"], shown["X_test"]))
copies = sum(row in train for row in test)
check(copies > 50, f"{copies} customers stand in training and test")
check(0.45 < shown["y"].mean() < 0.49, "after the copying 47% are churners")
check(len(shown["X"]) == len(shown["X_train"]) + len(shown["X_test"]), "the score is of all rows, training rows included")
_, honest = script(lambda code: code.replace('columns=["churned"]', 'columns=["churned", "cancel_reason", "last_invoice_date"]'))
check(honest < 0.6, f"without the two columns {honest:.2f} is left, so they made the score")

known = people.drop(columns=["churned", "customer_id", "cancel_reason", "last_invoice_date"])
scope = {"X": known, "y": people["churned"]}
exec("""from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
""" + answer(ID, "python"), scope)
found = average_precision_score(scope["y_test"], scope["pipe"].predict_proba(scope["X_test"])[:, 1])
check(abs(scope["y_test"].mean() - 0.04) < 0.002, "the answer's test set keeps the true share")
check(found < 0.1, f"its average precision of {found:.2f} says that there is nothing to find")
scope["pipe"].predict(scope["X_test"].assign(city="new"))
lazy = DummyClassifier(strategy="constant", constant=0).fit(known, people["churned"])
check(lazy.score(known, people["churned"]) == 0.96 and recall_score(people["churned"], lazy.predict(known)) == 0, "nobody churns: 96% accuracy, no churner found")
