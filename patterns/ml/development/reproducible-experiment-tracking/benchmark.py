"""Share of past training runs that give the same model again, by what was recorded of them."""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Quantity, run

import numpy as np

# How often each input changes from one run to the next: an assumption. Hyperparameters change in every run.
CODE, DATA, ENVIRONMENT, UNCOMMITTED = 0.10, 0.05, 0.01, 0.10
REPEATED = 40  # so many runs of each history are done again
SAME_RESULT = 0.005  # accuracies that differ by less lead to the same decision

experiment = Experiment(
    claim="Recording code, data, configuration and environment of each run, and refusing uncommitted code, lets at least 20"
    " points more of the past runs be obtained again bit by bit than a log of commit and hyperparameters.",
    primary=Quantity("bit_equal", "higher", "", "share of repeated runs whose model has the same bytes"),
    minimum_effect=0.2,
    others=[
        Quantity("same_result", "higher", "", f"share of repeated runs whose accuracy is within {SAME_RESULT} of the record"),
        Quantity("record_bytes", "lower", "bytes", "size of the records, as JSON, for each run"),
        Quantity("data_copies", "lower", "", "bytes of all data versions kept for repeating, in sizes of the newest version"),
        Quantity("refused", "lower", "", "share of starts that were refused until the code was committed"),
    ],
    candidates=[
        Candidate(
            "log",
            "commit and hyperparameters in a log",
            "baseline",
            "A line for each run with its commit and all hyperparameters, seed included, costs nothing and is what careful teams"
            " do without a tool.",
        ),
        Candidate("tracked", "all four inputs, uncommitted code refused", "pattern"),
        Candidate("without_clean_check", "all four inputs, uncommitted code accepted"),
        Candidate("without_code", "all but code"),
        Candidate("without_data", "all but data"),
        Candidate("without_config", "all but hyperparameters"),
        Candidate("without_environment", "all but environment"),
    ],
    axes=[
        Axis("runs", "size", (10, 100, 300, 1000), "runs", "runs in the history", default=300),
        Axis("unrecorded", "condition", (0.0, 1.0, 5.0), "per 100 runs", "changes of what no record names", "linear", 0.1),
    ],
    data=Data("two noisy classes", "generated", "300 rows, 10 more with each data version, 6 features, 5 % wrong labels"),
    not_tested=[
        "other rates of change than 10, 5 and 1 in a hundred runs for code, data and environment",
        "data versions that were deleted, environments that cannot be installed any more",
        "GPUs, deep networks and parallel training",
    ],
    seeds=tuple(range(10)),
)


@dataclass(frozen=True)
class Inputs:
    """All that a run depends on, each by its version. The last two stand in no record: see `train`."""

    code: int
    data: int
    config: tuple[float, int, int]  # learning rate, epochs, seed
    environment: int
    machine: int
    table: int


def history(runs: int, unrecorded: float, seed: int, refuse: bool) -> tuple[list[Inputs], list[int], int]:
    """What each run used, the commit that was checked out, and how many starts were refused."""
    random = np.random.default_rng(seed)
    now, used, commits, refused = Inputs(0, 0, (0.1, 1, 0), 0, 1, 0), [], [], 0
    for number in range(runs):
        # As many draws for every candidate, so that all see the same history.
        chances = (CODE, DATA, ENVIRONMENT, UNCOMMITTED, unrecorded / 100, 0.5)
        code, data, environment, dirty, hidden, kind = random.random(6) < chances
        config = (float(random.choice([0.03, 0.1, 0.3])), int(random.integers(1, 4)), number)
        now = replace(
            now,
            code=number if code else now.code,
            data=now.data + int(data),
            config=config,
            environment=now.environment + int(environment),
            machine=now.machine % 4 + 1 if hidden and kind else now.machine,
            table=now.table + int(hidden and not kind),
        )
        if dirty and refuse:
            refused += 1
            now = replace(now, code=number)  # the edit is committed, and the run starts
        used.append(replace(now, code=-number) if dirty and not refuse else now)
        commits.append(now.code)
    return used, commits, refused


