"""False alarms, power and users of an A/B test that is looked at once, or often, with and without correction."""

import sys
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # patterns/ml, where the module is
from measure import Axis, Candidate, Data, Experiment, Guard, Quantity, run

import numpy as np
from scipy.signal import fftconvolve
from scipy.stats import norm

ALPHA, POWER = 0.05, 0.80
OLD, PLANNED = 0.10, 0.01  # conversions with the old model, and the least difference worth having
TESTS = 2000  # simulated A/B tests in a run
ONCE = norm.ppf(1 - ALPHA / 2)  # bound on |z| when a test is looked at once
SPREAD = OLD * (1 - OLD) + (OLD + PLANNED) * (1 - OLD - PLANNED)
USERS = int(np.ceil((ONCE + norm.ppf(POWER)) ** 2 * SPREAD / PLANNED**2))  # in each arm, for the planned power

experiment = Experiment(
    claim="A test with alpha spending may be looked at many times: it needs at least a tenth fewer users than"
    " one look at the planned end, and false alarms stay within one percentage point.",
    primary=Quantity("users", "lower", "users", "users in both arms until a test with a difference ends"),
    compare="ratio",
    minimum_effect=1 / 0.9,
    guard=Guard(Quantity("false_alarms", "lower", "", "share of tests without a difference that call one"), 0.01),
    others=[
        Quantity("power", "higher", "", "share of tests with a difference that call one"),
        Quantity("exaggeration", "lower", "", "difference seen in the tests that call one, over the true one"),
    ],
    candidates=[
        Candidate(
            "fixed", "one look at the planned end", "baseline",
            "A sample size fixed in advance and one test at its end is what textbooks teach and needs no special"
            " method.",
        ),
        Candidate("spending", "alpha spending", "pattern"),
        Candidate("always-valid", "always-valid p-values"),
        Candidate("peeking", "uncorrected test at each look"),
    ],
    axes=[
        Axis("looks", "size", [1, 2, 5, 10, 20, 50, 100], "looks", "Looks at the data", default=10),
        Axis("effect", "condition", [0.25, 0.5, 1, 1.5, 2], "", "True difference over the planned one", "linear", 1),
    ],
    data=Data(
        "simulated A/B tests", "generated",
        "2,000 tests a run and hypothesis; conversions 10 % in the old arm; planned for a difference of 1 percentage"
        " point at 5 % two-sided and 80 % power; looks at equal shares of the planned users",
    ),
    seeds=range(10),
    not_tested=[
        "users who return, or who influence each other",
        "heavy-tailed quantities such as revenue; conversions are yes or no",
        "effects that fade or grow in the course of the test",
        "several metrics or several variants at once",
        "tests that run on past the planned end, as always-valid p-values permit",
    ],
)  # fmt: skip


@lru_cache(maxsize=1)
def spending_bounds(looks: int) -> np.ndarray:
    """Bounds on |z| at equally spaced looks: Lan and DeMets' spending function of O'Brien-Fleming type.

    The density of the score, among tests that are still running, is carried from look to look on a grid. Where
    hardly anything may be spent yet, the grid's end stands for the bound: |z| of 8 and more.
    """
    time = np.arange(1, looks + 1) / looks
    spent = 2 * norm.sf(norm.ppf(1 - ALPHA / 4) / np.sqrt(time))  # on each side
    grid, step = np.linspace(-6, 6, 6001, retstep=True)
    kernel = norm.pdf(grid, scale=np.sqrt(1 / looks)) * step
    density, bounds = kernel / step, []
    for now, spend in zip(time, np.diff(spent, prepend=0.0)):
        upper = density[grid > 0]
        tail = (np.cumsum(upper[::-1])[::-1] - upper / 2) * step
        edge = float(np.interp(-spend, -tail, grid[grid > 0]))
        bounds.append(edge / np.sqrt(now))
        density = fftconvolve(np.where(np.abs(grid) < edge, density, 0.0), kernel, mode="same")
    return np.array(bounds)


def bounds(candidate: str, looks: int, users: np.ndarray) -> np.ndarray:
    """How large |z| must be at each look to stop the test and call a difference."""
    if candidate == "fixed":
        return np.where(np.arange(looks) == looks - 1, ONCE, np.inf)
    if candidate == "peeking":
        return np.full(looks, ONCE)
    if candidate == "spending":
        return spending_bounds(looks)
    # Always valid: a mixture over differences of about the planned size (Johari et al., 2017), in terms of |z|.
    ratio = users * PLANNED**2 / (2 * OLD * (1 - OLD))
    return np.sqrt(2 * (1 + ratio) / ratio * (np.log(1 / ALPHA) + np.log1p(ratio) / 2))


def simulate(candidate: str, looks: int, difference: float, rng: np.random.Generator):
    """Of each test: whether it called a difference, users in both arms at its end, and the difference it saw."""
    users = np.round(USERS * np.arange(1, looks + 1) / looks)
    more = np.diff(users, prepend=0).astype(int)
    old = rng.binomial(more, OLD, (TESTS, looks)).cumsum(axis=1) / users
    new = rng.binomial(more, OLD + difference, (TESTS, looks)).cumsum(axis=1) / users
    pooled = (old + new) / 2
    z = (new - old) / np.sqrt(np.maximum(2 * pooled * (1 - pooled) / users, 1e-12))
    crossed = np.abs(z) >= bounds(candidate, looks, users)
    called = crossed.any(axis=1)
    end = np.where(called, crossed.argmax(axis=1), looks - 1)
    return called, 2 * users[end], (new - old)[np.arange(TESTS), end]


def measure(candidate: str, point: dict[str, float], seed: int) -> dict[str, float]:
    looks, difference = int(point["looks"]), PLANNED * point["effect"]
    alarms, _, _ = simulate(candidate, looks, 0.0, np.random.default_rng([seed, 0]))
    called, users, seen = simulate(candidate, looks, difference, np.random.default_rng([seed, 1]))
    power, exaggeration = called.mean(), seen[called].mean() / difference
    return {"users": users.mean(), "false_alarms": alarms.mean(), "power": power, "exaggeration": exaggeration}


run(experiment, measure)
