"""Days from a fault in production until somebody is told, and how often somebody is told without a fault."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, run

import numpy as np
from scipy.special import expit
from scipy.stats import norm, t

FEATURES, PAST, QUIET, AFTER = 6, 56, 56, 42  # days of known past, days without a fault, days after it
DAYS = PAST + QUIET + AFTER
WEEKEND = np.isin(np.arange(DAYS) % 7, (5, 6))
WEIGHTS = np.array([1.2, 1.0, 0.8, 0.6, 0.4, 0.2], dtype=np.float32)
BUDGET = 1 / 1_000  # false alarms that a day may have, shared out among all signals and rules
# Each is the opposite of a monitoring test of Breck et al., 2017: Monitor 2, 3, 4, 6, and 7 in one slice.
FAULTS = ("invariant", "skew", "stale", "latency", "slice")

experiment = Experiment(
    claim="Four kinds of signals with three kinds of alerts tell of a fault at least three days earlier than limits"
    " on accuracy and latency, with at most 2 more false alarms in 100 days.",
    primary=Quantity("delay", "lower", "days", "days until somebody is told, mean over five faults (42: never)"),
    minimum_effect=3.0,
    guard=Guard(Quantity("false_alarms", "lower", "", "share of faultless days on which somebody is told"), 0.02),
    others=[
        Quantity("missed", "lower", "", f"share of the faults that are not noticed within {AFTER} days"),
        *[Quantity(f"delay_{fault}", "lower", "days", f"of the fault {fault!r}") for fault in FAULTS],
    ],
    candidates=[
        Candidate("outcomes", "accuracy and latency", "baseline", "A limit on accuracy once outcomes"
                  " are known and one on slow requests are two queries: what a team does first."),
        Candidate("monitor", "all signals, one budget", "pattern"),
        Candidate("outcomes_cusum", "the two, with sums"),
        Candidate("uncorrected", "all signals, each at 5 %"),
    ],
    axes=[
        Axis("requests", "size", (30, 100, 300, 1_000), "requests a day", "Requests in a day", default=300),
        Axis("label_delay", "condition", (0, 7, 14, 28), "days", "Days until outcomes are known", "linear", 14),
    ],
    data=Data("days of requests to a logistic model", "generated",
              "6 normal features, weekends shifted; 56 days of past, 56 without a fault, 42 with one"),
    seeds=range(15),
    not_tested=[
        "Days of real traffic: seasons, holidays, campaigns, and a past that already has faults in it.",
        "Faults that data cannot show: changed dependencies, numerical instability, training speed.",
        "Two faults at a time, and whether the person who is told finds the cause.",
        "Outcomes that are known for some requests only.",
    ],
)  # fmt: skip


def signals(rng: np.random.Generator, requests: int, fault: str, label_delay: int) -> np.ndarray:
    """One value a day for each signal, accuracy and latency first, with the fault after the quiet days."""
    x = rng.standard_normal((DAYS, requests, FEATURES), dtype=np.float32)
    x += (0.3 * WEEKEND[:, None] + 0.03 * rng.standard_normal((DAYS, FEATURES)))[:, None, :].astype(np.float32)
    seconds = 0.5 * rng.standard_normal((DAYS, requests)) + 0.02 * rng.standard_normal((DAYS, 1))
    part, luck = rng.random((DAYS, requests)) < 0.2, rng.random((DAYS, requests))
    since = np.clip(np.arange(DAYS) - (PAST + QUIET) + 1, 0, None)[:, None] / AFTER
    grown = {name: since * (name == fault) for name in FAULTS}  # to 1; 0 before, and for other faults
    margin = x @ WEIGHTS * (1 - 1.2 * grown["stale"])  # the world slowly stops meaning what it meant
    seconds = np.exp(seconds + 0.1 * WEEKEND[:, None]) * (1 + 0.3 * grown["latency"])  # a slow leak
    x[(grown["invariant"] > 0) & (luck * 1_000 % 1 < 0.2), 0] = 0  # a source fails, and a default hides it
    x[grown["skew"][:, 0] > 0, :, 1] *= 0.6  # serving computes a feature in another way than training did
    x[grown["skew"][:, 0] > 0, :, 1] += 0.2
    x[(grown["slice"] > 0) & part, :2] *= -1  # one part of the traffic is answered wrongly
    score = x @ WEIGHTS
    right = (score > 0) == (luck < expit(margin))
    versus = part / np.maximum(part.sum(axis=1, keepdims=True), 1)
    versus = versus - ~part / (~part).sum(axis=1, keepdims=True)  # the slice against the rest of the same day
    outcomes = np.stack([right.mean(axis=1), (right * versus).sum(axis=1)])
    late = np.hstack([np.full((2, label_delay), np.nan), outcomes])[:, :DAYS]
    latency, compared = np.quantile(seconds, 0.95, axis=1), (np.abs(score) * versus).sum(axis=1)
    prediction = expit(score).mean(axis=1), np.abs(score).mean(axis=1)
    features = x.mean(axis=1).T, np.abs(x).mean(axis=1).T
    return np.vstack([late[0], latency, late[1], compared, *prediction, *features])


def deviations(values: np.ndarray) -> np.ndarray:
    """In standard deviations from the same kind of day in the known past; days without outcomes say nothing."""
    difference, width = np.empty_like(values), np.empty_like(values)
    for kind in (WEEKEND, ~WEEKEND):
        past = values[:, kind & (np.arange(DAYS) < PAST)]
        difference[:, kind] = values[:, kind] - np.nanmean(past, axis=1, keepdims=True)
        width[:, kind] = np.sqrt(1 + 1 / np.isfinite(past).sum(axis=1, keepdims=True))  # wider for a short past
    freedom = np.isfinite(values[:, :PAST]).sum(axis=1, keepdims=True) - 2
    spread = np.sqrt(np.nansum(difference[:, :PAST] ** 2, axis=1, keepdims=True) / freedom)
    return np.nan_to_num(norm.ppf(t.cdf(difference / (spread * width), freedom)))  # Student's t, as if normal


def alarms(candidate: str, found: np.ndarray) -> np.ndarray:
    """Whether somebody is told, for each day: by a limit for the sudden, by cumulative sums for the slow."""
    z = deviations(found[:2] if candidate.startswith("outcomes") else found)
    sums = candidate in ("monitor", "outcomes_cusum")
    share = BUDGET / len(z) / (2 if sums else 1)
    raised = (np.abs(z) > norm.isf(0.025 if candidate == "uncorrected" else share / 2)).any(axis=0)
    total = np.zeros((2, len(z)))
    for day in range(PAST, DAYS if sums else PAST):  # Page's sums in both directions, with slack 1/2
        total = np.maximum(0.0, total + np.stack([z[:, day], -z[:, day]]) - 0.5)
        over = total.max(axis=0) > np.log(1 / share) - 1.166  # Siegmund's approximation of the run length
        raised[day] |= over.any()
        total[:, over] = 0.0
    return raised


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    delays = {}
    for fault in FAULTS:  # on the same days each time
        found = signals(np.random.default_rng(seed), int(point["requests"]), fault, int(point["label_delay"]))
        raised = alarms(candidate, found)
        delays[f"delay_{fault}"] = np.append(raised[PAST + QUIET :], True).argmax()  # 42 where nobody is told
    missed = np.mean([delay == AFTER for delay in delays.values()])
    quiet = raised[PAST : PAST + QUIET].mean()
    return {"delay": np.mean([*delays.values()]), "false_alarms": quiet, "missed": missed, **delays}


run(experiment, measure)
