"""The command line of every benchmark.py."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import sys
from pathlib import Path

from .declaration import Experiment
from .environment import environment, module_files, others_busy, sha256_of, threads
from .intervals import method
from .loop import sweeps
from .processes import Failed, Measure

usage = """Usage: python3 benchmark.py [--json]

Measures, and prints a table; with --json the results as `patterns reproduce` stores them."""

#: A core's share that other programs may take while a wall clock is read.
busy_limit = 0.5


def run(experiment: Experiment, measure: Measure) -> None:
    """Measures and prints. Exit code: 0 measured, 1 a run failed, 2 wrong usage or declaration, 3 the machine is busy."""
    arguments = sys.argv[1:]
    if arguments not in ([], ["--json"]):
        sys.exit(_complain(usage, 2))
    problems = experiment.problems()
    if problems:
        sys.exit(_complain("\n".join(problems), 2))
    if any(os.environ.get(name) != value for name, value in threads.items()):
        # Libraries read it when they are loaded, so everything starts again with it.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | threads | {"PYTHONHASHSEED": "0"})
    if experiment.times and (busy := others_busy()) > busy_limit:
        sys.exit(_complain(f"Other programs keep {busy:.1f} cores busy, so a wall clock would mislead. Try again later.", 3))
    script = Path(sys.modules["__main__"].__file__ or "").resolve()
    before = environment()
    try:
        measured = sweeps(experiment, measure, _progress)
    except Failed as problem:
        sys.exit(_complain(str(problem), 1))
    results = declared(experiment) | {
        "sweeps": measured,
        "environment": before,
        "made_by": {
            "command": "patterns reproduce",
            "date": datetime.date.today().isoformat(),
            "script_sha256": sha256_of(script),
            "module_sha256": sha256_of(*module_files()),
        },
    }
    print(json.dumps(results, indent=2, ensure_ascii=False) if arguments else table(results))


def declared(experiment: Experiment) -> dict:
    """The declaration as results.json holds it."""
    guard = experiment.guard
    quantities = [dataclasses.asdict(quantity) for quantity in experiment.quantities]
    return {
        "version": 1,
        "claim": experiment.claim,
        "primary": experiment.primary.name,
        "compare": experiment.compare,
        "minimum_effect": experiment.minimum_effect,
        "guard": guard and {"quantity": guard.quantity.name, "margin": guard.margin, "compare": guard.compare},
        "quantities": quantities,
        "candidates": [dataclasses.asdict(candidate) for candidate in experiment.candidates],
        "data": dataclasses.asdict(experiment.data),
        "seeds": list(experiment.seeds),
        "interval": method(experiment.primary.timing, len(experiment.seeds)),
        "not_tested": list(experiment.not_tested),
        "fairness": experiment.fairness and {"quantity": experiment.fairness.quantity, "groups": dict(experiment.fairness.groups)},
        "specification": {key: dataclasses.asdict(item) for key, item in experiment.specification.items()},
    }


def table(results: dict) -> str:
    """What a person at a terminal wants to see: each point, each candidate's means, and the verdict."""
    lines = [results["claim"]]
    for sweep in results["sweeps"]:
        for point in sweep["points"]:
            lines.append(f"\n{sweep['axis']['name']} = {point['at']:g}")
            for name, candidate in point["candidates"].items():
                means = "  ".join(f"{quantity} {value:.4g}" for quantity, value in candidate["means"].items())
                seconds = f"{candidate['wall_seconds']:.1f} s, {candidate['peak_memory_bytes'] / 2**20:.0f} MiB"
                lines.append(f"  {name:<24} {means}  ({seconds})")
            for name, found in point["effects"].items():
                gain = found["effect"]
                loss = found["guard"]
                guard = f"; guard worse by {loss['estimate']:.4g} [{loss['low']:.4g}, {loss['high']:.4g}]" if loss else ""
                lines.append(
                    f"    {name}: {gain['estimate']:.4g} [{gain['low']:.4g}, {gain['high']:.4g}]{guard} -> {found['verdict']}"
                )
    return "\n".join(lines)


def _progress(done: int, total: int, label: str) -> None:
    print(f"##progress {done}/{total} {label}", file=sys.stderr, flush=True)


def _complain(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
