"""Where it was measured. Keys of the machine are named as in MLPerf's system descriptions."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import time
from pathlib import Path

#: Modules whose versions matter to a figure, with the names under which they are installed.
_packages = {
    "numpy": "numpy",
    "scipy": "scipy",
    "pandas": "pandas",
    "sklearn": "scikit-learn",
    "torch": "torch",
    "tensorflow": "tensorflow",
    "jax": "jax",
}

#: One thread: what two cores do at once is the machine's affair and not the pattern's.
threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def environment() -> dict[str, object]:
    return {
        "host_processor_model_name": _processor(),
        "host_processor_vcpu_count": os.cpu_count() or 1,
        "host_memory_capacity": f"{round(os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30)} GiB",
        "operating_system": f"{platform.system()} {platform.release()}",
        "threads": int(os.environ.get("OMP_NUM_THREADS", "0")),
        "blas": _blas(),
        "load_average": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "packages": {
            name: str(sys.modules[module].__version__) for module, name in _packages.items() if module in sys.modules
        },
    }


def others_busy(seconds: float = 1.0) -> float:
    """How many cores other programs keep busy at the moment, looked at for so long. 0.0 where the system does not tell."""
    try:
        before = _busy_ticks()
        time.sleep(seconds)
        return max(0.0, (_busy_ticks() - before) / os.sysconf("SC_CLK_TCK") / seconds)
    except OSError:
        return 0.0


def sha256_of(*files: Path) -> str:
    """Of one file its SHA-256 as `sha256sum` gives it; of several, of the lines that `sha256sum` prints of them, by name."""
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    if len(files) == 1:
        return next(iter(digests.values()))
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def module_files() -> list[Path]:
    return list(Path(__file__).parent.glob("*.py"))


def _busy_ticks() -> int:
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return sum(fields[:3]) + sum(fields[5:7])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _blas() -> str:
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return "unknown"
    pools = [pool for pool in threadpool_info() if pool.get("user_api") == "blas"]
    return ", ".join(sorted({f"{pool['internal_api']} {pool['version']}" for pool in pools})) or "none"
