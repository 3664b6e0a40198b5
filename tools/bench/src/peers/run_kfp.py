"""Runs N trivial tasks with the local runner of KFP, as processes without virtual environments. Prints wall milliseconds per task as JSON."""
import json
import sys
import time
import warnings

warnings.simplefilter("ignore")
from kfp import dsl, local

local.init(runner=local.SubprocessRunner(use_venv=False), raise_on_error=True)


@dsl.component
def nothing():
    pass


n = int(sys.argv[1])
start = time.perf_counter()
for _ in range(n):
    nothing()
print(json.dumps({"per_task_ms": (time.perf_counter() - start) / n * 1000}))
