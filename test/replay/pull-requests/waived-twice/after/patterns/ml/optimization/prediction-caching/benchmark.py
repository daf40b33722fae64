"""How many requests are answered from memory."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from measure import Axis, Candidate, Data, Experiment, Quantity, run

# The declaration and measure() follow here.
