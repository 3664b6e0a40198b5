import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file system as the code of a task sees it: it starts in a folder of its own, and has its own `/tmp`. */
export interface TaskFiles {
  /** The folder in which the task starts. */
  readonly folder: string;
  /** Returns where a path of the task is on this machine. */
  locate(path: string): string;
  /** Returns a module of Node.js for files whose functions take paths of the task. */
  wrap(module: object): object;
}

/** Functions with a second path. */
const TWO_PATHS = /^(?:copyFile|cp|link|rename|symlink)(?:Sync)?$/;

/** Functions whose first argument is no path of a file: patterns, and what links point to. */
const NO_FIRST_PATH = /^(?:glob|symlink)(?:Sync)?$/;

/** What else belongs to a task. */
export interface TaskPlaces {
  /** Other paths that the task has for itself. They are under its folder with their whole names. @default none */
  readonly claimed?: readonly string[];
  /** File descriptors that replace stdin, stdout and stderr. @default those of this process */
  readonly descriptors?: readonly [number, number, number];
}

/**
 * Creates the file system of a task.
 *
 * @param folder a folder for it, which is made when the task uses it
 * @param shared the folder of the run, in which tasks find their inputs
 */
export function createTaskFiles(
  folder: string,
  shared: string,
  { claimed = [], descriptors }: TaskPlaces = {},
): TaskFiles {
  const temporary = [...new Set(['/tmp', tmpdir()])];
  let isMade = false;
  const make = (): void => {
    if (!isMade) mkdirSync(join(folder, 'tmp'), { recursive: true });
    isMade = true;
  };
  const locate = (path: string): string => {
    const absolute = resolve(folder, path);
    if (isWithin(shared, absolute)) {
      if (isWithin(folder, absolute)) make();
      return isAbsolute(path) ? path : absolute;
    }
    const root = temporary.find((one) => isWithin(one, absolute));
    if (root === undefined) {
      if (!claimed.some((one) => isWithin(one, absolute))) return path;
      make();
      return join(folder, absolute);
    }
    make();
    return join(folder, 'tmp', relative(root, absolute));
  };
  const argument = (value: unknown): unknown => {
    if (typeof value === 'string') return locate(value);
    if (typeof value === 'number') return descriptors?.[value] ?? value;
    return value instanceof URL && value.protocol === 'file:' ? locate(fileURLToPath(value)) : value;
  };
  const wrapFunction = (name: string, run: (...values: unknown[]) => unknown): unknown =>
    new Proxy(run, {
      apply: (target, self, values: unknown[]) =>
        Reflect.apply(
          target,
          self,
          values.map((value, index) => (takesPath(name, index) ? argument(value) : value)),
        ),
    });
  const wrap = (module: object): object =>
    new Proxy(module, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof key !== 'string') return value;
        if (key === 'promises') return wrap(value as object);
        // Classes are left alone.
        return typeof value === 'function' && /^[a-z]/.test(key)
          ? wrapFunction(key, value as (...values: unknown[]) => unknown)
          : value;
      },
    });
  return { folder, locate, wrap };
}

function takesPath(name: string, index: number): boolean {
  return (index === 0 && !NO_FIRST_PATH.test(name)) || (index === 1 && TWO_PATHS.test(name));
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
