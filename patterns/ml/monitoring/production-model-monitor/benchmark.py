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
WEIGHTS = np.array([1.2, 1.0, 0.8, 0.6, 0.4, 0.2], dtype=np.float32)
SLOTS = 1 / 1_000  # false alarms that a day may have, shared out among all signals
# Each is the opposite of a monitoring test of Breck et al., 2017: Monitor 2, 3, 4, 6, and 7 in one slice of the data.
FAULTS = ("invariant", "skew", "stale", "latency", "slice")


def traffic(rng: np.random.Generator, requests: int) -> dict[str, np.ndarray]:
    """Days of requests; weekends differ from weekdays, and no day is quite like another."""
    weekend = np.isin(np.arange(DAYS) % 7, (5, 6)).astype(np.float32)
    x = rng.standard_normal((DAYS, requests, FEATURES), dtype=np.float32)
    x += (0.3 * weekend[:, None] + 0.03 * rng.standard_normal((DAYS, FEATURES)))[:, None, :].astype(np.float32)
    seconds = np.exp(0.5 * rng.standard_normal((DAYS, requests)) + 0.02 * rng.standard_normal((DAYS, 1)) + 0.1 * weekend[:, None])
    return {"x": x, "slice": rng.random((DAYS, requests)) < 0.2, "luck": rng.random((DAYS, requests)), "seconds": seconds}


def with_fault(clean: dict[str, np.ndarray], fault: str) -> dict[str, np.ndarray]:
    """What the service sees, answers and takes, and what is true, when the fault begins after the quiet days."""
    world, seen, seconds = clean["x"], clean["x"], clean["seconds"]
    since = np.clip(np.arange(DAYS) - (PAST + QUIET) + 1, 0, None) / AFTER  # grows to 1 where a fault creeps
    late, part = since[:, None] > 0, clean["slice"]
    margin = world @ WEIGHTS
    if fault == "stale":  # the world slowly stops meaning what it meant; the inputs look the same
        margin = margin * (1 - 1.2 * since[:, None])
    if fault == "invariant":  # a source fails for some rows, and a default hides it
        gone = late & (clean["luck"] * 1_000 % 1 < 0.2)
        seen = np.where(gone[..., None] & (np.arange(FEATURES) == 0), np.float32(0), seen)
    elif fault == "skew":  # serving computes a feature in another way than training did
        seen = np.where(late[..., None] & (np.arange(FEATURES) == 1), seen * np.float32(0.6) + np.float32(0.2), seen)
    elif fault == "latency":  # a slow leak
        seconds = seconds * (1 + 0.3 * since[:, None])
    elif fault == "slice":  # one part of the traffic is answered wrongly
        seen = np.where((late & part)[..., None] & (np.arange(FEATURES) < 2), -seen, seen)
    return {"seen": seen, "score": seen @ WEIGHTS, "true": clean["luck"] < expit(margin), "slice": part, "seconds": seconds}


def signals(day: dict[str, np.ndarray], label_delay: int) -> dict[str, np.ndarray]:
    """One value a day for each signal; those that need outcomes arrive `label_delay` days later."""
    part, right = day["slice"], (day["score"] > 0) == day["true"]

    def by_part(values: np.ndarray) -> np.ndarray:
        """The slice against the rest of the same day: what befalls all alike cancels."""
        inside = np.maximum(part.sum(axis=1), 1)
        return (values * part).sum(axis=1) / inside - (values * ~part).sum(axis=1) / np.maximum((~part).sum(axis=1), 1)

    def later(values: np.ndarray) -> np.ndarray:
        return np.concatenate([np.full(label_delay, np.nan), values[: DAYS - label_delay]])

    return {
        "performance_degradation": later(right.mean(axis=1)),
        "latency_tracking": np.quantile(day["seconds"], 0.95, axis=1),
        "prediction_drift": expit(day["score"]).mean(axis=1),
        "prediction_spread": np.abs(day["score"]).mean(axis=1),
        **{f"feature_drift_{j}": day["seen"][..., j].mean(axis=1) for j in range(FEATURES)},
        **{f"feature_spread_{j}": np.abs(day["seen"][..., j]).mean(axis=1) for j in range(FEATURES)},
        "compared_spread": by_part(np.abs(day["score"])),
        "compared_performance": later(by_part(right)),
    }


def deviations(values: np.ndarray) -> np.ndarray:
    """In standard deviations from the same kind of day in the known past; days without outcomes say nothing."""
    weekend, known = np.isin(np.arange(DAYS) % 7, (5, 6)), np.isfinite(values) & (np.arange(DAYS) < PAST)
    result, width = np.empty(DAYS), np.empty(DAYS)
    for kind in (weekend, ~weekend):
        result[kind] = values[kind] - values[kind & known].mean()
        width[kind] = np.sqrt(1 + 1 / (kind & known).sum())  # a short past makes the limits wider
    freedom = known.sum() - 2
    spread = np.sqrt((result[known] ** 2).sum() / freedom)
    return np.nan_to_num(norm.ppf(t.cdf(result / (spread * width), freedom)))  # what Student's t is for a normal signal


