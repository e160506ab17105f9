"""Writes expected.json: what independent programs say about the cases that the Rust tests recompute.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, pingouin 0.7.0. To rerun:

    python3 -m venv venv
    venv/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pingouin==0.7.0
    venv/bin/python generate.py > expected.json

The data are drawn from a fixed seed and written into the file, so the Rust tests need no Python. null stands for a missing
answer in data and for an undefined figure in results.
"""

import json
import math
import sys

import numpy as np
import pandas as pd
import pingouin as pg
from scipy import special, stats
from statsmodels.stats.weightstats import DescrStatsW

rng = np.random.default_rng(20261124)
LEVEL = 0.95


def present(values):
    return np.array([v for v in values if v is not None], dtype=float)


def is_constant(values):
    return len(set(values)) <= 1


def describe(name, values, kind):
    x = present(values)
    out = {"n": len(x), "mean": None, "low": None, "high": None, "sd": None, "median": None}
    if len(x):
        out["mean"] = float(np.mean(x))
        out["median"] = float(np.median(x))
    if len(x) > 1:
        out["sd"] = float(stats.tstd(x)) if not is_constant(x) else 0.0
    if len(x) > 1 and not is_constant(x):
        low, high = DescrStatsW(x).tconfint_mean(alpha=1 - LEVEL)
        other = stats.ttest_1samp(x, 0).confidence_interval(LEVEL)
        assert math.isclose(low, other.low, rel_tol=1e-9, abs_tol=1e-12), name
        out["low"], out["high"] = float(low), float(high)
    codes, counts = np.unique(x, return_counts=True)
    if kind == "likert":
        out["counts"] = {str(int(c)): int(n) for c, n in zip(codes, counts)}
    return {"name": name, "kind": kind, "values": values, "expected": out}


def with_holes(values, share):
    return [None if rng.random() < share else v for v in values]


def likert(n, p=(0.05, 0.1, 0.2, 0.4, 0.25)):
    return [int(v) for v in rng.choice([1, 2, 3, 4, 5], size=n, p=p)]


distributions = [
    describe("nobody", [], "likert"),
    describe("nobody answered", [None] * 4, "likert"),
    describe("one respondent", [4], "likert"),
    describe("two respondents", [2, 5], "likert"),
    describe("constant", [3] * 12, "likert"),
    describe("constant with missing", with_holes([3] * 12, 0.3), "likert"),
    describe("ties", [1, 1, 2, 2, 2, 5, 5, 5], "likert"),
    describe("usual", likert(137), "likert"),
    describe("usual with missing", with_holes(likert(211), 0.2), "likert"),
    describe("many", likert(2500), "likert"),
    describe("constant fraction", [0.1] * 7, "number"),
    describe("hours", [float(v) for v in np.round(rng.gamma(2, 7, 83), 2)], "number"),
    describe("large offset", [float(v) for v in np.round(1e9 + rng.normal(0, 1, 40), 3)], "number"),
    describe("tiny", [float(v) for v in rng.normal(0, 1e-8, 25)], "number"),
    describe("negative longitudes", [float(v) for v in np.round(rng.uniform(-124, -67, 31), 6)], "number"),
]


def alpha(name, columns, reverse=()):
    """columns: answers of the items, 1 to 5; reverse: places of items worded the other way round."""
    frame = pd.DataFrame({f"i{j}": pd.Series(c, dtype=float) for j, c in enumerate(columns)})
    for j in reverse:
        frame[f"i{j}"] = 6 - frame[f"i{j}"]
    complete = frame.dropna()
    n, k = complete.shape
    out = {"n": n, "alpha": None, "low": None, "high": None}
    if k >= 2 and n >= 2 and complete.sum(axis=1).nunique() > 1:
        # Incomplete rows are dropped here: with nan_policy="listwise" pingouin 0.7.0 still counts them in its interval's n.
        a, rounded = pg.cronbach_alpha(complete, ci=LEVEL)
        # pingouin rounds its interval to three digits; the same formula with SciPy's F gives the rest.
        df1, df2 = n - 1, (n - 1) * (k - 1)
        low = 1 - (1 - a) * stats.f.isf((1 - LEVEL) / 2, df1, df2)
        high = 1 - (1 - a) * stats.f.isf((1 + LEVEL) / 2, df1, df2)
        assert np.allclose([low, high], rounded, atol=6e-4), name
        out.update(alpha=float(a), low=float(low), high=float(high))
    return {"name": name, "columns": columns, "reverse": list(reverse), "expected": out}


def battery(n, k, noise, holes=0.0):
    trait = rng.normal(0, 1, n)
    items = [np.clip(np.rint(3 + trait + rng.normal(0, noise, n)), 1, 5) for _ in range(k)]
    return [with_holes([int(v) for v in item], holes) for item in items]


