import { createRequire, isBuiltin } from 'node:module';
import { Script } from 'node:vm';
import type { TaskFiles } from '../../testing/task/task-files.ts';

/** The modules of Node.js as a task sees them. */
export interface TaskModules {
  get(id: string): unknown;
  /** The modules that were asked for. */
  readonly used: ReadonlySet<string>;
}

const load = createRequire(import.meta.url);

/** Compiled code of runtimes, which all tasks of a run share. */
const scripts = new Map<string, Script>();

/** The `vm` of the runtime: it compiles the same code once. */
const vm = {
  ...(load('node:vm') as typeof import('node:vm')),
  runInNewContext(code: string): unknown {
    const script = scripts.get(code) ?? new Script(code);
    scripts.set(code, script);
    return script.runInNewContext() as unknown;
  },
};

/** Modules that would let a task act on the whole process of Tiphys. */
const REFUSED: ReadonlySet<string> = new Set([
  'async_hooks',
  'child_process',
  'cluster',
  'diagnostics_channel',
  'domain',
  'inspector',
  'inspector/promises',
  'repl',
  'trace_events',
  'v8',
  'wasi',
  'worker_threads',
]);

/** Creates the modules of a task: files are its own, and nothing leads out of its worker. */
export function createTaskModules(files: TaskFiles, ownConsole: Console): TaskModules {
  const used = new Set<string>();
  const own = new Map<string, unknown>([
    ['vm', vm],
    ['console', ownConsole],
    ['process', process],
  ]);
  const make = (name: string): unknown => {
    const real = load(`node:${name}`) as object;
    if (name === 'fs') return files.wrap({ ...real });
    if (name === 'fs/promises') return files.wrap({ ...real });
    if (name === 'module') return { ...real, createRequire: requireOf };
    return real;
  };
  const get = (id: string): unknown => {
    const name = id.replace(/^node:/, '');
    if (REFUSED.has(name))
      throw new Error(
        `Functions in workers cannot use node:${name}. Run the pipeline with --executor processes.`,
      );
    if (!isBuiltin(id)) return undefined;
    used.add(name);
    const module = own.get(name) ?? make(name);
    own.set(name, module);
    return module;
  };
  const requireOf = (from: string): ((id: string) => unknown) => {
    const real = createRequire(from);
    return Object.assign((id: string): unknown => (isBuiltin(id) ? get(id) : real(id)), real);
  };
  return { get, used };
}
