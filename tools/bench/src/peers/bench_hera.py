"""Builds and prints a DAG of N tasks with Hera: task i reads the outputs of tasks i-1 and i-2. Prints CPU seconds as JSON."""
import json
import resource
import sys
import time

n = int(sys.argv[1])
start = time.process_time()
from hera.workflows import DAG, Parameter, Workflow, script
from hera.workflows.models import ValueFrom

imported = time.process_time()


@script(image="python:3.13", outputs=[Parameter(name="output", value_from=ValueFrom(path="/tmp/output"))])
def add(a: int, b: int):
    print(a + b)


with Workflow(generate_name="bench-", entrypoint="main") as workflow:
    with DAG(name="main"):
        done = []
        for i in range(n):
            read = [done[j].get_parameter("output") if j >= 0 else 1 for j in (i - 1, i - 2)]
            task = add(name=f"add-{i}", arguments={"a": read[0], "b": read[1]})
            for j in (i - 1, i - 2):
                if j >= 0:
                    done[j] >> task
            done.append(task)
built = time.process_time()
text = workflow.to_yaml()
printed = time.process_time()
assert text.count("template: add") == n
rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"import_s": imported - start, "build_s": built - imported, "yaml_s": printed - built, "rss_mb": round(rss), "bytes": len(text)}))
