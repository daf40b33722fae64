"""Memory, accuracy and time of training one linear classifier on one core, from 10,000 to 1,000,000 rows."""

import sys
import time
import tracemalloc
from pathlib import Path
from typing import Iterator

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, run

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier

FEATURES, BLOCK, BATCH, SAMPLE, TEST = 8, 1_000, 10, 10_000, 20_000  # BATCH counts blocks, the others values or rows
MEANS = np.linspace(0.1, 0.6, FEATURES, dtype=np.float32)

experiment = Experiment(
    claim="Reading the rows block by block in random order trains a linear model in at least four times less memory than"
    " loading all of them, and loses at most half a point of accuracy.",
    primary=Quantity("peak_memory", "lower", "MB", "bytes that Python objects and arrays hold at the peak of training, in 10^6"),
    compare="ratio",
    minimum_effect=4.0,
    guard=Guard(Quantity("accuracy", "higher", "", "share of 20,000 fresh rows classified correctly"), margin=0.005),
    others=[Quantity("fit_seconds", "lower", "s", "time inside fit and partial_fit, without reading", timing=True)],
    candidates=[
        Candidate(
            "in_memory",
            "all rows in memory, exact solver",
            "baseline",
            "Loading the table and calling fit is what everyone does first, and L-BFGS finds the optimum of the same loss.",
        ),
        Candidate("random_blocks", "one pass over blocks in random order, SGD", "pattern"),
        Candidate("file_order", "one pass over blocks as stored, SGD"),
        Candidate("sample", "exact solver on a random sample of 10,000 rows"),
        Candidate("histogram", "all rows in memory, five histogram-based boosted trees"),
    ],
    axes=[
        Axis("rows", "size", (10_000, 100_000, 1_000_000), "rows"),
        Axis("ordered", "condition", (0.0, 0.5, 1.0), "", "share of rows stored in order of their class", "linear", 0.0),
    ],
    data=Data("two Gaussian classes", "generated", "8 float32 features, means 0.1 to 0.6 apart, 3 with twice the deviation"),
    not_tested=[
        "reading from a disk or an object store: blocks are generated, and their generation is not timed",
        "more than one core, more than 8 features, sparse or text features, neural networks, GPUs",
        "features on different scales, which SGD needs standardized first",
    ],
)


def block(number: int, rows: int, ordered: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows [number * BLOCK, +BLOCK) of the stored table: read in any order, as from a file with a row index."""
    random = np.random.default_rng([seed, number])
    label = random.random(BLOCK) < 0.5
    position = np.full(BLOCK, number >= rows // BLOCK // 2)  # a table in order of its class: one half, then the other
    label = np.where(random.random(BLOCK) < ordered, position, label)
    features = random.standard_normal((BLOCK, FEATURES), dtype=np.float32)
    features[:, :3] *= np.where(label, 2, 1)[:, None]
    return features + np.outer(label, MEANS), label


def whole(rows: int, ordered: float, seed: int, keep: int) -> tuple[np.ndarray, np.ndarray]:
    """`keep` rows in one array: all of them, or as many at random from each block."""
    features, labels = np.empty((keep, FEATURES), np.float32), np.empty(keep, bool)
    share = keep * BLOCK // rows
    random = np.random.default_rng(seed)
    for number in range(rows // BLOCK):
        x, y = block(number, rows, ordered, seed)
        chosen = random.permutation(BLOCK)[:share] if share < BLOCK else slice(None)
        place = slice(number * share, (number + 1) * share)
        features[place], labels[place] = x[chosen], y[chosen]
    return features, labels


def batches(rows: int, ordered: float, seed: int, shuffled: bool) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    order = np.arange(rows // BLOCK)
    if shuffled:
        np.random.default_rng(seed).shuffle(order)
    for start in range(0, len(order), BATCH):
        parts = [block(number, rows, ordered, seed) for number in order[start : start + BATCH]]
        yield np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts])


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rows, ordered = int(point["rows"]), point["ordered"]
    seconds = 0.0
    tracemalloc.start()
    if candidate in ("random_blocks", "file_order"):
        model = SGDClassifier(loss="log_loss", average=True, random_state=seed)
        for x, y in batches(rows, ordered, seed, shuffled=candidate == "random_blocks"):
            start = time.perf_counter()
            model.partial_fit(x, y, classes=[False, True])
            seconds += time.perf_counter() - start
    else:
        model = LogisticRegression()
        if candidate == "histogram":
            model = HistGradientBoostingClassifier(max_iter=5, learning_rate=0.5, early_stopping=False, random_state=seed)
        x, y = whole(rows, ordered, seed, keep=SAMPLE if candidate == "sample" else rows)
        start = time.perf_counter()
        model.fit(x, y)
        seconds = time.perf_counter() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    fresh = [block(number, rows, 0.0, seed + 1_000) for number in range(TEST // BLOCK)]  # another seed: rows never seen
    accuracy = np.mean([np.mean(model.predict(x) == y) for x, y in fresh])
    return {"peak_memory": peak / 1e6, "accuracy": accuracy, "fit_seconds": seconds}


if __name__ == "__main__":
    run(experiment, measure)
