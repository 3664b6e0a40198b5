/**
 * The program that runs a function of a Python file, or a notebook, in its task. Its argument is the path of the file.
 *
 * It has no `{{`, which Argo would replace, and no dollar sign, which Kubernetes would.
 */
export const PYTHON_RUNNER = `import asyncio, importlib.metadata, inspect, json, linecache, os, shutil, subprocess, sys, tempfile, traceback, types

task = json.loads(os.environ["TIPHYS_PYTHON"])
file, call = task["file"], task.get("call")


def fail(code, message):
    sys.stdout.flush()
    print(f"{code}: {call or 'the notebook'} of {file} {message}", file=sys.stderr)
    sys.exit(1)


def is_installed(requirement):
    name, _, version = requirement.partition("==")
    try:
        return version in ("", importlib.metadata.version(name))
    except Exception:
        return False


missing = [one for one in task.get("requirements", []) if not is_installed(one)]
if missing:
    folder = tempfile.mkdtemp()
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--target", folder]
    if subprocess.run([sys.executable, "-m", "pip", "install", *options, *missing], stdout=sys.stderr).returncode != 0:
        fail("PIPELINE_REQUIREMENTS_FAILED", f"needs {', '.join(missing)}, which pip could not install.")
    sys.path.insert(0, folder)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")]))

with open(sys.argv[1], encoding="utf-8") as script:
    source = script.read()
if "mark" in task:
    source = source.replace(task["mark"], "")
inputs = {name[3:]: json.loads(text) for name, text in os.environ.items() if name.startswith("IN_")}
inputs.update({name[5:]: text for name, text in os.environ.items() if name.startswith("FILE_")})
out = os.environ.get("OUT_output")
if out is not None:
    os.makedirs(os.path.dirname(out), exist_ok=True)
try:
    if call is None:
        import papermill

        path = os.path.join(tempfile.mkdtemp(), os.path.basename(file))
        with open(path, "w", encoding="utf-8") as copy:
            copy.write(source)
        papermill.execute_notebook(path, out, parameters=inputs, progress_bar=False)
        sys.exit(0)
    module = types.ModuleType("tiphys_task")
    module.__file__ = file
    sys.modules[module.__name__] = module
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    exec(compile(source, file, "exec"), module.__dict__)
    result = getattr(module, call)(**inputs)
    if inspect.iscoroutine(result):
        result = asyncio.run(result)
except Exception as error:
    sys.stdout.flush()
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == "<string>":
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)
    fail("PIPELINE_FUNCTION_FAILED", f"raised {type(error).__name__}: {error}")
if out is None:
    sys.exit(0)
if task.get("result") == "file":
    if not isinstance(result, (str, os.PathLike)) or not os.path.exists(result):
        fail("PIPELINE_OUTPUT_FILE_MISSING", f"returned {result!r}, which is not the path of a file.")
    shutil.copytree(result, out) if os.path.isdir(result) else shutil.copyfile(result, out)
    sys.exit(0)
try:
    text = json.dumps(result, allow_nan=False)
except (TypeError, ValueError) as error:
    fail("PIPELINE_OUTPUT_NOT_JSON", f"returned a value that JSON cannot represent: {error}.")
text = text.replace("{" * 2, "\\\\u007b" * 2).replace("\\x7f", "\\\\u007f")
if len(text) > task["limit"]:
    fail("PIPELINE_OUTPUT_TOO_LARGE", f"returned {len(text)} bytes of JSON, and a value can have {task['limit']}. Return a file.")
with open(out, "w", encoding="utf-8") as file_of_result:
    file_of_result.write(text)
`;
