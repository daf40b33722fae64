"""Share of past training runs that give the same model again, by what was recorded of them."""

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Quantity, run

import numpy as np

# Assumed chances that from one run to the next code, data or environment change, or an edit is left uncommitted.
CHANGES = (0.10, 0.05, 0.01, 0.10)
REPEATED = 40  # so many runs of each history are done again
SAME_RESULT = 0.005  # accuracies that differ by less lead to the same decision
INPUTS = ("code", "data", "config", "environment")
RECORDED = {"log": ("code", "config"), "tracked": INPUTS, "without_clean_check": INPUTS}
RECORDED |= {f"without_{left_out}": tuple(name for name in INPUTS if name != left_out) for left_out in INPUTS}

experiment = Experiment(
    claim="Recording code, data, configuration and environment of each run, and refusing uncommitted code, lets at"
    " least 20 points more of the past runs be obtained again bit by bit than a log of commit and hyperparameters.",
    primary=Quantity("bit_equal", "higher", "", "share of repeated runs whose model has the same bytes"),
    minimum_effect=0.2,
    others=[
        Quantity("same_result", "higher", "", f"share of repeated runs within {SAME_RESULT} of their accuracy before"),
        Quantity("data_copies", "lower", "", "bytes of all data versions kept, in sizes of the newest version"),
        Quantity("refused", "lower", "", "share of starts that were refused until the code was committed"),
    ],
    candidates=[
        Candidate("log", "commit and hyperparameters in a log", "baseline", "A line for each run with its commit"
                  " and all hyperparameters, seed included, costs nothing: what careful teams do by hand."),
        Candidate("tracked", "all four inputs, uncommitted code refused", "pattern"),
        Candidate("without_clean_check", "all four inputs, uncommitted code accepted"),
        *[Candidate(f"without_{left_out}", f"all but {left_out}") for left_out in INPUTS],
    ],
    axes=[
        Axis("runs", "size", (10, 100, 300, 1000), "runs", "runs in the history", default=300),
        Axis("unrecorded", "condition", (0.0, 1.0, 5.0), "per 100 runs", "changes that no record names", "linear", 0.1),
    ],
    data=Data("two noisy classes", "generated", "300 rows, 10 more with each data version, 6 features, 5 % wrong labels"),
    not_tested=[
        "other rates of change than 10, 5 and 1 in a hundred runs for code, data and environment",
        "data versions that were deleted, environments that cannot be installed any more",
        "GPUs, deep networks and parallel training",
    ],
    seeds=range(10),
)  # fmt: skip


def history(runs: int, unrecorded: float, seed: int, refuse: bool) -> tuple[list[dict], int]:
    """What each run used, by version, with the commit checked out; and how many starts were refused."""
    random = np.random.default_rng(seed)
    now = {"code": 0, "data": 0, "environment": 0, "machine": 1, "table": 0}  # the last two stand in no record
    used, refused = [], 0
    for number in range(runs):
        # As many draws for every candidate, so that all see the same history.
        code, data, environment, dirty, hidden, kind = random.random(6) < (*CHANGES, unrecorded / 100, 0.5)
        now["config"] = (random.choice([0.03, 0.1, 0.3]), random.integers(1, 4), number)  # new in each run
        now["data"] += data
        now["environment"] += environment
        now["machine"] = now["machine"] % 4 + 1 if hidden and kind else now["machine"]
        now["table"] += hidden and not kind
        if code or dirty and refuse:  # where it is refused, the edit is committed, and the run starts
            now["code"] = number
        refused += dirty and refuse
        used.append(now | {"commit": now["code"], "code": -number if dirty and not refuse else now["code"]})
    return used, refused


@lru_cache(maxsize=64)
def rows(version: int, seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The table as of a version: later versions have more rows, and some of the older labels corrected."""
    random = np.random.default_rng([seed, 1])
    features = random.standard_normal((count, 6)).astype(np.float32)
    truth = features @ np.linspace(-1, 1, 6, dtype=np.float32) > 0
    wrong = (random.random(count) < 0.05) & (np.arange(count) >= 20 * version)
    return features, truth ^ wrong


def train(inputs: dict, seed: int) -> tuple[str, float]:
    """Logistic regression by mini-batches; each input acts through a cause from the lists named in the README."""
    rate, epochs, run_seed = inputs["config"]
    edit = np.random.default_rng([seed, 2, abs(inputs["code"]), inputs["code"] < 0])
    clip, decay = edit.uniform(1, 3), edit.uniform(0, 1)  # code: preprocessing and learning-rate schedule
    price = np.float32(1 + 0.3 * np.sin(inputs["table"]))  # unrecorded: a table read from elsewhere at run time
    shuffling = np.random.default_rng([run_seed, inputs["environment"]])  # environment: another stream
    features, labels = rows(inputs["data"], seed, 300 + 10 * inputs["data"])
    features = np.clip(features * [price, 1, 1, 1, 1, 1], -clip, clip).astype(np.float32)
    weights, step = np.zeros(6, np.float32), 0
    for _ in range(epochs):
        for batch in np.array_split(shuffling.permutation(len(labels)), len(labels) // 64):
            step += 1
            error = 1 / (1 + np.exp(-features[batch] @ weights)) - labels[batch]
            parts = np.array_split(features[batch] * error[:, None].astype(np.float32), inputs["machine"])
            gradient = sum(part.sum(axis=0) for part in parts)  # unrecorded: more threads add in another order
            weights -= np.float32(rate / step**decay / len(batch)) * gradient
    fresh, truth = rows(10_000, seed + 1_000, 2_000)
    accuracy = np.mean((np.clip(fresh, -clip, clip) @ weights > 0) == truth)
    return hashlib.sha256(weights.tobytes()).hexdigest(), float(accuracy)


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    used, refused = history(int(point["runs"]), point["unrecorded"], seed, refuse=candidate == "tracked")
    equal, close = [], []
    for number in np.random.default_rng([seed, 3]).choice(len(used), min(REPEATED, len(used)), replace=False):
        record = used[number] | {"code": used[number]["commit"]}
        again = used[-1] | {name: record[name] for name in RECORDED[candidate]}
        before, after = train(used[number], seed), train(again, seed)
        equal.append(before[0] == after[0])
        close.append(abs(before[1] - after[1]) <= SAME_RESULT)
    newest = used[-1]["data"]
    kept = {inputs["data"] for inputs in used} if "data" in RECORDED[candidate] else {newest}
    copies = sum(300 + 10 * version for version in kept) / (300 + 10 * newest)
    shares = {"bit_equal": np.mean(equal), "same_result": np.mean(close), "refused": refused / (len(used) + refused)}
    return shares | {"data_copies": copies}


run(experiment, measure)
