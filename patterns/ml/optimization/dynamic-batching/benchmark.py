"""Requests answered in time, and how long they take, with and without dynamic batching, against load and cost of a batch."""

import sys
from bisect import bisect_right
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, Specified, run

import numpy as np

SECONDS = 20.0  # of simulated time
DEADLINE = 0.100
ONE = 0.010  # a batch of one takes 10 ms, so one at a time carries 100 requests per second at most
LARGEST = 32

#: The longest that the oldest request waits for others to join it, in seconds. None: no batches.
DELAYS = {"one-at-a-time": None, "no-delay": 0.0, "delay-10ms": 0.010, "delay-40ms": 0.040}


def service(batch: int, fixed_share: float) -> float:
    """Seconds for a batch: a part that does not grow with it, `fixed_share` of a single call, and one for each request."""
    return ONE * (fixed_share + (1 - fixed_share) * batch)


def limit(fixed_share: float) -> int:
    """The largest batch that takes at most half of the deadline: the other half is for waiting."""
    return max(batch for batch in range(1, LARGEST + 1) if service(batch, fixed_share) <= DEADLINE / 2)


def simulate(arrivals: list[float], delay: float | None, fixed_share: float) -> tuple[list[float], int, float]:
    """One server, first come first served. Latencies of the answered requests, batches, and seconds of work.

    A request that could no longer be answered in time is dropped, under every policy: under overload a server that
    works through its backlog answers everything too late.
    """
    most = 1 if delay is None else limit(fixed_share)
    patience = DEADLINE - service(most, fixed_share)
    free = work = 0.0
    head = batches = 0
    latencies: list[float] = []
    while head < len(arrivals):
        start = max(free, arrivals[head])
        if delay:
            full = arrivals[head + most - 1] if head + most <= len(arrivals) else np.inf
            start = max(start, min(full, arrivals[head] + delay))
        if arrivals[head] < start - patience:
            head += 1
            continue
        batch = arrivals[head : min(head + most, bisect_right(arrivals, start, head))]
        duration = service(len(batch), fixed_share)
        free = start + duration
        latencies += [free - arrival for arrival in batch]
        work += duration
        batches += 1
        head += len(batch)
    return latencies, batches, work


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    arrivals = np.sort(rng.random(rng.poisson(point["load"] * SECONDS)) * SECONDS).tolist()
    latencies, batches, work = simulate(arrivals, DELAYS[candidate], point["fixed_share"])
    # Who got no answer has waited until the deadline.
    waited = np.array(latencies + [DEADLINE] * (len(arrivals) - len(latencies))) * 1e3
    return {
        "goodput": len(latencies) / SECONDS,
        "p99_ms": float(np.quantile(waited, 0.99)),
        "median_ms": float(np.median(waited)),
        "mean_batch": len(latencies) / batches,
        "busy_share": work / SECONDS,
    }


run(
    Experiment(
        claim="Batches that wait at most 10 ms at least double the requests answered within 100 ms, and the slowest 1 % of "
        "the answers take at most 10 ms longer.",
        primary=Quantity("goodput", "higher", "1/s", "requests answered within 100 ms"),
        compare="ratio",
        minimum_effect=2.0,
        guard=Guard(Quantity("p99_ms", "lower", "ms", "99th percentile of the time to an answer; a dropped request counts 100 ms"), 10.0),
        others=[
            Quantity("median_ms", "lower", "ms", "median time to an answer"),
            Quantity("mean_batch", "higher", "requests", "mean size of a batch"),
            Quantity("busy_share", "lower", "", "share of the time in which the server works"),
        ],
        candidates=[
            Candidate("one-at-a-time", "one at a time", "baseline", "A server that scores each request as it comes is what one has without a queue for batches; it drops what would be late, like the others."),
            Candidate("delay-10ms", "batches within 10 ms", "pattern"),
            Candidate("no-delay", "batches without delay"),
            Candidate("delay-40ms", "batches within 40 ms"),
        ],
        axes=[
            Axis("load", "size", [10, 30, 100, 300, 1000], "1/s", "Requests per second", default=300),
            Axis("fixed_share", "condition", [0.0, 0.25, 0.5, 0.75, 0.9, 0.95], "", "Fixed share of a call", "linear", 0.9),
        ],
        data=Data(
            "simulated requests",
            "generated",
            "Poisson arrivals for 20 s; a batch of b takes 10 ms * (fixed_share + (1 - fixed_share) * b); at most 32 requests and 50 ms in a batch",
        ),
        seeds=tuple(range(10)),
        not_tested=[
            "bursts: arrivals are a Poisson process of constant rate",
            "inputs of different length, which are padded to the longest of their batch",
            "several model instances, and several models on one accelerator",
            "the time that the queue itself takes, and service times that vary",
        ],
        specification={
            "throughput_gain": Specified("goodput", "ratio"),
            "latency_impact": Specified("median_ms", "difference"),
        },
    ),
    measure,
)
