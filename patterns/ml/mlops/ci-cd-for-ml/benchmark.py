"""Share of faulty training batches that a delivery pipeline stops, and of healthy ones that it blocks by mistake."""

import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Fairness, Guard, Quantity, run

import numpy as np
from sklearn.linear_model import LogisticRegression

WEIGHTS = np.array([1.2, -1.0, 0.8, -0.6, 0.5, -0.3, 0.0, 0.0])
LARGE, SMALL, TEST, CANARY = 4_000, 1_000, 2_000, 1_000
DATA_GATES = ("schema_check", "distribution_test", "data_quality_metrics")
MODEL_GATES = ("performance_threshold", "fairness_metrics", "explainability_check")
GATES = {
    "performance": ("performance_threshold",),
    "pipeline": (*DATA_GATES, *MODEL_GATES),
    "fixed_limits": (*DATA_GATES, *MODEL_GATES),
    "data_only": DATA_GATES,
    "new_holdout": ("performance_on_new_data",),
}
# How bad a batch or its model may look to each gate: set before a fault was measured.
LIMITS = {"schema_check": 0.001, "distribution_test": 0.2, "data_quality_metrics": 0.02}
LIMITS |= {"performance_threshold": 0.02, "fairness_metrics": 0.05, "explainability_check": 0.2, "performance_on_new_data": 0.02}
HISTORY = 20  # so many healthy batches of the past tell how much a gate's figure varies by chance
ROLLBACK = 2.33  # standard errors by which the canary may be wrong more often: one false alarm in a hundred

experiment = Experiment(
    claim="Gates on data, model and rollout stop at least 20 points more of the faulty batches than one performance threshold on"
    " a fixed test set, and block at most 5 points more of the healthy ones.",
    primary=Quantity("stopped", "higher", "", "share of faulty batches whose model does not come to serve all traffic"),
    minimum_effect=0.2,
    guard=Guard(Quantity("blocked", "lower", "", "share of healthy batches that are stopped: false alarms"), margin=0.05),
    others=[
        Quantity("accuracy_lost", "lower", "", "accuracy below that of the model served before, mean over faulty batches"),
        Quantity("trained", "lower", "", "share of all batches on which a model was trained"),
        Quantity("stopped_by_data_gates", "higher", "", "share of faulty batches that are stopped before a model is trained"),
        Quantity("rolled_back", "higher", "", "share of faulty batches that all gates let pass and the gradual rollout stopped"),
        Quantity("true_positive_rate_difference", "lower", "", "between the two groups, of what serves after faulty batches"),
    ],
    candidates=[
        Candidate(
            "performance",
            "fixed test set",
            "baseline",
            "Not to release what scores lower on a clean, fixed test set is the first gate that teams build, and a strong one.",
        ),
        Candidate("pipeline", "all gates, limits above noise", "pattern"),
        Candidate("fixed_limits", "all gates, fixed limits"),
        Candidate("data_only", "data gates only"),
        Candidate("new_holdout", "part of the new batch as test set"),
    ],
    axes=[
        Axis("rows", "size", (300, 1_000, 3_000), "rows", "rows in a batch", default=1_000),
        Axis("affected", "condition", (0.02, 0.1, 0.5), "", "share of rows that a fault touches", default=0.2),
    ],
    data=Data("noisy linear classes", "generated", "8 standard normal features, two groups 80:20, logistic labels"),
    not_tested=[
        "faults in code or infrastructure, faults that build up over several batches, two faults at once",
        "models other than logistic regression, thresholds other than the ones in the script",
        "outcomes that arrive late: the rollout sees them at once",
    ],
    seeds=tuple(range(10)),
    fairness=Fairness("true_positive_rate_difference", {"large group": LARGE, "small group": SMALL}),
)


class Batch(NamedTuple):
    x: np.ndarray
    group: np.ndarray
    y: np.ndarray


