"""What a benchmark.py needs to say what it claims, and the loop that measures it.

A benchmark is a declaration (`Experiment`) and a function `measure(candidate, point, seed)` that returns the
quantities of one run by name. `run(experiment, measure)` does the rest: one process for each candidate and point,
candidates in alternation and with shared seeds, intervals, verdicts, resources, the environment, and the JSON.

Python's standard library and numpy only.
"""

from .declaration import Axis, Candidate, Data, Experiment, Fairness, Guard, Quantity, Specified
from .main import run

__all__ = ["Axis", "Candidate", "Data", "Experiment", "Fairness", "Guard", "Quantity", "Specified", "run"]