@lru_cache(maxsize=64)
def rows(version: int, seed: int, count: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """The table as of a version: later versions have more rows, and some of the older labels corrected."""
    random = np.random.default_rng([seed, 1])
    count = count or 300 + 10 * version
    features = random.standard_normal((count, 6)).astype(np.float32)
    truth = features @ np.linspace(-1, 1, 6, dtype=np.float32) > 0
    wrong = random.random(count) < 0.05
    corrected = np.arange(count) < 20 * version
    return features, np.where(wrong & ~corrected, ~truth, truth)


def train(inputs: Inputs, seed: int) -> tuple[str, float]:
    """Logistic regression by mini-batches; each input acts through a cause from the published lists named in the README."""
    rate, epochs, run_seed = inputs.config
    edit = np.random.default_rng([seed, 2, abs(inputs.code), inputs.code < 0])
    clip, decay = edit.uniform(1, 3), edit.uniform(0, 1)  # code: preprocessing and learning-rate schedule
    price = np.float32(1 + 0.3 * np.sin(inputs.table))  # unrecorded: a table read from another system at run time
    shuffling = np.random.default_rng([run_seed, inputs.environment])  # environment: other random stream for the same seed
    features, labels = rows(inputs.data, seed)
    features = np.clip(features * [price, 1, 1, 1, 1, 1], -clip, clip).astype(np.float32)
    weights, step = np.zeros(6, np.float32), 0
    for _ in range(epochs):
        order = shuffling.permutation(len(labels))
        for batch in np.array_split(order, len(order) // 64):
            step += 1
            error = 1 / (1 + np.exp(-features[batch] @ weights)) - labels[batch]
            parts = np.array_split(features[batch] * error[:, None].astype(np.float32), inputs.machine)
            gradient = sum(part.sum(axis=0) for part in parts)  # unrecorded: as many threads add in another order
            weights -= np.float32(rate / step**decay / len(batch)) * gradient
    fresh, truth = rows(10_000, seed + 1_000, 2_000)
    accuracy = np.mean((np.clip(fresh, -clip, clip) @ weights > 0) == truth)
    return hashlib.sha256(weights.tobytes()).hexdigest(), float(accuracy)


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    recorded = {"code", "data", "config", "environment"} - {candidate.removeprefix("without_")}
    if candidate == "log":
        recorded = {"code", "config"}
    used, commits, refused = history(int(point["runs"]), point["unrecorded"], seed, refuse=candidate == "tracked")
    present = used[-1]
    records = [{name: asdict(inputs)[name] for name in recorded} for inputs in used]
    for record, commit in zip(records, commits):
        if "code" in record:
            record["code"] = hashlib.sha1(b"%d" % commit).hexdigest()
        if "data" in record:
            record["data"] = hashlib.sha256(b"%d" % record["data"]).hexdigest()
    chosen = np.random.default_rng([seed, 3]).choice(len(used), min(REPEATED, len(used)), replace=False)
    equal, close = [], []
    for number in chosen:
        then = asdict(used[number]) | {"code": commits[number]}
        again = replace(present, **{name: then[name] for name in recorded})
        before, after = train(used[number], seed), train(again, seed)
        equal.append(before[0] == after[0])
        close.append(abs(before[1] - after[1]) <= SAME_RESULT)
    kept = {inputs.data for inputs in used} if "data" in recorded else {present.data}
    sizes = {version: 300 + 10 * version for version in kept}
    return {
        "bit_equal": np.mean(equal),
        "same_result": np.mean(close),
        "record_bytes": sum(len(json.dumps(record)) for record in records) / len(records),
        "data_copies": sum(sizes.values()) / sizes[present.data],
        "refused": refused / (len(used) + refused),
    }


if __name__ == "__main__":
    run(experiment, measure)