def cusum(z: np.ndarray, limit: float) -> np.ndarray:
    """Page's cumulative sums in both directions, with slack 1/2 and a restart after each alarm."""
    alarms, up, down = np.zeros(DAYS, dtype=bool), 0.0, 0.0
    for day in range(PAST, DAYS):
        up, down = max(0.0, up + z[day] - 0.5), max(0.0, down - z[day] - 0.5)
        if max(up, down) > limit:
            alarms[day], up, down = True, 0.0, 0.0
    return alarms


def alarms(candidate: str, found: dict[str, np.ndarray]) -> np.ndarray:
    simple = ("performance_degradation", "latency_tracking")
    names = simple if candidate.startswith("outcomes") else tuple(found)
    z = {name: deviations(found[name]) for name in names}
    tests = len(names) * (2 if candidate in ("monitor", "outcomes_cusum") else 1)
    fixed = norm.isf(0.025) if candidate == "uncorrected" else norm.isf(SLOTS / tests / 2)
    raised = np.any([np.abs(z[name]) > fixed for name in names], axis=0)
    if tests > len(names):  # Siegmund's approximation of the run length, turned round: slack 1/2, both directions
        limit = np.log(tests * 2 / SLOTS / 2) - 1.166
        raised |= np.any([cusum(z[name], limit) for name in names], axis=0)
    return raised


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    clean = traffic(np.random.default_rng(seed), int(point["requests"]))
    delays, quiet = {}, 0.0
    for fault in FAULTS:
        raised = alarms(candidate, signals(with_fault(clean, fault), int(point["label_delay"])))
        after = np.flatnonzero(raised[PAST + QUIET :])
        delays[fault] = float(after[0]) if len(after) else float(AFTER)
        quiet = raised[PAST : PAST + QUIET].mean()  # the same days for each fault
    return {
        "delay": sum(delays.values()) / len(FAULTS),
        "false_alarms": quiet,
        "missed": sum(delay == AFTER for delay in delays.values()) / len(FAULTS),
        **{f"delay_{fault}": delay for fault, delay in delays.items()},
    }


experiment = Experiment(
    claim="Four kinds of signals with three kinds of alerts tell of a fault at least three days earlier than limits on "
    "accuracy and latency, with at most 2 more false alarms in 100 days.",
    primary=Quantity("delay", "lower", unit="days", description=f"days until somebody is told, mean over five faults ({AFTER} where nobody ever is)"),
    minimum_effect=3.0,
    guard=Guard(Quantity("false_alarms", "lower", description="share of days without a fault on which somebody is told"), margin=0.02),
    others=[
        Quantity("missed", "lower", description=f"share of the faults that are not noticed within {AFTER} days"),
        Quantity("delay_invariant", "lower", unit="days", description="a source fails for a fifth of the rows, a default hides it"),
        Quantity("delay_skew", "lower", unit="days", description="serving computes one feature otherwise than training"),
        Quantity("delay_stale", "lower", unit="days", description="the world slowly changes, the inputs do not"),
        Quantity("delay_latency", "lower", unit="days", description="answers become 30 % slower over six weeks"),
        Quantity("delay_slice", "lower", unit="days", description="a fifth of the traffic is answered wrongly"),
    ],
    candidates=[
        Candidate("outcomes", "accuracy and latency", "baseline",
                  reason="A limit on accuracy once outcomes are known and one on slow requests are two queries: what a team does first."),
        Candidate("monitor", "all signals, one budget", "pattern"),
        Candidate("outcomes_cusum", "the two, with sums"),
        Candidate("uncorrected", "all signals, each at 5 %"),
    ],
    axes=[
        Axis("requests", "size", (30, 100, 300, 1_000), unit="requests a day", title="Requests in a day", default=300),
        Axis("label_delay", "condition", (0, 7, 14, 28), unit="days", title="Days until outcomes are known", scale="linear", default=14),
    ],
    data=Data("days of requests to a logistic model", "generated",
              "traffic(): 6 normal features, weekends shifted; 56 days of past, 56 without a fault, 42 with one"),
    seeds=range(15),
    not_tested=[
        "Days of real traffic: seasons, holidays, campaigns, and a past that already has faults in it.",
        "Faults of Breck et al. that signals of data cannot show: changed dependencies, numerical instability, training speed.",
        "Two faults at a time, and whether the person who is told finds the cause.",
        "Outcomes that are known for some requests only.",
    ],
)  # fmt: skip

if __name__ == "__main__":
    run(experiment, measure)