def healthy(random: np.random.Generator, rows: int, drifts: bool = False) -> Batch:
    """A batch as it should be. Where it `drifts`, the mix of groups and a feature that decides nothing have moved: harmless."""
    x = random.standard_normal((rows, 8))
    group = (np.arange(rows) < (0.25 if drifts else 0.2) * rows).astype(float)
    y = random.random(rows) < 1 / (1 + np.exp(-(x @ WEIGHTS + 0.5 * group * x[:, 5])))
    x[:, 7] += 0.3 * drifts
    return Batch(x, group, y)


def faulty(batch: Batch, fault: str, affected: float, random: np.random.Generator) -> Batch:
    """Jenga's corruptions of tabular data, Breck's error code, Budach's target and uniqueness faults, and leakage."""
    x, group, y = batch.x.copy(), batch.group.copy(), batch.y.copy()
    hit = random.random(len(y)) < affected
    column, other = random.choice(5, 2, replace=False)
    if fault == "missing_at_random":
        x[hit, column] = np.nan
    elif fault == "missing_if_high":
        x[x[:, column] > np.quantile(x[:, column], 1 - affected), column] = np.nan
    elif fault == "error_code":
        x[hit, column] = -1  # a value that also occurs in truth
    elif fault == "swapped_columns":
        x[np.ix_(hit, [column, other])] = x[np.ix_(hit, [other, column])]
    elif fault == "noise":
        x[hit, column] += random.normal(0, random.uniform(1, 5), hit.sum())
    elif fault == "scaling":
        x[hit, column] *= random.choice([10, 100, 1000])
    elif fault == "categories_permuted":
        group[hit] = 1 - group[hit]
    elif fault == "wrong_labels":
        y[hit] = ~y[hit]
    elif fault == "class_balance":
        keep = ~(hit & y)
        x, group, y = x[keep], group[keep], y[keep]
    elif fault == "duplicates":
        again = random.integers(0, len(y), int(affected * len(y)))
        x, group, y = np.vstack([x, x[again]]), np.append(group, group[again]), np.append(y, y[again])
    elif fault == "leakage":
        x[hit, 7] = 2 * y[hit] - 1 + random.normal(0, 0.5, hit.sum())  # filled in after the outcome was known
    return Batch(x, group, y)


FAULTS = ("missing_at_random", "missing_if_high", "error_code", "swapped_columns", "noise", "scaling", "categories_permuted")
FAULTS += ("wrong_labels", "class_balance", "duplicates", "leakage")


class Model:
    def __init__(self, batch: Batch):
        self.batch = batch
        self.mean, self.deviation = np.nanmean(batch.x, axis=0), np.nanstd(batch.x, axis=0)
        self.fit = LogisticRegression(solver="newton-cholesky").fit(self.prepare(batch), batch.y)
        weight = np.abs(self.fit.coef_[0])
        self.importance = weight / weight.sum()

    def prepare(self, batch: Batch) -> np.ndarray:
        x = (batch.x - self.mean) / self.deviation
        x[np.isnan(x)] = 0  # a missing value becomes the mean
        return np.column_stack([x, batch.group, batch.group[:, None] * x])

    def right(self, batch: Batch) -> np.ndarray:
        return self.fit.predict(self.prepare(batch)) == batch.y

    def gap(self, batch: Batch) -> float:
        right = self.right(batch)
        return abs(right[batch.y & (batch.group == 0)].mean() - right[batch.y & (batch.group == 1)].mean())


