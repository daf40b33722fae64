"""How many model calls a prediction cache saves, and how many of its answers are out of date."""

import sys
import time
from collections import OrderedDict
from functools import lru_cache
from hashlib import blake2b
from math import inf
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, Specified, run

import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import HistGradientBoostingClassifier

REQUESTS, WARM_UP = 120_000, 20_000
RATE = 10.0  # requests per second, so that the whole run is 200 minutes
DAY = 86_400.0
CAPACITY = 10_000

#: Entries that fit and seconds that one stays valid.
CACHES = {
    "lru-10min": (CAPACITY, 600.0),
    "lru-1h": (CAPACITY, 3600.0),
    "lru-never": (CAPACITY, inf),
    "small-10min": (CAPACITY // 10, 600.0),
}

#: A model of ordinary size for tables: 100 boosted trees on 30 features. Fitted once, before the processes are forked.
ROWS, LABELS = make_classification(n_samples=2000, n_features=30, n_informative=10, random_state=0)
MODEL = HistGradientBoostingClassifier(random_state=0).fit(ROWS, LABELS)


def median_ms(call, repetitions: int) -> float:
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return float(np.median(times)) * 1e3


def key_of(row: np.ndarray) -> bytes:
    return blake2b(row.tobytes(), digest_size=16).digest()


#: What a call and a lookup cost on this machine, measured once, so that all candidates share the same two figures.
STORED = {key_of(row): 0.5 for row in ROWS}
MODEL_MS = median_ms(lambda: MODEL.predict_proba(ROWS[:1]), 200)
LOOKUP_MS = median_ms(lambda: STORED.get(key_of(ROWS[0])), 5000)


@lru_cache(maxsize=1)
def popularity(catalogue: int, skew: float) -> np.ndarray:
    """Cumulative shares of the inputs: the r-th most popular one is asked for in proportion to r ** -skew."""
    cumulative = np.cumsum(np.arange(1, catalogue + 1) ** -skew)
    return cumulative / cumulative[-1]


def replay(keys: list[int], phases: list[float], capacity: float, lifetime: float) -> tuple[float, float]:
    """Shares of the requests after the warm-up that hit, and that got an answer which is no longer the model's."""
    cache: OrderedDict[int, float] = OrderedDict()  # input -> when its answer was computed
    hits = stale = 0
    for number, (key, phase) in enumerate(zip(keys, phases)):
        now = number / RATE
        stored = cache.get(key)
        if stored is not None and now - stored < lifetime:
            cache.move_to_end(key)
            if number >= WARM_UP:
                hits += 1
                # What the model would say changes once a day, for each input at a time of its own: `phase`.
                stale += (now + phase) // DAY != (stored + phase) // DAY
        else:
            cache[key] = now
            cache.move_to_end(key)
            if len(cache) > capacity:
                cache.popitem(last=False)
    counted = len(keys) - WARM_UP
    return hits / counted, stale / counted


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    if candidate == "none":
        return {"hit_rate": 0.0, "stale_rate": 0.0, "hit_speedup": 1.0, "mean_ms": MODEL_MS}
    rng = np.random.default_rng(seed)
    catalogue = int(point["catalogue"])
    keys = np.searchsorted(popularity(catalogue, point["skew"]), rng.random(REQUESTS))
    phases = (rng.random(catalogue) * DAY)[keys]
    hit_rate, stale_rate = replay(keys.tolist(), phases.tolist(), *CACHES[candidate])
    return {
        "hit_rate": hit_rate,
        "stale_rate": stale_rate,
        "hit_speedup": MODEL_MS / LOOKUP_MS,
        "mean_ms": LOOKUP_MS + (1 - hit_rate) * MODEL_MS,
    }


run(
    Experiment(
        claim="A cache of 10,000 predictions that expire after 10 minutes answers at least 30 % of the requests without the "
        "model, and at most 1 % of all answers are out of date.",
        primary=Quantity("hit_rate", "higher", description="share of requests answered from the cache"),
        minimum_effect=0.30,
        guard=Guard(Quantity("stale_rate", "lower", description="share of requests answered with an outdated prediction"), 0.01),
        others=[
            Quantity("hit_speedup", "higher", timing=True, description="time of a model call over that of a lookup in the same process"),
            Quantity("mean_ms", "lower", "ms", timing=True, description="mean time to an answer, lookups included"),
        ],
        candidates=[
            Candidate("none", "no cache", "baseline", "Scoring each request is what a service does first, and its answers are never outdated."),
            Candidate("lru-10min", "10,000 entries for 10 minutes", "pattern"),
            Candidate("lru-1h", "10,000 entries for 1 hour"),
            Candidate("lru-never", "10,000 entries without expiry"),
            Candidate("small-10min", "1,000 entries for 10 minutes"),
        ],
        axes=[
            Axis("catalogue", "size", [1e3, 1e4, 1e5, 1e6], "inputs", "Distinct inputs", default=1e5),
            Axis("skew", "condition", [0.0, 0.4, 0.8, 1.0, 1.2], "", "Zipf exponent of popularity", "linear", 0.8),
        ],
        data=Data(
            "requests with Zipf-distributed inputs; make_classification",
            "generated",
            "120,000 requests at 10 per second, 20,000 of them warm-up; each input's true answer changes once a day; "
            "make_classification(n_samples=2000, n_features=30, n_informative=10, random_state=0)",
        ),
        not_tested=[
            "requests that come in bursts or follow one another: each is drawn independently of the last",
            "popularity that shifts over time",
            "a cache across the network, and several servers with a cache each",
            "other eviction rules than least recently used",
        ],
        specification={"hit_rate": Specified("hit_rate"), "latency_reduction": Specified("hit_speedup")},
    ),
    measure,
)