turned = battery(90, 5, 0.8)
turned[2] = [6 - v for v in turned[2]]
alphas = [
    alpha("nobody", [[], [], []]),
    alpha("one respondent", [[3], [4], [5]]),
    alpha("one complete respondent", [[3, None], [4, 2], [5, 1]]),
    alpha("one item", [likert(20)]),
    alpha("constant answers", [[3] * 9, [4] * 9, [2] * 9]),
    alpha("one constant item", [likert(30), [4] * 30, likert(30)]),
    alpha("opposed items, constant total", [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]]),
    alpha("two respondents", [[1, 4], [2, 5], [2, 3]]),
    alpha("usual", battery(120, 6, 1.0)),
    alpha("missing items", battery(150, 4, 1.0, 0.08)),
    alpha("unrelated items", [likert(60) for _ in range(4)]),
    alpha("reversed item", turned, reverse=[2]),
    alpha("reversal forgotten", turned),
    alpha("identical items", [likert(25)] * 3),
    alpha("many respondents", battery(4000, 3, 1.2)),
]


def change(name, pre, post):
    pairs = [(a, b) for a, b in zip(pre, post) if a is not None and b is not None]
    a = np.array([p[0] for p in pairs], dtype=float)
    b = np.array([p[1] for p in pairs], dtype=float)
    n = len(pairs)
    d = b - a
    out = dict.fromkeys(["mean_difference", "low", "high", "d_z", "d_av", "g_z", "g_av"])
    out["n"] = n
    if n:
        out["mean_difference"] = float(np.mean(d))
    spread = n > 1 and np.ptp(d) > 1e-12 * max(1.0, np.max(np.abs([a, b])))
    exact = math.exp(special.gammaln((n - 1) / 2) - special.gammaln((n - 2) / 2)) / math.sqrt((n - 1) / 2) if n > 2 else None
    if spread:
        interval = stats.ttest_rel(b, a).confidence_interval(LEVEL)
        out["low"], out["high"] = float(interval.low), float(interval.high)
        out["d_z"] = float(stats.ttest_rel(b, a).statistic / math.sqrt(n))
        if exact:
            out["g_z"] = out["d_z"] * exact
    if n > 1 and (np.ptp(a) > 0 or np.ptp(b) > 0):
        out["d_av"] = float(pg.compute_effsize(b, a, paired=True, eftype="cohen"))
        if exact:
            out["g_av"] = out["d_av"] * exact
    return {"name": name, "pre": pre, "post": post, "expected": out}


def moved(values, by, noise):
    return [int(np.clip(round(v + by + rng.normal(0, noise)), 1, 5)) for v in values]


before = likert(95)
scores = [float(v) for v in np.round(rng.normal(50, 10, 64), 3)]
changes = [
    change("nobody", [], []),
    change("no pair", [1, None, 3], [None, 2, None]),
    change("one pair", [2], [4]),
    change("two pairs", [2, 3], [4, 4]),
    change("constant change", [1, 2, 3, 4], [2, 3, 4, 5]),
    change("constant change of a tenth", [0.1, 0.2, 0.3, 0.7], [0.2, 0.3, 0.4, 0.8]),
    change("all equal", [3] * 8, [3] * 8),
    change("constant before", [3] * 8, [3, 4, 5, 3, 4, 4, 5, 2]),
    change("usual, ties", before, moved(before, 0.4, 0.8)),
    change("attrition", with_holes(before, 0.1), with_holes(moved(before, 0.2, 1.0), 0.3)),
    change("scores", scores, [s + float(v) for s, v in zip(scores, np.round(rng.normal(2, 6, 64), 3))]),
    change("three pairs", [1.0, 2.0, 4.0], [2.0, 2.5, 3.0]),
    change("many", likert(3000), likert(3000)),
]


def rates(name, i, p, r, nc, o, u, e):
    def ratio(a, b):
        return a / b if b else None

    known = i + p + r + nc + o
    return {
        "name": name,
        "dispositions": [i, p, r, nc, o, u],
        "e": e,
        "expected": [ratio(i, known + u), ratio(i + p, known + u), ratio(i, known + e * u), ratio(i + p, known + e * u)],
    }


response_rates = [
    rates("nobody", 0, 0, 0, 0, 0, 0, 0.5),
    rates("only unknown, e 0", 0, 0, 0, 0, 0, 12, 0.0),
    rates("all complete", 40, 0, 0, 0, 0, 0, 1.0),
    rates("usual", 412, 37, 88, 211, 9, 143, 0.83),
    rates("e 1 equals RR1 and RR2", 412, 37, 88, 211, 9, 143, 1.0),
    rates("e 0", 412, 37, 88, 211, 9, 143, 0.0),
]

# Quantiles over the whole range of sizes, the far ends included.
t_quantiles = [[df, float(stats.t.isf(0.025, df))] for df in [1, 2, 3, 5, 10, 29, 30, 99, 100, 500, 999, 1000, 1001, 5000, 10**5, 10**7]]
alpha_quantiles = [
    [n, k, float(stats.f.isf(0.025, n - 1, (n - 1) * (k - 1))), float(stats.f.isf(0.975, n - 1, (n - 1) * (k - 1)))]
    for n in [2, 3, 10, 57, 400, 20_000, 10**6]
    for k in [2, 5, 30]
]

json.dump(
    {
        "distributions": distributions,
        "alphas": alphas,
        "changes": changes,
        "response_rates": response_rates,
        "t_quantiles": t_quantiles,
        "f_quantiles": alpha_quantiles,
    },
    sys.stdout,
    separators=(",", ":"),
    allow_nan=False,
)
sys.stdout.write("\n")
