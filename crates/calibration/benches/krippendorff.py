"""Times the Python package krippendorff on the table of `cargo run --release --example draw -- DIR`: benches/krippendorff.py DIR"""
import sys, time, numpy as np, pandas as pd, krippendorff
d = pd.read_csv(sys.argv[1] + "/million.csv"); u = (d.candidate + d.dimension).astype("category").cat.codes.values
c = np.zeros((u.max() + 1, 5), dtype=int); np.add.at(c, (u, d.score.values - 1), 1)
for level in ("nominal", "ordinal", "interval"):
    t = time.time(); a = krippendorff.alpha(value_counts=c, value_domain=[1, 2, 3, 4, 5], level_of_measurement=level); print(level, a, f"{1e3 * (time.time() - t):.1f} ms")
