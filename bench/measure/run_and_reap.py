"""Runs a command and tells what it and all its descendants took, also those that outlive it: `run_and_reap.py REPORT COMMAND…`.

A process that is killed as its parent ends is nobody's child any more, and its CPU time would be lost. Here orphans come to
this process (PR_SET_CHILD_SUBREAPER, Linux), which waits for each of them.
"""

import ctypes
import json
import os
import resource
import sys
import time

PR_SET_CHILD_SUBREAPER = 36

report, *command = sys.argv[1:]
if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
    sys.exit("This process cannot adopt orphans, so CPU times would be too low.")
start = time.monotonic()
_, status = os.waitpid(os.posix_spawnp(command[0], command, os.environ), 0)
wall = time.monotonic() - start
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(report, "w") as file:
    json.dump(
        {
            "exitCode": os.waitstatus_to_exitcode(status),
            "wallSeconds": wall,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "largestBytes": usage.ru_maxrss * 1024,
        },
        file,
    )
