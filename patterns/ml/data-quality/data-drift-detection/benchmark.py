"""How often drift in a window of inputs is noticed, how often chance is mistaken for it, and what it cost."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, run

import numpy as np
from scipy.special import expit
from scipy.stats import chi2, kstwobign
from sklearn.linear_model import LogisticRegression

FEATURES, REFERENCE, ALPHA, FLOOR = 10, 10_000, 0.01, 0.1
WEIGHTS = np.linspace(1.0, 0.1, FEATURES).astype(np.float32)  # the last feature hardly matters to the model
WINDOWS = {"none": 12, "noise": 5, "knock_out": 5, "harmless": 5, "concept": 5}  # rare false alarms need more
DRIFTS = tuple(WINDOWS)[1:]


def draw(rng: np.random.Generator, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Correlated features. Detectors compare ranks or quantile bins, so a skewed scale would change nothing."""
    x = np.sqrt(np.float32(0.75)) * rng.standard_normal((rows, FEATURES), dtype=np.float32)
    x += np.float32(0.5) * rng.standard_normal((rows, 1), dtype=np.float32)
    return x, rng.random(rows) < expit(x @ WEIGHTS)


def window(rng: np.random.Generator, kind: str, rows: int, affected: float) -> tuple[np.ndarray, np.ndarray]:
    """Noise and knock-out are shifts of Rabanser et al., 2019; concept drift as in Gama et al., 2014."""
    if kind == "knock_out":  # a share of the negative class no longer arrives
        x, y = draw(rng, 5 * rows // 2)
        kept = np.flatnonzero(y | (rng.random(len(y)) >= affected))[:rows]
        return x[kept], y[kept]
    x, y = draw(rng, rows)
    hit = rng.random(rows) < affected
    if kind == "noise":  # a share of the rows is blurred by as much as the features vary
        x = x + hit[:, None] * rng.standard_normal(x.shape, dtype=np.float32)
    elif kind == "harmless":  # a real shift of every feature, too small for anyone to care
        x = x + np.float32(0.05)
    elif kind == "concept":  # the inputs stay, their meaning turns
        y = np.where(hit, rng.random(rows) < expit(-(x @ WEIGHTS)), y)
    return x, y


def ks(reference: np.ndarray, column: np.ndarray) -> tuple[float, float]:
    """Two-sample Kolmogorov-Smirnov distance and its asymptotic p-value; `reference` is sorted."""
    n, m = len(column), len(reference)
    below = np.searchsorted(reference, np.sort(column)) / m
    distance = max((np.arange(1, n + 1) / n - below).max(), (below - np.arange(n) / n).max())
    return distance, kstwobign.sf(distance * np.sqrt(n * m / (n + m)))


def psi(edges: np.ndarray, column: np.ndarray) -> float:
    """Population stability index over deciles; half a row in each bin keeps the logarithm finite."""
    share = np.bincount(np.searchsorted(edges, column), minlength=10) + 0.5
    share /= share.sum()
    return float(((share - 0.1) * np.log(share / 0.1)).sum())


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    model = LogisticRegression().fit(*draw(rng, REFERENCE))
    x, y = draw(rng, REFERENCE)  # rows the model has not seen: its scores on them are what serving looks like
    reference, scores = np.sort(x, axis=0), np.sort(model.decision_function(x))
    edges = np.quantile(x, np.arange(1, 10) / 10, axis=0)
    # Without drift the index is about a chi-square variable over the rows (Yurdakul & Naranjo, 2020).
    by_chance = chi2.isf(ALPHA / FEATURES, 9) * (1 / point["rows"] + 1 / REFERENCE)
    limit = 0.1 if candidate == "psi" else by_chance
    least = FLOOR if candidate == "ks_floor" else 0.0

    def alarm(rows: np.ndarray) -> bool:
        if candidate == "ks_score":
            return ks(scores, model.decision_function(rows))[1] < ALPHA
        if candidate.startswith("psi"):
            return any(psi(edges[:, j], rows[:, j]) > limit for j in range(FEATURES))
        tests = (ks(reference[:, j], rows[:, j]) for j in range(FEATURES))
        return any(p < ALPHA / FEATURES and distance >= least for distance, p in tests)

    alarms, lost = {}, {}
    for kind, count in WINDOWS.items():
        windows = [window(rng, kind, int(point["rows"]), point["affected"]) for _ in range(count)]
        alarms[kind] = np.mean([alarm(rows) for rows, _ in windows])
        lost[kind] = model.score(x, y) - np.mean([model.score(*each) for each in windows])
    return {
        "detected": (alarms["noise"] + alarms["knock_out"]) / 2,
        "false_alarms": alarms["none"],
        **{f"alarms_{kind}": alarms[kind] for kind in DRIFTS},
        **{f"accuracy_lost_{kind}": lost[kind] for kind in DRIFTS},
    }


run(Experiment(
    claim="A Kolmogorov-Smirnov test per feature with Bonferroni's correction notices drift at least 10 points "
    "more often than the population stability index with the limit 0.1, with at most 5 points more false alarms.",
    primary=Quantity("detected", "higher", "", "share of windows with noise or knock-out that alarm"),
    minimum_effect=0.10, seeds=range(10),
    guard=Guard(Quantity("false_alarms", "lower", "", "share of windows without drift that alarm"), 0.05),
    others=[
        Quantity("alarms_noise", "higher", "", "alarms where a share of the rows is blurred"),
        Quantity("alarms_knock_out", "higher", "", "alarms where a share of the negative class is gone"),
        Quantity("alarms_harmless", "lower", "", "alarms where features moved by 0.05 standard deviations"),
        Quantity("alarms_concept", "higher", "", "alarms where only the meaning of the inputs changed"),
        *(Quantity(f"accuracy_lost_{kind}", "lower", "", f"accuracy lost in {kind} windows") for kind in DRIFTS),
    ],
    candidates=[
        Candidate("psi", "PSI above 0.1", "baseline", "No test; 0.1 is the stricter of banks' two rules of thumb."),
        Candidate("ks", "KS per feature, corrected", "pattern"), Candidate("psi_chance", "PSI above chance"),
        Candidate("ks_floor", "KS, and distance from 0.1"), Candidate("ks_score", "KS on the score alone"),
    ],
    axes=[
        Axis("rows", "size", (100, 300, 1_000, 3_000, 10_000), "rows", "Rows in a window", default=1_000),
        Axis("affected", "condition", (0.1, 0.25, 0.5, 1.0), "", "Share of rows affected", default=0.5),
    ],
    data=Data("correlated normal features with a logistic outcome", "generated", "draw(): 10 features, pairwise "
              "correlation 0.25; reference of 10,000 rows; 12 windows without drift, 5 of each kind with it"),
    not_tested=[
        "Images, text, embeddings, categorical features; more than 10 features; shifts of a single feature.",
        "Windows whose rows depend on each other, such as several requests of one user or a daily rhythm.",
        "A reference of fewer than 10,000 rows, or one that is renewed.",
    ],
), measure)  # fmt: skip
