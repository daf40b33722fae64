"""How far a cross-validated accuracy is from the truth when steps before the split, or random folds, let the future in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, run

import numpy as np
from scipy.signal import lfilter
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, TimeSeriesSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SELECTED = 20
INFORMATIVE = 5
LATER_ROWS = 10_000

experiment = Experiment(
    claim="With every fitted step inside the folds and each fold trained on its past only, a cross-validated accuracy is nearer "
    "to the accuracy reached later, by at least five points, than with features selected on the whole table and random folds.",
    primary=Quantity("estimate_error", "lower", "", "distance between the estimated accuracy and the true one"),
    minimum_effect=0.05,
    guard=Guard(Quantity("understated", "lower", "", "how far the estimate is below the truth"), margin=0.05),
    others=[
        Quantity("optimism", "lower", "", "estimated minus true accuracy"),
        Quantity("estimated_accuracy", "higher", "", "what the report says"),
        Quantity("true_accuracy", "higher", "", "of the model trained on the whole table, on rows from long after it"),
    ],
    candidates=[
        Candidate(
            "leaky", "selected before, random folds", "baseline",
            "The shortest code: prepare the table once, then cross-validate with the library's usual folds.",
        ),
        Candidate("selected_before", "selected before, folds in order of time"),
        Candidate("scaled_before", "only scaled before, random folds"),
        Candidate("random_folds", "steps inside, random folds"),
        Candidate("honest", "steps inside, folds in order of time", "pattern"),
    ],
    axes=[
        Axis("features", "size", [30, 300, 3_000], "features", "candidate features, 5 of them informative", default=300),
        Axis(
            "persistence", "condition", [0, 0.5, 0.9, 0.99], "", "correlation of a row with the one before it", "linear",
            default=0.5,
        ),
        Axis("rows", "size", [100, 300, 1_000], "rows", "rows of the table", default=300),
    ],
    data=Data(
        "rows in order of time, most features irrelevant", "generated",
        "table(rows, features, persistence, rng): first-order autoregressive features and noise; label = sign of five features' sum plus noise",
    ),
    seeds=range(10),
    not_tested=[
        "Leaks through the columns: a feature that is filled in after the outcome, or that names the outcome.",
        "Duplicate rows and several rows of one person on both sides of the split.",
        "Classifiers other than logistic regression, and tuning by the leaky score.",
        "Trends and seasons: all series here keep their mean.",
    ],
)  # fmt: skip


def series(rows: int, columns: int, persistence: float, rng: np.random.Generator) -> np.ndarray:
    """Independent columns of variance 1 in which each row remembers the one before it."""
    shocks = rng.normal(size=(rows, columns))
    shocks[1:] *= np.sqrt(1 - persistence**2)
    return lfilter([1.0], [1.0, -persistence], shocks, axis=0)


def label(features: np.ndarray, noise: np.ndarray) -> np.ndarray:
    return (features[:, :INFORMATIVE].sum(axis=1) * 0.4 + noise > 0).astype(int)


def table(rows: int, columns: int, persistence: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    features = series(rows, columns, persistence, rng)
    return features, label(features, series(rows, 1, persistence, rng)[:, 0])


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    rows, columns, persistence = int(point["rows"]), int(point["features"]), point["persistence"]
    x, y = table(rows, columns, persistence, rng)
    units = rng.lognormal(sigma=1.0, size=columns)  # columns come in different units, so scaling has something to do
    x *= units

    scale, select, classify = StandardScaler(), SelectKBest(f_classif, k=SELECTED), LogisticRegression(max_iter=1000)
    whole = make_pipeline(scale, select, classify)
    in_time = candidate in ("selected_before", "honest")
    folds = TimeSeriesSplit(5) if in_time else KFold(5, shuffle=True, random_state=seed)
    if candidate in ("leaky", "selected_before"):
        estimated = cross_val_score(classify, select.fit_transform(scale.fit_transform(x), y), y, cv=folds)
    elif candidate == "scaled_before":
        estimated = cross_val_score(make_pipeline(select, classify), scale.fit_transform(x), y, cv=folds)
    else:
        estimated = cross_val_score(whole, x, y, cv=folds)

    # Long after the table nothing is remembered of it, and only the selected and the informative columns matter.
    used = whole.fit(x, y)[1].get_support(indices=True)
    drawn = np.union1d(np.arange(INFORMATIVE), used)
    later = rng.normal(size=(LATER_ROWS, len(drawn)))
    truth = label(later, rng.normal(size=LATER_ROWS))  # the informative columns come first
    scaled = later * units[drawn]
    scaled = (scaled - scale.mean_[drawn]) / scale.scale_[drawn]
    true = classify.score(scaled[:, np.searchsorted(drawn, used)], truth)

    # A fold whose past holds one class only cannot be trained on; scikit-learn scores it as nan, and it is left out.
    reported = float(np.nanmean(estimated))
    optimism = reported - true
    return {
        "estimate_error": abs(optimism),
        "understated": max(0.0, -optimism),
        "optimism": optimism,
        "estimated_accuracy": reported,
        "true_accuracy": true,
    }


if __name__ == "__main__":
    run(experiment, measure)
