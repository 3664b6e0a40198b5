"""Builds and prints a DAG of N tasks with the KFP SDK: task i reads the outputs of tasks i-1 and i-2. Prints CPU seconds as JSON."""
import json
import os
import resource
import sys
import tempfile
import time
import warnings

warnings.simplefilter("ignore")
n = int(sys.argv[1])
start = time.process_time()
from kfp import compiler, dsl

imported = time.process_time()


@dsl.component(base_image="python:3.13")
def add(a: int, b: int) -> int:
    return a + b


@dsl.pipeline(name="bench")
def bench(x: int = 1):
    before, last = x, x
    for _ in range(n):
        before, last = last, add(a=last, b=before).output


built = time.process_time()
with tempfile.TemporaryDirectory() as folder:
    place = os.path.join(folder, "bench.yaml")
    compiler.Compiler().compile(bench, place)
    size = os.path.getsize(place)
printed = time.process_time()
rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"import_s": imported - start, "build_s": built - imported, "yaml_s": printed - built, "rss_mb": round(rss), "bytes": size}))
