"""Share of faulty training batches that a delivery pipeline stops, and of healthy ones that it blocks."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Fairness, Guard, Quantity, run

import numpy as np
from sklearn.linear_model import LogisticRegression

WEIGHTS = np.array([1.2, -1.0, 0.8, -0.6, 0.5, -0.3, 0.0, 0.0])
LARGE, SMALL, TEST, CANARY, HISTORY = 4_000, 1_000, 2_000, 1_000, 20  # rows; healthy batches of the past
LIMITS = {"schema_check": 0.001, "distribution_test": 0.2, "data_quality_metrics": 0.02}  # how bad it may look
LIMITS |= {"performance_threshold": 0.02, "fairness_metrics": 0.05, "explainability_check": 0.2, "gradual_rollout": 2.33}
USED = {"performance": [3], "pipeline": range(7), "fixed_limits": range(7), "data_only": range(3)}  # by position
GROUP, LABEL = 8, 9  # columns after the eight features; a and b below are two features that matter
FAULTS = {  # columns, and what the fault writes there: Jenga's four, then Breck's, Budach's and Kapoor's
    "missing_values": lambda rows, a, b, random: (a, np.nan),
    "swapped_columns": lambda rows, a, b, random: ([a, b], rows[:, [b, a]]),
    "noise": lambda rows, a, b, random: (a, rows[:, a] + random.normal(0, random.uniform(1, 5), len(rows))),
    "categories_permuted": lambda rows, a, b, random: (GROUP, 1 - rows[:, GROUP]),
    "error_code": lambda rows, a, b, random: (a, -1),  # a value that also occurs in truth
    "wrong_labels": lambda rows, a, b, random: (LABEL, 1 - rows[:, LABEL]),
    "leakage": lambda rows, a, b, random: (7, 2 * rows[:, LABEL] - 1 + random.normal(0, 0.5, len(rows))),
}

experiment = Experiment(
    claim="Gates on data, model and rollout stop at least 20 points more of the faulty batches than one performance"
    " threshold on a fixed test set, and block at most 5 points more of the healthy ones.",
    primary=Quantity("stopped", "higher", "", "share of faulty batches whose model does not come to serve all traffic"),
    minimum_effect=0.2,
    guard=Guard(Quantity("blocked", "lower", "", "share of healthy batches that are stopped: false alarms"), 0.05),
    others=[
        Quantity("rolled_back", "higher", "", "share of faulty batches that only the rollout stopped"),
        Quantity("accuracy_lost", "lower", "", "of what serves, against the model before; mean over faulty batches"),
        Quantity("true_positive_rate_difference", "lower", "", "of two groups, by what serves after a faulty batch"),
    ],
    candidates=[
        Candidate("performance", "fixed test set", "baseline", "It is the first gate that teams build, and strong."),
        Candidate("pipeline", "all gates, limits above noise", "pattern"),
        Candidate("fixed_limits", "all gates, fixed limits"),
        Candidate("data_only", "data gates only, fixed limits"),
    ],
    axes=[
        Axis("rows", "size", (300, 1_000, 3_000), "rows", "rows in a batch", default=1_000),
        Axis("affected", "condition", (0.02, 0.1, 0.5), "", "share of rows that a fault touches", default=0.2),
    ],
    data=Data("noisy linear classes", "generated", "8 standard normal features, two groups 80:20, logistic labels"),
    seeds=range(10),
    fairness=Fairness("true_positive_rate_difference", {"large group": LARGE, "small group": SMALL}),
    not_tested=[
        "faults in code or infrastructure, faults that build up over several batches, two faults at once",
        "monitoring_setup, rollback_capability, a rollout in steps, and outcomes that arrive after it",
        "repeated or late rows, models other than logistic regression, limits other than those of the script",
    ],
)  # fmt: skip


def healthy(random: np.random.Generator, rows: int, drifts: bool = False) -> np.ndarray:
    x = random.standard_normal((rows, 8)) + 0.3 * drifts * (np.arange(8) == 7)  # harmless: column 7 decides nothing
    group = random.permutation(rows) < (0.25 if drifts else 0.2) * rows
    label = random.random(rows) < 1 / (1 + np.exp(-(x @ WEIGHTS + 0.5 * group * x[:, 5])))
    return np.column_stack([x, group, label])


def stability(before: np.ndarray, now: np.ndarray) -> float:
    """Population stability index over ten bins of equal share."""
    edges = np.quantile(before, np.linspace(0.1, 0.9, 9))
    p, q = ((np.bincount(np.searchsorted(edges, v), minlength=10) + 0.5) / (len(v) + 5) for v in (before, now))
    return float(np.sum((p - q) * np.log(p / q)))


def train(batch: np.ndarray) -> LogisticRegression:
    return LogisticRegression(solver="newton-cholesky").fit(np.nan_to_num(batch[:, :LABEL]), batch[:, LABEL])


def quality(model: LogisticRegression, batch: np.ndarray) -> tuple[float, float]:
    """Accuracy, and the difference of the two groups' true positive rates."""
    right = model.predict(batch[:, :LABEL]) == batch[:, LABEL]
    rates = [right[(batch[:, LABEL] == 1) & (batch[:, GROUP] == group)].mean() for group in (0, 1)]
    return right.mean(), abs(rates[0] - rates[1])


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    first, test, world = (healthy(random, rows) for rows in (int(point["rows"]), TEST, LARGE + SMALL))
    old, slack, limits = train(first), 0.1 * np.ptp(first, axis=0), np.array([*LIMITS.values()])

    def figures(batch: np.ndarray, new: LogisticRegression) -> np.ndarray:
        """How bad a batch and its model look to each gate, in the order of LIMITS."""
        outside = (batch < first.min(axis=0) - slack) | (batch > first.max(axis=0) + slack)
        moved = [stability(a, b[~np.isnan(b)]) for a, b in zip(first.T, batch.T)]
        lost, gap = np.subtract(quality(old, test), quality(new, test))
        shift = np.subtract(*[np.abs(model.coef_[0]) / np.abs(model.coef_).sum() for model in (old, new)])
        wrong = [1 - quality(model, healthy(random, CANARY))[0] for model in (old, new)]  # each its own requests
        worse = (wrong[1] - wrong[0]) / np.sqrt(2 * np.mean(wrong) * (1 - np.mean(wrong)) / CANARY)
        missing = np.isnan(batch).mean(axis=0).max()
        return np.array([outside.mean(), max(moved), missing, lost, -gap, np.abs(shift).sum() / 2, worse])

    usual = [healthy(random, len(first), drifts=number % 2 == 1) for number in range(2 * HISTORY)]
    usual = np.array([figures(batch, train(batch)) for batch in usual])
    if candidate == "pipeline":  # never tighter than what the healthy past shows
        limits = np.maximum(limits, usual[:HISTORY].mean(axis=0) + 3 * usual[:HISTORY].std(axis=0))
    limits[np.isin(np.arange(7), USED[candidate], invert=True)] = np.inf
    outcomes = []
    for fault in [*FAULTS] * 3:
        batch = healthy(random, len(first))
        rows = batch[: int(point["affected"] * len(batch))]  # a view; the rows of a batch are in no order
        columns, values = FAULTS[fault](rows, *random.choice(5, 2, replace=False), random)
        rows[:, columns] = values
        new = train(batch)
        failed = figures(batch, new) > limits
        accuracy, gap = quality(old if failed.any() else new, world)
        outcomes.append([failed.any(), failed[6] and failed.sum() == 1, quality(old, world)[0] - accuracy, gap])
    names = ("stopped", "rolled_back", "accuracy_lost", "true_positive_rate_difference")
    return dict(zip(names, np.mean(outcomes, axis=0))) | {"blocked": (usual[HISTORY:] > limits).any(axis=1).mean()}


run(experiment, measure)
