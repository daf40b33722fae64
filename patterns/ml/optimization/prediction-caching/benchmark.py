"""How many model calls a prediction cache saves, and how many of its answers are out of date."""

import sys
from collections import OrderedDict
from hashlib import blake2b
from math import inf
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, Specified, run

import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import HistGradientBoostingClassifier

REQUESTS, WARM_UP = 140_000, 40_000
RATE, DAY = 10.0, 86_400.0  # requests per second, so that the warm-up is longer than an hour; seconds

#: Entries that fit and seconds that one stays valid.
CACHES = {
    "none": (0, 0.0),
    "lru-10min": (10_000, 600.0),
    "lru-1h": (10_000, 3600.0),
    "lru-never": (10_000, inf),
    "small-10min": (1_000, 600.0),
}

#: A model of ordinary size for tables: 100 boosted trees on 30 features. Fitted before the forks.
ROWS, LABELS = make_classification(n_samples=2000, n_features=30, n_informative=10, random_state=0)
MODEL = HistGradientBoostingClassifier(random_state=0).fit(ROWS, LABELS)


class Cache(OrderedDict):
    """Input -> when its answer was computed. The answer itself does not matter here, and is left out."""

    def __init__(self, capacity: int, lifetime: float):
        self.capacity, self.lifetime = capacity, lifetime

    def look_up(self, key: int | bytes, now: float) -> float | None:
        computed = self.get(key)
        if computed is None or now - computed >= self.lifetime:
            return None
        self.move_to_end(key)
        return computed

    def store(self, key: int | bytes, now: float) -> None:
        self[key] = now
        self.move_to_end(key)
        if len(self) > self.capacity:
            self.popitem(last=False)  # the least recently used


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    rng, catalogue = np.random.default_rng(seed), int(point["catalogue"])
    cumulative = np.cumsum(np.arange(1, catalogue + 1) ** -point["skew"])  # Zipf's law
    keys = np.searchsorted(cumulative / cumulative[-1], rng.random(REQUESTS))
    phases = (rng.random(catalogue) * DAY)[keys]
    cache, hits, stale, times = Cache(*CACHES[candidate]), 0, 0, []
    for number, (key, phase) in enumerate(zip(keys.tolist(), phases.tolist())):
        now = number / RATE
        computed = cache.look_up(key, now)
        if computed is None:
            cache.store(key, now)
        elif number >= WARM_UP:
            hits += 1
            # What the model would say changes once a day, for each input at a time of its own: `phase`.
            stale += (now + phase) // DAY != (computed + phase) // DAY
    # A hit, hashing included, and a call of the model in turns, on the cache as the requests have left it.
    for row in ROWS[:40]:
        cache.store(blake2b(row.tobytes(), digest_size=16).digest(), now)
        start = perf_counter()
        cache.look_up(blake2b(row.tobytes(), digest_size=16).digest(), now)
        between = perf_counter()
        MODEL.predict_proba(row[None, :])
        times.append((between - start, perf_counter() - between))
    hit, call = np.median(times, axis=0)
    hit_rate = hits / (REQUESTS - WARM_UP)
    return {
        "hit_rate": hit_rate,
        "stale_rate": stale / (REQUESTS - WARM_UP),
        "call_ms": call * 1e3,
        "hit_speedup": 1.0 if candidate == "none" else call / hit,
        "mean_latency": 1.0 if candidate == "none" else hit / call + 1 - hit_rate,
    }


run(Experiment(
    claim="A cache of 10,000 predictions that expire after 10 minutes answers at least 30 % of the requests "
    "without the model, and at most 1 % of all answers are out of date.",
    primary=Quantity("hit_rate", "higher", "", "share of requests answered from the cache"),
    minimum_effect=0.30,
    guard=Guard(Quantity("stale_rate", "lower", "", "share of requests given an outdated prediction"), 0.01),
    others=[
        Quantity("hit_speedup", "higher", "", "time of a model call over that of a hit", True),
        Quantity("mean_latency", "lower", "", "mean time to an answer, in calls of the model", True),
        Quantity("call_ms", "lower", "ms", "time of a call of the model", True),
    ],
    candidates=[
        Candidate("none", "no cache", "baseline", "Scoring each request is simplest; no answer is outdated."),
        Candidate("lru-10min", "10,000 entries for 10 minutes", "pattern"),
        Candidate("lru-1h", "10,000 entries for 1 hour"),
        Candidate("lru-never", "10,000 entries without expiry"),
        Candidate("small-10min", "1,000 entries for 10 minutes"),
    ],
    axes=[
        Axis("catalogue", "size", [1e3, 1e4, 1e5, 1e6], "inputs", "Distinct inputs", default=1e5),
        Axis("skew", "condition", [0.0, 0.4, 0.8, 1.0, 1.2], "", "Zipf exponent of popularity", "linear", 0.8),
    ],
    data=Data("requests with Zipf-distributed inputs; make_classification", "generated",
              "140,000 requests at 10 per second, 40,000 of them warm-up; each input's true answer changes "
              "once a day; make_classification(n_samples=2000, n_features=30, n_informative=10, random_state=0)"),
    not_tested=[
        "Runs other than 233 minutes: the figures without expiry depend on the length of the run.",
        "Other request rates, and answers that change more or less often than once a day.",
        "Requests that come in bursts or follow one another; popularity that shifts over time.",
        "More than 10,000 entries, other eviction rules, a cache across the network, several servers.",
    ],
    specification={"hit_rate": Specified("hit_rate"), "latency_reduction": Specified("hit_speedup")},
), measure)  # fmt: skip
