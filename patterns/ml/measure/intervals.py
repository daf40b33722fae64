"""How large an effect is and how sure: pure functions of the runs' values."""

from __future__ import annotations

import math
from typing import Sequence

import numpy as np

#: Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom (tested against scipy).
_T975 = (
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
    2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
)  # fmt: skip
_NORMAL975 = 1.959964


class NoRatio(ValueError):
    """Values that have no ratio worth the name."""


def t975(freedom: int) -> float:
    """The 97.5 % quantile of Student's t; beyond the table the first terms of the Cornish-Fisher expansion."""
    if freedom <= len(_T975):
        return _T975[freedom - 1]
    z = _NORMAL975
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def mean_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean of paired effects with the 95 % t-interval. One value, or equal ones, are their own interval."""
    array = np.asarray(values, dtype=float)
    centre = float(array.mean())
    if len(array) == 1 or np.all(array == array[0]):
        return float(array[0]), float(array[0]), float(array[0])
    half = t975(len(array) - 1) * float(array.std(ddof=1)) / math.sqrt(len(array))
    return centre, centre - half, centre + half


def median_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Median with the distribution-free interval between order statistics that covers at least 95 %.

    The chance that the median lies outside (x_k, x_(n+1-k)) is 2 P(Binomial(n, 1/2) < k): David & Nagaraja, Order
    Statistics, 3rd edition, section 7.1. Fewer than six values cannot reach 95 %: then the extremes are given.
    """
    ordered = sorted(float(value) for value in values)
    n = len(ordered)
    k, tail = 0, 0.5**n
    while 2 * tail <= 0.05 and k < n // 2:
        k += 1
        tail += math.comb(n, k) * 0.5**n
    k = max(k, 1)
    return float(np.median(ordered)), ordered[k - 1], ordered[n - k]


def effect(
    candidate: Sequence[float],
    baseline: Sequence[float],
    *,
    better: str,
    compare: str,
    timing: bool = False,
) -> dict[str, float]:
    """By how much the candidate is better than the baseline, run by run: positive, or above 1 as a ratio, is better."""
    a, b = np.asarray(candidate, dtype=float), np.asarray(baseline, dtype=float)
    if compare == "difference":
        centre, low, high = mean_interval(a - b if better == "higher" else b - a)
    else:
        if (a <= 0).any() or (b <= 0).any():
            least = min(float(a.min()), float(b.min()))
            raise NoRatio(f"a ratio needs positive values, and there is {least:g}; compare differences instead")
        ratios = a / b if better == "higher" else b / a
        if timing:
            centre, low, high = median_interval(ratios)
        else:
            centre, low, high = (math.exp(value) for value in mean_interval(np.log(ratios)))
    return {"estimate": centre, "low": low, "high": high}


def verdict(effect: dict[str, float], minimum: float, loss: dict[str, float] | None, margin: float) -> str:
    """`supports`: all of the interval reaches the minimum effect, and the guard holds.

    `contradicts`: all of it falls short, or the guard is broken for certain. `mixed`: neither.
    """
    if effect["high"] < minimum or (loss is not None and loss["low"] > margin):
        return "contradicts"
    if effect["low"] >= minimum and (loss is None or loss["high"] <= margin):
        return "supports"
    return "mixed"


def method(timing: bool, runs: int) -> str:
    """What `effect` has done, in words, for the reader of results.json."""
    if runs == 1:
        return "two equal runs; nothing is random, so there is no interval"
    if timing:
        return "median of paired ratios, measured in alternation, with the 95 % interval between order statistics"
    return "mean of paired effects over seeds with the 95 % t-interval; ratios on the logarithm"