def stability(reference: np.ndarray, values: np.ndarray) -> float:
    """Population stability index over the reference's deciles."""
    edges = np.sort(reference)[len(reference) // 10 :: len(reference) // 10][:9]
    shares = [np.bincount(np.searchsorted(edges, v[~np.isnan(v)]), minlength=10) + 0.5 for v in (reference, values)]
    p, q = (share / share.sum() for share in shares)
    return float(np.sum((p - q) * np.log(p / q)))


def data_figure(gate: str, batch: Batch, reference: Batch) -> float:
    if gate == "schema_check":  # share of values outside the reference's range, a tenth wider
        low, high = reference.x.min(axis=0), reference.x.max(axis=0)
        slack = 0.1 * (high - low)
        return float(np.mean((batch.x < low - slack) | (batch.x > high + slack)))
    if gate == "distribution_test":  # of the labels twice the difference in share, so that 0.1 weighs as much as an index of 0.2
        shifts = [stability(reference.x[:, i], batch.x[:, i]) for i in range(8)]
        return max(*shifts, 2 * abs(batch.y.mean() - reference.y.mean()))
    repeated = 1 - len(np.unique(np.nan_to_num(batch.x) @ WEIGHTS)) / len(batch.x)
    return max(np.isnan(batch.x).mean(axis=0).max(), repeated)


def model_figure(gate: str, new: Model, old: Model, test: Batch, part: Batch) -> float:
    if gate == "performance_threshold":
        return old.right(test).mean() - new.right(test).mean()
    if gate == "performance_on_new_data":
        return old.right(part).mean() - new.right(part).mean()
    if gate == "fairness_metrics":
        return new.gap(test) - old.gap(test)
    return 0.5 * float(np.abs(new.importance - old.importance).sum())


def limits(random: np.random.Generator, gates: tuple[str, ...], old: Model, test: Batch) -> dict[str, float]:
    """The fixed limits, raised to what healthy history shows by chance: its mean and three standard deviations."""
    figures: dict[str, list[float]] = {gate: [] for gate in gates}
    for number in range(HISTORY):
        batch = healthy(random, len(old.batch.y), drifts=number % 2 == 1)
        new = Model(batch)
        for gate in gates:
            data = gate in DATA_GATES
            figures[gate].append(data_figure(gate, batch, old.batch) if data else model_figure(gate, new, old, test, batch))
    return {gate: max(LIMITS[gate], np.mean(values) + 3 * np.std(values)) for gate, values in figures.items()}


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    old = Model(healthy(random, int(point["rows"])))
    test, world = healthy(random, TEST), healthy(random, LARGE + SMALL)
    before, gap_before = old.right(world).mean(), old.gap(world)
    gates, limit = GATES[candidate], LIMITS
    if candidate == "pipeline":
        limit = limits(np.random.default_rng([seed, 1]), gates, old, test)
    stopped, blocked, lost, trained, early, rolled_back, gaps = [], [], [], [], [], [], []
    for number, fault in enumerate([*FAULTS, *["none"] * len(FAULTS)]):
        batch = healthy(random, int(point["rows"]), drifts=fault == "none" and number % 2 == 1)
        batch = faulty(batch, fault, point["affected"], random)
        canary = [healthy(random, CANARY) for _ in range(2)]
        fine = all(data_figure(gate, batch, old.batch) <= limit[gate] for gate in gates if gate in DATA_GATES)
        trained.append(fine)
        clean, undone = fine, False
        if fine:
            apart = Batch(*(values[::4] for values in batch))
            rest = Batch(*(np.delete(values, np.s_[::4], axis=0) for values in batch))
            new = Model(rest if candidate == "new_holdout" else batch)
            fine = all(model_figure(gate, new, old, test, apart) <= limit[gate] for gate in gates if gate not in DATA_GATES)
        if fine and candidate in ("pipeline", "fixed_limits"):  # gradual_rollout: each model answers its own share of requests
            wrong = [1 - model.right(part).mean() for model, part in zip((old, new), canary)]
            undone = wrong[1] - wrong[0] > ROLLBACK * np.sqrt(2 * np.mean(wrong) * (1 - np.mean(wrong)) / CANARY)
        released = fine and not undone
        if fault == "none":
            blocked.append(not released)
        else:
            stopped.append(not released)
            early.append(not clean)
            rolled_back.append(undone)
            lost.append(max(0.0, before - new.right(world).mean()) if released else 0.0)
            gaps.append(new.gap(world) if released else gap_before)
    return {
        "stopped": np.mean(stopped),
        "blocked": np.mean(blocked),
        "accuracy_lost": np.mean(lost),
        "trained": np.mean(trained),
        "stopped_by_data_gates": np.mean(early),
        "rolled_back": np.mean(rolled_back),
        "true_positive_rate_difference": np.mean(gaps),
    }


if __name__ == "__main__":
    run(experiment, measure)
