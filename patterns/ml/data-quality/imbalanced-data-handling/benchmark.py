"""What decisions cost when the rare class is handled by weights, by resampling or by the threshold."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Fairness, Guard, Quantity, run

import numpy as np
from scipy.special import expit
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.neighbors import NearestNeighbors

TEST_ROWS = 10_000
INTERCEPT = -5.306016302241105  # makes 2 % of the rows positive


def draw(rows: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features with the group, true probabilities, labels. The features say less about group B."""
    features, in_b = rng.normal(size=(rows, 10)), np.arange(rows) % 5 == 0
    x = features.T
    strength = np.where(in_b, 0.6, 1.2)
    score = strength * (x[0] + 0.7 * x[1] + 0.5 * x[2] + 0.6 * x[3] * x[4] + 0.4 * (x[5] ** 2 - 1))
    probability = expit(score + INTERCEPT)
    return np.column_stack([features, in_b]), probability, (rng.random(rows) < probability).astype(int)


def smote(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Chawla et al. 2002: new rows between a minority row and one of its five nearest, until both are equal."""
    minority, missing = x[y == 1], int((y == 0).sum() - (y == 1).sum())
    near = NearestNeighbors(n_neighbors=5).fit(minority).kneighbors(return_distance=False)  # itself left out
    start = rng.integers(len(minority), size=missing)
    end = near[start, rng.integers(5, size=missing)]
    made = minority[start] + rng.random((missing, 1)) * (minority[end] - minority[start])
    made[:, -1] = made[:, -1].round()  # a case is in one group or the other
    return np.vstack([x, made]), np.r_[y, np.ones(missing, dtype=int)]


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rng, miss = np.random.default_rng(seed), point["miss_cost"]
    x, _, y = draw(int(point["rows"]), rng)
    x_test, probability, _ = draw(TEST_ROWS, rng)
    model = HistGradientBoostingClassifier(max_iter=50, max_leaf_nodes=8, early_stopping=False)
    weights, threshold = None, 0.5
    if candidate == "balanced":  # what class_weight="balanced" does
        weights = len(y) / (2 * np.bincount(y))[y]
    elif candidate == "undersampled":
        kept = np.r_[np.flatnonzero(y), rng.choice(np.flatnonzero(y == 0), int(y.sum()), replace=False)]
        x, y = x[kept], y[kept]
    elif candidate == "smote":
        x, y = smote(x, y, rng)
    elif candidate == "cost_weights":
        weights = np.where(y == 1, miss, 1.0)
    elif candidate == "tuned":
        held_out = cross_val_predict(model, x, y, cv=StratifiedKFold(3), method="predict_proba")[:, 1]
        order = np.argsort(-held_out)  # flag the first k: the cost for every k at once
        costs = np.cumsum(np.where(y[order] == 1, -miss, 1.0))
        threshold = held_out[order][costs.argmin()] if costs.min() < 0 else 1.0
    elif candidate == "threshold":
        threshold = 1 / (1 + miss)
    predicted = model.fit(x, y, sample_weight=weights).predict_proba(x_test)[:, 1]
    flagged, in_b = predicted >= threshold, x_test[:, -1] == 1
    # The true probabilities are known, so these are expectations, without noise from labels of the test rows.
    found = [probability[g & flagged].sum() / probability[g].sum() for g in (in_b | ~in_b, in_b, ~in_b)]
    both = np.repeat([1, 0], TEST_ROWS)  # each test row as a positive and as a negative, by its probability
    by_chance = np.r_[probability, 1 - probability]
    return {
        "cost": 1000 * np.where(flagged, 1 - probability, miss * probability).mean(),
        "average_precision": average_precision_score(both, np.tile(predicted, 2), sample_weight=by_chance),
        "probability_error": np.abs(predicted - probability).mean(),
        "recall": found[0],
        "selection_rate": flagged.mean(),
        "equal_opportunity_difference": abs(found[1] - found[2]),
    }


run(Experiment(
    claim="Decisions with balanced class weights cost at least 1.1 times those of a model trained on the data as "
    "they are, with the threshold computed from the costs, whose average precision is at most 0.01 lower.",
    primary=Quantity("cost", "lower", "false alarms", "expected cost of the decisions on 1,000 cases"),
    compare="ratio", minimum_effect=1.1,
    guard=Guard(Quantity("average_precision", "higher", "", "average precision"), margin=0.01),
    others=[
        Quantity("probability_error", "lower", "", "mean distance between predicted and true probability"),
        Quantity("recall", "higher", "", "share of the positives that is found"),
        Quantity("selection_rate", "lower", "", "share of the cases that is flagged"),
        Quantity("equal_opportunity_difference", "lower", "", "difference in recall between the two groups"),
    ],
    candidates=[
        Candidate("balanced", "balanced weights", "baseline",
                  "class_weight='balanced' is one argument, widely advised, and needs no knowledge of the costs."),
        Candidate("plain", "nothing done"),
        Candidate("undersampled", "undersampling"),
        Candidate("smote", "SMOTE"),
        Candidate("cost_weights", "weights set to the costs"),
        Candidate("tuned", "threshold of least cost out of fold"),
        Candidate("threshold", "threshold computed from the costs", "pattern"),
    ],
    axes=[
        Axis("rows", "size", [1_000, 5_000, 20_000], "rows", "training rows, 2 % of them positive", default=5_000),
        Axis("miss_cost", "condition", [2, 10, 50, 250], "", "cost of a miss in false alarms", default=10),
    ],
    data=Data("two groups, ten features, interactions, labels from known probabilities", "generated",
              "draw(rows, rng): score of main effects, an interaction and a square, half as strong in group B "
              "(20 % of the cases); intercept set for 2 % positives"),
    seeds=range(6),
    fairness=Fairness("equal_opportunity_difference", {"A": TEST_ROWS * 4 // 5, "B": TEST_ROWS // 5}),
    not_tested=[
        "Prevalences other than 2 %; fewer than 20 positives; more than 20,000 rows.",
        "Classifiers other than gradient boosting, recalibration, text and images, more than two classes.",
        "Costs that differ from case to case, and a prevalence that changes between training and use.",
        "SMOTE's successors, ensembles that resample, and resampling with another threshold than 0.5.",
    ],
), measure)  # fmt: skip
