/**
 * A benchmark.py that runs as it is: two candidates, a size axis and a condition axis. What is to be replaced says so,
 * and a rule finds it when it is left in place.
 */
export const benchmarkTemplate = `"""TODO: one line that says what is measured."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the folder of the domain, where the module is
from measure import Axis, Candidate, Data, Experiment, Quantity, run

import numpy as np

# Everything in here is said before anything is measured. Replace it; then write \`measure\`.
experiment = Experiment(
    claim="TODO: with outliers in the data, the median estimates the centre with less error than the mean.",
    primary=Quantity("error", better="lower", description="absolute error of the estimate"),
    minimum_effect=0.05,
    candidates=[
        Candidate("mean", "mean", "baseline", reason="TODO: it is what everybody computes first."),
        Candidate("median", "median", "pattern"),
    ],
    axes=[
        Axis("rows", "size", [100, 1_000, 10_000], unit="rows"),
        Axis("outliers", "condition", [0.0, 0.05, 0.2], title="share of outliers", scale="linear", default=0.05),
    ],
    seeds=range(10),
    data=Data("normal with outliers", "generated", "rng.normal(size=rows), a share of it shifted by 10"),
    not_tested=["TODO: real data"],
)


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    """One run: the same seed gives every candidate the same data."""
    rng = np.random.default_rng(seed)
    rows = int(point["rows"])
    values = rng.normal(size=rows) + 10 * (rng.random(rows) < point["outliers"])
    estimate = np.mean(values) if candidate == "mean" else np.median(values)
    return {"error": abs(float(estimate))}


if __name__ == "__main__":
    run(experiment, measure)
`;
