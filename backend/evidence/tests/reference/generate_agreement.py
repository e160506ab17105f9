"""Writes agreement.json: what independent programs say about the intraclass correlations that the Rust tests recompute.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, pingouin 0.7.0, in the environment of generate.py:

    venv/bin/python generate_agreement.py > agreement.json

Targets with equally many ratings: pingouin's intraclass_corr, ICC1 and ICC1k. Others: the mean squares of statsmodels' one-way
analysis of variance, put into the formulas of the method, and SciPy's F. Data are drawn from a fixed seed and written into the
file. null stands for an undefined figure.
"""

import json
import math
import sys

import numpy as np
import pandas as pd
import pingouin as pg
import statsmodels.api as sm
from scipy import stats
from statsmodels.formula.api import ols

rng = np.random.default_rng(20261126)
LEVEL = 0.95


def long(ratings):
    rows = [(f"t{i}", f"r{j}", float(x)) for i, row in enumerate(ratings) for j, x in enumerate(row)]
    return pd.DataFrame(rows, columns=["target", "rater", "rating"])


def by_variance(used):
    """Mean squares, degrees of freedom and k0 of targets with two ratings or more."""
    table = sm.stats.anova_lm(ols("rating ~ C(target)", data=long(used)).fit())
    between, within = table["mean_sq"]["C(target)"], table["mean_sq"]["Residual"]
    df1, df2 = table["df"]["C(target)"], table["df"]["Residual"]
    other = stats.f_oneway(*used)
    assert math.isclose(between / within, other.statistic, rel_tol=1e-8, abs_tol=1e-9)
    sizes = np.array([len(row) for row in used], dtype=float)
    k0 = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(used) - 1)
    return between, within, df1, df2, k0


def case(name, ratings):
    used = [row for row in ratings if len(row) > 1]
    out = {
        "targets": len(used),
        "ratings": sum(len(row) for row in used),
        "k0": None,
        "single": dict.fromkeys(["value", "low", "high"]),
        "average": dict.fromkeys(["value", "low", "high"]),
    }
    values = [x for row in used for x in row]
    perfect = all(len(set(row)) == 1 for row in used)
    if len(used) < 2 or len(set(values)) == 1:
        if len(used) > 1:
            sizes = np.array([len(row) for row in used], dtype=float)
            out["k0"] = float((sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(used) - 1))
        return {"name": name, "ratings": ratings, "expected": out}
    if perfect:
        out["single"]["value"] = out["average"]["value"] = 1.0
        sizes = np.array([len(row) for row in used], dtype=float)
        out["k0"] = float((sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(used) - 1))
        return {"name": name, "ratings": ratings, "expected": out}
    between, within, df1, df2, k0 = by_variance(used)
    out["k0"] = float(k0)
    same_means = len({round(float(np.mean(row)), 12) for row in used}) == 1
    if same_means:
        out["single"]["value"] = float(-1 / (k0 - 1))
        return {"name": name, "ratings": ratings, "expected": out}
    f = between / within
    lower = f / stats.f.isf((1 - LEVEL) / 2, df1, df2)
    upper = f * stats.f.isf((1 - LEVEL) / 2, df2, df1)
    single, average = (between - within) / (between + (k0 - 1) * within), (between - within) / between
    bounds = {
        "single": [(x - 1) / (x + k0 - 1) for x in (lower, upper)],
        "average": [1 - 1 / x for x in (lower, upper)],
    }
    # pingouin wants five ratings or more.
    if len({len(row) for row in used}) == 1 and len(values) >= 5:
        table = pg.intraclass_corr(data=long(used), targets="target", raters="rater", ratings="rating")
        # The one-way forms are the first of the single and the first of the average ones, however they are labelled.
        ones = table[table["Type"].isin(["ICC1", "ICC(1,1)"])].iloc[0]
        means = table[table["Type"].isin(["ICC1k", "ICC(1,k)"])].iloc[0]
        assert math.isclose(single, ones["ICC"], rel_tol=1e-8), name
        single, average = float(ones["ICC"]), float(means["ICC"])
        column = next(c for c in table.columns if c.startswith("CI95"))
        # pingouin rounds its intervals; the same formula with SciPy's F gives the rest.
        assert np.allclose(bounds["single"], ones[column], atol=6e-3), name
        assert np.allclose(bounds["average"], means[column], atol=6e-3), name
    for figure, value in (("single", single), ("average", average)):
        out[figure] = {"value": float(value), "low": float(bounds[figure][0]), "high": float(bounds[figure][1])}
    return {"name": name, "ratings": ratings, "expected": out}


def scores(targets, sizes, noise):
    """Whole scores of 1 to 5: what the target is worth, and the rater's own mind."""
    rows = []
    for i in range(targets):
        worth = rng.normal(3.2, 0.9)
        drawn = np.rint(np.clip(rng.normal(worth, noise, sizes[i % len(sizes)]), 1, 5))
        rows.append([int(x) for x in drawn])
    return rows


cases = [
    case("nobody", []),
    case("no ratings", [[], []]),
    case("one target", [[3, 4]]),
    case("one rating each", [[3], [4], [5]]),
    case("one target with two ratings", [[3, 4], [2]]),
    case("all equal", [[3, 3], [3, 3, 3]]),
    case("perfect agreement", [[2, 2], [4, 4, 4], [5, 5]]),
    case("perfect agreement on fractions", [[2.1, 2.1, 2.1], [4.3, 4.3, 4.3]]),
    case("same means", [[1, 5], [2, 4], [3, 3]]),
    case("two targets", [[1, 2], [4, 5]]),
    case("worse than chance", [[1, 5], [2, 5], [1, 4], [5, 2]]),
    # The six targets and four judges of Shrout & Fleiss (1979), table 2: ICC(1,1) = .17, ICC(1,4) = .44.
    case("Shrout and Fleiss", [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]),
    case("two reviewers, 60 applications", scores(60, [2], 0.7)),
    case("five raters, noisy", scores(40, [5], 1.4)),
    case("two or three reviewers", scores(60, [2, 3], 0.8)),
    case("one to five reviewers", scores(45, [1, 2, 3, 5], 0.9)),
    case("very unequal", scores(12, [2, 2, 9], 0.6)),
    case("weighted totals", [[round(float(x), 4) for x in rng.normal(m, 0.4, 2 + i % 2)] for i, m in enumerate(rng.normal(3.4, 0.6, 50))]),
    case("large offset", [[round(1e6 + float(x), 3) for x in rng.normal(m, 1, 3)] for m in rng.normal(0, 2, 20)]),
    case("many", scores(2000, [2, 3, 4], 1.0)),
]

json.dump({"agreement": cases}, sys.stdout, separators=(",", ":"), allow_nan=False)
sys.stdout.write("\n")
