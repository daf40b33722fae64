"""Measures every candidate at every point, and says of each point what follows."""

from __future__ import annotations

import math
from typing import Callable

from .declaration import Axis, Experiment, Quantity
from .intervals import NoRatio, effect, verdict
from .processes import Failed, Measure, Run, Worker

Progress = Callable[[int, int, str], None]


def sweeps(experiment: Experiment, measure: Measure, progress: Progress) -> list[dict]:
    """One sweep for each axis, the other axes at rest."""
    total = sum(len(axis.points) for axis in experiment.axes)
    done = 0
    measured = []
    for axis in experiment.axes:
        points = []
        for at in axis.points:
            progress(done, total, f"{axis.name} = {at:g}")
            point = {other.name: other.resting for other in experiment.axes} | {axis.name: at}
            points.append({"at": at, **measure_point(experiment, measure, point)})
            done += 1
        measured.append({"axis": _described(axis), "points": points})
    progress(total, total, "done")
    return measured


def measure_point(experiment: Experiment, measure: Measure, point: dict[str, float]) -> dict:
    """All candidates at one point, in alternation: what slows the machine for a while slows all of them."""
    workers = {candidate.id: Worker(measure, candidate.id, point) for candidate in experiment.candidates}
    runs: dict[str, list[Run]] = {name: [] for name in workers}
    once = len(experiment.seeds) == 1
    for number, seed in enumerate([*experiment.seeds, *(experiment.seeds if once else ())]):
        order = list(workers)
        for name in order if number % 2 == 0 else reversed(order):
            runs[name].append(_checked(experiment, workers[name], seed))
    if once:
        for name, (first, second) in runs.items():
            if first.values != second.values:
                raise Failed(f"{workers[name].label}: two runs with one seed differ. Name five seeds, or find what is random.")
        runs = {name: pair[:1] for name, pair in runs.items()}
    candidates = {name: _summary(experiment, runs[name], workers[name].stop()) for name in workers}
    try:
        return {"candidates": candidates, "effects": _effects(experiment, candidates)}
    except NoRatio as problem:
        raise Failed(f"at {point}: {problem}") from None


def _checked(experiment: Experiment, worker: Worker, seed: int) -> Run:
    run = worker.run(seed)
    wanted = {quantity.name for quantity in experiment.quantities}
    if set(run.values) != wanted:
        raise Failed(f"{worker.label} gave {sorted(run.values)}; expected {sorted(wanted)}.")
    for name, value in run.values.items():
        if not math.isfinite(value):
            raise Failed(f"{worker.label}, seed {seed}: {name} is {value}.")
    return run


def _summary(experiment: Experiment, runs: list[Run], peak: int) -> dict:
    values = {
        quantity.name: [_rounded(run.values[quantity.name]) for run in runs] for quantity in experiment.quantities
    }
    return {
        "values": values,
        "means": {name: _rounded(math.fsum(column) / len(column)) for name, column in values.items()},
        "wall_seconds": _rounded(math.fsum(run.wall_seconds for run in runs), 4),
        "cpu_seconds": _rounded(math.fsum(run.cpu_seconds for run in runs), 4),
        "peak_memory_bytes": peak,
    }


def _effects(experiment: Experiment, candidates: dict[str, dict]) -> dict[str, dict]:
    base = candidates[experiment.baseline.id]["values"]
    guard = experiment.guard
    found = {}
    for name, candidate in candidates.items():
        if name == experiment.baseline.id:
            continue
        gain = _compared(candidate["values"], base, experiment.primary, experiment.compare, name)
        loss = None
        if guard:
            # The same comparison the other way round: by how much the candidate is worse.
            loss = _compared(base, candidate["values"], guard.quantity, guard.compare, name)
        found[name] = {
            "effect": {key: _rounded(value) for key, value in gain.items()},
            "guard": loss and {key: _rounded(value) for key, value in loss.items()},
            "verdict": verdict(gain, experiment.minimum_effect, loss, guard.margin if guard else 0.0),
        }
    return found


def _compared(
    values: dict[str, list[float]], others: dict[str, list[float]], quantity: Quantity, compare: str, candidate: str
) -> dict[str, float]:
    own, other = values[quantity.name], others[quantity.name]
    try:
        return effect(own, other, better=quantity.better, compare=compare, timing=quantity.timing)
    except NoRatio as problem:
        raise NoRatio(f"{quantity.name} of {candidate!r} and the baseline: {problem}") from None


def _described(axis: Axis) -> dict:
    return {
        "name": axis.name,
        "title": axis.title or axis.name,
        "unit": axis.unit,
        "kind": axis.kind,
        "scale": axis.scale,
        "resting": axis.resting,
    }


def _rounded(value: float, digits: int = 12) -> float:
    """Significant digits: the last bits of a float are the machine's, not the experiment's."""
    return float(f"{value:.{digits}g}")
