"""Sales features that know the future: the error of the handout's cross-validation against real evenings,
each leak on its own, and that the answer's features are known the evening before."""
import os
import warnings

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import pandas as pd
from bank import answer, check, handout
from sklearn.metrics import mean_absolute_percentage_error as mape

ID = "ml-review-time-features"
code = handout(ID, "python")
features = code[code.index('df["weekday"]'):code.index("features =")]
names = eval(code[code.index("features =") + 10:code.index("]\n", code.index("features =")) + 1])
warnings.simplefilter("error")

rng = np.random.default_rng(1)
dates, shops = pd.date_range("2025-01-01", periods=200), list("ABC")
rows = []
for level, shop in enumerate(shops):
    drift = np.cumsum(rng.normal(0, 0.06, len(dates)))
    noise = rng.normal(0, 0.25, len(dates))
    rows.append(pd.DataFrame({"shop": shop, "city": shop, "date": dates,
                              "sales": 100 * (level + 1) * np.exp(0.3 * np.sin(np.arange(len(dates)) % 7) + drift + noise)}))
sales = pd.concat(rows, ignore_index=True)
weather = sales[["date", "city"]].assign(temp=rng.normal(10, 8, len(sales)))


def run(part, **scope):
    exec(part, scope)
    return scope


def reader(path, **_):
    return {"sales.csv": sales, "measured_weather.csv": weather}[path].copy()


class Pandas:
    read_csv = staticmethod(reader)


shown = {}
result = run(code.replace("import pandas as pd", ""),
             pd=Pandas, print=lambda *parts: shown.update({parts[0]: parts[1]}))
cross_validated = shown["MAPE:"]

# The same code on five real evenings: the sales of the day to predict aren't there yet.
truth, predicted = [], []
for day in dates[-40::8]:
    known = sales.merge(weather, on=["date", "city"])
    known = known[known["date"] <= day].reset_index(drop=True)
    tonight = known["date"] == day
    truth += list(known.loc[tonight, "sales"])
    model = result["model"].__class__(random_state=0)
    past = run(features, df=known[~tonight].reset_index(drop=True))["df"]
    model.fit(past[names], past["sales"])
    known.loc[tonight, "sales"] = np.nan
    predicted += list(model.predict(run(features, df=known)["df"].loc[tonight.values, names]))
check(mape(truth, predicted) > 1.5 * cross_validated,
      f"the error is far larger on real evenings ({mape(truth, predicted):.2f}) than in cross-validation ({cross_validated:.2f})")

# Each leak: change one day's sales and see which earlier or same-day feature moves.
base = run(features, df=sales.assign(temp=1.0))["df"]
at = 220                                          # a row of shop B
moved = sales.assign(temp=1.0)
moved.loc[at, "sales"] *= 10
moved = run(features, df=moved)["df"]
changed = {name: [int(i) - at for i in np.flatnonzero(base[name].to_numpy() != moved[name].to_numpy())] for name in names}
check({-3, 0} <= set(changed["last7"]), "last7 knows the day itself and three days ahead")
check(len(changed["shop_mean"]) == len(dates), "shop_mean of every day knows this day")
check(base.loc[200, "yesterday"] == sales.loc[199, "sales"], "a shop's first row takes the other shop's last")
gap = weather.drop(index=[100])
joined = sales.merge(gap[["date", "city", "temp"]], on=["date", "city"])
check(len(joined) == len(sales) - 1 and joined["sales"].shift(1)[100] == sales.loc[99, "sales"] and joined.loc[100, "date"] == dates[101],
      "a day without weather is dropped, and `yesterday` is then two days ago")
check(sales.assign(sales=sales["sales"].mask(sales.index == 7)).bfill().loc[7, "sales"] == sales.loc[8, "sales"], "bfill invents the target")
check(mape([1e-9, 100], [1, 100]) > 1e6, "MAPE explodes near zero")

honest = [run(answer(ID, "python"), df=frame.sample(frac=1, random_state=3))["df"].sort_index()
          for frame in (sales, sales.assign(sales=sales["sales"].where(sales.index != at, 1e6)))]
for name in ("last7", "yesterday"):
    first, second = (frame[name].to_numpy() for frame in honest)
    ahead = np.flatnonzero(~np.isclose(first, second, equal_nan=True)) - at
    check(ahead.min() == 1 and ahead.max() <= 7 and np.isnan(first[200]), f"the answer's {name} knows only earlier days of its shop")
model.fit(honest[0][["last7", "yesterday"]], sales["sales"])
check(honest[0]["last7"].isna().sum() == len(shops), "the model accepts the empty first day")
closed = sales.assign(sales=sales["sales"].where(sales["date"].dt.day_of_week != 6))
frame = run(answer(ID, "python"), df=closed.copy())["df"]
check(frame["last7"].isna().sum() == len(shops), "a shop closed on Sundays has a mean for every day but the first")
check(frame.groupby("shop")["sales"].transform(lambda s: s.shift(1).rolling(7).mean()).isna().all(), "without min_periods it has none")
try:
    model.fit(frame[["last7", "yesterday"]], frame["sales"])
except ValueError as error:
    check("NaN" in str(error), "days without sales can't be trained on")
open_days = frame.dropna(subset="sales")
model.fit(open_days[["last7", "yesterday"]], open_days["sales"])
