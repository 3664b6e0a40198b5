import { compileFunction } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { createTaskFiles } from '../../testing/task/task-files.ts';
import { watchRealm } from './pristine.ts';
import { REUSABLE, SCRIPT_PATH, type TaskMessage } from './task-message.ts';
import { createTaskModules } from './task-modules.ts';
import { openTaskStreams } from './task-streams.ts';

/** The modules that the runtime itself uses. Everything else shows in the realm, or in the modules that were asked for. */
const OF_RUNTIME: ReadonlySet<string> = new Set(['console', 'module', 'process', 'vm', 'zlib']);

if (parentPort === null) throw new Error('unreachable: this module runs in workers only');
const port = parentPort;
// Kept before code of tasks can change them.
const { defineProperty, defineProperties, getOwnPropertyDescriptors, keys } = Object;
const post = port.postMessage.bind(port);
const exit = process.exit.bind(process);
const resources = process.getActiveResourcesInfo.bind(process);
const eventNames = process.eventNames.bind(process);
const listeners = process.listeners.bind(process);
const removeListener = process.removeListener.bind(process);

// Node.js would print warnings to stderr of the whole process.
process.removeAllListeners('warning');
process.on('warning', ({ name, message }) =>
  process.stderr.write(`(node:${process.pid}) ${name}: ${message}\n`),
);
process.argv = [process.execPath, SCRIPT_PATH];
process.cwd = () => '/';
process.kill = () => {
  throw new Error('Functions in workers cannot send signals. Run the pipeline with --executor processes.');
};
const atRest = listenersNow();
const processAtRest = getOwnPropertyDescriptors(process);
const console = Object.getOwnPropertyDescriptor(globalThis, 'console') as PropertyDescriptor; // as it is a global
const argvAtRest = process.argv.join('\0');
const realm = watchRealm();

port.on('message', (task: TaskMessage) => {
  // Only the task keeps the worker alive, so a task that waits for nothing ends.
  port.unref();
  runTask(task);
});

function runTask({ environment, claimed, root, runFolder, ...task }: TaskMessage): void {
  for (const name of keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  const streams = openTaskStreams(task.logFile, task.outputFile);
  const files = createTaskFiles(root, runFolder, { claimed, descriptors: streams.descriptors });
  const modules = createTaskModules(files, streams.console);
  const finish = (code?: number | string | null): void => {
    if (code || task.isSingle || !isClean(modules.used)) exit(code ?? process.exitCode);
    restore();
    if (!realm.isIntact()) exit(0);
    streams.close();
    port.ref();
    post(REUSABLE);
  };
  const value = (one: unknown): PropertyDescriptor => ({
    value: one,
    configurable: true,
    enumerable: true,
    writable: true,
  });
  defineProperties(process, {
    stdout: value(streams.stdout),
    stderr: value(streams.stderr),
    getBuiltinModule: value(modules.get),
    // The runtime keeps it before the user's code loads. What that code calls later ends the worker.
    exit: {
      configurable: true,
      get() {
        defineProperty(process, 'exit', processAtRest.exit);
        return finish;
      },
    },
  });
  defineProperty(globalThis, 'console', value(streams.console));
  const run = compileFunction(task.source, ['exports', 'require', 'module', '__filename', '__dirname'], {
    filename: SCRIPT_PATH,
  }) as (...values: unknown[]) => void;
  const module = { exports: {} };
  // So no line of this module is in the stack of an error.
  setImmediate(run, module.exports, modules.get, module, SCRIPT_PATH, '/argo/staging');
}

/** Tells whether nothing of a task goes on. */
function isClean(used: ReadonlySet<string>): boolean {
  if (resources().length > 0) return false;
  for (const module of used) if (!OF_RUNTIME.has(module) && !realm.watches(module)) return false;
  for (const name of eventNames()) {
    const now = listeners(name as 'exit').length;
    const own = ['uncaughtException', 'unhandledRejection', 'exit'].includes(String(name)) ? 1 : 0;
    if (now !== (atRest.get(name)?.length ?? 0) + own) return false;
  }
  return process.argv.join('\0') === argvAtRest && process.exitCode === undefined;
}

function restore(): void {
  for (const name of eventNames()) {
    const before = atRest.get(name) ?? [];
    for (const listener of listeners(name as 'exit'))
      if (!before.includes(listener)) removeListener(name, listener);
  }
  defineProperty(globalThis, 'console', console);
  for (const name of ['stdout', 'stderr', 'getBuiltinModule', 'exit'] as const) {
    const property = processAtRest[name];
    if (property !== undefined) defineProperty(process, name, property);
  }
}

function listenersNow(): ReadonlyMap<string | symbol, readonly unknown[]> {
  return new Map(process.eventNames().map((name) => [name, process.listeners(name as 'exit')]));
}
