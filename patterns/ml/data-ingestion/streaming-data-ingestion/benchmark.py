"""How many events are missing from a window when it is published, and how long the publication waits.

Sources (shops, vehicles, gateways) send about one event a second for two hours. Each loses its connection now
and then, keeps its events, and sends the backlog afterwards. A window's count is published once, as a feature.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, run

import numpy as np

LENGTH, WINDOW = 7200.0, 60.0  # seconds simulated, seconds of a window
ENDS = np.arange(WINDOW, LENGTH - 1800 + 1, WINDOW)  # windows judged: the last half hour only lets them close
BOUND = 30.0  # how far out of order a source's events may be: what job and watermark both wait
IDLE = 60.0  # a source that has been silent for so long no longer holds the watermark back
OFFLINE, OUTAGE = 0.02, 120.0  # share of time that a source is offline, mean length of an outage
UPLOAD = 20.0  # events a second that a source sends after an outage

experiment = Experiment(
    claim="Windows of event time that wait for the watermark of each source miss fewer events than a scheduled"
    " job that waits as long as events are usually late, and are published at most 60 s later on average.",
    primary=Quantity("missed", "lower", "", "share of events that are not in the published value of their window"),
    minimum_effect=0.005,
    guard=Guard(Quantity("wait", "lower", "s", "mean time from the end of a window to its publication"), 60.0),
    others=[
        Quantity("worst_window", "lower", "", "share of events missing in the worst window"),
        Quantity("longest_wait", "lower", "s", "longest time from the end of a window to its publication"),
        Quantity("open_windows", "lower", "", "most windows held open at once, for each key"),
    ],
    candidates=[
        Candidate(
            "schedule", "Scheduled, 30 s later", "baseline", "One query by event time, run half a minute after each"
            " window, needs no stream processor and waits fifteen times the usual delay of an event.",
        ),
        Candidate("watermark", "Watermark per source", "pattern"),
        Candidate("idle", "Same, idle after 60 s"),
        Candidate("merged", "One watermark for all"),
        Candidate("patient", "Scheduled, same mean wait"),
        Candidate("arrival", "By time of arrival"),
    ],
    axes=[
        Axis("sources", "size", [2, 8, 32, 128], "", "Sources of 7,200 events", default=8),
        Axis("unordered", "condition", [0, 0.25, 0.5, 1], "", "Share of backlogs out of order", "linear", default=0),
    ],
    data=Data(
        "simulated arrivals", "generated",
        "per source: Poisson events, 1 a second for 7,200 s; delay exponential with mean 2 s; offline 2 % of the"
        " time in outages of exponential length, mean 120 s; backlog sent at 20 events a second, in order and before"
        " new events, or, where out of order, shuffled and overtaken by new events. Windows of 60 s, bound 30 s.",
    ),
    seeds=range(10),
    not_tested=[
        "Throughput, or the latency of a real stream processor: times are simulated.",
        "Other outages than of exponential length, and sources that never come back.",
        "Duplicates, and clocks of sources that are wrong.",
        "Windows that are published again when late events arrive.",
    ],
)  # fmt: skip


def source(rng: np.random.Generator, unordered: float) -> tuple[np.ndarray, np.ndarray]:
    """Event and arrival times of one source, by arrival."""
    happened = np.sort(rng.uniform(0, LENGTH, rng.poisson(LENGTH)))
    arrived = happened + rng.exponential(2.0, len(happened))
    start = rng.exponential(OUTAGE * (1 - OFFLINE) / OFFLINE)
    while start < LENGTH:
        end = start + rng.exponential(OUTAGE)
        held = np.flatnonzero((happened >= start) & (happened < end))
        sent = end + np.arange(1, len(held) + 1) / UPLOAD
        if rng.random() < unordered:  # in random order, while new events go out at once and overtake it
            arrived[held] = rng.permutation(sent)
        else:  # first in, first out: new events queue behind the backlog
            arrived[held] = sent
            arrived[happened >= end] = np.maximum(arrived[happened >= end], end + len(held) / UPLOAD)
        start = end + rng.exponential(OUTAGE * (1 - OFFLINE) / OFFLINE)
    order = np.argsort(arrived, kind="stable")
    return happened[order], arrived[order]


def watermark(streams: list[tuple[np.ndarray, np.ndarray]], idle: float = np.inf) -> np.ndarray:
    """When each window is published: as soon as the slowest stream's newest event is `BOUND` past its end."""
    clock = np.arange(LENGTH + 1800)  # looks once a second
    newest = np.full(len(clock), np.inf)
    for happened, arrived in streams:
        last = np.searchsorted(arrived, clock, "right") - 1  # -1, so the value put at the end, before the first
        own = np.append(np.maximum.accumulate(happened), -np.inf)[last]
        silent = clock - np.append(arrived, 0.0)[last] > idle
        newest = np.minimum(newest, np.where(silent, np.inf, own))
    newest[np.isinf(newest)] = -np.inf  # nothing is published while every stream is silent
    return clock[np.searchsorted(np.maximum.accumulate(newest), ENDS + BOUND)]


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    sources = [source(rng, point["unordered"]) for _ in range(int(point["sources"]))]
    happened, arrived = (np.concatenate(times) for times in zip(*sources))
    if candidate == "merged":
        published = watermark([(happened[np.argsort(arrived)], np.sort(arrived))])
    elif candidate in ("watermark", "idle", "patient"):
        published = watermark(sources, IDLE if candidate == "idle" else np.inf)
    else:
        published = ENDS + (BOUND if candidate == "schedule" else 0.0)
    waits = published - ENDS
    if candidate == "patient":
        waits = np.full(len(ENDS), waits.mean())  # known in hindsight only
        published = ENDS + waits
    window = (happened // WINDOW).astype(int)
    judged = window < len(ENDS)
    window, arrived = window[judged], arrived[judged]
    missed = arrived > published[window]  # by arrival: what came later is counted elsewhere
    per_window = np.bincount(window[missed], minlength=len(ENDS)) / np.bincount(window, minlength=len(ENDS))
    open_windows = np.searchsorted(ENDS - WINDOW, published, "right") - np.arange(len(ENDS))
    waited = {"wait": waits.mean(), "longest_wait": waits.max(), "open_windows": open_windows.max()}
    return {"missed": missed.mean(), "worst_window": per_window.max()} | waited


run(experiment, measure)
