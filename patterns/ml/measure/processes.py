"""One process for each candidate and point: what it uses is then its own, memory included."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import sys
import time
import traceback
from dataclasses import dataclass
from typing import Callable, Mapping

Measure = Callable[[str, dict[str, float], int], Mapping[str, float]]

#: Forked, so that imports are paid once; a child starts with the libraries in memory and nothing else.
_context = multiprocessing.get_context("fork")


class Failed(Exception):
    """A run that did not give its quantities; the text is for the author of the benchmark."""


@dataclass
class Run:
    values: dict[str, float]
    wall_seconds: float
    cpu_seconds: float


class Worker:
    """Measures one candidate at one point, one seed after the other, in a process of its own."""

    def __init__(self, measure: Measure, candidate: str, point: dict[str, float]):
        self.label = f"candidate {candidate!r} at {point}"
        self._connection, child = _context.Pipe()
        self._process = _context.Process(target=_serve, args=(child, measure, candidate, point), daemon=True)
        self._process.start()
        child.close()

    def run(self, seed: int) -> Run:
        answer = self._ask(seed)
        if isinstance(answer, str):
            raise Failed(f"{self.label}, seed {seed}:\n{answer}")
        return answer

    def stop(self) -> int:
        """Ends the process and gives its peak memory in bytes: its resident set at its largest, libraries included."""
        peak = self._ask(None)
        self._process.join(timeout=10)
        return peak

    def _ask(self, seed: int | None):
        try:
            self._connection.send(seed)
            return self._connection.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._process.join(timeout=10)
            code = self._process.exitcode
            why = "it ran out of memory or was ended" if code is not None and code < 0 else f"exit code {code}"
            raise Failed(f"{self.label}: the process ended before it answered ({why}).") from None


def _serve(connection, measure: Measure, candidate: str, point: dict[str, float]) -> None:
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what an experiment prints is not the result
    while (seed := connection.recv()) is not None:
        gc.collect()  # what the run before has left behind is not this run's memory
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            values = {name: float(value) for name, value in measure(candidate, point, seed).items()}
        except Exception:
            connection.send(traceback.format_exc(limit=-6))
            continue
        connection.send(Run(values, time.perf_counter() - wall, time.process_time() - cpu))
    connection.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
